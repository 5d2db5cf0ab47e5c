import Foundation
import SpreadsheetModel

/// Tells whether two texts are the same value written otherwise, by what of the first the second does not say.
///
/// It knows no code list and none of the readers' words: blanks, widths, the marks between the parts of a date, a
/// midnight, the separators and the plain unit of a number, the country code of a mobile number. Everything else
/// is residue, and what leaves a residue is never written without a person's eye.
enum Spelling {
  typealias Residue = Substring.UnicodeScalarView

  /// What of a text another text does not say.
  static func residue(of text: String, afterText written: String) -> Residue {
    let said = plain(text, keepsBlanks: false)
    let kept = plain(written, keepsBlanks: false)
    if said.elementsEqual(kept) || isMobile(said, kept) { return Residue() }
    return said[...]
  }

  /// What of a text a day or month does not say.
  static func residue(of text: String, afterYear year: Int, month: Int, day: Int?) -> Residue {
    let said = plain(text, keepsBlanks: true)
    var scanner = Scanner(said)
    guard let found = scanner.date(), found == (year, month, day ?? 0) else { return said[...] }
    scanner.midnight()
    return scanner.rest
  }

  /// What of a text a number does not say.
  static func residue(of text: String, afterNumber number: Decimal) -> Residue {
    let said = plain(text, keepsBlanks: false)
    var scanner = Scanner(said)
    guard let found = scanner.number(), found == number else { return said[...] }
    scanner.unit()
    return scanner.rest
  }

  /// A text in half-width capitals without what nobody sees and without an apostrophe before it; blanks go too, or
  /// become one kind.
  private static func plain(_ text: String, keepsBlanks: Bool) -> String.UnicodeScalarView {
    var result = String.UnicodeScalarView()
    var isFirst = true
    for scalar in text.unicodeScalars {
      if TextFolding.isInvisible(scalar) { continue }
      if TextFolding.isSpace(scalar) {
        if keepsBlanks, result.last != " ", !result.isEmpty { result.append(" ") }
        continue
      }
      defer { isFirst = false }
      switch scalar.value {
      case 0x27 where isFirst: continue
      case 0x61...0x7A: if let capital = Unicode.Scalar(scalar.value - 0x20) { result.append(capital) }
      case 0xFF41...0xFF5A: if let capital = Unicode.Scalar(scalar.value - 0xFF00) { result.append(capital) }
      case 0xFF01...0xFF5E: if let half = Unicode.Scalar(scalar.value - 0xFEE0) { result.append(half) }
      case 0xFFE5: result.append("¥")
      case 0x2022, 0x30FB, 0xFF65: result.append("·")
      default: result.append(scalar)
      }
    }
    while result.last == " " { result.removeLast() }
    return result
  }

  /// Whether a mobile number was written with hyphens, with its country code or as a decimal number.
  private static func isMobile(_ said: String.UnicodeScalarView, _ kept: String.UnicodeScalarView) -> Bool {
    guard kept.count == 11, kept.first == "1", kept.allSatisfy(isDigit) else { return false }
    if said.elementsEqual(String(kept).unicodeScalars + ".0".unicodeScalars) { return true }
    let bare = said.filter { $0 != "-" }
    return [String.UnicodeScalarView(), "86".unicodeScalars, "+86".unicodeScalars].contains {
      bare.elementsEqual($0 + kept)
    }
  }

  fileprivate static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

  /// Walks over a text.
  private struct Scanner {
    private(set) var rest: Residue

    init(_ text: String.UnicodeScalarView) { rest = text[...] }

    private mutating func blanks() { while rest.first == " " { rest.removeFirst() } }

    /// Takes one of some marks, with the blanks around it.
    private mutating func take(_ marks: String) -> Bool {
      let before = rest
      blanks()
      guard let first = rest.first, marks.unicodeScalars.contains(first) else {
        rest = before
        return false
      }
      rest.removeFirst()
      blanks()
      return true
    }

    private mutating func digits() -> (value: Int, digits: Int)? {
      var value = 0
      var count = 0
      while count < 9, let first = rest.first, Spelling.isDigit(first) {
        value = value * 10 + Int(first.value - 0x30)
        count += 1
        rest.removeFirst()
      }
      return count > 0 ? (value, count) : nil
    }

    /// Digits, or everyday Chinese numerals: `2003`, `二〇〇三`, `十二`.
    private mutating func figure() -> (value: Int, digits: Int)? {
      if let digits = digits() { return digits }
      let run = rest.prefix { "〇○零一二三四五六七八九十".unicodeScalars.contains($0) }
      guard let found = NumeralReading.value(of: run) else { return nil }
      rest = rest.dropFirst(run.count)
      return found
    }

    /// Year, month and day; a month has the day 0.
    mutating func date() -> (Int, Int, Int)? {
      let isNumeral = rest.first.map { !Spelling.isDigit($0) } ?? true
      guard let year = figure() else { return nil }
      switch year.digits {
      case 8: return (year.value / 10_000, year.value / 100 % 100, year.value % 100)
      case 6: return (year.value / 100, year.value % 100, 0)
      case 5 where rest.isEmpty:
        return DateSystem.base1900.date(ofSerial: Double(year.value)).map { ($0.year, $0.month, $0.day) }
      case 4: break
      default: return nil
      }
      guard take(isNumeral ? "年" : "-./年、。"), let month = figure(), month.digits <= 2 else { return nil }
      let end = rest
      if take("月-./、。") {
        if let day = figure(), day.digits <= 2 {
          _ = take("日")
          return (year.value, month.value, day.value)
        }
        // Only 月 ends a month; a stray mark is residue.
        rest = end
        _ = take("月")
      }
      return (year.value, month.value, 0)
    }

    /// Takes a time of day that says no more than the day: `0:00`, `T00:00:00`.
    mutating func midnight() {
      let before = rest
      if rest.first == "T" { rest.removeFirst() } else { guard rest.first == " " else { return } }
      blanks()
      let time = String(rest)
      if ["0:00", "00:00", "0:00:00", "00:00:00"].contains(time) {
        rest = Residue()
      } else {
        rest = before
      }
    }

    /// A number with its sign, a currency mark before it and thousands separators.
    mutating func number() -> Decimal? {
      if rest.first == "¥" { rest.removeFirst() }
      var isNegative = false
      if rest.first == "-" {
        isNegative = true
        rest.removeFirst()
      }
      let body = rest.prefix { Spelling.isDigit($0) || $0 == "." || $0 == "," }
      let groups = body.prefix { $0 != "." }.split(separator: ",", omittingEmptySubsequences: false)
      let isGrouped =
        groups.count == 1
        || (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 }
      guard isGrouped, groups.allSatisfy({ !$0.isEmpty }), body.count(where: { $0 == "." }) <= 1,
        body.last != ".", body.count <= 24,
        !body.drop(while: { $0 != "." }).contains(","),
        let value = Decimal(string: String(String.UnicodeScalarView(body.filter { $0 != "," })))
      else { return nil }
      rest = rest.dropFirst(body.count)
      return isNegative ? -value : value
    }

    /// Takes a unit that says no more than the number's column does.
    mutating func unit() {
      for unit in ["学时", "人", "名", "元", "次", "岁"] where rest.elementsEqual(unit.unicodeScalars) {
        rest = Residue()
        return
      }
    }
  }
}
