import SpreadsheetModel

/// What a node evaluates to before it is asked for a value.
///
/// Functions tell a value that was written or computed from one that stands in a cell: `SUM("1")` is 1,
/// `SUM(A1)` over the text `1` is 0.
enum Operand {
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

  static func number(_ number: Double) -> Operand {
    .value(number.isFinite ? .number(number) : .error(.number))
  }
  static func text(_ text: String) -> Operand { .value(.text(text)) }
  static func boolean(_ truth: Bool) -> Operand { .value(.boolean(truth)) }
  static func error(_ error: CellError) -> Operand { .value(.error(error)) }
}

/// A range of a sheet of the workbook.
struct SheetRange: Hashable {
  /// Position of the sheet.
  var sheet: Int
  var range: CellRange
}
