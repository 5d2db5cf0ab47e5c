import SpreadsheetModel

/// Six digits that are a month with its year (`202305`) or a day without its century (`230506`).
struct SixDigitDate {
  /// What digits that can be both are taken for.
  enum Style: Sendable {
    case month, day
  }

  /// The month, if the digits can be one.
  let month: CivilMonth?
  /// The day, if the digits can be one.
  let day: CivilDate?

  init(_ number: Int) {
    let year = number / 100
    month = (1900...2099).contains(year) ? CivilMonth(year: year, month: number % 100) : nil
    day = CivilDate(
      year: Self.fullYear(number / 10_000), month: number / 100 % 100, day: number % 100)
  }

  /// What the digits can only be, `nil` where they can be both or neither.
  var onlyStyle: Style? {
    switch (plausibleMonth, day) {
    case (.some, nil): .month
    case (nil, .some): .day
    default: nil
    }
  }

  /// No ledger of the Party has a month before it was founded, so `190206` is a day of 2019.
  private var plausibleMonth: CivilMonth? { month.flatMap { $0.year >= 1921 ? $0 : nil } }

  /// The digits as a date in a column of the given style.
  func reading(_ style: Style) -> DateReading {
    if let plausibleMonth, style == .month || day == nil { return .month(plausibleMonth) }
    if let day { return .shortYear(day) }
    return month.map(DateReading.month) ?? .impossible
  }

  /// The century of a two-digit year: up to 35 of this century, the others of the last.
  static func fullYear(_ year: Int) -> Int { year <= 35 ? 2000 + year : 1900 + year }
}
