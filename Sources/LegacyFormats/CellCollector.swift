import SpreadsheetModel

/// Gathers the cells of a sheet in whatever order a file has them, and gives rows and cells ascending, each
/// cell once: of several at one place the last counts.
struct CellCollector {
  private var rows: [Row] = []
  private var isOrdered = true
  private var lastRow = -1

  /// Adds a cell; one that is empty takes away what stood there before.
  mutating func add(_ cell: Cell, row: Int) {
    if row == lastRow, let previous = rows[rows.count - 1].cells.last?.column {
      // What is empty needs no place where nothing can stand yet.
      if cell.value.isEmpty, cell.formula == nil, isOrdered, previous < cell.column { return }
      if previous >= cell.column { isOrdered = false }
      rows[rows.count - 1].cells.append(cell)
    } else {
      if cell.value.isEmpty, cell.formula == nil, isOrdered, row > lastRow { return }
      if row <= lastRow { isOrdered = false }
      rows.append(Row(index: row, cells: [cell]))
      lastRow = row
    }
  }

  /// Gives the cell added last its value.
  mutating func setLast(_ value: CellValue) {
    guard let row = rows.indices.last, let cell = rows[row].cells.indices.last else { return }
    rows[row].cells[cell].value = value
  }

  /// The rows that have content.
  ///
  /// - Parameters:
  ///   - hidden: The rows that are not shown.
  ///   - sheet: The sheet's name, for telling of cells that a later one takes the place of.
  mutating func finish(
    hidden: Set<Int> = [], sheet: String, reporting problems: inout ReadingProblems
  ) -> [Row] {
    var result = rows
    rows = []
    if !isOrdered { result = Self.ordered(result, sheet, &problems) }
    for index in result.indices {
      if !hidden.isEmpty, hidden.contains(result[index].index) { result[index].isHidden = true }
      if result[index].cells.contains(where: Self.isNothing) {
        result[index].cells.removeAll(where: Self.isNothing)
      }
    }
    result.removeAll { $0.cells.isEmpty }
    return result
  }

  private static func isNothing(_ cell: Cell) -> Bool { cell.value.isEmpty && cell.formula == nil }

  private static func ordered(
    _ rows: [Row], _ sheet: String, _ problems: inout ReadingProblems
  ) -> [Row] {
    var result: [Row] = []
    // Rows of one index keep the order of the file.
    let order = rows.indices.sorted { (rows[$0].index, $0) < (rows[$1].index, $1) }
    for position in order {
      if let last = result.indices.last, result[last].index == rows[position].index {
        result[last].cells.append(contentsOf: rows[position].cells)
      } else {
        result.append(rows[position])
      }
    }
    for row in result.indices {
      let cells = result[row].cells
      let isAscending = zip(cells, cells.dropFirst()).allSatisfy { $0.column < $1.column }
      if isAscending { continue }
      let order = cells.indices.sorted { (cells[$0].column, $0) < (cells[$1].column, $1) }
      var kept: [Cell] = []
      for position in order {
        if let last = kept.last, last.column == cells[position].column {
          kept[kept.count - 1] = cells[position]
          if isNothing(last) { continue }
          let place = CellReference(row: result[row].index, column: last.column)
          problems.add(.repeatedCell, sheet: sheet, cell: place, value: last.value)
        } else {
          kept.append(cells[position])
        }
      }
      result[row].cells = kept
    }
    return result
  }
}

extension ReadingProblems {
  /// Adds a problem with a value, which is written out only where the problem is kept.
  mutating func add(
    _ kind: ReadingProblem.Kind, sheet: String?, cell: CellReference? = nil, reference: String = "",
    value: CellValue, detail: String = ""
  ) {
    guard !isFull(kind) else { return add(ReadingProblem(kind)) }
    add(
      ReadingProblem(
        kind, sheet: sheet, cell: cell, reference: reference,
        value: NumberFormat.general.displayedText(of: value, dateSystem: .base1900), detail: detail))
  }
}
