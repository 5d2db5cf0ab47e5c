import SpreadsheetModel

extension SheetWriter {
  /// Writes a table: headings, rows and, where a column has one, a last row of totals.
  ///
  /// - Parameters:
  ///   - table: Its name, columns and look.
  ///   - cell: The cell of the first heading.
  ///   - rows: At least one row; cells of columns with a formula may be left `nil`.
  /// - Returns: The range written, `nil` if there was no room for it.
  @discardableResult
  public mutating func table(
    _ table: WorksheetTable, at cell: some CellAddress, rows: [[CellContent]]
  ) -> CellRange? {
    guard let first = cell.addressedCell else {
      note(.invalidReference, detail: "\(cell)")
      return nil
    }
    var table = table
    let name = table.name ?? "表\(tableCount + 1)"
    table.name = name
    let lastRow = first.row + max(rows.count, 1) + (table.hasTotals ? 1 : 0)
    let last = CellReference(row: lastRow, column: first.column + max(table.columns.count, 1) - 1)
    guard let range = CellRange(first, last).addressedRange else {
      note(.invalidReference, cell: first, detail: name)
      return nil
    }
    // A heading of several lines shows them only if it wraps.
    let wrapped = style(CellStyle(alignment: Alignment(vertical: .center, wrapsText: true)))
    for (offset, column) in table.columns.enumerated() {
      let hasLines = column.name.contains("\n")
      set(first.row, first.column + offset, .text(column.name), style: hasLines ? wrapped : .default)
    }
    for (offset, column) in table.columns.enumerated() {
      let id = column.style.map { style($0) } ?? .default
      for (index, row) in rows.enumerated() {
        var value = offset < row.count ? row[offset] : .empty
        if case .empty = value, let formula = column.formula {
          value = .formula(TableFormula.stored(formula, table: name))
        }
        if case .empty = value, id == .default { continue }
        set(first.row + 1 + index, first.column + offset, value, style: id)
      }
    }
    if table.hasTotals { writeTotals(of: table, name: name, range: range) }
    content.layout.tables.append(PlacedTable(table: table, range: range))
    tableCount += 1
    return range
  }

  /// Makes a table of cells that are written by themselves: the range's first row must hold the columns'
  /// names as text, and its last row the totals, if a column has one.
  public mutating func table(_ table: WorksheetTable, over range: some RangeAddress) {
    addressed(range) { sheet, range in
      var table = table
      table.name = table.name ?? "表\(sheet.tableCount + 1)"
      sheet.content.layout.tables.append(PlacedTable(table: table, range: range))
      sheet.tableCount += 1
    }
  }

  private mutating func writeTotals(of table: WorksheetTable, name: String, range: CellRange) {
    let row = range.last.row
    for (offset, column) in table.columns.enumerated() {
      let place = range.first.column + offset
      let id = column.style.map { style($0) } ?? .default
      switch column.total {
      case nil:
        if id != .default { set(row, place, .empty, style: id) }
      case .label(let text): set(row, place, .text(text), style: id)
      case .formula(let formula):
        set(row, place, .formula(TableFormula.stored(formula, table: name)), style: id)
      case .some(let total):
        let values = (range.first.row + 1..<row).map {
          content.rows.value(at: CellReference(row: $0, column: place))
        }
        // Formulas without a stored result are calculated when the file is opened, and so is their total.
        let isKnown = column.formula == nil
        let numbers = values.compactMap { value in
          if case .number(let number) = value { number } else { nil }
        }
        let result = isKnown ? total.result(of: numbers, filled: values.count { !$0.isEmpty }) : .empty
        // The sum is past what a cell can hold; the report on saving tells it.
        if case .error(.number) = result {
          content.overflows.append(CellReference(row: row, column: place))
        }
        set(
          row, place, .formula(total.formula(over: column.name, of: name) ?? "", result: result), style: id)
      }
    }
  }
}
