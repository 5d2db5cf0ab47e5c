import SpreadsheetModel

/// What a node evaluates to before it is asked for a value.
///
/// Functions tell a value that was written or computed from one that stands in a cell: `SUM("1")` is 1,
/// `SUM(A1)` over the text `1` is 0.
package enum Operand: Sendable {
  /// A written or computed value.
  case value(CellValue)
  /// The value of one cell or of one field of the record.
  case cell(CellValue)
  /// Several values.
  case array(FormulaArray)
  /// Cells of a sheet that have not been read yet.
  case range(SheetRange)
  /// Several ranges.
  case union([SheetRange])
  /// A function that LAMBDA has made.
  case lambda(FormulaLambda)

  static func number(_ number: Double) -> Operand {
    .value(number.isFinite ? .number(number) : .error(.number))
  }
  static func text(_ text: String) -> Operand { .value(.text(text)) }
  static func boolean(_ truth: Bool) -> Operand { .value(.boolean(truth)) }
  static func error(_ error: CellError) -> Operand { .value(.error(error)) }
}

/// A function made by LAMBDA, with what was in sight where it was made.
package final class FormulaLambda: Sendable {
  let parameters: Int
  let body: Code
  let captured: [Operand]

  init(parameters: Int, body: Code, captured: [Operand]) {
    self.parameters = parameters
    self.body = body
    self.captured = captured
  }
}

/// A range of a sheet of the workbook.
package struct SheetRange: Hashable, Sendable {
  /// Position of the sheet.
  package var sheet: Int
  package var range: CellRange

  package init(sheet: Int, range: CellRange) {
    self.sheet = sheet
    self.range = range
  }
}
