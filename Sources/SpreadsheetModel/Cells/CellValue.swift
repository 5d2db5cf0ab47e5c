/// What a cell holds, apart from its formula and its look.
///
/// A date is a number here, as it is in the file; the cell's number format says that it is meant as a
/// date (`Sheet.date(at:)`).
public enum CellValue: Hashable, Sendable {
  /// Neither value nor stored result.
  case empty
  /// A number, a date's serial included.
  case number(Double)
  /// Text, its rich runs joined.
  case text(String)
  /// `TRUE` or `FALSE`.
  case boolean(Bool)
  /// An error value such as `#N/A`.
  case error(CellError)

  /// Whether there is no value.
  public var isEmpty: Bool { self == .empty }
}

extension CellValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  /// A text value; the empty literal is empty text, not an empty cell.
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

/// An error value of a cell (ECMA-376 Part 1, 18.17.3).
///
/// A spelling that is none of Excel's is kept as it stands (`other`). It can be thrown, so that whoever
/// computes values can hand it on.
public enum CellError: Error, Hashable, Sendable {
  case null, divisionByZero, value, reference, name, number, notAvailable, gettingData
  case spill, calculation, field, blocked, unknown, connect, busy
  /// Another spelling, kept as written in the file.
  case other(String)

  private static let spellings: [(CellError, String)] = [
    (.null, "#NULL!"), (.divisionByZero, "#DIV/0!"), (.value, "#VALUE!"), (.reference, "#REF!"),
    (.name, "#NAME?"), (.number, "#NUM!"), (.notAvailable, "#N/A"), (.gettingData, "#GETTING_DATA"),
    (.spill, "#SPILL!"), (.calculation, "#CALC!"), (.field, "#FIELD!"), (.blocked, "#BLOCKED!"),
    (.unknown, "#UNKNOWN!"), (.connect, "#CONNECT!"), (.busy, "#BUSY!"),
  ]

  /// The error of a spelling such as `#N/A`.
  public init(spelling: String) {
    self = Self.spellings.first { $0.1 == spelling }?.0 ?? .other(spelling)
  }

  /// The spelling in a cell, such as `#N/A`.
  public var spelling: String {
    if case .other(let text) = self { return text }
    return Self.spellings.first { $0.0 == self }?.1 ?? "#VALUE!"
  }
}
