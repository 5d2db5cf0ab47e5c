import Foundation
import SpreadsheetModel

/// Reads periods: `2025`, `2025年第三季度`, `三季度`, `2025-03`, `上半年`.
enum PeriodReading {
  static func read(_ text: String, yearHint: Int?) -> Reading {
    let tokens = DateToken.tokens(of: text)
    var year: Int?
    for case .number(let value, digits: 4) in tokens where (1900...2100).contains(value) {
      year = year ?? value
    }
    if let part = part(of: text, tokens) {
      guard let year = year ?? yearHint else { return Reading(.text(part)) }
      let canonical = "\(year)\(part)"
      return Reading(.text(canonical), canonical == text ? nil : .reading(.dateForm))
    }
    switch DateText(text, yearHint: yearHint).reading {
    case .year(let year):
      return Reading(.year(year), text == String(year) ? nil : .reading(.dateForm))
    case .month(let month):
      return Reading(.month(month), text == month.description ? nil : .month(month, of: text))
    case .day(let date): return Reading(.date(date))
    case .days(let days, isRange: true):
      return days.isEmpty ? .unreadable : Reading(.text(text))
    case .months:
      // 2025.1-6 and the like: the text says it best.
      return Reading(.text(text))
    case .monthOnly(let number):
      if let yearHint, let month = CivilMonth(year: yearHint, month: number) { return Reading(.month(month)) }
      return Reading(.text(text))
    default: return Reading(.text(text))
    }
  }

  /// `Q1` to `Q4`, `H1` or `H2` for the words that say so.
  private static func part(of text: String, _ tokens: [DateToken]) -> String? {
    let folded = TextFolding.fold(text)
    if folded.has("季") {
      for (index, names) in [["一", "1"], ["二", "2"], ["三", "3"], ["四", "4"]].enumerated()
      where names.contains(where: { folded.has($0 + "季") || folded.has($0 + "个季") }) {
        return "Q\(index + 1)"
      }
    }
    if folded.has("上半年") { return "H1" }
    if folded.has("下半年") { return "H2" }
    for quarter in 1...4 where folded.hasSuffix("q\(quarter)") { return "Q\(quarter)" }
    return nil
  }
}
