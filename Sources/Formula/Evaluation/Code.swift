import SpreadsheetModel

/// A formula ready to run: names are positions, functions are entries of the function table.
indirect enum Code: Sendable {
  case constant(CellValue)
  case array(FormulaArray)
  case omitted
  /// A field of the record.
  case field(Int)
  /// A named input.
  case input(Int)
  /// A column of a ledger.
  case column(table: Int, column: Int)
  case cells(ReferenceArea, sheet: String?)
  /// The same cells of several sheets, from one to another.
  case sheets(ReferenceArea, first: String, last: String)
  case prefix(FormulaNode.Prefix, Code)
  case percent(Code)
  case chain(Code, [Step])
  case range(Code, Code)
  case intersection(Code, Code)
  case union([Code])
  /// A function by its position in `FunctionTable.all`.
  case call(Int, [Code])

  struct Step: Sendable {
    var `operator`: FormulaNode.Operator
    var operand: Code
  }
}
