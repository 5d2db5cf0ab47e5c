import SpreadsheetModel

extension Sheet {
  /// Puts the rows in ascending order and joins those of one number: what a careless producer wrote out of
  /// order. Of several cells for one place the last counts.
  mutating func joinRows(reporting problems: inout ReadingProblems) {
    var joined: [Int: Row] = [:]
    for row in rows {
      guard var earlier = joined[row.index] else {
        joined[row.index] = row
        continue
      }
      var cells: [Int: Cell] = [:]
      for cell in earlier.cells + row.cells {
        guard let replaced = cells.updateValue(cell, forKey: cell.column), !replaced.isBlank else { continue }
        problems.add(
          ReadingProblem(
            .repeatedCell, sheet: name, cell: CellReference(row: row.index, column: cell.column),
            value: replaced.value.problemText))
      }
      earlier.cells = cells.values.sorted { $0.column < $1.column }
      earlier.isHidden = row.isHidden
      joined[row.index] = earlier
    }
    rows = joined.values.sorted { $0.index < $1.index }
    for index in rows.indices { rows[index].cells.removeAll(where: \.isBlank) }
    rows.removeAll(where: \.cells.isEmpty)
  }
}

extension Cell {
  /// Whether there is neither value nor formula.
  fileprivate var isBlank: Bool { value == .empty && formula == nil }
}
