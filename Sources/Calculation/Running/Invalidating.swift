import Formula
import SpreadsheetModel

extension Grid {
  /// Past so many steps of a search it is faster to compute everything.
  private static let searchLimit = 20_000_000

  /// Makes the formulas that depend on changed cells wait to be computed again.
  func invalidate(_ changes: [SheetRange], volatile isVolatileToo: Bool) {
    var formulas: [(column: Int, slots: Range<Int>, template: Int32)] = []
    for (position, column) in columns.enumerated() {
      var slot = 0
      while slot < column.count {
        let template = column.templates[slot]
        guard template >= 0 else {
          slot += 1
          continue
        }
        let start = slot
        while slot < column.count, column.templates[slot] == template { slot += 1 }
        formulas.append((position, start..<slot, template))
      }
    }
    var waiting = changes
    var steps = 0
    for run in formulas
    where templates[run.template].reads.isDynamic || isVolatileToo && templates[run.template].reads.isVolatile
    {
      for slot in run.slots { reset(CellID(column: run.column, slot: slot), &waiting) }
    }
    while let change = waiting.popLast() {
      for run in formulas {
        steps += 1
        if steps > Self.searchLimit { return resetAll() }
        let column = columns[run.column]
        let template = templates[run.template]
        let first = Int(column.rows[run.slots.lowerBound])
        let last = Int(column.rows[run.slots.upperBound - 1])
        for read in template.reads.all {
          let top = range(
            of: read, from: CellReference(row: first, column: column.column), sheet: column.sheet,
            base: template.base)
          guard top.sheet == change.sheet else { continue }
          let bottom = range(
            of: read, from: CellReference(row: last, column: column.column), sheet: column.sheet,
            base: template.base)
          guard top.range.union(bottom.range).intersects(change.range) else { continue }
          for slot in run.slots where !column.isWaiting(slot) {
            steps += 1
            let own = range(
              of: read, from: CellReference(row: Int(column.rows[slot]), column: column.column),
              sheet: column.sheet, base: template.base)
            if own.range.intersects(change.range) { reset(CellID(column: run.column, slot: slot), &waiting) }
          }
        }
      }
    }
  }

  private func reset(_ id: CellID, _ waiting: inout [SheetRange]) {
    let column = columns[id.column]
    guard column.flags[id.slot].contains(.computed) else { return }
    column.flags[id.slot] = .formula
    column.waiting += 1
    let cell = cell(id)
    let filled = sheets[column.sheet].area(at: cell).map { sheets[column.sheet].areas[$0].range }
    waiting.append(SheetRange(sheet: column.sheet, range: filled ?? CellRange(cell)))
  }

  private func resetAll() {
    for column in columns {
      for slot in 0..<column.count where column.templates[slot] >= 0 { column.flags[slot] = .formula }
      column.countWaiting()
    }
  }
}
