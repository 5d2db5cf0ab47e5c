/// Text that some program read in a wrong encoding and saved as UTF-8, so that `党员` became `鍏氬憳`
/// (UTF-8 read as GBK), `å…šå‘˜` (UTF-8 as Windows-1252) or `µ³Ô±` (GBK as Windows-1252).
public struct Mojibake: Hashable, Sendable {
  /// The encoding it truly was in: UTF-8 or GB18030.
  public let original: TextEncoding
  /// The encoding in which it was wrongly read: GB18030 or Windows-1252.
  public let readAs: TextEncoding

  private init(_ original: TextEncoding, readAs: TextEncoding) {
    self.original = original
    self.readAs = readAs
  }

  private static let candidates = [
    Mojibake(.utf8, readAs: .gb18030), Mojibake(.utf8, readAs: .windows1252),
    Mojibake(.gb18030, readAs: .windows1252),
  ]

  /// Recognises the damage in a sample of text; `nil` if there is none.
  ///
  /// Words of a sound text hardly ever turn into well-formed UTF-8 of Chinese characters when they are
  /// written in GB18030 or Windows-1252, so a third of the words doing so is proof. Two accented letters
  /// always make a pair of GB18030, so all words have to make characters in common use there.
  init?(sample: [UInt8]) {
    let words = Self.words(sample)
    guard !words.isEmpty else { return nil }
    for candidate in Self.candidates {
      let undone = words.filter { candidate.undone($0).map(candidate.isPlausible) ?? false }
      let isProof =
        candidate.original == .utf8
        ? undone.count * 3 >= words.count : undone.count == words.count && words.count >= 2
      if isProof {
        self = candidate
        return
      }
    }
    return nil
  }

  /// The text as it was before; `nil` if the way back is not exact.
  func undone(_ utf8: [UInt8]) -> [UInt8]? {
    let bytes =
      readAs == .windows1252 ? Self.westernBytes(utf8) : try? TextEncoder.encode(utf8, to: readAs)
    guard let bytes, bytes.count < utf8.count else { return nil }
    guard original == .utf8 else { return Self.fromGB18030(bytes) }
    let valid = bytes.withUnsafeBufferPointer { UTF8Sequence.validPrefix($0).count }
    return valid == bytes.count ? bytes : nil
  }

  /// Text in GB18030 as UTF-8; `nil` if it is no such text.
  private static func fromGB18030(_ bytes: [UInt8]) -> [UInt8]? {
    guard let transcoder = Transcoder(.gb18030) else { return nil }
    var output = [UInt8](repeating: 0, count: bytes.count * Transcoder.growth + 8)
    let result = bytes.withUnsafeBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        output.baseAddress.map { transcoder.convert(input, into: $0) }
      }
    }
    guard let result, result.read == bytes.count else { return nil }
    return Array(output[..<result.written])
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
  private func isPlausible(_ utf8: [UInt8]) -> Bool {
    let others = String(decoding: utf8, as: UTF8.self).unicodeScalars.filter { $0.value >= 0x80 }
    if original == .gb18030 { return !others.isEmpty && Self.areCommon(utf8) }
    return !others.isEmpty
      && others.allSatisfy { scalar in
        switch scalar.value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3000...0x303F, 0xFF00...0xFFEF: true
        case 0x00A0...0x024F, 0x2010...0x203A, 0x20AC: true
        default: false
        }
      }
  }

  /// Whether all characters but ASCII are among the commonest of GB2312, or its punctuation.
  private static func areCommon(_ utf8: [UInt8]) -> Bool {
    guard let bytes = try? TextEncoder.encode(utf8, to: .gb18030) else { return false }
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      guard index + 1 < bytes.count, bytes[index + 1] >= 0xA1,
        (0xB0...0xD7).contains(bytes[index]) || (0xA1...0xA3).contains(bytes[index])
      else { return false }
      index += 2
    }
    return true
  }
}
