/// Characters that XML cannot hold, written `_xHHHH_` by Excel (ECMA-376 Part 1, 22.9.2.19).
///
/// Each escape is one UTF-16 code unit, so that a character beyond U+FFFF is two of them. A literal
/// `_x0041_` is kept from being decoded by writing its first underscore `_x005F_`.
enum EscapedCharacters {
  /// Decodes the escapes in the bytes from `start` to the end, in place.
  @inline(__always)
  static func decode(_ bytes: inout [UInt8], from start: Int) {
    guard bytes.count - start >= 7 else { return }
    if hasEscape(bytes, from: start) { rewrite(&bytes, from: start) }
  }

  /// The text with its escapes decoded.
  static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
    var bytes = Array(text.utf8)
    decode(&bytes, from: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func hasEscape(_ bytes: [UInt8], from start: Int) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      var index = start
      while index + 6 < bytes.count {
        if bytes[index] == UInt8(ascii: "_"), unit(bytes, at: index) != nil { return true }
        index += 1
      }
      return false
    }
  }

  private static func rewrite(_ bytes: inout [UInt8], from start: Int) {
    let source = Array(bytes[start...])
    bytes.removeSubrange(start...)
    source.withUnsafeBufferPointer { source in
      var index = 0
      var high: UInt16?
      while index < source.count {
        if let unit = unit(source, at: index) {
          index += 7
          if let first = high, UTF16.isTrailSurrogate(unit) {
            append(UTF16.decode(UTF16.EncodedScalar([first, unit])), to: &bytes)
            high = nil
            continue
          }
          if high != nil { append("\u{FFFD}", to: &bytes) }
          high = nil
          if UTF16.isLeadSurrogate(unit) {
            high = unit
          } else {
            append(Unicode.Scalar(unit) ?? "\u{FFFD}", to: &bytes)
          }
        } else {
          if high != nil { append("\u{FFFD}", to: &bytes) }
          high = nil
          bytes.append(source[index])
          index += 1
        }
      }
      if high != nil { append("\u{FFFD}", to: &bytes) }
    }
  }

  private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// The code unit of an escape that begins at an index.
  private static func unit(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt16? {
    guard index + 6 < bytes.count, bytes[index] == UInt8(ascii: "_"),
      bytes[index + 1] == UInt8(ascii: "x"), bytes[index + 6] == UInt8(ascii: "_")
    else { return nil }
    var unit: UInt16 = 0
    for offset in 2...5 {
      let digit: UInt8
      switch bytes[index + offset] {
      case let byte where byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"):
        digit = byte - UInt8(ascii: "0")
      case let byte where byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "f"):
        digit = (byte | 0x20) - UInt8(ascii: "a") + 10
      default: return nil
      }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }
}
