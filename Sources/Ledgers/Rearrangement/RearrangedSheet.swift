import SpreadsheetModel

/// A sheet set out anew as an ordinary list, a record a row, with the place each cell came from.
///
/// Forms, tables that lie on their side and matrices are read through such a sheet; what is found in it
/// is told with the places of the sheet as it stands in the file.
struct RearrangedSheet {
  /// A cell with its place in the file.
  struct Placed {
    var value: Cell
    var origin: CellReference
  }

  /// The list.
  private(set) var sheet: Sheet
  /// The row of the list's header, which is the first row of the original that is set out anew.
  let headerRow: Int
  private var origins: [CellReference: CellReference] = [:]

  /// A list below the rows of a sheet above `headerRow`, which stay as they are.
  init(_ original: Sheet, header: [Placed], headerRow: Int) {
    self.headerRow = headerRow
    sheet = original
    sheet.rows.removeAll { $0.index >= headerRow }
    sheet.mergedRanges.removeAll { $0.last.row >= headerRow }
    append(header, isHidden: false)
  }

  /// The row the next record will have.
  private var nextRow: Int { max(headerRow, (sheet.rows.last?.index ?? -1) + 1) }

  /// Adds a row; a cell's column is its position.
  mutating func append(_ cells: [Placed], isHidden: Bool) {
    let row = nextRow
    var kept: [Cell] = []
    for (column, placed) in cells.enumerated() {
      origins[CellReference(row: row, column: column)] = placed.origin
      guard !placed.value.value.isEmpty || placed.value.formula != nil else { continue }
      var cell = placed.value
      cell.column = column
      kept.append(cell)
    }
    sheet.rows.append(Row(index: row, isHidden: isHidden, cells: kept))
  }

  /// Gives what was read from the list the places of the original.
  func restorePlaces(in tables: inout [LedgerTable]) {
    for index in tables.indices { restorePlaces(in: &tables[index]) }
  }

  private func restorePlaces(in table: inout LedgerTable) {
    let header = table.headerRows.upperBound
    func place(_ row: Int, _ column: Int) -> CellReference {
      let reference = CellReference(row: row, column: column)
      return origins[reference] ?? reference
    }
    for index in table.columns.indices {
      table.columns[index].column = place(header, table.columns[index].column).column
    }
    for index in table.unmapped.indices {
      table.unmapped[index].column = place(header, table.unmapped[index].column).column
    }
    for index in table.skippedRows.indices {
      table.skippedRows[index].row = place(table.skippedRows[index].row, 0).row
    }
    for record in table.records.indices {
      let row = table.records[record].row
      table.records[record].row = place(row, 0).row
      for field in table.records[record].fields.indices {
        guard let cell = table.records[record].fields[field].cell, let origin = origins[cell] else {
          continue
        }
        table.records[record].fields[field].cell = origin
      }
    }
    let top = place(header, 0).row
    table.headerRows = top...top
  }
}
