import SpreadsheetModel
import XLSX

/// What a sheet reads as, `A1=number(1.0) `, what of it could not be read, and how many cells have content.
struct SheetText {
  private(set) var text = ""
  private(set) var cells = 0
  /// Whether its rows are in order, so that counting them is counting these cells.
  private(set) var isAscending = true

  init(_ reader: XLSXReader, _ sheet: SheetInfo, scans: Bool) throws(XLSXError) {
    let rows = try reader.rows(of: sheet, scans: scans)
    while try rows.advance() {
      let row = rows.row
      if row.isHidden { text += "hidden " }
      for cell in row.cells where cell.kind != .empty || cell.hasFormula {
        text += "\(CellReference(row: row.index, column: Int(cell.column)))=\(row.value(of: cell))"
        if let digits = row.exactDigits(of: cell) { text += "~\(digits)" }
        if let formula = row.formula(of: cell) { text += "=\(formula)" }
        text += "#\(cell.style) "
      }
      for cell in row.cells where cell.hasContent { cells += 1 }
    }
    for problem in rows.problems.all {
      text += "\(problem.kind) \(problem.reference)=\(problem.value) "
      if let cell = problem.cell { text += "at \(cell) " }
    }
    isAscending = rows.isAscending
  }
}
