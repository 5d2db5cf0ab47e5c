import Formula
import SpreadsheetModel
import Synchronization

/// A cell of the grid: its column by position, and its place in it.
struct CellID: Hashable {
  var column: Int
  var slot: Int

  init(column: Int, slot: Int) {
    self.column = column
    self.slot = slot
  }

  init(_ number: UInt64) {
    column = Int(number >> 32)
    slot = Int(number & 0xFFFF_FFFF)
  }

  var number: UInt64 { UInt64(column) << 32 | UInt64(slot) }
}

/// The cells of a workbook while it is computed.
///
/// Threads share it as they share its columns: they write cells of their own and read what is computed.
final class Grid: CellSource, @unchecked Sendable {
  var sheets: [GridSheet] = []
  var columns: [GridColumn] = []
  var templates: FormulaTemplates
  private var positions: [String: Int] = [:]
  let links: [CalculationLink]
  /// Whether cells that depend on themselves are read as they are.
  var isIterating = false
  private let indices = Mutex<IndexCache>(IndexCache())

  private struct IndexCache {
    var ready: [SheetRange: VectorIndex] = [:]
    var asked: Set<SheetRange> = []
    var cells = 0
  }

  init(templates: FormulaTemplates, links: [CalculationLink]) {
    self.templates = templates
    self.links = links
  }

  func addSheet(_ name: String) {
    if positions[name.lowercased()] == nil { positions[name.lowercased()] = sheets.count }
    sheets.append(GridSheet(name: name))
  }

  /// The column of a sheet, made where there is none.
  func column(_ column: Int, of sheet: Int) -> GridColumn {
    if let position = position(ofColumn: column, sheet: sheet) { return columns[position] }
    sheets[sheet].setColumn(column, to: columns.count)
    columns.append(GridColumn(sheet: sheet, column: column))
    return columns[columns.count - 1]
  }

  @inline(__always)
  func position(ofColumn column: Int, sheet: Int) -> Int? {
    let all = sheets[sheet].columns
    guard column < all.count, all[column] >= 0 else { return nil }
    return Int(all[column])
  }

  func id(_ cell: CellReference, sheet: Int) -> CellID? {
    guard let position = position(ofColumn: cell.column, sheet: sheet),
      let slot = columns[position].slot(of: cell.row)
    else { return nil }
    return CellID(column: position, slot: slot)
  }

  func cell(_ id: CellID) -> CellReference {
    CellReference(row: Int(columns[id.column].rows[id.slot]), column: columns[id.column].column)
  }

  func template(_ id: CellID) -> FormulaTemplate { templates[columns[id.column].templates[id.slot]] }

  func forgetIndices() { indices.withLock { $0 = IndexCache() } }

  // MARK: CellSource

  var sheetCount: Int { sheets.count }
  func sheet(named name: String) -> Int? { positions[name.lowercased()] }
  func name(ofSheet sheet: Int) -> String { sheets[sheet].name }

  func value(row: Int, column: Int, sheet: Int, for evaluator: Evaluator) -> CellValue {
    guard let position = position(ofColumn: column, sheet: sheet) else {
      return outside(row: row, column: column, sheet: sheet, for: evaluator)
    }
    let column = columns[position]
    guard let slot = column.slot(of: row) else {
      return outside(row: row, column: column.column, sheet: sheet, for: evaluator)
    }
    let flags = column.flags[slot]
    if flags.isEmpty || flags == [.formula, .computed] { return column.values[slot] }
    return noted(CellID(column: position, slot: slot), for: evaluator)
  }

  /// The value of a cell about which there is something to note.
  private func noted(_ id: CellID, for evaluator: Evaluator) -> CellValue {
    let column = columns[id.column]
    let flags = column.flags[id.slot]
    if flags.contains(.member) {
      return outside(
        row: Int(column.rows[id.slot]), column: column.column, sheet: column.sheet, for: evaluator)
    }
    if column.isWaiting(id.slot), !(isIterating && flags.contains(.active)) {
      evaluator.wait(for: id.number)
      return .error(.gettingData)
    }
    if flags.contains(.volatile) { evaluator.notes.insert(.volatile) }
    if flags.contains(.kept) { evaluator.notes.insert(.unsupported) }
    return column.values[id.slot]
  }

  /// The value of a cell without content of its own.
  private func outside(row: Int, column: Int, sheet: Int, for evaluator: Evaluator) -> CellValue {
    guard !sheets[sheet].areas.isEmpty,
      let area = sheets[sheet].area(covering: CellReference(row: row, column: column)),
      let anchor = id(area.anchor, sheet: sheet)
    else { return .empty }
    // What an area shows is known when its formula is.
    if columns[anchor.column].isWaiting(anchor.slot), !isIterating {
      evaluator.wait(for: anchor.number)
      return .error(.gettingData)
    }
    let flags = columns[anchor.column].flags[anchor.slot]
    if flags.contains(.volatile) { evaluator.notes.insert(.volatile) }
    if flags.contains(.kept) {
      evaluator.notes.insert(.unsupported)
      return id(CellReference(row: row, column: column), sheet: sheet).map {
        columns[$0.column].values[$0.slot]
      } ?? .empty
    }
    return area.value(row: row, column: column)
  }

  func read(_ source: SheetRange, for evaluator: Evaluator) -> FormulaArray {
    let range = source.range
    let sheet = sheets[source.sheet]
    var lastRow = -1
    var lastColumn = -1
    for column in range.first
      .column...max(range.first.column, min(range.last.column, sheet.columns.count - 1))
    {
      guard let position = position(ofColumn: column, sheet: source.sheet) else { continue }
      let end = columns[position].lowerBound(range.last.row + 1)
      guard end > 0, Int(columns[position].rows[end - 1]) >= range.first.row else { continue }
      lastRow = max(lastRow, Int(columns[position].rows[end - 1]))
      lastColumn = column
    }
    for area in sheet.areas where area.range.intersects(range) {
      lastRow = max(lastRow, min(area.range.last.row, range.last.row))
      lastColumn = max(lastColumn, min(area.range.last.column, range.last.column))
    }
    guard lastRow >= 0 else { return FormulaArray(blank: range) }
    let height = lastRow - range.first.row + 1
    let width = lastColumn - range.first.column + 1
    guard height <= Evaluator.arrayLimit / max(1, width) else {
      return FormulaArray(blank: range, fill: .error(.number))
    }
    var values = [CellValue](repeating: .empty, count: height * width)
    for offset in 0..<width {
      guard let position = position(ofColumn: range.first.column + offset, sheet: source.sheet) else {
        continue
      }
      let column = columns[position]
      var slot = column.lowerBound(range.first.row)
      while slot < column.count, Int(column.rows[slot]) <= lastRow {
        let flags = column.flags[slot]
        let place = (Int(column.rows[slot]) - range.first.row) * width + offset
        if flags.isEmpty || flags == [.formula, .computed] {
          values[place] = column.values[slot]
        } else {
          values[place] = noted(CellID(column: position, slot: slot), for: evaluator)
        }
        slot += 1
      }
    }
    for area in sheet.areas where area.range.intersects(range) {
      for row in max(area.range.first.row, range.first.row)...min(area.range.last.row, range.last.row) {
        for column in max(
          area.range.first.column, range.first.column)...min(
            area.range.last.column, range.last.column)
        where id(CellReference(row: row, column: column), sheet: source.sheet) == nil {
          values[(row - range.first.row) * width + column - range.first.column] = outside(
            row: row, column: column, sheet: source.sheet, for: evaluator)
        }
      }
    }
    return FormulaArray(
      rows: range.rows.count, columns: range.columns.count, storedRows: height, storedColumns: width,
      values: values, fill: .empty)
  }

  /// Orders a range once it is asked for a second time: most are asked for once only.
  func index(of source: SheetRange, for evaluator: Evaluator) -> VectorIndex? {
    guard
      source.range.rows.count >= VectorIndex.threshold || source.range.columns.count >= VectorIndex.threshold
    else { return nil }
    let (known, isWorthIt) = indices.withLock { cache -> (VectorIndex?, Bool) in
      if let known = cache.ready[source] { return (known, true) }
      return (nil, !cache.asked.insert(source).inserted && cache.cells < 100_000_000)
    }
    if let known { return known }
    guard isWorthIt, !evaluator.isAside else { return nil }
    let notes = evaluator.notes
    evaluator.notes = []
    let array = read(source, for: evaluator)
    // What changes by itself or waits for others is not kept.
    let isPlain = evaluator.notes.isEmpty && !evaluator.isAside
    evaluator.notes.formUnion(notes)
    guard isPlain, array.fill == .empty else { return nil }
    let index = VectorIndex(array)
    indices.withLock { cache in
      cache.ready[source] = index
      cache.cells += array.values.count
    }
    return index
  }

  func spill(row: Int, column: Int, sheet: Int, for evaluator: Evaluator) -> CellRange? {
    let cell = CellReference(row: row, column: column)
    guard let id = id(cell, sheet: sheet) else { return nil }
    if columns[id.column].isWaiting(id.slot) {
      evaluator.wait(for: id.number)
      return nil
    }
    guard let area = sheets[sheet].area(at: cell).map({ sheets[sheet].areas[$0] }), area.values != nil else {
      return nil
    }
    return area.range
  }

  func formula(row: Int, column: Int, sheet: Int) -> String? {
    guard let id = id(CellReference(row: row, column: column), sheet: sheet),
      columns[id.column].templates[id.slot] >= 0
    else { return nil }
    let template = template(id)
    return template.text.shifted(rows: row - template.base.row, columns: column - template.base.column)
  }

  func isHidden(row: Int, sheet: Int) -> Bool { sheets[sheet].hiddenRows.contains(row) }

  func external(_ range: CellRange, book: Int, sheet: String) -> FormulaArray? {
    guard book >= 1, book <= links.count, let known = links[book - 1].sheets[sheet.lowercased()] else {
      return nil
    }
    let last = known.keys.reduce(range.first) { last, cell in
      range.contains(cell)
        ? CellReference(row: max(last.row, cell.row), column: max(last.column, cell.column)) : last
    }
    let width = last.column - range.first.column + 1
    let height = last.row - range.first.row + 1
    guard height <= Evaluator.arrayLimit / width else { return nil }
    var values = [CellValue](repeating: .empty, count: width * height)
    for (cell, value) in known where range.contains(cell) {
      values[(cell.row - range.first.row) * width + cell.column - range.first.column] = value
    }
    return FormulaArray(
      rows: range.rows.count, columns: range.columns.count, storedRows: height, storedColumns: width,
      values: values, fill: .empty)
  }

  func code(ofName position: Int) -> Code {
    position < templates.names.count ? templates.names[position] : .unsupported
  }

  func code(ofReference text: String, sheet: Int) -> Code? {
    CellFormulaCompiler(scope: templates.scope, sheet: sheet).code(ofReference: text)
  }
}
