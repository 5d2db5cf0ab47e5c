import SpreadsheetModel

/// A formula ready to run: names are positions, functions are entries of the function table.
package indirect enum Code: Sendable {
  case constant(CellValue)
  case array(FormulaArray)
  case omitted
  /// A field of the record.
  case field(Int)
  /// A named input.
  case input(Int)
  /// A column of a ledger.
  case column(table: Int, column: Int)
  /// Cells; what is relative moves with the cell the formula is evaluated for.
  case cells(ReferenceArea, SheetMention)
  /// The same cells of several sheets, from one to another.
  case sheets(ReferenceArea, first: SheetMention, last: SheetMention)
  /// Columns of a table in the row the formula stands in.
  case thisRow(SheetRange)
  /// Cells of another workbook, by its number and the sheet's name.
  case external(ReferenceArea, book: Int, sheet: String)
  /// The formula a defined name stands for, by its position in the scope.
  case name(Int)
  case prefix(FormulaNode.Prefix, Code)
  case percent(Code)
  case chain(Code, [Step])
  /// A chain whose operands are all single values.
  case singleChain(Code, [Step])
  case range(Code, Code)
  case intersection(Code, Code)
  case union([Code])
  /// All cells that the formula of a cell spills into.
  case spill(Code)
  /// A function by its position in `FunctionTable.all`.
  case call(Int, [Code])
  /// A function of single values whose arguments all are.
  case singleCall(Int, [Code])
  /// What LET or LAMBDA has given a name, by its position among the names in sight.
  case variable(Int)
  /// Values given names one after another, and the expression that uses them.
  case binding([Code], Code)
  /// A function of so many parameters.
  case lambda(parameters: Int, Code)
  /// What an expression gives, called.
  case invocation(Code, [Code])
  /// What nothing here can compute: a function that is not known, a name that means nothing.
  case unsupported

  package struct Step: Sendable {
    var `operator`: FormulaNode.Operator
    var operand: Code
  }

  /// The sheet that cells stand on.
  package enum SheetMention: Hashable, Sendable {
    /// That of the formula.
    case own
    case position(Int)
    /// Known by its name only, until there is a workbook.
    case named(String)
  }

  /// Whether it is surely one value, whatever cells hold.
  var isSingle: Bool {
    switch self {
    case .constant, .omitted, .field, .input, .singleChain, .singleCall: true
    case .cells(let area, let sheet):
      if case .named = sheet { false } else { area.shape == .cell }
    case .prefix(.intersect, _): true
    case .prefix(_, let inner), .percent(let inner): inner.isSingle
    default: false
    }
  }
}
