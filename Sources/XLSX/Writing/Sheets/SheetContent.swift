import SpreadsheetModel

/// One sheet of a workbook being written.
struct SheetContent {
  var name: String
  var rows = StoredRows()
  var layout = SheetLayout()
  /// Whether it is a sheet that the writer has added for long lists.
  var holdsLists = false
  /// Cells whose formulas the workbook cannot hold, and that have their results in their place.
  var formulasAsResults: [CellReference] = []
  /// Totals of tables that are past the range of numbers.
  var overflows: [CellReference] = []
  /// Gives the rows of a streamed sheet when the workbook is saved.
  var source: ((inout RowStream) throws -> Void)?
}
