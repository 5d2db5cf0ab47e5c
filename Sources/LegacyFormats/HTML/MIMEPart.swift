import CSV

/// One part of a MIME message (RFC 2045), its transfer encoding undone.
struct MIMEPart {
  /// Its type in lower case, such as `text/html`.
  let type: String
  /// The encoding that its `charset` names.
  let encoding: TextEncoding?
  /// Its bytes.
  let content: [UInt8]

  /// Multiparts inside one another are followed so deep, and so many parts taken.
  private static let depthLimit = 4
  private static let countLimit = 2000

  /// The parts of a message that are no multiparts themselves, in their order.
  static func parts(of message: ArraySlice<UInt8>) -> [MIMEPart] {
    var parts: [MIMEPart] = []
    collect(message, into: &parts, depth: 0)
    return parts
  }

  private static func collect(_ message: ArraySlice<UInt8>, into parts: inout [MIMEPart], depth: Int) {
    guard depth < depthLimit, parts.count < countLimit else { return }
    let (headers, body) = split(message)
    let contentType = headers["content-type"] ?? "text/plain"
    let type = contentType.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
    if type.hasPrefix("multipart/") {
      guard let boundary = parameter("boundary", of: contentType) else { return }
      for piece in pieces(of: body, boundary: boundary) { collect(piece, into: &parts, depth: depth + 1) }
      return
    }
    let content =
      switch headers["content-transfer-encoding"]?.lowercased() {
      case "quoted-printable": fromQuotedPrintable(body)
      case "base64": fromBase64(body)
      default: Array(body)
      }
    parts.append(
      MIMEPart(
        type: type, encoding: parameter("charset", of: contentType).flatMap { TextEncoding(name: $0) },
        content: content))
  }

  /// Headers by lower-case name, folded lines joined, and what follows the blank line behind them.
  private static func split(
    _ message: ArraySlice<UInt8>
  ) -> (headers: [String: String], body: ArraySlice<UInt8>) {
    var headers: [String: String] = [:]
    var last: String?
    var rest = message
    while let end = rest.firstIndex(of: 0x0A) {
      var line = rest[..<end]
      rest = rest[(end + 1)...]
      if line.last == 0x0D { line.removeLast() }
      guard let first = line.first else {
        // Blank lines before the first header do not end anything.
        if headers.isEmpty { continue }
        break
      }
      let text = String(decoding: line, as: UTF8.self)
      if first == 0x20 || first == 0x09, let name = last {
        headers[name, default: ""] += text
      } else if let colon = text.firstIndex(of: ":"), headers.count < 100 {
        let name = text[..<colon].lowercased()
        headers[name] = String(text[text.index(after: colon)...].drop { $0 == " " })
        last = name
      }
    }
    return (headers, rest)
  }

  private static func parameter(_ name: String, of header: String) -> String? {
    guard let range = header.lowercased().firstRange(of: name + "=") else { return nil }
    let offset = header.lowercased().distance(from: header.lowercased().startIndex, to: range.upperBound)
    let value = header.dropFirst(offset)
    if value.first == "\"" { return String(value.dropFirst().prefix { $0 != "\"" }) }
    return String(value.prefix { $0 != ";" && !$0.isWhitespace })
  }

  /// What lies between the lines that begin with `--boundary`.
  private static func pieces(of body: ArraySlice<UInt8>, boundary: String) -> [ArraySlice<UInt8>] {
    let mark = Array("--\(boundary)".utf8)
    var pieces: [ArraySlice<UInt8>] = []
    var start: Int?
    var line = body.startIndex
    while line < body.endIndex, pieces.count < countLimit {
      let end = body[line...].firstIndex(of: 0x0A).map { $0 + 1 } ?? body.endIndex
      if body[line..<end].starts(with: mark) {
        if let start { pieces.append(body[start..<line]) }
        start = end
      }
      line = end
    }
    if let start, start < body.endIndex { pieces.append(body[start...]) }
    return pieces
  }

  private static func fromQuotedPrintable(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(body.count)
    var index = body.startIndex
    while index < body.endIndex {
      guard body[index] == UInt8(ascii: "=") else {
        result.append(body[index])
        index += 1
        continue
      }
      // `=` at the end of a line joins it with the next.
      if index + 1 < body.endIndex, body[index + 1] == 0x0A {
        index += 2
      } else if index + 2 < body.endIndex, body[index + 1] == 0x0D, body[index + 2] == 0x0A {
        index += 3
      } else if index + 2 < body.endIndex, let high = digit(body[index + 1]), let low = digit(body[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(body[index])
        index += 1
      }
    }
    return result
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  private static func fromBase64(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in body {
      let value: UInt8
      switch byte {
      case 0x41...0x5A: value = byte - 0x41
      case 0x61...0x7A: value = byte - 0x61 + 26
      case 0x30...0x39: value = byte - 0x30 + 52
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      default: continue
      }
      bits = bits << 6 | UInt32(value)
      count += 1
      if count == 4 {
        result.append(contentsOf: [UInt8(bits >> 16 & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits & 0xFF)])
        bits = 0
        count = 0
      }
    }
    if count == 3 { result.append(contentsOf: [UInt8(bits >> 10 & 0xFF), UInt8(bits >> 2 & 0xFF)]) }
    if count == 2 { result.append(UInt8(bits >> 4 & 0xFF)) }
    return result
  }
}
