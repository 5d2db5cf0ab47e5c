import Foundation
import Ledgers
import SpreadsheetModel

/// The months that a ledger covers: only there is a record that is missing a finding, and not just one that was
/// not handed in.
///
/// A ledger covers a period that its title, a sheet or its file's name names, and one in at least three quarters
/// of whose months its records fall. A record of a whole year stands for all its months.
struct LedgerCoverage: Sendable {
  private var months: Set<CivilMonth> = []

  /// Adds the month that a value lies in, or all months of a year.
  mutating func add(_ value: FieldValue) {
    switch value {
    case .date(let day): months.insert(CivilMonth(day))
    case .month(let month): months.insert(month)
    case .year(let year): add(Period(.year, year: year, index: 0))
    default: break
    }
  }

  /// Adds what a table's title, its sheet and its file's name say it is of.
  mutating func addNames(of table: LedgerTable) {
    let file = URL(fileURLWithPath: table.file).deletingPathExtension().lastPathComponent
    let lines = table.formLine.filter { $0.label.contains(/年|季度|月份|期间|周期/) }.map(\.text)
    for text in [table.title ?? "", table.sheet, file] + lines {
      months.formUnion(PeriodName.months(in: text, year: table.year))
    }
  }

  /// Adds a period as a whole.
  private mutating func add(_ period: Period) { months.formUnion(period.monthsInside) }

  /// Adds what another ledger covers.
  mutating func formUnion(_ other: LedgerCoverage) { months.formUnion(other.months) }

  /// Whether the ledger covers a period, or a longer one that the period lies in.
  func covers(_ period: Period) -> Bool {
    guard let first = period.first else { return false }
    return PeriodLength.allCases.contains { length in
      guard length.months >= period.length.months else { return false }
      let inside = Period(length, containing: first).monthsInside
      return inside.count { months.contains($0) } * 4 >= inside.count * 3
    }
  }
}

extension Period {
  /// The period's months in order.
  var monthsInside: [CivilMonth] {
    (0..<length.months).compactMap { CivilMonth(year: year, month: index * length.months + $0 + 1) }
  }
}

/// Reads the period that a title or the name of a sheet or file names: `2025年度`, `第三季度`, `1-6月`, `202503`.
enum PeriodName {
  /// The months named.
  ///
  /// - Parameters:
  ///   - text: the title or name.
  ///   - year: the year meant where the text names only a part of one.
  static func months(in text: String, year: Int?) -> [CivilMonth] {
    let named = text.firstMatch(of: /(?:19|20)\d\d/).flatMap { Int($0.output) }
    guard let year = named ?? year else { return [] }
    func span(_ months: ClosedRange<Int>) -> [CivilMonth] {
      months.compactMap { CivilMonth(year: year, month: $0) }
    }
    if let found = text.firstMatch(of: /(\d{1,2})月?[-–—－~～至到](\d{1,2})月/), let first = Int(found.1),
      let last = Int(found.2), first <= last
    {
      return span(first...last)
    }
    if let found = text.firstMatch(of: /([一二三四1-4])季度/), let quarter = number(found.1) {
      return span(quarter * 3 - 2...quarter * 3)
    }
    if text.contains("上半年") { return span(1...6) }
    if text.contains("下半年") { return span(7...12) }
    if let found = text.firstMatch(of: /([一二三四五六七八九十]{1,2}|\d{1,2})月/), let month = number(found.1) {
      return span(month...month)
    }
    // 202503 and 2025-03-15 name a month; the year alone names all of it.
    if let found = text.firstMatch(of: /(?:19|20)\d\d[-.\/]?(0[1-9]|1[0-2])/), let month = Int(found.1) {
      return span(month...month)
    }
    return named == nil ? [] : span(1...12)
  }

  private static func number(_ text: Substring) -> Int? {
    if let number = Int(text) { return number }
    let digits = Array("一二三四五六七八九")
    func digit(_ character: Character) -> Int? { digits.firstIndex(of: character).map { $0 + 1 } }
    guard let first = text.first, let last = text.last else { return nil }
    if text.count == 1 { return first == "十" ? 10 : digit(first) }
    return first == "十" ? digit(last).map { $0 + 10 } : nil
  }
}
