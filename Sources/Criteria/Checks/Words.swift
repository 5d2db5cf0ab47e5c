import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel

extension Decimal {
  /// The digits without an exponent or a locale.
  var plain: String { description }

  /// Rounded to a number of places, halves away from zero.
  public func rounded(places: Int) -> Decimal {
    var value = self
    var result = Decimal()
    NSDecimalRound(&result, &value, places, .plain)
    return result
  }
}

extension Decimal {
  /// The least whole number that is not less.
  var roundedUp: Decimal {
    var value = self
    var result = Decimal()
    NSDecimalRound(&result, &value, 0, .up)
    return result
  }
}

extension FieldValue {
  /// The cleaned value as a person would write it; `nil` where there is none.
  var display: String? {
    switch self {
    case .text(let text): text
    case .number(let number): number.plain
    case .date(let date): date.description
    case .month(let month): month.description
    case .year(let year): String(year)
    case .boolean(let flag): flag ? "是" : "否"
    case .list(let items): items.joined(separator: "、")
    case .missing, .none, .notApplicable, .openEnd, .unreadable: nil
    }
  }
}

extension RecordField {
  /// Whether it is a formula that nothing has calculated yet: programs that write formulas store 0.
  var isUncalculated: Bool { isFormula && value == .number(0) }
}

extension CellValue {
  /// The value as text.
  var display: String? {
    switch self {
    case .empty: nil
    case .number(let number): Int64(exactly: number).map(String.init) ?? String(number)
    case .text(let text): text
    case .boolean(let flag): flag ? "TRUE" : "FALSE"
    case .error(let error): error.spelling
    }
  }
}

extension Phrase {
  /// The same text in every language.
  init(_ text: String) { self.init(zh: text, en: text) }
}

extension RuleRun {
  /// A pointer to another field of the record.
  func note(_ unit: Unit, slot: Int) -> Diagnostic.Note {
    note(unit.table, row: unit.row, field: unit.slots[slot])
  }

  /// A pointer to a field of a record.
  func note(_ table: IndexedTable, row: Int, field: Int) -> Diagnostic.Note {
    let recordField = table.field(field, ofRecord: row)
    guard table.definition.fields.indices.contains(field) else {
      return Diagnostic.Note(message: Phrase(""), location: table.location(recordField, row: row))
    }
    let title = table.definition.fields[field].title
    let shown = masked(recordField.original, table.definition.fields[field])
    return Diagnostic.Note(
      message: Phrase(zh: "\(title.zh)：\(shown)", en: "\(title.en): \(shown)"),
      location: table.location(recordField, row: row))
  }
}

/// ID and telephone numbers keep only their ends in words; the value itself stays with the diagnostic.
func masked(_ text: String, _ field: FieldDefinition) -> String {
  guard field.kind == .idNumber || field.kind == .phone, text.count > 6 else { return text }
  let ends = (text.prefix(3), text.suffix(text.count > 7 ? 4 : 2))
  return ends.0 + String(repeating: "*", count: text.count - ends.0.count - ends.1.count) + ends.1
}
