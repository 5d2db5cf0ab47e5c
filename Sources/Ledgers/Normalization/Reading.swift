import Diagnostics
import Foundation
import SpreadsheetModel

/// What one cell was read as.
struct Reading {
  /// The cleaned value.
  var value: FieldValue
  /// Why it differs from the cell.
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
  static let unreadable = Reading(.unreadable, ValueChange(kind: .unreadable, safety: nil))
}

extension ValueChange {
  /// A text that is safely replaced by another.
  static func text(_ kind: Kind, _ text: String, _ safety: FixSafety = .safe) -> ValueChange {
    ValueChange(kind: kind, safety: safety, written: .text(text))
  }

  /// A text that is replaced by a number.
  static func number(_ kind: Kind, _ number: Decimal, _ safety: FixSafety = .safe) -> ValueChange {
    ValueChange(kind: kind, safety: safety, written: .number(number.nearestDouble))
  }

  /// A text or bare serial that becomes a date cell.
  static func date(
    _ date: CivilDate, _ system: DateSystem, _ kind: Kind = .dateForm, _ safety: FixSafety = .safe
  )
    -> ValueChange
  {
    guard let serial = system.serial(of: date) else { return .text(kind, date.description, safety) }
    return ValueChange(kind: kind, safety: safety, written: .number(serial), format: .isoDate)
  }
}
