import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel

/// The fields of one record as a data sheet shows them.
struct RecordReader {
  let table: LedgerTable
  let record: LedgerRecord

  func value(_ field: FieldID) -> FieldValue { table.value(field, of: record) }

  /// Whether the table has a column for the field.
  func has(_ field: FieldID) -> Bool { table.column(of: field) != nil }

  func string(_ field: FieldID) -> String? {
    switch value(field) {
    case .text(let text): text
    case .list(let items): items.joined(separator: "、")
    default: nil
    }
  }

  func text(_ field: FieldID) -> CellValue { string(field).map(CellValue.text) ?? .empty }

  func decimal(_ field: FieldID) -> Decimal? { value(field).number }

  func number(_ field: FieldID) -> CellValue {
    switch value(field) {
    case .number(let number): .number(number.nearestDouble)
    case .year(let year): .number(Double(year))
    default: .empty
    }
  }

  /// The day, or the first of the month where only that is known.
  func day(_ field: FieldID) -> CivilDate? {
    switch value(field) {
    case .date(let date): date
    case .month(let month): month.firstDay
    default: nil
    }
  }

  func year(_ field: FieldID) -> Int? {
    switch value(field) {
    case .year(let year): year
    case .date(let date): date.year
    case .month(let month): month.year
    default: nil
    }
  }

  /// Whether the first of some fields that is filled lies in a period; what is not dated may.
  func isOf(_ period: Period, _ fields: [FieldID]) -> Bool {
    for field in fields {
      switch value(field) {
      case .year(let year): return year == period.year
      case .text(let text): if let year = Self.year(in: text) { return year == period.year }
      default: if let day = day(field) { return period.contains(day) }
      }
    }
    return table.year.map { $0 == period.year } ?? true
  }

  /// The year that words such as `2025年上半年` name.
  private static func year(in text: String) -> Int? {
    text.firstMatch(of: /(?:19|20)\d\d/).flatMap { Int($0.output) }
  }

  func date(_ field: FieldID) -> CellValue {
    day(field).map { .number(SummaryBands.serial($0)) } ?? .empty
  }

  func flag(_ field: FieldID, _ language: Language) -> CellValue {
    guard case .boolean(let truth) = value(field) else { return .empty }
    return .text((truth ? SummaryWords.yes : SummaryWords.no).template(language))
  }
}
