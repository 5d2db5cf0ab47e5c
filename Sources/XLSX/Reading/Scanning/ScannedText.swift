/// A run of character data found by a scanner, up to the next tag.
struct ScannedText {
  /// Offset of its first byte.
  let start: Int
  /// Number of bytes.
  let count: Int
  /// Whether it holds references or carriage returns, and reads otherwise than it stands.
  let needsDecoding: Bool
  /// Whether all of it is ASCII.
  let isASCII: Bool

  /// Scans from the position to the next `<`, where the position then stands. `nil` where the text
  /// holds a byte that XML does not allow, or the window ends.
  @inline(__always)
  init?(_ cursor: inout ByteCursor) {
    let base = cursor.base
    let start = cursor.position
    var index = start
    var decodes = false
    var all: UInt8 = 0
    while true {
      let byte = base[index]
      if byte == UInt8(ascii: "<") { break }
      all |= byte
      if byte == UInt8(ascii: "&") || byte == 0x0D { decodes = true }
      if byte < 0x20, byte != 0x0A, byte != 0x09, byte != 0x0D {
        cursor.position = index
        return nil
      }
      index &+= 1
    }
    cursor.position = index
    self.start = start
    count = index &- start
    needsDecoding = decodes
    isASCII = all < 0x80
  }

  /// Whether the bytes are sound UTF-8.
  @inline(__always)
  func isValid(in cursor: ByteCursor) -> Bool {
    isASCII || UTF8Validity.isValid(cursor.bytes(start, count))
  }

  /// Appends what the text reads as. False at a reference that only a parser can judge.
  func append(from cursor: ByteCursor, to bytes: inout [UInt8]) -> Bool {
    guard needsDecoding else {
      bytes.append(contentsOf: cursor.bytes(start, count))
      return true
    }
    let end = start + count
    var index = start
    while index < end {
      let byte = cursor.base[index]
      if byte == 0x0D {
        // XML makes every line end a line feed (XML 1.0, 2.11).
        bytes.append(0x0A)
        index += index + 1 < end && cursor.base[index + 1] == 0x0A ? 2 : 1
      } else if byte == UInt8(ascii: "&") {
        guard let after = Self.appendReference(cursor.base, from: index, end: end, to: &bytes) else {
          return false
        }
        index = after
      } else {
        bytes.append(byte)
        index += 1
      }
    }
    return true
  }

  /// Appends the character of the reference at an index, and returns the index after it.
  private static func appendReference(
    _ base: UnsafePointer<UInt8>, from index: Int, end: Int, to bytes: inout [UInt8]
  ) -> Int? {
    var close = index + 1
    while close < end, base[close] != UInt8(ascii: ";"), close - index < 12 { close += 1 }
    guard close < end, base[close] == UInt8(ascii: ";") else { return nil }
    let name = UnsafeBufferPointer(start: base + index + 1, count: close - index - 1)
    if let known = predefined(name) {
      bytes.append(known)
      return close + 1
    }
    guard name.count > 1, name[0] == UInt8(ascii: "#") else { return nil }
    let isHexadecimal = name[1] == UInt8(ascii: "x")
    let digits = String(decoding: name[(isHexadecimal ? 2 : 1)...], as: UTF8.self)
    guard !digits.isEmpty, digits.first?.isHexDigit == true,
      let code = UInt32(digits, radix: isHexadecimal ? 16 : 10), let scalar = Unicode.Scalar(code),
      isXMLCharacter(scalar), let encoded = UTF8.encode(scalar)
    else { return nil }
    bytes.append(contentsOf: encoded)
    return close + 1
  }

  private static func predefined(_ name: UnsafeBufferPointer<UInt8>) -> UInt8? {
    if name.elementsEqual("amp".utf8) { return UInt8(ascii: "&") }
    if name.elementsEqual("lt".utf8) { return UInt8(ascii: "<") }
    if name.elementsEqual("gt".utf8) { return UInt8(ascii: ">") }
    if name.elementsEqual("quot".utf8) { return UInt8(ascii: "\"") }
    if name.elementsEqual("apos".utf8) { return UInt8(ascii: "'") }
    return nil
  }

  /// XML 1.0, production 2.
  private static func isXMLCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
