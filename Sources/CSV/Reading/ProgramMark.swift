/// What stands in a field for the sake of spreadsheet programs and is no part of its text.
enum ProgramMark {
  /// `="007"`: a formula of nothing but a text, by which systems keep Excel from making a number of it.
  case formulaText
  /// The apostrophe of `'=1+1`, which keeps a text from being run as a formula (`FormulaGuard`).
  case guardApostrophe

  /// Whether a field may have one, by its first byte.
  @inline(__always)
  static func mayBegin(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = field.first else { return false }
    return first == equalsSign || first == FormulaGuard.apostrophe
  }

  /// Takes the mark off a field's content; returns which it was.
  static func remove(from text: inout [UInt8]) -> ProgramMark? {
    if text.first == FormulaGuard.apostrophe {
      guard FormulaGuard.isGuarded(text) else { return nil }
      text.removeFirst()
      return .guardApostrophe
    }
    guard isFormulaText(text) else { return nil }
    text.removeLast()
    text.removeFirst(2)
    if text.contains(quote) {
      var isFirstOfPair = false
      text.removeAll { byte in
        isFirstOfPair = byte == quote && !isFirstOfPair
        return isFirstOfPair
      }
    }
    return .formulaText
  }

  /// Whether a text is `="…"`, its quotes inside doubled.
  private static func isFormulaText(_ text: [UInt8]) -> Bool {
    guard text.count >= 3, text[0] == equalsSign, text[1] == quote, text[text.count - 1] == quote else {
      return false
    }
    var index = 2
    while index < text.count - 1 {
      if text[index] == quote {
        guard index + 1 < text.count - 1, text[index + 1] == quote else { return false }
        index += 1
      }
      index += 1
    }
    return true
  }

  static let equalsSign = UInt8(ascii: "=")
  static let quote = UInt8(ascii: "\"")
}
