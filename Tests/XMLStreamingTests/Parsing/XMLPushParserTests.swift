import Testing
import XMLStreaming

enum ProbeName: String, XMLVocabulary {
  case a, b, value
}

/// Writes down what it is told.
struct Probe: XMLHandler {
  typealias Name = ProbeName
  var log = ""
  var stopsAt: ProbeName?
  private(set) var isFinished = false

  init(stopsAt: ProbeName? = nil) { self.stopsAt = stopsAt }

  mutating func startElement(_ element: borrowing XMLElement<ProbeName>) {
    log += "<\(element.name?.rawValue ?? "?\(element.unresolvedName)")"
    if let value = element.string(.value) { log += " \(value)" }
    if let value = element.prefixedString(.value) { log += " :\(value)" }
    log += ">"
    if let stopsAt, element.name == stopsAt { isFinished = true }
  }

  mutating func endElement(_ name: ProbeName?) { log += "</\(name?.rawValue ?? "?")>" }

  mutating func text(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer { log += String(decoding: $0, as: UTF8.self) }
  }
}

@Suite("The XML parser")
struct XMLPushParserTests {
  static func log(_ bytes: [UInt8], namespaces: [String] = [], limits: XMLLimits = .standard) throws -> String
  {
    try XMLPushParser.parse(
      bytes.span, part: "p.xml", handler: Probe(), namespaces: namespaces, limits: limits
    ).log
  }

  static func log(_ text: String) throws -> String { try log(Array(text.utf8)) }

  static func code(_ text: String) -> XMLError.Code? {
    do {
      _ = try log(text)
      return nil
    } catch let error as XMLError {
      return error.code
    } catch {
      return nil
    }
  }

  @Test("Names, attributes, text, references and CDATA arrive in order")
  func events() throws {
    let text = "<?xml version=\"1.0\"?><a value='1 &amp; 2'>x&lt;y&#20013;<b/><![CDATA[<&>]]><!-- c --></a>"
    let log = try Self.log(text)
    #expect(log == "<a 1 & 2>x<y中<b></b><&></a>")
  }

  @Test("Only names of the namespaces asked for are known, whatever their prefix")
  func namespaces() throws {
    let text = "<x:a xmlns:x='urn:main' xmlns='urn:other' x:value='p' value='q'><b/><x:b/></x:a>"
    #expect(
      try Self.log(Array(text.utf8), namespaces: ["urn:main"])
        == "<a q :p><?b></?><b></b></a>")
  }

  @Test("UTF-16 is read with its byte order mark, in either order")
  func utf16() throws {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>党员</a>"
    let little: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big: [UInt8] = [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    #expect(try Self.log(little) == "<a>党员</a>")
    #expect(try Self.log(big) == "<a>党员</a>")
  }

  @Test("The same events come whatever pieces the bytes come in", arguments: [1, 2, 3, 7, 64])
  func pieces(size: Int) throws {
    let bytes = Array("<?xml version='1.0' encoding='UTF-8'?><a value=\"一二\">甲乙丙<b>丁&amp;</b></a>".utf8)
    let parser = try XMLPushParser(part: "p.xml", handler: Probe())
    for start in stride(from: 0, to: bytes.count, by: size) {
      try parser.feed(bytes[start..<min(start + size, bytes.count)].span)
    }
    #expect(try parser.finish().log == "<a 一二>甲乙丙<b>丁&</b></a>")
  }

  @Test("A start tag is told as soon as its last byte has come")
  func promptness() throws {
    let parser = try XMLPushParser(part: "p.xml", handler: Probe())
    try parser.feed(Array("<?xml version='1.0'?><a><b value='1'>".utf8).span)
    #expect(parser.handler.log == "<a><b 1>")
  }

  @Test(
    "Documents made to do harm are refused",
    arguments: [
      ("<!DOCTYPE a><a/>", XMLError.Code.documentType),
      ("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", .documentType),
      ("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", .documentType),
      ("<a>&nbsp;</a>", .malformed), ("<a>&#1;</a>", .malformed), ("<a><b></a>", .malformed),
      ("<a value='1' value='2'/>", .malformed), ("<a", .truncated), ("", .truncated),
      ("<a><b>", .truncated), ("plain text", .malformed),
    ])
  func refusals(text: String, code: XMLError.Code) throws {
    let found = try #require(Self.code(text))
    // libxml2 calls some early ends malformed; both refuse.
    #expect(found == code || (code == .truncated && found == .malformed))
  }

  @Test("Bad UTF-8 is refused, not mended")
  func badUTF8() {
    #expect(throws: XMLError.self) { try Self.log([0x3C, 0x61, 0x3E, 0xFF, 0xFE, 0x3C, 0x2F, 0x61, 0x3E]) }
  }

  @Test("Depth has a limit")
  func depth() {
    let text = String(repeating: "<a>", count: 40) + String(repeating: "</a>", count: 40)
    #expect(throws: Never.self) { try Self.log(Array(text.utf8), limits: XMLLimits(depth: 40)) }
    let error = #expect(throws: XMLError.self) {
      try Self.log(Array(text.utf8), limits: XMLLimits(depth: 39))
    }
    #expect(error?.code == .tooDeep)
  }

  @Test("An error names part, line and column")
  func place() throws {
    let error = try #require(throws: XMLError.self) { try Self.log("<a>\n  <b>\n</a>") }
    #expect(error.part == "p.xml")
    #expect(error.line == 3)
    #expect(error.column > 0)
    #expect(error.description.hasPrefix("p.xml:3:"))
  }

  @Test("A handler can stop the parser early")
  func stopping() throws {
    let bytes = Array("<a><b/><a></oops>".utf8)
    let parser = try XMLPushParser(part: "p.xml", handler: Probe(stopsAt: .b))
    try parser.feed(bytes.span)
    #expect(try parser.finish().log == "<a><b>")
  }
}
