/// Cuts a page into tags, text and comments, forgiving whatever people's programs write.
struct HTMLTokens {
  /// A piece of a page.
  enum Token {
    /// `<name attributes>`; the name in lower case.
    case open(name: String, attributes: [String: String])
    /// `</name>`.
    case close(name: String)
    /// Text with its character references replaced.
    case text(String)
    /// The inside of a comment.
    case comment(ArraySlice<UInt8>)
  }

  private let bytes: [UInt8]
  private var position = 0
  /// The element whose content is no markup, until it closes.
  private var rawElement: String?

  init(_ utf8: [UInt8]) { bytes = utf8 }

  /// The next piece; `nil` at the end.
  mutating func next() -> Token? {
    guard position < bytes.count else { return nil }
    if let name = rawElement {
      rawElement = nil
      skipRaw(name)
      return next()
    }
    guard bytes[position] == UInt8(ascii: "<"), position + 1 < bytes.count, startsMarkup(bytes[position + 1])
    else { return text() }
    if bytes[position...].starts(with: "<!--".utf8) { return comment() }
    if bytes[position + 1] == UInt8(ascii: "!") || bytes[position + 1] == UInt8(ascii: "?") {
      position = (bytes[position...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1) + 1
      return .comment([])
    }
    return tag()
  }

  private func startsMarkup(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || byte == 0x2F || byte == 0x21 || byte == 0x3F
  }

  private mutating func text() -> Token {
    let start = position
    position += 1
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "<"), position + 1 < bytes.count,
        startsMarkup(bytes[position + 1])
      {
        break
      }
      position += 1
    }
    return .text(HTMLText.decoded(bytes[start..<position]))
  }

  private mutating func comment() -> Token {
    let start = position + 4
    var index = min(start, bytes.count)
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "-"), bytes[index...].starts(with: "-->".utf8) {
        position = index + 3
        return .comment(bytes[start..<index])
      }
      index += 1
    }
    position = bytes.count
    return .comment(bytes[min(start, bytes.count)...])
  }

  private mutating func tag() -> Token {
    position += 1
    let isClosing = bytes[position] == UInt8(ascii: "/")
    if isClosing { position += 1 }
    let name = word().lowercased()
    var attributes: [String: String] = [:]
    while position < bytes.count, bytes[position] != UInt8(ascii: ">") {
      let key = word().lowercased()
      if key.isEmpty {
        position += 1
        continue
      }
      skipSpace()
      var value = ""
      if position < bytes.count, bytes[position] == UInt8(ascii: "=") {
        position += 1
        skipSpace()
        value = attributeValue()
      }
      if attributes.count < 64 { attributes[key] = value }
    }
    position += 1
    if isClosing { return .close(name: name) }
    if name == "script" || name == "style" || name == "title" { rawElement = name }
    return .open(name: name, attributes: attributes)
  }

  /// Letters up to a space, `=`, `/` or `>`.
  private mutating func word() -> String {
    let start = position
    while position < bytes.count, !isSpace(bytes[position]), bytes[position] != UInt8(ascii: ">"),
      bytes[position] != UInt8(ascii: "="), bytes[position] != UInt8(ascii: "/")
    {
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func attributeValue() -> String {
    guard position < bytes.count else { return "" }
    let quote = bytes[position]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let start = position + 1
      let end = bytes[start...].firstIndex(of: quote) ?? bytes.count
      position = min(end + 1, bytes.count)
      return HTMLText.decoded(bytes[start..<end])
    }
    let start = position
    while position < bytes.count, !isSpace(bytes[position]), bytes[position] != UInt8(ascii: ">") {
      position += 1
    }
    return HTMLText.decoded(bytes[start..<position])
  }

  private mutating func skipSpace() {
    while position < bytes.count, isSpace(bytes[position]) { position += 1 }
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D || byte == 0x0C
  }

  private mutating func skipRaw(_ name: String) {
    let end = Array("</\(name)".utf8)
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "<"), position + end.count <= bytes.count,
        bytes[position..<position + end.count].elementsEqual(end, by: { $0 | 0x20 == $1 | 0x20 })
      {
        return
      }
      position += 1
    }
  }
}
