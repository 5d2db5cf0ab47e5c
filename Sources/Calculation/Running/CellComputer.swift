import Formula
import SpreadsheetModel

/// Computes cells one by one, each after what it depends on.
///
/// A formula that meets a cell not yet computed is put aside and begun anew when that cell is done. What waits is
/// kept in a list, so that chains of any length need no stack.
struct CellComputer {
  let grid: Grid
  let evaluator: Evaluator
  let options: CalculationOptions
  let isIterating: Bool
  private var stack: [CellID] = []
  /// Cells that depend on themselves.
  private(set) var circular: [CellID] = []
  /// Array areas that changed their size.
  private(set) var resized: [SheetRange] = []

  init(grid: Grid, inputs: FormulaInputs, options: CalculationOptions, isIterating: Bool) {
    self.grid = grid
    self.options = options
    self.isIterating = isIterating
    evaluator = Evaluator(cells: grid, inputs: inputs)
  }

  /// Computes a cell and all it depends on.
  mutating func compute(_ start: CellID) throws(CalculationError) {
    guard grid.columns[start.column].isWaiting(start.slot) else { return }
    stack.append(start)
    while let id = stack.last {
      let column = grid.columns[id.column]
      guard column.isWaiting(id.slot) else {
        stack.removeLast()
        continue
      }
      if evaluate(id) {
        stack.removeLast()
        continue
      }
      column.flags[id.slot].insert(.active)
      let waiting = evaluator.pending.map(CellID.init)
      var pushed = false
      for other in waiting {
        if grid.columns[other.column].flags[other.slot].contains(.active) { continue }
        stack.append(other)
        pushed = true
      }
      guard !pushed else {
        guard stack.count <= options.limits.depth else { throw .tooDeep(limit: options.limits.depth) }
        continue
      }
      // All it waits for waits for it.
      close(waiting)
    }
  }

  /// Tells the cells of a circle as circular: 0, as Excel shows them, or their value from before where the
  /// workbook lets them be computed again and again.
  private mutating func close(_ waiting: [CellID]) {
    let wanted = Set(waiting)
    var index = stack.count - 1
    var missing = wanted
    while index >= 0 {
      let id = stack[index]
      let column = grid.columns[id.column]
      if column.flags[id.slot].contains(.active), column.isWaiting(id.slot) {
        circular.append(id)
        if !isIterating { column.values[id.slot] = .number(0) }
        column.flags[id.slot].formUnion([.computed, .circular])
        column.flags[id.slot].remove(.active)
        column.waiting -= 1
        missing.remove(id)
        if missing.isEmpty { break }
      }
      index -= 1
    }
  }

  /// Evaluates the formula of a cell and stores its result; `false` if it has to wait.
  @discardableResult
  mutating func evaluate(_ id: CellID) -> Bool {
    let column = grid.columns[id.column]
    let template = grid.templates[column.templates[id.slot]]
    let cell = CellReference(row: Int(column.rows[id.slot]), column: column.column)
    let operand = evaluator.evaluate(
      template.code, at: Evaluator.Place(sheet: column.sheet, cell: cell), rows: cell.row - template.base.row,
      columns: cell.column - template.base.column)
    var result = CellValue.empty
    var array: FormulaArray?
    if template.isArray {
      array = evaluator.values(of: operand)
    } else {
      result = evaluator.value(of: operand)
    }
    if evaluator.isAside { return false }
    if evaluator.notes.contains(.unsupported) {
      // It keeps what is stored.
      store(column.values[id.slot], id, .kept)
      return true
    }
    if let array {
      guard let position = grid.sheets[column.sheet].area(at: cell) else {
        store(array.count > 0 ? array[0, 0] : .error(.calculation), id, [])
        return true
      }
      result = place(array, at: cell, sheet: column.sheet, position)
    }
    store(result == .empty ? .number(0) : result, id, evaluator.notes.contains(.volatile) ? .volatile : [])
    return true
  }

  private func store(_ value: CellValue, _ id: CellID, _ flags: CellFlags) {
    let column = grid.columns[id.column]
    column.values[id.slot] = value
    let wasWaiting = column.isWaiting(id.slot)
    column.flags[id.slot] = [
      .formula, .computed, flags, column.flags[id.slot].intersection([.circular, .member]),
    ]
    if wasWaiting, !isAside { column.waiting -= 1 }
  }

  /// Whether several threads compute cells of one column: who started them counts then.
  var isAside = false

  /// Puts an array into the cells it fills and returns the value of the first; `#SPILL!` where something stands in
  /// its way.
  private mutating func place(
    _ array: FormulaArray, at cell: CellReference, sheet: Int, _ position: Int
  ) -> CellValue {
    let area = grid.sheets[sheet].areas[position]
    guard area.isDynamic else {
      area.values = array
      return area.value(row: cell.row, column: cell.column)
    }
    let old = area.range
    guard array.count > 0 else {
      area.values = nil
      area.range = CellRange(cell)
      if old != area.range { resized.append(SheetRange(sheet: sheet, range: old)) }
      return .error(.calculation)
    }
    let last = CellReference(row: cell.row + array.rows - 1, column: cell.column + array.columns - 1)
    let range = CellRange(cell, last)
    guard last.isInsideGrid, array.count <= options.limits.spill, isFree(range, for: area, sheet: sheet)
    else {
      area.values = nil
      area.range = CellRange(cell)
      if old != area.range { resized.append(SheetRange(sheet: sheet, range: old)) }
      return .error(.spill)
    }
    area.values = array
    area.range = range
    if old != range {
      grid.sheets[sheet].register(position)
      resized.append(SheetRange(sheet: sheet, range: old.union(range)))
    }
    return array[0, 0]
  }

  private func isFree(_ range: CellRange, for area: ArrayArea, sheet: Int) -> Bool {
    for number in range.columns {
      guard let position = grid.position(ofColumn: number, sheet: sheet) else { continue }
      let column = grid.columns[position]
      var slot = column.lowerBound(range.first.row)
      while slot < column.count, Int(column.rows[slot]) <= range.last.row {
        let cell = CellReference(row: Int(column.rows[slot]), column: number)
        if cell != area.anchor, !column.flags[slot].contains(.member),
          column.templates[slot] >= 0 || column.values[slot] != .empty
        {
          return false
        }
        slot += 1
      }
    }
    return !grid.sheets[sheet].areas.contains {
      $0 !== area && $0.values != nil && $0.range.intersects(range)
    }
  }

  /// The array areas that changed their size since last asked.
  mutating func takeResized() -> [SheetRange] {
    defer { resized = [] }
    return resized
  }

  /// Computes circular cells again until they hardly change.
  mutating func iterate(_ settings: IterationSettings) {
    guard !circular.isEmpty else { return }
    let order = circular.sorted {
      (grid.columns[$0.column].sheet, grid.cell($0)) < (grid.columns[$1.column].sheet, grid.cell($1))
    }
    for _ in 0..<settings.count {
      var change = 0.0
      for id in order {
        let before = grid.columns[id.column].values[id.slot]
        evaluate(id)
        let after = grid.columns[id.column].values[id.slot]
        if case .number(let old) = before, case .number(let new) = after {
          change = max(change, abs(new - old))
        } else if before != after {
          change = .infinity
        }
      }
      if change < settings.delta { return }
    }
  }
}
