import SpreadsheetModel

/// How merged ranges look where only some rows and columns of a sheet are drawn.
struct MergedSpans {
  /// Over how many drawn rows and columns a cell reaches.
  struct Span {
    var rows: Int
    var columns: Int
  }

  /// Cells looked at before the rest of the merged ranges is drawn as single cells: a hostile sheet can
  /// lay thousands of them over each other.
  private static let budget = 200_000

  private var spans: [CellReference: Span] = [:]
  private var covered: Set<CellReference> = []

  /// Lays merged ranges over the rows drawn, which ascend, and the first columns.
  init(_ ranges: [CellRange], rows: [Int], columns: Int) {
    var budget = Self.budget
    let positions = Dictionary(zip(rows, rows.indices), uniquingKeysWith: { first, _ in first })
    for range in ranges {
      guard budget > 0 else { return }
      budget -= 1
      guard range.first.column < columns, !range.isSingleCell, let start = positions[range.first.row] else {
        continue
      }
      var end = start
      while end + 1 < rows.count, rows[end + 1] == rows[end] + 1, rows[end + 1] <= range.last.row { end += 1 }
      let lastColumn = min(range.last.column, columns - 1)
      let span = Span(rows: end - start + 1, columns: lastColumn - range.first.column + 1)
      budget -= span.rows * span.columns
      guard budget > 0, !covered.contains(range.first), spans[range.first] == nil else { continue }
      spans[range.first] = span
      for row in rows[start...end] {
        for column in range.first.column...lastColumn {
          let cell = CellReference(row: row, column: column)
          if cell != range.first { covered.insert(cell) }
        }
      }
    }
  }

  /// Whether a cell is under another that is merged over it.
  func isCovered(_ cell: CellReference) -> Bool { covered.contains(cell) }

  /// How far a cell reaches; `nil` for itself alone.
  func span(of cell: CellReference) -> Span? { spans[cell] }

  /// The merged cells of a row that hold nothing.
  func empty(inRow row: Int, besides columns: Set<Int>) -> [(column: Int, span: Span)] {
    spans.filter { $0.key.row == row && !columns.contains($0.key.column) && !covered.contains($0.key) }
      .map { ($0.key.column, $0.value) }
  }
}
