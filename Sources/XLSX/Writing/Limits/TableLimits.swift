import SpreadsheetModel

/// Checks the tables of a sheet.
enum TableLimits {
  /// - Parameter names: The workbook's names so far, lower case; those of the tables are added.
  static func check(_ sheet: SheetContent, names: inout Set<String>) throws(XLSXWriteError) {
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
        // The rows of a streamed sheet are not known yet.
        if sheet.source == nil, sheet.rows.value(at: place) != .text(column.name) {
          throw XLSXWriteError(.invalidTable, sheet: sheet.name, cell: place, detail: column.name)
        }
      }
    }
    try checkOverlaps(sheet)
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
