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

  /// A column of the list.
  struct Column {
    /// The header the list has, from group to leaf.
    var texts: [String]
    /// The headers in the file that the column gathers: one, or one for each group of a matrix.
    var origins: [Origin]
  }

  /// A header in the file.
  struct Origin {
    var cell: CellReference
    var text: String
    /// The group it stands under.
    var group: String?
  }

  /// The list.
  private(set) var sheet: Sheet
  /// The rows of the list's header; the first is the first row of the original that is set out anew.
  let headerRows: ClosedRange<Int>
  /// How the original sets its records out.
  let arrangement: LedgerTable.Arrangement
  private let original: Sheet
  private let columns: [Column]
  private var origins: [CellReference: CellReference] = [:]
  /// Cells that the list repeats nothing of although they are understood: the labels of further cards.
  private var claimed: Set<CellReference> = []

  /// A list below the rows of a sheet above `headerRow`, which stay as they are.
  init(
    _ original: Sheet, columns: [Column], headerRow: Int, arrangement: LedgerTable.Arrangement
  ) {
    self.original = original
    self.columns = columns
    self.arrangement = arrangement
    let height = columns.map(\.texts.count).max() ?? 1
    headerRows = headerRow...(headerRow + height - 1)
    sheet = original
    sheet.rows.removeAll { $0.index >= headerRow }
    sheet.mergedRanges.removeAll { $0.last.row >= headerRow }
    for level in 0..<height {
      append(
        columns.map { column in
          // A header of fewer levels stands in all of them.
          let text = column.texts.indices.contains(level) ? column.texts[level] : column.texts.last ?? ""
          return Placed(
            value: Cell(column: 0, value: .text(text)),
            origin: column.origins.first?.cell ?? CellReference(row: headerRow, column: 0))
        }, isHidden: false)
    }
  }

  /// The row the next record will have.
  private var nextRow: Int { max(headerRows.lowerBound, (sheet.rows.last?.index ?? -1) + 1) }

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

  /// Counts a cell of the original as understood.
  mutating func claim(_ cell: CellReference) { claimed.insert(cell) }

  // MARK: Places

  /// Gives what was read from the list the places of the original, and tells what of it was not read.
  func restorePlaces(in tables: inout [LedgerTable]) {
    for index in tables.indices { restorePlaces(in: &tables[index]) }
    if !tables.isEmpty { noteUnread(in: &tables[tables.count - 1]) }
  }

  private func restorePlaces(in table: inout LedgerTable) {
    func place(_ row: Int, _ column: Int) -> CellReference {
      let reference = CellReference(row: row, column: column)
      return origins[reference] ?? reference
    }
    let firstRecord = table.records.first?.row
    table.columns = table.columns.flatMap { mapping -> [ColumnMapping] in
      guard columns.indices.contains(mapping.column) else { return [mapping] }
      return columns[mapping.column].origins.map { origin in
        var restored = mapping
        restored.header = origin.text
        restored.column = origin.cell.column
        restored.group = origin.group
        if arrangement == .card, let firstRecord {
          let value = place(firstRecord, mapping.column)
          restored.column = value.column
          restored.row = value.row
        }
        return restored
      }
    }
    table.unmapped = table.unmapped.flatMap { header -> [LedgerTable.ColumnHeader] in
      guard columns.indices.contains(header.column) else { return [header] }
      return columns[header.column].origins.map {
        LedgerTable.ColumnHeader(text: ($0.group.map { $0 + "/" } ?? "") + $0.text, column: $0.cell.column)
      }
    }
    var seen: Set<Int> = []
    for index in table.skippedRows.indices {
      table.skippedRows[index].row = place(table.skippedRows[index].row, 0).row
    }
    // A total of a matrix is one row, whatever became of it in the list.
    table.skippedRows = table.skippedRows.filter { seen.insert($0.row).inserted }
    for index in table.skippedRows.indices {
      guard let row = original.row(at: table.skippedRows[index].row) else { continue }
      table.skippedRows[index].text = SheetGrid(original).text(of: row.cells)
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
    let rows = columns.flatMap { $0.origins.map(\.cell.row) }
    let top = rows.min() ?? headerRows.lowerBound
    table.headerRows = top...(arrangement == .card ? top : rows.max() ?? top)
    table.arrangement = arrangement
  }

  /// Tells the cells below the header that are neither headers nor values of the list.
  private func noteUnread(in table: inout LedgerTable) {
    var used = Set(origins.values).union(claimed)
    for column in columns { used.formUnion(column.origins.map(\.cell)) }
    let told = Set(table.skippedRows.map(\.row))
    let grid = SheetGrid(original)
    for row in original.rows where row.index >= headerRows.lowerBound && !told.contains(row.index) {
      let cells = row.cells.filter {
        !RowClassifier.isBlank($0) && !used.contains(CellReference(row: row.index, column: $0.column))
      }
      guard !cells.isEmpty else { continue }
      let text = grid.text(of: cells)
      // Each card of a sheet has the same title.
      let isTitle = cells.count == 1 && text == table.title
      table.skippedRows.append(
        SkippedRow(row: row.index, reason: isTitle ? .repeatedHeader : .note, text: text))
    }
    table.skippedRows.sort { $0.row < $1.row }
  }
}
