/// What each one- and two-byte character of an encoding is in UTF-8, looked up without calling iconv.
///
/// Built once for each encoding by asking iconv for every pair.
final class CharacterTable: Sendable {
  /// For each pair from lead 0x81, trail 0x30: up to three UTF-8 bytes, first lowest, the length in the
  /// top byte; 0 for no character. For a single-byte encoding: by byte.
  private let entries: [UInt32]
  /// The encoding.
  let encoding: TextEncoding

  private static let firstLead: UInt8 = 0x80
  private static let trails = 256

  /// The table of GB18030's two-byte characters, Big5 or Windows-1252; `nil` if this system's iconv
  /// lacks the encoding.
  static func table(of encoding: TextEncoding) -> CharacterTable? {
    switch encoding {
    case .gb18030: gb18030
    case .big5: big5
    case .windows1252: windows1252
    case .utf8, .utf16LittleEndian, .utf16BigEndian: nil
    }
  }

  private static let gb18030 = CharacterTable(.gb18030)
  private static let big5 = CharacterTable(.big5)
  private static let windows1252 = CharacterTable(.windows1252)

  private init?(_ encoding: TextEncoding) {
    guard let converter = EncodingConverter(from: encoding.iconvName, to: "UTF-8") else { return nil }
    self.encoding = encoding
    var entries = [UInt32](repeating: 0, count: 128 * Self.trails)
    var input: [UInt8] = [0, 0]
    var output = [UInt8](repeating: 0, count: 16)
    let length = encoding == .windows1252 ? 1 : 2
    for lead in UInt8(0x80)...0xFF {
      for trail in UInt8(0x00)...0xFF where length == 2 ? trail >= 0x40 : trail == 0 {
        input[0] = lead
        input[1] = trail
        let (outcome, _, written) = input.withUnsafeBufferPointer { input in
          output.withUnsafeMutableBufferPointer {
            converter.convert(UnsafeBufferPointer(rebasing: input[..<length]), into: $0)
          }
        }
        guard outcome == .complete, (1...3).contains(written) else { continue }
        var packed = UInt32(written) << 24
        for (index, byte) in output[..<written].enumerated() { packed |= UInt32(byte) << (8 * index) }
        entries[Int(lead - Self.firstLead) * Self.trails + Int(trail)] = packed
      }
    }
    self.entries = entries
  }

  /// Lends the entries: index `(lead - 0x80) * 256 + trail`, or `(byte - 0x80) * 256` for a
  /// single-byte encoding.
  @inline(__always)
  func withEntries<Result>(_ body: (UnsafeBufferPointer<UInt32>) -> Result) -> Result {
    entries.withUnsafeBufferPointer(body)
  }
}
