import Formula
import SpreadsheetModel

/// A cell as the writer keeps it until it is encoded: small, and without a reference to count unless its
/// text is long.
struct StoredCell {
  /// What the cell holds. Formulas and rich text, which are few, are kept beside the rows.
  enum Value {
    case blank
    case number(Double)
    case text(String)
    case boolean(Bool)
    case error(String)
    case formula(Int32)
    case rich(Int32)
  }

  // In this order the members fill 24 bytes.
  var value: Value
  let column: UInt16
  var style: StyleID

  init(column: Int, style: StyleID, value: Value) {
    self.value = value
    // The grid has 16,384 columns; callers have checked that.
    self.column = UInt16(truncatingIfNeeded: column)
    self.style = style
  }
}

/// A row as the writer keeps it: its cells by ascending column.
struct StoredRow {
  var index: Int
  var cells: [StoredCell] = []
  var layout = RowLayout()

  mutating func put(_ cell: StoredCell) {
    guard let last = cells.last, last.column >= cell.column else {
      cells.append(cell)
      return
    }
    let position = cells.partitioningIndex { $0.column >= cell.column }
    if cells[position].column == cell.column {
      cells[position] = cell
    } else {
      cells.insert(cell, at: position)
    }
  }

  func cell(at column: Int) -> StoredCell? {
    let position = cells.partitioningIndex { Int($0.column) >= column }
    return position < cells.count && Int(cells[position].column) == column ? cells[position] : nil
  }
}

/// The look of a row as a whole.
struct RowLayout: Hashable {
  /// In points.
  var height: Double?
  var isHidden = false
  var outlineLevel = 0
  var isCollapsed = false
  var style: StyleID?
}

/// The rows of a sheet by ascending index, with what is too rare to be kept in the cells.
struct StoredRows {
  var rows: [StoredRow] = []
  var formulas: [CellFormula] = []
  var richTexts: [[TextRun]] = []
  /// Formulas that name sheets or tables, the first for each name.
  var naming: [String: (cell: CellReference, formula: StoredFormula)] = [:]

  /// Keeps a formula and returns its position.
  mutating func add(_ formula: CellFormula, _ stored: StoredFormula, at cell: CellReference) -> Int32 {
    for mention in stored.sheets {
      let key = "\(mention.value.name):\(mention.value.last ?? "")!"
      if naming[key] == nil { naming[key] = (cell, stored) }
    }
    for mention in stored.tables where naming["\(mention.value ?? "")["] == nil {
      naming["\(mention.value ?? "")["] = (cell, stored)
    }
    formulas.append(formula)
    return Int32(clamping: formulas.count - 1)
  }

  /// Formulas copied from elsewhere that name sheets or tables: they are left out where those are not there.
  private var copied: [(cell: CellReference, index: Int, formula: StoredFormula)] = []

  /// Keeps a formula that may be left out, and returns its position.
  mutating func add(copied formula: CellFormula, _ stored: StoredFormula, at cell: CellReference) -> Int32 {
    formulas.append(formula)
    if !stored.sheets.isEmpty || !stored.tables.isEmpty { copied.append((cell, formulas.count - 1, stored)) }
    return Int32(clamping: formulas.count - 1)
  }

  /// Leaves out copied formulas that name what is not there; their results stay. A formula left out is an
  /// empty one.
  ///
  /// - Returns: Their cells.
  mutating func leaveOut(outside scope: FormulaScope) -> [CellReference] {
    var cells: [CellReference] = []
    for (cell, index, formula) in copied where (try? scope.check(formula, needsTable: true)) == nil {
      formulas[index].text = ""
      cells.append(cell)
    }
    return cells
  }

  /// The position of a row, made if there is none; appending in order costs nothing extra.
  mutating func position(ofRow index: Int) -> Int {
    guard let last = rows.last, last.index >= index else {
      rows.append(StoredRow(index: index))
      return rows.count - 1
    }
    if last.index == index { return rows.count - 1 }
    let position = firstPosition(from: index)
    if rows[position].index != index { rows.insert(StoredRow(index: index), at: position) }
    return position
  }

  func row(at index: Int) -> StoredRow? {
    let position = firstPosition(from: index)
    return position < rows.count && rows[position].index == index ? rows[position] : nil
  }

  /// The position of the first row that is not above the given one.
  private func firstPosition(from index: Int) -> Int {
    rows.partitioningIndex { $0.index >= index }
  }

  /// The value of a cell, a formula's stored result included.
  func value(at cell: CellReference) -> CellValue {
    guard let stored = row(at: cell.row)?.cell(at: cell.column) else { return .empty }
    switch stored.value {
    case .blank: return .empty
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .boolean(let truth): return .boolean(truth)
    case .error(let spelling): return .error(CellError(spelling: spelling))
    case .formula(let index): return formulas[Int(index)].result
    case .rich(let index): return .text(richTexts[Int(index)].map(\.text).joined())
    }
  }

  /// The smallest range that holds every cell; `nil` without cells.
  var usedRange: CellRange? {
    var firstRow: Int?
    var lastRow = 0
    var firstColumn = UInt16.max
    var lastColumn: UInt16 = 0
    for row in rows {
      guard let first = row.cells.first, let last = row.cells.last else { continue }
      firstRow = firstRow ?? row.index
      lastRow = row.index
      firstColumn = min(firstColumn, first.column)
      lastColumn = max(lastColumn, last.column)
    }
    guard let firstRow else { return nil }
    return CellRange(
      CellReference(row: firstRow, column: Int(firstColumn)),
      CellReference(row: lastRow, column: Int(lastColumn)))
  }
}
