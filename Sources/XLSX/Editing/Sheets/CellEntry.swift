import SpreadsheetModel

/// What is entered into a cell.
public enum CellEntry: Hashable, Sendable {
  /// Nothing: value and formula go, the look stays.
  case empty
  /// A finite number.
  case number(Double)
  /// Text, up to 32,767 UTF-16 units.
  case text(String)
  /// `TRUE` or `FALSE`.
  case boolean(Bool)
  /// An error value such as `#N/A`.
  case error(CellError)
  /// A day, stored as the workbook's serial number.
  case date(CivilDate)
  /// A formula without its leading `=`, and the result to store beside it (`.empty` for none, which
  /// every application computes when it opens the file).
  case formula(String, result: CellValue)

  /// A formula whose result is left to the application.
  public static func formula(_ text: String) -> CellEntry { .formula(text, result: .empty) }

  /// The entry that gives a cell a value.
  public init(_ value: CellValue) {
    self =
      switch value {
      case .empty: .empty
      case .number(let number): .number(number)
      case .text(let text): .text(text)
      case .boolean(let truth): .boolean(truth)
      case .error(let error): .error(error)
      }
  }
}

extension CellEntry: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  /// Text.
  public init(stringLiteral value: String) { self = .text(value) }
  /// A number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// An empty cell.
  public init(nilLiteral: ()) { self = .empty }
}

/// What becomes of a cell's look when something is entered.
public enum EntryStyle: Hashable, Sendable {
  /// As it is, except that a date gets a date format where the cell has none.
  case suitable
  /// As it is.
  case keep
  /// As it is, but for what the style names; `nil` properties stay.
  case overlay(CellStyle)
}

/// The pending change of one cell.
struct CellEdit: Hashable {
  /// The new content.
  var entry: CellEntry?
  /// Properties to lay over the cell's look.
  var overlay: CellStyle?
  /// Whether a date entry sees to its own number format.
  var suitsFormat = false
  /// A `<f>` element that takes the place of the cell's own: a shared formula's follower that became
  /// its master, or was written out.
  var formulaMarkup: String?

  var changesContent: Bool { entry != nil || formulaMarkup != nil }
}
