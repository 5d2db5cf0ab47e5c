import SpreadsheetModel

/// What can be put into a cell.
public enum CellContent: Hashable, Sendable {
  /// Nothing; with a style, a blank cell that has a look.
  case empty
  /// A finite number.
  case number(Double)
  /// Text of at most 32,767 UTF-16 units.
  case text(String)
  /// `TRUE` or `FALSE`.
  case boolean(Bool)
  /// An error value.
  case error(CellError)
  /// A day, stored as its serial number; shown as `yyyy-mm-dd` unless the style has a number format.
  case date(CivilDate)
  /// A day and the seconds since its midnight; shown as `yyyy-mm-dd hh:mm` unless the style has a number
  /// format.
  indirect case dateTime(CivilDate, secondsOfDay: Double)
  /// A formula with its stored result.
  indirect case formula(CellFormula)
  /// Text in several looks.
  case rich([TextRun])

  /// A formula, without its leading `=`, with the result that is shown until it is calculated again.
  public static func formula(_ text: String, result: CellValue = .empty) -> CellContent {
    .formula(CellFormula(text, result: result))
  }

  /// The content of a value.
  public init(_ value: CellValue) {
    switch value {
    case .empty: self = .empty
    case .number(let number): self = .number(number)
    case .text(let text): self = .text(text)
    case .boolean(let truth): self = .boolean(truth)
    case .error(let error): self = .error(error)
    }
  }

  /// A number.
  public init(_ number: Int) { self = .number(Double(number)) }
  /// A number.
  public init(_ number: Double) { self = .number(number) }
  /// Text.
  public init(_ text: String) { self = .text(text) }
  /// A day.
  public init(_ date: CivilDate) { self = .date(date) }
}

extension CellContent: ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral
{
  /// Text.
  public init(stringLiteral value: String) { self = .text(value) }
  /// A number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// The empty cell.
  public init(nilLiteral: ()) { self = .empty }
}

/// A formula as it is written into a cell.
public struct CellFormula: Hashable, Sendable {
  /// How far a formula's result reaches.
  public enum Reach: Hashable, Sendable {
    /// One cell.
    case cell
    /// A fixed range, entered as an array formula (Ctrl+Shift+Enter).
    case array(CellRange)
    /// As many cells as the result needs: a dynamic array formula. The range is what the stored result
    /// covers, from the formula's own cell.
    case dynamic(CellRange)
  }

  /// The formula without its leading `=`, in English function names and with commas.
  public var text: String
  /// The result shown until the formula is calculated again; `empty` leaves that to the program that
  /// opens the file.
  public var result: CellValue
  /// How far the result reaches.
  public var reach: Reach

  /// Creates a formula.
  public init(_ text: String, result: CellValue = .empty, reach: Reach = .cell) {
    self.text = text
    self.result = result
    self.reach = reach
  }
}

/// A stretch of text in one look.
public struct TextRun: Hashable, Sendable {
  /// The text.
  public var text: String
  /// Its font, or the cell's.
  public var font: Font?

  /// Creates a run.
  public init(_ text: String, font: Font? = nil) {
    self.text = text
    self.font = font
  }
}
