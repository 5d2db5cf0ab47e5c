import SpreadsheetModel

/// Tells what stands on a sheet beside the rows and columns that its ledgers took: nothing goes unread
/// without a word.
struct Leftovers {
  let grid: SheetGrid
  let layouts: [TableLayout]

  /// Adds the rows and columns to the tables of the layouts, which are in the same order.
  func note(in tables: inout [LedgerTable]) {
    var start = 0
    while start < layouts.count {
      // Tables side by side share their rows.
      var end = start + 1
      while end < layouts.count, layouts[end].rows == layouts[start].rows { end += 1 }
      note(start..<end, in: &tables)
      start = end
    }
  }

  private func note(_ group: Range<Int>, in tables: inout [LedgerTable]) {
    let first = group.lowerBound
    tables[first].skippedRows.insert(contentsOf: layouts[first].preamble.unread, at: 0)
    let headed = Set(layouts[group].joinedColumns)
    guard let least = headed.min(), let most = headed.max() else { return }
    let isSolid = headed.count == most - least + 1
    var outside: [(row: Row, cells: [Cell])] = []
    for row in grid.sheet.rows[layouts[first].rows] {
      if isSolid, let left = row.cells.first, let right = row.cells.last, left.column >= least,
        right.column <= most
      {
        continue
      }
      let cells = row.cells.filter { !headed.contains($0.column) && !RowClassifier.isBlank($0) }
      if !cells.isEmpty { outside.append((row, cells)) }
    }
    guard !outside.isEmpty else { return }
    let records = Set(tables[group].flatMap { $0.records.map(\.row) })
    var columns: Set<Int> = []
    for (row, cells) in outside {
      if records.contains(row.index) {
        columns.formUnion(cells.map(\.column))
      } else {
        add(SkippedRow(row: row.index, reason: .note, text: grid.text(of: cells)), to: &tables[first])
      }
    }
    for column in columns.sorted() {
      // A remark beside the table belongs to the table at its left.
      let owner = group.last { layouts[$0].extent.lowerBound <= column } ?? first
      let text = "\(CellReference.columnName(column))列（无表头）"
      tables[owner].unmapped.append(LedgerTable.ColumnHeader(text: text, column: column))
    }
  }

  /// Adds a row in its place; what is told already is told whole.
  private func add(_ skipped: SkippedRow, to table: inout LedgerTable) {
    if let known = table.skippedRows.firstIndex(where: { $0.row == skipped.row }) {
      table.skippedRows[known].text += (table.skippedRows[known].text.isEmpty ? "" : " | ") + skipped.text
    } else {
      let place = table.skippedRows.firstIndex { $0.row > skipped.row } ?? table.skippedRows.endIndex
      table.skippedRows.insert(skipped, at: place)
    }
  }
}

extension ArraySlice<TableLayout> {
  /// The columns that have a header, table after table.
  fileprivate var joinedColumns: [Int] { flatMap { $0.band.paths.map(\.column) } }
}
