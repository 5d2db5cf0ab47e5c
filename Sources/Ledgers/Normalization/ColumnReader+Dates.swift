import Diagnostics
import Foundation
import SpreadsheetModel

extension ColumnReader {
  /// Reads a text as a day or month.
  func date(_ text: String) -> Reading {
    let found = DateText(text, yearHint: yearHint, sixDigits: sixDigits)
    let annotation: ValueChange.Kind? = found.hasRemark ? .annotation : nil
    switch found.reading {
    case .day(let date):
      if text == date.description { return Reading(.date(date)) }
      if let annotation { return Reading(.date(date), .date(date, dateSystem, annotation, .suggested)) }
      return Reading(.date(date), .date(date, dateSystem))
    case .month(let month):
      if text == month.description { return Reading(.month(month)) }
      let change = ValueChange.text(
        annotation ?? .dateForm, month.description, annotation == nil ? .safe : .suggested)
      return Reading(.month(month), change)
    case .year(let year):
      return Reading(.year(year), annotation.map { ValueChange(kind: $0, safety: nil) })
    case .shortYear(let date):
      return Reading(.date(date), .date(date, dateSystem, .ambiguous, .suggested))
    case .shortYearMonth(let month):
      return Reading(.month(month), .text(.ambiguous, month.description, .suggested))
    case .days(let days, let isRange):
      guard let first = days.first, let last = days.last else { return .unreadable }
      var reading = Reading(.date(first), ValueChange(kind: .annotation, safety: nil))
      if isRange, field.pair != nil {
        reading.second = .date(last)
        reading.change = ValueChange(kind: .dateForm, safety: nil)
      }
      return reading
    case .monthDay, .monthOnly: return Reading(.unreadable, ValueChange(kind: .ambiguous, safety: nil))
    case .impossible: return Reading(.unreadable, ValueChange(kind: .impossible, safety: nil))
    case .unreadable: return .unreadable
    }
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
        year = year ?? value
      }
    }
    guard let year else { return .unreadable }
    return Reading(.year(year), text == String(year) ? nil : .number(.dateForm, Decimal(year)))
  }

  /// Reads a text as a month of a year; a month without a year keeps its number until the record's
  /// year is known.
  func month(_ text: String) -> Reading {
    switch DateText(text, yearHint: nil).reading {
    case .month(let month), .shortYearMonth(let month):
      return Reading(.month(month), text == month.description ? nil : .text(.dateForm, month.description))
    case .day(let date), .shortYear(let date):
      let month = CivilMonth(date)
      return Reading(.month(month), .text(.dateForm, month.description))
    case .monthOnly(let number): return monthNumber(number)
    default:
      if let number = NumberText(text)?.value, let whole = Int("\(number)"), (1...12).contains(whole) {
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
        return Reading(.unreadable, ValueChange(kind: .impossible, safety: nil))
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
      if kind == .date || kind == .dateOrMonth { reading.change = .date(date, system) }
      return reading
    case 100_101...999_999:
      switch SixDigitDate(whole).reading(sixDigits) {
      case .month(let month):
        if kind == .year { return Reading(.year(month.year)) }
        return Reading(.month(month), .text(.dateForm, month.description))
      case .shortYear(let date):
        var reading = value(date, kind)
        if kind == .date || kind == .dateOrMonth {
          reading.change = .date(date, system, .ambiguous, .suggested)
        }
        return reading
      default: return Reading(.unreadable, ValueChange(kind: .impossible, safety: nil))
      }
    case 18_000_101...21_991_231:
      guard let date = CivilDate(year: whole / 10_000, month: whole / 100 % 100, day: whole % 100) else {
        return Reading(.unreadable, ValueChange(kind: .impossible, safety: nil))
      }
      var reading = value(date, kind)
      if kind == .date || kind == .dateOrMonth { reading.change = .date(date, system) }
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
        return Reading(.date(date), .date(date, .base1900))
      }
      return .unreadable
    }
    let hundredths = Int((number * 100).rounded()) - year * 100
    if abs(number * 100 - (number * 100).rounded()) > 0.0001 { return .unreadable }
    let month = hundredths % 10 == 0 ? hundredths / 10 : hundredths
    guard let found = CivilMonth(year: year, month: month) else {
      return Reading(.unreadable, ValueChange(kind: .impossible, safety: nil))
    }
    if kind == .year { return Reading(.year(year)) }
    if month == 1, hundredths == 10 {
      return Reading(.unreadable, ValueChange(kind: .ambiguous, safety: nil))
    }
    return Reading(.month(found), .text(.dateForm, found.description))
  }
}
