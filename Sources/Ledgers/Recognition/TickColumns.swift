import SpreadsheetModel

/// Finds terms that have a column each, with a tick in the one that holds: `性别` over `男 | 女`, `评定等次` over
/// `优秀 | 合格 | 基本合格 | 不合格`.
struct TickColumns {
  let grid: SheetGrid
  let catalog: LedgerCatalog

  /// Makes one field of each run of columns that are ticked terms of its list.
  func find(in layout: inout TableLayout) {
    let paths = layout.band.paths
    var start = 0
    while start < paths.count {
      var end = start + 1
      while end < paths.count, paths[end].column == paths[end - 1].column + 1,
        group(of: paths[end]) == group(of: paths[start])
      {
        end += 1
      }
      if end - start >= 2 { take(Array(paths[start..<end]), in: &layout) }
      start = end
    }
  }

  private func group(of path: HeaderPath) -> String? {
    path.parts.count > 1 ? path.parts[path.parts.count - 2].name : nil
  }

  /// The longest runs of one list's terms among neighbouring columns.
  private func take(_ paths: [HeaderPath], in layout: inout TableLayout) {
    for (index, field) in layout.definition.fields.enumerated() {
      guard field.kind == .code, let list = catalog.codeList(of: field) else { continue }
      var run: [(path: HeaderPath, term: String)] = []
      for path in paths {
        let term = path.texts.last.flatMap { CodeReading.term($0, in: list) }
        if let term, !run.contains(where: { $0.term == term }) {
          run.append((path, term))
        } else {
          take(run, index, in: &layout)
          run = term.map { [(path, $0)] } ?? []
        }
      }
      take(run, index, in: &layout)
    }
  }

  private func take(_ run: [(path: HeaderPath, term: String)], _ field: Int, in layout: inout TableLayout) {
    let columns = Set(run.map(\.path.column))
    let isFree = layout.columns.allSatisfy { $0.field != field || columns.contains($0.path.column) }
    guard run.count >= 2, isFree, areTicked(columns, layout) else { return }
    layout.columns.removeAll { columns.contains($0.path.column) }
    for (path, term) in run {
      let mapping = ColumnMapping(
        field: layout.definition.fields[field].id, header: path.title, column: path.column, evidence: .values,
        confidence: 0.9)
      layout.columns.append(
        TableLayout.Column(mapping: mapping, field: field, path: path, role: .tick(term: term)))
    }
  }

  /// Whether the columns hold ticks and nothing else.
  private func areTicked(_ columns: Set<Int>, _ layout: TableLayout) -> Bool {
    var ticks = 0
    var others = 0
    for row in grid.sheet.rows[layout.rows].prefix(200) {
      for cell in row.cells where columns.contains(cell.column) && !cell.value.isEmpty {
        if Self.isTick(cell) { ticks += 1 } else { others += 1 }
      }
    }
    // A total row counts the ticks.
    return ticks > 0 && others * 5 <= ticks
  }

  /// Whether a cell is ticked.
  static func isTick(_ cell: Cell) -> Bool {
    guard case .text(let text) = cell.value else { return cell.value == .boolean(true) }
    switch TextFolding.fold(text) {
    case "√", "✓", "✔", "☑", "○", "●", "v", "是", "y", "■", "◯", "对", "*", "✅", "☒": return true
    default: return false
    }
  }
}
