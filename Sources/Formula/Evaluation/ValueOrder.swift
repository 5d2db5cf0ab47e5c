import SpreadsheetModel

/// The order of values: numbers before text before `FALSE` before `TRUE`; text without regard to case.
///
/// A blank is 0 beside a number, empty text beside text, `FALSE` beside a truth value. Text is ordered by
/// Unicode code points after folding case; Excel and LibreOffice follow the system's language, which
/// differs from machine to machine.
enum ValueOrder {
  static func areEqual(_ left: CellValue, _ right: CellValue) -> Bool {
    if case .text(let first) = left, case .text(let second) = right {
      return TextFolding.areEqual(first, second)
    }
    return compare(left, right) == 0
  }

  /// Below zero if the left comes first, zero if they are equal; errors are equal to nothing.
  static func compare(_ left: CellValue, _ right: CellValue) -> Int {
    switch (left, right) {
    case (.number(let first), .number(let second)): return order(first, second)
    case (.text(let first), .text(let second)):
      return TextFolding.areEqual(first, second)
        ? 0 : TextFolding.folded(first) < TextFolding.folded(second) ? -1 : 1
    case (.boolean(let first), .boolean(let second)): return first == second ? 0 : first ? 1 : -1
    case (.empty, .empty): return 0
    case (.empty, .number(let number)): return order(0, number)
    case (.number(let number), .empty): return order(number, 0)
    case (.empty, .text(let text)): return text.isEmpty ? 0 : -1
    case (.text(let text), .empty): return text.isEmpty ? 0 : 1
    case (.empty, .boolean(let truth)): return truth ? -1 : 0
    case (.boolean(let truth), .empty): return truth ? 1 : 0
    default: return rank(left) < rank(right) ? -1 : 1
    }
  }

  private static func order(_ first: Double, _ second: Double) -> Int {
    Arithmetic.areEqual(first, second) ? 0 : first < second ? -1 : 1
  }

  private static func rank(_ value: CellValue) -> Int {
    switch value {
    case .empty: 0
    case .number: 1
    case .text: 2
    case .boolean: 3
    case .error: 4
    }
  }
}

/// Text without regard to case.
enum TextFolding {
  static func folded(_ text: String) -> String { text.lowercased() }

  static func areEqual(_ left: String, _ right: String) -> Bool {
    var first = left.utf8.makeIterator()
    var second = right.utf8.makeIterator()
    // The first bytes of the characters under way.
    var leads: (UInt8, UInt8) = (0, 0)
    while true {
      switch (first.next(), second.next()) {
      case (nil, nil): return true
      case (let one?, let other?):
        if one & 0xC0 != 0x80 { leads.0 = one }
        if other & 0xC0 != 0x80 { leads.1 = other }
        if one == other || isSameLetter(one, other) { continue }
        if isCaseless(leads.0), isCaseless(leads.1) { return false }
        return left.lowercased() == right.lowercased()
      case (let byte?, nil), (nil, let byte?):
        // What is left over has no counterpart, unless a letter before it folds to another length.
        if byte < 0x80 || isCaseless(byte) { return false }
        return left.lowercased() == right.lowercased()
      }
    }
  }

  private static func isSameLetter(_ one: UInt8, _ other: UInt8) -> Bool {
    one | 0x20 == other | 0x20 && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(one | 0x20)
      && other < 0x80
  }

  /// Whether a character that begins with this byte needs no folding any more: ASCII, whose letters have
  /// been compared, and U+3000 to U+9FFF, where nearly all text of a Chinese ledger lies.
  private static func isCaseless(_ lead: UInt8) -> Bool {
    lead < 0x80 || (0xE3...0xE9).contains(lead)
  }
}
