/// Weighs GB18030, Big5 and Windows-1252 for a text that is not UTF-8.
///
/// Most byte pairs are well-formed in both double-byte encodings, so what counts is where the pairs
/// fall: GB2312 keeps its 3,755 commonest Hanzi at 0xB0A1 to 0xD7F9, Big5 its 5,401 commonest at
/// 0xA440 to 0xC67E. Western text has single high bytes between ASCII letters.
struct LegacyTally {
  /// One double-byte candidate's counts.
  private struct Count {
    var common = 0
    var other = 0
    var invalid = 0

    var share: Double {
      let total = common + other + invalid * 8
      return total == 0 ? 0 : Double(common) / Double(total)
    }
  }

  private var gb = Count()
  private var big5 = Count()
  /// High bytes that stand alone beside ASCII letters, and all others.
  private var loneLetters = 0
  private var inRuns = 0
  private var undefined1252 = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) {
    countGB(bytes, isWhole: isWhole)
    countBig5(bytes, isWhole: isWhole)
    countWestern(bytes)
  }

  /// The likeliest of the three.
  func best() -> EncodingGuess {
    let high = loneLetters + inRuns
    let western = high == 0 ? 0 : Double(loneLetters) / Double(high)
    let pairs = max(gb.share, big5.share)
    if undefined1252 * 50 <= high, western > 0.6 && western > pairs * 0.8 || gb.invalid * 3 > gb.common {
      if big5.invalid * 3 > big5.common || western > 0.6 {
        return EncodingGuess(
          encoding: .windows1252, confidence: 0.4 + 0.5 * western, evidence: .commonCharacters)
      }
    }
    let isBig5 = big5.share > gb.share
    let margin = abs(big5.share - gb.share)
    // A share near 1 is itself strong; a margin tells it from the sibling.
    let confidence = min(0.99, 0.5 * pairs + 0.5 * min(1, 2.5 * margin))
    return EncodingGuess(
      encoding: isBig5 ? .big5 : .gb18030, confidence: max(0.1, confidence),
      evidence: .commonCharacters)
  }

  private mutating func countGB(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) {
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      switch GB18030Sequence(bytes, at: index) {
      case .wellFormed(let length):
        let second = bytes[index + 1]
        if length == 2, second >= 0xA1, (0xB0...0xD7).contains(lead) || (0xA1...0xA3).contains(lead) {
          gb.common += 1
        } else {
          gb.other += 1
        }
        index += length
      case .cutOff:
        if isWhole { gb.invalid += 1 }
        return
      case .malformed:
        gb.invalid += 1
        index += 1
      }
    }
  }

  private mutating func countBig5(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) {
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      guard index + 1 < bytes.count else {
        if isWhole { big5.invalid += 1 }
        return
      }
      let second = bytes[index + 1]
      guard (0x81...0xFE).contains(lead), (0x40...0x7E).contains(second) || (0xA1...0xFE).contains(second)
      else {
        big5.invalid += 1
        index += 1
        continue
      }
      if (0xA4...0xC6).contains(lead) || (0xA1...0xA2).contains(lead) {
        big5.common += 1
      } else {
        big5.other += 1
      }
      index += 2
    }
  }

  private mutating func countWestern(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < bytes.count {
      guard bytes[index] >= 0x80 else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, bytes[index] >= 0x80 { index += 1 }
      for byte in bytes[start..<index] {
        switch byte {
        case 0x81, 0x8D, 0x8F, 0x90, 0x9D: undefined1252 += 1
        default: break
        }
      }
      let before = start > 0 ? bytes[start - 1] : 0
      let after = index < bytes.count ? bytes[index] : 0
      if isWestern(bytes[start..<index], before: before, after: after) {
        loneLetters += index - start
      } else {
        inRuns += index - start
      }
    }
  }

  /// Whether a run of high bytes is likely to be Western: one accented letter or sign beside an ASCII
  /// letter, or two small ones inside a word (`Größe`).
  private func isWestern(_ run: Slice<UnsafeBufferPointer<UInt8>>, before: UInt8, after: UInt8) -> Bool {
    guard let first = run.first else { return false }
    if run.count == 1 { return isWesternSign(first) && (isLetter(before) || isLetter(after)) }
    return run.count == 2 && run.allSatisfy { $0 >= 0xDF && $0 != 0xF7 }
      && (0x61...0x7A).contains(before) && (0x61...0x7A).contains(after)
  }

  /// An accented letter of Windows-1252, or a sign common in Western prose; Chinese in Big5 begins with
  /// signs that are not.
  private func isWesternSign(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xC0...0xFF, 0x8A, 0x8C, 0x8E, 0x9A, 0x9C, 0x9E, 0x9F: true
    case 0x80, 0x85, 0x91...0x97, 0x99, 0xA3, 0xAB, 0xB0, 0xBB: true
    default: false
    }
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || byte == 0x20
  }
}

/// What stands at a byte that is not ASCII in GB18030.
enum GB18030Sequence: Equatable {
  /// A character of so many bytes.
  case wellFormed(Int)
  /// The start of a character, the rest of which lies beyond the end.
  case cutOff
  /// No character.
  case malformed

  /// Reads the sequence at an index whose byte is 0x80 or above.
  init(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
    guard (0x81...0xFE).contains(bytes[index]) else {
      self = .malformed
      return
    }
    guard index + 1 < bytes.count else {
      self = .cutOff
      return
    }
    switch bytes[index + 1] {
    case 0x40...0x7E, 0x80...0xFE: self = .wellFormed(2)
    case 0x30...0x39:
      guard index + 2 < bytes.count else {
        self = .cutOff
        return
      }
      guard (0x81...0xFE).contains(bytes[index + 2]) else {
        self = .malformed
        return
      }
      guard index + 3 < bytes.count else {
        self = .cutOff
        return
      }
      self = (0x30...0x39).contains(bytes[index + 3]) ? .wellFormed(4) : .malformed
    default: self = .malformed
    }
  }
}
