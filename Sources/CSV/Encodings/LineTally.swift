/// How many lines of a text that is not all UTF-8 are UTF-8 nevertheless.
struct LineTally {
  /// Lines that are hardly anything but UTF-8.
  private var likely = 0
  /// Lines that are well-formed UTF-8, but may be so by chance.
  private var possible = 0
  /// Lines that are no UTF-8.
  private var others = 0
  private var beginsInUTF8 = false

  init(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) {
    var position = 0
    while position < bytes.count, let high = bytes.firstIndex(from: position, where: { $0 & ByteWord.tops }) {
      let line = LineInUTF8(bytes, from: high, isFinal: isWhole)
      if line.isFaultless {
        if line.isLikely(insteadOf: .gb18030) {
          likely += 1
        } else {
          possible += 1
        }
        if others == 0 { beginsInUTF8 = true }
      } else {
        others += 1
      }
      position = line.end + ForeignLine.afterLine(UnsafeBufferPointer(rebasing: bytes[line.end...]))
    }
  }

  /// Whether most lines are UTF-8, beyond doubt; of as many, those that come first.
  var isMostlyUTF8: Bool { likely > 0 && (likely > others || likely == others && beginsInUTF8) }

  /// Whether most lines are well-formed UTF-8, which Western text never is by chance.
  var isMostlyWellFormed: Bool {
    let wellFormed = likely + possible
    return wellFormed > others || wellFormed > 0 && wellFormed == others && beginsInUTF8
  }

  /// UTF-8, as sure as its share among the lines.
  var utf8Guess: EncodingGuess {
    let share = Double(likely + possible) / Double(max(1, likely + possible + others))
    return EncodingGuess(encoding: .utf8, confidence: 0.95 * share, evidence: .wellFormed)
  }
}
