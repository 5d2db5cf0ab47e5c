/// Tells text from binary formats by its control characters, before its encoding is known.
package struct PlainText {
  /// Control characters that text does not have; NUL is one.
  private let controls: Int
  /// Characters in all, in bytes or, of UTF-16, in pairs of them.
  private let count: Int
  private let isWide: Bool

  /// Looks at the start of a file.
  package init(_ sample: [UInt8]) {
    let bytes = sample.withUnsafeBufferPointer { Array($0[..<EndMark.lengthWithout($0)]) }
    let guess =
      bytes.withUnsafeBufferPointer { EncodingDetector.byMark($0) ?? EncodingDetector.byZeroBytes($0) }
    switch guess?.encoding {
    case .utf16LittleEndian?, .utf16BigEndian?:
      isWide = true
      count = bytes.count / 2
      let low = guess?.encoding == .utf16LittleEndian ? 0 : 1
      controls = (0..<count).count { bytes[2 * $0 + 1 - low] == 0 && Self.isControl(bytes[2 * $0 + low]) }
    default:
      isWide = false
      count = bytes.count
      controls = bytes.count(where: Self.isControl)
    }
  }

  /// Whether it is text without a doubt: there is no such character.
  package var isClean: Bool { controls == 0 }

  /// Whether it is no text in any encoding: there are more of them than go astray.
  package var isBinary: Bool { isWide ? controls * 20 > count : controls * 50 > count && controls > 2 }

  private static func isControl(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00...0x08, 0x0E...0x1A, 0x1C...0x1F, 0x7F: true
    default: false
    }
  }
}
