import Diagnostics
import Foundation
import SpreadsheetModel

extension ColumnReader {
  /// Reads a text as a day or month.
  func date(_ text: String) -> Reading {
    let found = DateText(text, yearHint: yearHint, sixDigits: sixDigits)
    switch found.reading {
    case .day, .month, .year, .shortYear, .shortYearMonth, .days, .months:
      if found.hasRemark, RemarkWords.namesAnotherStep(found.remark, than: titles) { return .doubtful }
    default: break
    }
    switch found.reading {
    case .day(let date):
      if text == date.description { return Reading(.date(date)) }
      return Reading(.date(date), change(found, date, text))
    case .month(let month):
      if text == month.description { return Reading(.month(month)) }
      let written = CellValue.text(month.description)
      if found.hasRemark { return Reading(.month(month), .suggestion(.annotation, written)) }
      if found.hasZeroDay { return Reading(.month(month), .reading(.dateForm)) }
      if isEitherSixDigits(text) { return Reading(.month(month), .suggestion(.ambiguous, written)) }
      return Reading(.month(month), .month(month, of: text))
    case .year(let year):
      return Reading(.year(year), found.hasRemark || found.hasZeroDay ? .reading(.annotation) : nil)
    case .shortYear(let date):
      return Reading(.date(date), .suggestion(.ambiguous, date, dateSystem))
    case .shortYearMonth(let month):
      return Reading(.month(month), .suggestion(.ambiguous, .text(month.description)))
    case .days(let days, let isRange):
      guard let first = days.first, let last = days.last else { return .unreadable }
      return ends(.date(first), .date(last), isRange: isRange)
    case .months(let first, let last): return ends(.month(first), .month(last), isRange: true)
    case .monthDay, .monthOnly, .undecided: return .doubtful
    case .impossible: return Reading(.unreadable, .reading(.impossible))
    case .unreadable: return .unreadable
    }
  }

  /// The ends of a range, which are two values where the field has a second one, or the first of several days.
  private func ends(_ first: FieldValue, _ last: FieldValue, isRange: Bool) -> Reading {
    guard isRange, field.pair != nil else { return Reading(first, .reading(.annotation)) }
    var reading = Reading(first)
    reading.second = last
    return reading
  }

  /// What a day in another form than the standard's may become.
  private func change(_ found: DateText, _ date: CivilDate, _ text: String) -> ValueChange {
    if let weekday = found.weekday, weekday != date.isoWeekday { return .reading(.ambiguous) }
    if found.isUTC { return .suggestion(.ambiguous, date, dateSystem) }
    // A time of day is nothing to lose; the day is what counts.
    if found.hasTime { return .reading(found.hasRemark ? .annotation : .dateForm) }
    if found.hasRemark {
      let hasDigits = found.remark.utf8.contains { (0x30...0x39).contains($0) }
      return hasDigits ? .reading(.annotation) : .suggestion(.annotation, date, dateSystem)
    }
    if found.lacksYear { return .suggestion(.dateForm, date, dateSystem) }
    return .date(date, dateSystem, of: text)
  }

  /// Whether six digits can be a month or a day.
  private func isEitherSixDigits(_ text: String) -> Bool {
    guard text.utf8.count == 6, let number = Int(text) else { return false }
    return SixDigitDate(number).onlyStyle == nil
  }

  /// Reads a text as a year: `2023`, `2023年度`, `二〇二三年`, `截至2023年底`.
  func year(_ text: String) -> Reading {
    let found = DateText(text)
    var year: Int?
    switch found.reading {
    case .year(let value): year = value
    case .day(let date): year = date.year
    case .month(let month): year = month.year
    default:
      for case .number(let value, digits: 4) in DateToken.tokens(of: text) where (1900...2100).contains(value)
      {
        // 2020-2025 is no year.
        if year != nil { return .doubtful }
        year = value
      }
    }
    guard let year else { return .unreadable }
    return Reading(.year(year), text == String(year) ? nil : .reading(.dateForm))
  }

  /// Reads a text as a month of a year; a month without a year keeps its number until the record's
  /// year is known.
  func month(_ text: String) -> Reading {
    switch DateText(text, yearHint: nil).reading {
    case .month(let month):
      return Reading(.month(month), text == month.description ? nil : .month(month, of: text))
    case .shortYearMonth(let month):
      return Reading(.month(month), .suggestion(.ambiguous, .text(month.description)))
    case .day(let date), .shortYear(let date): return Reading(.month(CivilMonth(date)), .reading(.dateForm))
    case .monthOnly(let number): return monthNumber(number)
    case .months, .undecided: return .doubtful
    default:
      if let found = NumberText(text), !found.saysMore, found.unit == nil || found.unit == .month,
        let whole = Int("\(found.value)"), (1...12).contains(whole)
      {
        return monthNumber(whole)
      }
      return .unreadable
    }
  }

  private func monthNumber(_ number: Int) -> Reading {
    if let yearHint, let month = CivilMonth(year: yearHint, month: number) { return Reading(.month(month)) }
    return Reading(.number(Decimal(number)))
  }
}

/// Reads numbers in columns of dates.
enum DateCellReading {
  static func read(
    _ number: Double, kind: FieldKind, isDate: Bool, dateSystem: DateSystem, yearHint: Int?,
    sixDigits: SixDigitDate.Style
  ) -> Reading {
    if isDate {
      guard let date = dateSystem.date(ofSerial: number) else {
        return Reading(.unreadable, .reading(.impossible))
      }
      return value(date, kind)
    }
    guard number.isFinite, number > 0, number < 100_000_000 else { return .unreadable }
    if let whole = Int(exactly: number) { return read(whole, kind, dateSystem, yearHint, sixDigits) }
    return fraction(number, kind)
  }

  private static func value(_ date: CivilDate, _ kind: FieldKind) -> Reading {
    switch kind {
    case .year: Reading(.year(date.year))
    case .month, .period: Reading(.month(CivilMonth(date)))
    default: Reading(.date(date))
    }
  }

  private static func read(
    _ whole: Int, _ kind: FieldKind, _ system: DateSystem, _ yearHint: Int?, _ sixDigits: SixDigitDate.Style
  ) -> Reading {
    switch whole {
    case 1...12 where kind == .month:
      if let yearHint, let month = CivilMonth(year: yearHint, month: whole) { return Reading(.month(month)) }
      return Reading(.number(Decimal(whole)))
    case 1800...2199: return Reading(.year(whole))
    case 7_000...60_000:
      guard let date = system.date(ofSerial: Double(whole)) else { return .unreadable }
      var reading = value(date, kind)
      // The number stays, it only needs a date's format.
      if kind == .date || kind == .dateOrMonth { reading.change = .date(date, system, of: String(whole)) }
      return reading
    case 100_101...999_999:
      switch SixDigitDate(whole).reading(sixDigits) {
      case .month(let month):
        if kind == .year { return Reading(.year(month.year)) }
        if SixDigitDate(whole).onlyStyle == nil {
          return Reading(.month(month), .suggestion(.ambiguous, .text(month.description)))
        }
        return Reading(.month(month), .month(month, of: String(whole)))
      case .shortYear(let date):
        var reading = value(date, kind)
        if kind == .date || kind == .dateOrMonth { reading.change = .suggestion(.ambiguous, date, system) }
        return reading
      default: return Reading(.unreadable, .reading(.impossible))
      }
    case 18_000_101...21_991_231:
      guard let date = CivilDate(year: whole / 10_000, month: whole / 100 % 100, day: whole % 100) else {
        return Reading(.unreadable, .reading(.impossible))
      }
      var reading = value(date, kind)
      if kind == .date || kind == .dateOrMonth { reading.change = .date(date, system, of: String(whole)) }
      return reading
    default: return .unreadable
    }
  }

  /// `2023.5` and `2023.11` typed as numbers; `2023.1` may have been `2023.10`, which loses its zero.
  private static func fraction(_ number: Double, _ kind: FieldKind) -> Reading {
    let year = Int(number)
    guard (1800...2199).contains(year) else {
      // A serial with a time of day.
      if number > 7_000, number < 60_000, kind == .date, let date = DateSystem.base1900.date(ofSerial: number)
      {
        return Reading(.date(date), .reading(.dateForm))
      }
      return .unreadable
    }
    let hundredths = Int((number * 100).rounded()) - year * 100
    if abs(number * 100 - (number * 100).rounded()) > 0.0001 { return .unreadable }
    let month = hundredths % 10 == 0 ? hundredths / 10 : hundredths
    guard let found = CivilMonth(year: year, month: month) else {
      return Reading(.unreadable, .reading(.impossible))
    }
    if kind == .year { return Reading(.year(year)) }
    if month == 1, hundredths == 10 {
      return Reading(.unreadable, .reading(.ambiguous))
    }
    let digits = "\(year).\(hundredths % 10 == 0 ? hundredths / 10 : hundredths)"
    return Reading(.month(found), .month(found, of: digits))
  }
}
