/// Walks over XML byte by byte and tells where each tag and text lies.
///
/// libxml2 understands XML better, but cannot say at which byte something stands once references are
/// expanded; splicing needs just that. The scanner knows the outline only (tags, comments, CDATA,
/// instructions); namespaces are prefixes to it. Input is UTF-8 (`PartEncoding` sees to that).
struct MarkupScanner {
  enum Kind {
    case start, empty, end, text, comment, cdata, instruction
  }

  struct Token {
    var kind: Kind
    /// All bytes of the token.
    var range: Range<Int>
    /// The qualified name of a tag; empty for the rest.
    var name: Range<Int>
  }

  /// What makes a part impossible to walk over.
  struct Failure: Error {
    var offset: Int
    var reason: String
  }

  let bytes: [UInt8]
  private(set) var position: Int
  let end: Int

  init(_ bytes: [UInt8], in range: Range<Int>? = nil) {
    self.bytes = bytes
    position = max(0, range?.lowerBound ?? 0)
    end = min(bytes.count, range?.upperBound ?? bytes.count)
  }

  /// Goes on from another place, which must lie between two tokens.
  mutating func move(to offset: Int) { position = max(0, min(offset, end)) }

  /// The next token; `nil` at the end.
  mutating func next() throws(Failure) -> Token? {
    guard position < end else { return nil }
    let start = position
    guard bytes[start] == .lessThan else {
      var index = start + 1
      while index < end, bytes[index] != .lessThan { index += 1 }
      position = index
      return Token(kind: .text, range: start..<index, name: start..<start)
    }
    guard start + 1 < end else { throw Failure(offset: start, reason: "tag cut off") }
    switch bytes[start + 1] {
    case UInt8(ascii: "!"): return try declaration(from: start)
    case UInt8(ascii: "?"):
      let close = try find("?>", from: start + 2)
      position = close
      return Token(kind: .instruction, range: start..<close, name: start..<start)
    case .slash:
      let name = try self.name(from: start + 2)
      var index = name.upperBound
      while index < end, bytes[index].isMarkupSpace { index += 1 }
      guard index < end, bytes[index] == .greaterThan else {
        throw Failure(offset: index, reason: "end tag not closed")
      }
      position = index + 1
      return Token(kind: .end, range: start..<position, name: name)
    default:
      let name = try self.name(from: start + 1)
      var index = name.upperBound
      while index < end {
        let byte = bytes[index]
        if byte == .greaterThan { break }
        if byte == .lessThan { throw Failure(offset: index, reason: "'<' inside a tag") }
        if byte == .quote || byte == .apostrophe {
          index += 1
          while index < end, bytes[index] != byte { index += 1 }
        }
        index += 1
      }
      guard index < end else { throw Failure(offset: start, reason: "tag not closed") }
      position = index + 1
      let isEmpty = bytes[index - 1] == .slash
      return Token(kind: isEmpty ? .empty : .start, range: start..<position, name: name)
    }
  }

  /// After a start tag was read: skips to just behind its end tag and returns the end tag's range.
  mutating func skipElement() throws(Failure) -> Range<Int> {
    let from = position
    var depth = 1
    while let token = try next() {
      switch token.kind {
      case .start: depth += 1
      case .end:
        depth -= 1
        if depth == 0 { return token.range }
      default: break
      }
    }
    throw Failure(offset: from, reason: "element not closed")
  }

  private mutating func declaration(from start: Int) throws(Failure) -> Token {
    if matches("<!--", at: start) {
      let close = try find("-->", from: start + 4)
      position = close
      return Token(kind: .comment, range: start..<close, name: start..<start)
    }
    if matches("<![CDATA[", at: start) {
      let close = try find("]]>", from: start + 9)
      position = close
      return Token(kind: .cdata, range: start..<close, name: start..<start)
    }
    throw Failure(offset: start, reason: "document type declaration")
  }

  private func name(from start: Int) throws(Failure) -> Range<Int> {
    var index = start
    while index < end {
      let byte = bytes[index]
      if byte.isMarkupSpace || byte == .slash || byte == .greaterThan { break }
      guard byte != .lessThan, byte != .quote, byte != .apostrophe, byte != .equals else {
        throw Failure(offset: index, reason: "bad name")
      }
      index += 1
    }
    guard index > start else { throw Failure(offset: start, reason: "tag without a name") }
    return start..<index
  }

  private func matches(_ text: StaticString, at offset: Int) -> Bool {
    bytes.matches(text, at: offset, before: end)
  }

  /// The offset just behind the next occurrence of a text.
  private func find(_ text: StaticString, from start: Int) throws(Failure) -> Int {
    var index = start
    while index < end {
      if matches(text, at: index) { return index + text.utf8CodeUnitCount }
      index += 1
    }
    throw Failure(offset: start, reason: "'\(text)' not found")
  }
}

extension UInt8 {
  static let lessThan = UInt8(ascii: "<")
  static let greaterThan = UInt8(ascii: ">")
  static let slash = UInt8(ascii: "/")
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let equals = UInt8(ascii: "=")
  static let colon = UInt8(ascii: ":")

  /// Space, tab or line end, as XML counts them.
  var isMarkupSpace: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D }
}

extension Array where Element == UInt8 {
  /// Whether a text stands at an offset.
  func matches(_ text: StaticString, at offset: Int, before end: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard text.hasPointerRepresentation, offset >= 0, length <= end - offset, end <= count else {
      return false
    }
    for index in 0..<length where self[offset + index] != text.utf8Start[index] { return false }
    return true
  }

  /// Whether the bytes of a range are those of a text.
  func equals(_ range: Range<Int>, _ text: StaticString) -> Bool {
    range.count == text.utf8CodeUnitCount && matches(text, at: range.lowerBound, before: range.upperBound)
  }
}
