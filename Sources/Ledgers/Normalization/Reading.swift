import Diagnostics
import Foundation
import SpreadsheetModel

/// What one cell was read as.
struct Reading {
  /// The cleaned value.
  var value: FieldValue
  /// Why it differs from the cell, and what may be written.
  var change: ValueChange?
  /// The second value of a cell that holds two, for the field's `pair`.
  var second: FieldValue?
  /// Whether the cell says `同上`.
  var isDitto = false

  init(_ value: FieldValue, _ change: ValueChange? = nil) {
    self.value = value
    self.change = change
  }

  /// Nothing is written.
  static let missing = Reading(.missing)
  /// Text that is not of the field's kind.
  static let unreadable = Reading(.unreadable, .reading(.unreadable))
  /// Text that says something, but not for certain what is asked: no value is taken from it.
  static let doubtful = Reading(.unreadable, .reading(.ambiguous))
}

extension ValueChange {
  /// A text that says the same as another.
  static func text(_ kind: Kind, _ written: String, of text: String) -> ValueChange {
    .written(kind, .text(written), residue: Spelling.residue(of: text, afterText: written))
  }

  /// A number that a text says.
  static func number(_ kind: Kind, _ number: Decimal, of text: String) -> ValueChange {
    .written(kind, number.cellValue, residue: Spelling.residue(of: text, afterNumber: number))
  }

  /// A day that a text or a bare serial says.
  static func date(_ date: CivilDate, _ system: DateSystem, of text: String) -> ValueChange {
    let residue = Spelling.residue(of: text, afterYear: date.year, month: date.month, day: date.day)
    guard let serial = system.serial(of: date) else {
      return .written(.dateForm, .text(date.description), residue: residue)
    }
    return .written(.dateForm, .number(serial), format: .isoDate, residue: residue)
  }

  /// A month that a text says.
  static func month(_ month: CivilMonth, of text: String) -> ValueChange {
    .written(
      .dateForm, .text(month.description),
      residue: Spelling.residue(of: text, afterYear: month.year, month: month.month, day: nil))
  }

  /// A day that is probably meant.
  static func suggestion(_ kind: Kind, _ date: CivilDate, _ system: DateSystem) -> ValueChange {
    guard let serial = system.serial(of: date) else { return .suggestion(kind, .text(date.description)) }
    return .suggestion(kind, .number(serial), format: .isoDate)
  }
}

extension Decimal {
  /// The number as a cell holds it.
  var cellValue: CellValue { .number(NSDecimalNumber(decimal: self).doubleValue) }
}
