import Diagnostics
import Ledgers
import SpreadsheetModel

/// How often something is due.
enum PeriodLength: String, Sendable, CaseIterable {
  case month, quarter, halfYear, year

  var months: Int {
    switch self {
    case .month: 1
    case .quarter: 3
    case .halfYear: 6
    case .year: 12
    }
  }
}

/// One month, quarter, half or whole year.
struct Period: Hashable, Sendable {
  let length: PeriodLength
  let year: Int
  /// From 0 within the year.
  let index: Int

  var first: CivilDate? { CivilDate(year: year, month: index * length.months + 1, day: 1) }
  var last: CivilDate? { CivilMonth(year: year, month: (index + 1) * length.months)?.lastDay }

  /// The period a day lies in.
  init(_ length: PeriodLength, containing day: CivilDate) {
    self.length = length
    year = day.year
    index = (day.month - 1) / length.months
  }

  /// The period a value lies in, where it tells as much: a year says nothing of months.
  init?(_ length: PeriodLength, of value: FieldValue) {
    if case .year = value, length != .year { return nil }
    guard let day = value.day else { return nil }
    self.init(length, containing: day)
  }

  init(_ length: PeriodLength, year: Int, index: Int) {
    self.length = length
    self.year = year
    self.index = index
  }

  /// The periods of the years given that have ended on a day.
  static func ended(_ length: PeriodLength, years: [Int], asOf: CivilDate) -> [Period] {
    years.flatMap { year in
      (0..<(12 / length.months)).map { Period(length, year: year, index: $0) }
    }.filter { $0.last.map { $0 <= asOf } ?? false }
  }

  var phrase: Phrase {
    switch length {
    case .month:
      Phrase(zh: "\(year)年\(index + 1)月", en: index < 9 ? "\(year)-0\(index + 1)" : "\(year)-\(index + 1)")
    case .quarter: Phrase(zh: "\(year)年第\(index + 1)季度", en: "\(year)Q\(index + 1)")
    case .halfYear: Phrase(zh: "\(year)年\(index == 0 ? "上" : "下")半年", en: "\(year)H\(index + 1)")
    case .year: Phrase(zh: "\(year)年", en: "\(year)")
    }
  }

  /// Several periods in one breath: `2025年2月、5月`.
  static func list(_ periods: [Period]) -> Phrase {
    var zh = ""
    var lastYear: Int?
    for period in periods {
      if !zh.isEmpty { zh += "、" }
      let full = period.phrase.zh
      zh +=
        period.length != .year && period.year == lastYear
        ? String(full.dropFirst("\(period.year)年".count)) : full
      lastYear = period.year
    }
    return Phrase(zh: zh, en: periods.map(\.phrase.en).joined(separator: ", "))
  }
}
