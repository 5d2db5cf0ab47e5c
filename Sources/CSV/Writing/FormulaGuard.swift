/// Keeps text from being run as a formula by the spreadsheet program that opens the file: an apostrophe
/// before it (OWASP, CSV Injection), which reading takes off again.
enum FormulaGuard {
  static let apostrophe = UInt8(ascii: "'")

  /// Whether text gets an apostrophe: text that would run, and such text that has apostrophes before it of
  /// its own, so that reading takes off one that writing put there.
  static func needsGuard(_ text: String.UTF8View) -> Bool {
    isDangerous(text) || text.first == apostrophe && isDangerous(text.drop { $0 == apostrophe })
  }

  /// Whether a field begins with an apostrophe of the guard.
  static func isGuarded(_ field: [UInt8]) -> Bool {
    field.first == apostrophe && isDangerous(field.drop { $0 == apostrophe })
  }

  /// Whether text begins with `=`, `+`, `-`, `@`, one of their full-width forms, tab, CR or LF and is not a
  /// plain number such as `-3.5` or `+86`, which no program takes for a formula.
  private static func isDangerous(_ text: some Collection<UInt8>) -> Bool {
    switch text.first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
      return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return !isNumber(text.dropFirst())
    case 0xEF:
      let (start, rest) = (text.prefix(3), text.dropFirst(3))
      if start.elementsEqual("＝".utf8) || start.elementsEqual("＠".utf8) { return true }
      guard start.elementsEqual("＋".utf8) || start.elementsEqual("－".utf8) else { return false }
      return !isNumber(rest)
    default: return false
    }
  }

  private static func isNumber(_ text: some Collection<UInt8>) -> Bool {
    var digits = 0
    var points = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: ","): if digits == 0 || points > 0 { return false }
      case UInt8(ascii: "."): points += 1
      case UInt8(ascii: "%"): if digits == 0 { return false }
      default: return false
      }
    }
    // A dash alone stands for 'none' in ledgers.
    return points <= 1 && (digits > 0 || text.isEmpty)
  }
}
