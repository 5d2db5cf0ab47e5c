import Foundation
import SpreadsheetModel

/// A field's value after cleaning.
public enum FieldValue: Hashable, Sendable {
  /// Nothing was written, or only a promise to write (`待补`).
  case missing
  /// Explicitly none (`无`): answers "must be filled" without naming a value.
  case none
  /// The question does not arise (`—`, `/`, a stage not reached).
  case notApplicable
  /// No end yet (`至今`, `长期`).
  case openEnd
  /// Text, a name, a code's canonical term, an ID or telephone number.
  case text(String)
  /// A number, an amount in yuan, a rate as a fraction of one.
  case number(Decimal)
  /// A day.
  case date(CivilDate)
  /// A month; the day is not known.
  case month(CivilMonth)
  /// A year.
  case year(Int)
  /// Yes or no.
  case boolean(Bool)
  /// Several names or terms of one cell.
  case list([String])
  /// What is written cannot be read as the field's kind; the original text says what it is.
  case unreadable

  /// Whether there is a usable value.
  public var isPresent: Bool {
    switch self {
    case .missing, .none, .notApplicable, .openEnd, .unreadable: false
    default: true
    }
  }

  /// The ways in which a cell with something in it has no value.
  public enum Absence: String, Sendable {
    /// Explicitly none.
    case none
    /// The question does not arise.
    case notApplicable
    /// No end yet.
    case openEnd
    /// What is written cannot be read.
    case unreadable
  }

  /// Why there is no value although the cell is not empty; `nil` for values and for empty cells.
  public var absence: Absence? {
    switch self {
    case .none: Absence.none
    case .notApplicable: .notApplicable
    case .openEnd: .openEnd
    case .unreadable: .unreadable
    default: nil
    }
  }

  /// The text of a `text` value.
  public var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// The number of a `number` value.
  public var number: Decimal? {
    if case .number(let number) = self { number } else { nil }
  }

  /// The day of a `date` value.
  public var date: CivilDate? {
    if case .date(let date) = self { date } else { nil }
  }
}
