import Diagnostics
import SpreadsheetModel

/// Reads telephone numbers: mobile ones of 11 digits, land lines with or without an area code, two in
/// one cell.
enum PhoneReading {
  static func read(_ text: String) -> Reading {
    // 13800138002.0: a number that was saved as a decimal one.
    if text.utf8.count == 13, text.ends(with: ".0"), text.begins(with: "1"),
      text.utf8.dropLast(2).allSatisfy({ (0x30...0x39).contains($0) })
    {
      let number = String(text.dropLast(2))
      return Reading(.text(number), .text(.phoneSpelling, number, of: text))
    }
    let parts = text.unicodeScalars.split { "/、，,；;\n|".unicodeScalars.contains($0) }
    guard parts.count > 1 else {
      guard let number = number(Substring(text).unicodeScalars) else { return Reading(.text(text)) }
      return Reading(.text(number), number == text ? nil : .text(.phoneSpelling, number, of: text))
    }
    let numbers = parts.compactMap { number($0) }
    guard numbers.count == parts.count else { return Reading(.text(text)) }
    return Reading(.text(numbers.joined(separator: "/")))
  }

  /// The digits of a mobile number without its separators and country code; a land line as written
  /// but for blanks; `nil` if it is neither.
  private static func number(_ scalars: Substring.UnicodeScalarView) -> String? {
    var digits = String.UnicodeScalarView()
    var plain = String.UnicodeScalarView()
    for scalar in scalars {
      let value = scalar.value
      switch value {
      case 0x30...0x39:
        digits.append(scalar)
        plain.append(scalar)
      case 0x2D, 0x2010...0x2015, 0xFF0D, 0x2212: plain.append("-")
      case 0x28, 0x29, 0xFF08, 0xFF09: plain.append("-")
      case 0x2B, 0xFF0B, 0x2E: continue
      default:
        if TextFolding.isSpace(scalar) { continue }
        return nil
      }
    }
    var text = String(digits)
    if text.utf8.count == 13, text.hasPrefix("86") { text = String(text.dropFirst(2)) }
    if text.utf8.count == 11, text.hasPrefix("1") { return text }
    guard (3...12).contains(text.utf8.count) else { return nil }
    var line = String(plain)
    while line.hasPrefix("-") { line.removeFirst() }
    while line.hasSuffix("-") { line.removeLast() }
    return line
  }
}
