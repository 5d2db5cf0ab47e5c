import Formula
import SpreadsheetModel

/// Checks the tables of a sheet.
enum TableLimits {
  /// - Parameters:
  ///   - names: The workbook's names so far, lower case; those of the tables are added.
  ///   - scope: What formulas of the workbook may name.
  static func check(
    _ sheet: SheetContent, names: inout Set<String>, in scope: FormulaScope
  ) throws(XLSXWriteError) {
    for placed in sheet.layout.tables {
      let cell = placed.range.first
      let name = placed.table.name ?? ""
      guard NameRules.isValid(name), names.insert(name.lowercased()).inserted else {
        throw XLSXWriteError(.invalidName, sheet: sheet.name, cell: cell, detail: name)
      }
      let rows = placed.table.hasTotals ? 3 : 2
      guard placed.range.rows.count >= rows, placed.range.columns.count == placed.table.columns.count
      else { throw XLSXWriteError(.invalidTable, sheet: sheet.name, cell: cell, detail: name) }
      var headings: Set<String> = []
      for (offset, column) in placed.table.columns.enumerated() {
        let place = CellReference(row: cell.row, column: cell.column + offset)
        guard (1...255).contains(column.name.utf16.count),
          headings.insert(column.name.lowercased()).inserted
        else { throw XLSXWriteError(.invalidTable, sheet: sheet.name, cell: place, detail: column.name) }
        try check(column, of: name, at: place, sheet: sheet.name, in: scope)
        // The rows of a streamed sheet are not known yet.
        if sheet.source == nil, sheet.rows.value(at: place) != .text(column.name) {
          throw XLSXWriteError(.invalidTable, sheet: sheet.name, cell: place, detail: column.name)
        }
      }
    }
    try checkOverlaps(sheet)
  }

  /// The formulas of a column and of its total, and the text in the place of one.
  private static func check(
    _ column: WorksheetTable.Column, of table: String, at cell: CellReference, sheet: String,
    in scope: FormulaScope
  ) throws(XLSXWriteError) {
    var formulas = [column.formula].compactMap(\.self)
    switch column.total {
    case .formula(let formula): formulas.append(formula)
    case .label(let text) where text.utf16.count > 255:
      throw XLSXWriteError(.phraseTooLong, sheet: sheet, cell: cell, detail: text)
    default: break
    }
    for formula in formulas {
      do throws(FormulaError) {
        try scope.check(StoredFormula(formula, inTable: table))
      } catch {
        throw XLSXWriteError(
          .invalidFormula, sheet: sheet, cell: cell, detail: formula, formula: error)
      }
    }
  }

  private static func checkOverlaps(_ sheet: SheetContent) throws(XLSXWriteError) {
    let ranges = sheet.layout.tables.map(\.range)
    if let (first, second) = RangeOverlap.pairs(of: ranges, limit: 1).first {
      throw XLSXWriteError(
        .overlappingTables, sheet: sheet.name, cell: second.first, detail: "\(first), \(second)")
    }
    for range in ranges {
      if let filter = sheet.layout.filter?.range, filter.intersects(range) {
        throw XLSXWriteError(
          .overlappingTables, sheet: sheet.name, cell: range.first, detail: "\(filter), \(range)")
      }
      for merge in sheet.layout.merges where merge.intersects(range) {
        throw XLSXWriteError(
          .invalidMerge, sheet: sheet.name, cell: merge.first, detail: "\(merge), \(range)")
      }
    }
  }
}
