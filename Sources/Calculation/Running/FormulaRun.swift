import Formula
import SpreadsheetModel

/// Copies of one formula below each other in a column, with nothing but plain values between them.
struct FormulaRun {
  let column: Int
  let template: Int32
  /// The cells from the first to the last, some of which may hold values.
  var slots: Range<Int>
  var count = 0
}

extension Grid {
  /// The formulas of all columns in runs.
  func runs() -> [FormulaRun] {
    var runs: [FormulaRun] = []
    for (position, column) in columns.enumerated() where column.waiting > 0 {
      var current: FormulaRun?
      for slot in 0..<column.count where column.templates[slot] >= 0 && column.isWaiting(slot) {
        let template = column.templates[slot]
        if var run = current, run.template == template {
          run.slots = run.slots.lowerBound..<slot + 1
          run.count += 1
          current = run
        } else {
          if let current { runs.append(current) }
          current = FormulaRun(column: position, template: template, slots: slot..<slot + 1, count: 1)
        }
      }
      if let current { runs.append(current) }
    }
    return runs
  }

  /// The cells that one reference means for a formula of a cell.
  func range(of read: CodeReads.Read, from cell: CellReference, sheet: Int, base: CellReference) -> SheetRange
  {
    switch read {
    case .thisRow(let source):
      return SheetRange(
        sheet: source.sheet,
        range: CellRange(
          CellReference(row: cell.row, column: source.range.first.column),
          CellReference(row: cell.row, column: source.range.last.column)))
    case .area(let area, let other, let isOfName):
      let rows = isOfName ? cell.row : cell.row - base.row
      let columns = isOfName ? cell.column : cell.column - base.column
      let range =
        area.shifted(rows: rows, columns: columns)?.range
        // What leaves the grid comes in at the other side.
        ?? CellRange(
          CellReference(row: 0, column: 0),
          CellReference(row: CellReference.rowLimit - 1, column: CellReference.columnLimit - 1))
      return SheetRange(sheet: other ?? sheet, range: range)
    }
  }

  /// Whether everything a run reads is computed, itself left out of it.
  func isReady(_ run: FormulaRun) -> Bool {
    let template = templates[run.template]
    if template.isArray || template.reads.isDynamic { return false }
    let column = columns[run.column]
    let first = CellReference(row: Int(column.rows[run.slots.lowerBound]), column: column.column)
    let last = CellReference(row: Int(column.rows[run.slots.upperBound - 1]), column: column.column)
    for read in template.reads.all {
      let start = range(of: read, from: first, sheet: column.sheet, base: template.base)
      let end = range(of: read, from: last, sheet: column.sheet, base: template.base)
      let swept = start.range.union(end.range)
      guard sheets.indices.contains(start.sheet) else { continue }
      let known = sheets[start.sheet].columns.count
      for number in swept.first.column...max(swept.first.column, min(swept.last.column, known - 1)) {
        guard let position = position(ofColumn: number, sheet: start.sheet) else { continue }
        let other = columns[position]
        guard other.waiting > 0 else { continue }
        // The few rows that are read may be computed although others are not.
        var slot = other.lowerBound(swept.first.row)
        while slot < other.count, Int(other.rows[slot]) <= swept.last.row {
          if other.isWaiting(slot) { return false }
          slot += 1
        }
      }
      if sheets[start.sheet].areas.contains(where: { area in
        area.range.intersects(swept)
          && id(area.anchor, sheet: start.sheet).map { columns[$0.column].isWaiting($0.slot) } == true
      }) {
        return false
      }
    }
    return true
  }
}
