import SpreadsheetModel

/// One sheet of a workbook being written.
struct SheetContent {
  var name: String
  var rows = StoredRows()
  var layout = SheetLayout()
  /// Gives the rows of a streamed sheet when the workbook is saved.
  var source: ((inout RowStream) throws -> Void)?
}
