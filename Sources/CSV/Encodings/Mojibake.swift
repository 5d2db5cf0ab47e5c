/// Text in UTF-8 that some program read in another encoding and saved again, so that `党员` became
/// `鍏氬憳` or `å…šå‘˜`.
public struct Mojibake: Hashable, Sendable {
  /// The encoding in which it was wrongly read: GB18030 or Windows-1252.
  public let readAs: TextEncoding

  private init(readAs: TextEncoding) { self.readAs = readAs }

  /// Recognises the damage in a sample of text; `nil` if there is none.
  ///
  /// Words of a sound text hardly ever turn into well-formed UTF-8 of Chinese characters when they are
  /// written in GB18030 or Windows-1252, so a third of the words doing so is proof.
  init?(sample: [UInt8]) {
    let words = Self.words(sample)
    guard !words.isEmpty else { return nil }
    for encoding in [TextEncoding.gb18030, .windows1252] {
      let candidate = Mojibake(readAs: encoding)
      let undone = words.filter { candidate.undone($0).map(Self.isPlausible) ?? false }
      if undone.count * 3 >= words.count {
        self = candidate
        return
      }
    }
    return nil
  }

  /// The text as it was before; `nil` if the way back is not exact.
  func undone(_ utf8: [UInt8]) -> [UInt8]? {
    let original =
      readAs == .windows1252 ? Self.westernBytes(utf8) : try? TextEncoder.encode(utf8, to: readAs)
    guard let original, original.count < utf8.count else { return nil }
    let valid = original.withUnsafeBufferPointer { UTF8Sequence.validPrefix($0).count }
    return valid == original.count ? original : nil
  }

  /// The bytes of Windows-1252, its five undefined ones taken for the control characters that programs
  /// make of them.
  private static func westernBytes(_ utf8: [UInt8]) -> [UInt8]? {
    var bytes: [UInt8] = []
    for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
      if scalar.value < 0x100 {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      } else if let index = highCharacters.firstIndex(of: scalar.value) {
        bytes.append(0x80 + UInt8(index))
      } else {
        return nil
      }
    }
    return bytes
  }

  /// What 0x80 to 0x9F are in Windows-1252; 0 where undefined.
  private static let highCharacters: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
    0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161,
    0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  /// Stretches between ASCII punctuation and blanks that hold other than ASCII; the first 400.
  private static func words(_ sample: [UInt8]) -> [[UInt8]] {
    var words: [[UInt8]] = []
    for word in sample.split(whereSeparator: { $0 < 0x30 || (0x3A..<0x40).contains($0) || $0 == 0x7C }) {
      guard words.count < 400 else { break }
      if word.contains(where: { $0 >= 0x80 }) { words.append(Array(word)) }
    }
    return words
  }

  /// Whether every character but ASCII is one that ledgers are written in.
  private static func isPlausible(_ utf8: [UInt8]) -> Bool {
    let others = String(decoding: utf8, as: UTF8.self).unicodeScalars.filter { $0.value >= 0x80 }
    return !others.isEmpty
      && others.allSatisfy { scalar in
        switch scalar.value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3000...0x303F, 0xFF00...0xFFEF: true
        case 0x00A0...0x024F, 0x2010...0x203A, 0x20AC: true
        default: false
        }
      }
  }
}
