import SpreadsheetModel

/// The cells that references read: of a workbook with its stored values, or of one that is being computed.
package protocol CellSource: AnyObject {
  var sheetCount: Int { get }
  func sheet(named name: String) -> Int?
  func name(ofSheet sheet: Int) -> String
  /// The value of a cell. What is not computed yet is asked for with `Evaluator.wait`.
  func value(row: Int, column: Int, sheet: Int, for evaluator: Evaluator) -> CellValue
  /// The values of a range, stored as far as the sheet has content.
  func read(_ source: SheetRange, for evaluator: Evaluator) -> FormulaArray
  /// The values of one column or row, ordered for looking up; `nil` where that is not worth its time.
  func index(of source: SheetRange, for evaluator: Evaluator) -> VectorIndex?
  /// The cells that a formula spills into.
  func spill(row: Int, column: Int, sheet: Int, for evaluator: Evaluator) -> CellRange?
  func formula(row: Int, column: Int, sheet: Int) -> String?
  func isHidden(row: Int, sheet: Int) -> Bool
  /// The values of another workbook's cells that this one keeps; `nil` where it keeps none.
  func external(_ range: CellRange, book: Int, sheet: String) -> FormulaArray?
  /// What a defined name stands for, by its position in the scope.
  func code(ofName position: Int) -> Code
  /// The reference that a text spells; `nil` if it spells none.
  func code(ofReference text: String, sheet: Int) -> Code?
}

/// The stored values of a workbook.
final class StoredCells: CellSource {
  private let workbook: Workbook

  init(_ workbook: Workbook) {
    self.workbook = workbook
  }

  var sheetCount: Int { workbook.sheets.count }

  func sheet(named name: String) -> Int? {
    workbook.sheets.firstIndex { $0.name == name }
      ?? workbook.sheets.firstIndex { SheetName.matches($0.name, name) }
  }

  func name(ofSheet sheet: Int) -> String { workbook.sheets[sheet].name }

  func value(row: Int, column: Int, sheet: Int, for evaluator: Evaluator) -> CellValue {
    workbook.sheets[sheet].row(at: row)?[column]?.value ?? .empty
  }

  func read(_ source: SheetRange, for evaluator: Evaluator) -> FormulaArray {
    let range = source.range
    let sheet = workbook.sheets[source.sheet]
    guard let used = sheet.usedRange, used.intersects(range) else { return FormulaArray(blank: range) }
    let lastRow = min(range.last.row, used.last.row)
    let lastColumn = min(range.last.column, used.last.column)
    let width = lastColumn - range.first.column + 1
    let height = lastRow - range.first.row + 1
    // A sheet of two far corners has little content and a huge rectangle.
    guard height <= Evaluator.arrayLimit / max(1, width) else {
      return FormulaArray(blank: range, fill: .error(.number))
    }
    var values = [CellValue](repeating: .empty, count: width * height)
    for row in sheet.rows where row.index >= range.first.row && row.index <= lastRow {
      let start = (row.index - range.first.row) * width
      for cell in row.cells where cell.column >= range.first.column && cell.column <= lastColumn {
        values[start + cell.column - range.first.column] = cell.value
      }
    }
    return FormulaArray(
      rows: range.rows.count, columns: range.columns.count, storedRows: height, storedColumns: width,
      values: values, fill: .empty)
  }

  func index(of source: SheetRange, for evaluator: Evaluator) -> VectorIndex? { nil }
  func spill(row: Int, column: Int, sheet: Int, for evaluator: Evaluator) -> CellRange? { nil }

  func formula(row: Int, column: Int, sheet: Int) -> String? {
    workbook.sheets[sheet].row(at: row)?[column]?.formula
  }

  func isHidden(row: Int, sheet: Int) -> Bool { workbook.sheets[sheet].row(at: row)?.isHidden ?? false }
  func external(_ range: CellRange, book: Int, sheet: String) -> FormulaArray? { nil }
  func code(ofName position: Int) -> Code { .unsupported }

  func code(ofReference text: String, sheet: Int) -> Code? {
    CellFormulaCompiler(scope: WorkbookScope(sheets: workbook.sheets.map(\.name)), sheet: sheet)
      .code(ofReference: text)
  }
}
