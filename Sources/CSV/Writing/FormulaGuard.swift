/// Tells text that a spreadsheet program would run as a formula when it opens the file.
enum FormulaGuard {
  /// Whether text begins with `=`, `+`, `-`, `@`, one of their full-width forms, tab or CR and is not a
  /// plain number such as `-3.5` or `+86`, which no program takes for a formula.
  static func isDangerous(_ text: String) -> Bool {
    switch text.unicodeScalars.first {
    case "=", "@", "＝", "＠", "\t", "\r": return true
    case "+", "-": return !isNumber(text.utf8.dropFirst())
    case "＋", "－": return !isNumber(text.utf8.dropFirst(3))
    default: return false
    }
  }

  private static func isNumber(_ text: Substring.UTF8View) -> Bool {
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
