import Formula
import SpreadsheetModel

/// What becomes of the formulas of a sheet.
public enum FormulaReading: Sendable {
  /// Their presence is noted, their text left out.
  case noted
  /// Their text is kept; the followers of a shared formula get its text, references shifted.
  case expanded
}

/// Keeps the place in a sheet while its rows are read: what an absent `r` means, and the shared
/// formulas met so far.
struct RowBuilder {
  /// The row being filled.
  var row: RowBuffer
  /// The zero-based column that a cell without `r` has.
  var nextColumn = 0
  /// The zero-based row that a row without `r` has.
  var nextRow = 0
  /// Whether a cell came before one further left.
  var needsSorting = false
  let formulas: FormulaReading
  /// Columns wanted; cells of others are passed over.
  let columns: ClosedRange<Int>
  /// Number of the workbook's looks; without any no look is missing.
  let styleLimit: Int
  /// Whether rows have come one after another so far, each once.
  private(set) var isAscending = true
  /// What could not be read as it was written.
  var problems = ReadingProblems()
  /// The last row met.
  private var lastRow = -1
  private var masters: [Int: SharedMaster] = [:]

  /// Greatest length of a shared formula that followers get, in bytes: Excel's 8,192 characters, of at
  /// most three bytes each in practice.
  private static let sharedTextLimit = 24_576

  /// The cell that holds a shared formula's text.
  private struct SharedMaster {
    let row: Int
    let column: Int
    let formula: FormulaText
  }

  init(row: RowBuffer, columns: ClosedRange<Int>, formulas: FormulaReading, styleCount: Int) {
    self.row = row
    styleLimit = styleCount > 0 ? styleCount : .max
    self.columns = columns
    self.formulas = formulas
  }

  /// Begins a row; `number` counts from one and may be absent. False, with nothing changed, outside the grid.
  @inline(__always)
  mutating func begin(number: Int?, isHidden: Bool) -> Bool {
    let index = number.map { $0 &- 1 } ?? nextRow
    guard index >= 0, index < CellReference.rowLimit else { return false }
    enter(row: index, isHidden: isHidden)
    nextRow = index + 1
    nextColumn = 0
    return true
  }

  /// Ends the row.
  @inline(__always)
  mutating func finish() {
    if needsSorting { sortCells() }
  }

  /// Goes on with another row than the `row` element has, where a cell says that it stands there.
  @inline(__always)
  mutating func enter(row index: Int, isHidden: Bool) {
    if index <= lastRow { isAscending = false } else { lastRow = index }
    row.begin(row: index, isHidden: isHidden)
    needsSorting = false
  }

  /// Puts the cells in the order of columns; of several for one column the last counts.
  private mutating func sortCells() {
    var latest: [Int32: RawCell] = [:]
    for cell in row.cells {
      guard let earlier = latest.updateValue(cell, forKey: cell.column),
        earlier.kind != .empty || earlier.hasFormula
      else { continue }
      note(
        .repeatedCell, column: Int(cell.column),
        value: problems.isFull(.repeatedCell) ? "" : row.value(of: earlier).problemText)
    }
    row.cells = latest.values.sorted { $0.column < $1.column }
  }

  /// Notes a problem of a cell of the row.
  mutating func note(
    _ kind: ReadingProblem.Kind, column: Int, reference: String = "", value: String = ""
  ) {
    problems.add(
      ReadingProblem(
        kind, cell: CellReference(row: row.index, column: column), reference: reference, value: value))
  }

  /// The place of the next cell from its own column, if it tells one; `nil` outside the grid, where the cells
  /// that follow without a place of their own stand as well.
  mutating func place(_ own: Int?) -> Int? {
    let column = own ?? nextColumn
    if column < nextColumn { needsSorting = true }
    nextColumn = min(column + 1, CellReference.columnLimit)
    return column < CellReference.columnLimit ? column : nil
  }

  /// Has cells without a place of their own stand nowhere from here on.
  mutating func losePlace() { nextColumn = CellReference.columnLimit }

  /// Whether the row has far more cells than a sheet has columns.
  @inline(__always)
  var isOverfull: Bool { row.cells.count > 2 * CellReference.columnLimit }

  /// Adds a finished cell that stands in a column of the grid, if the column is wanted.
  @inline(__always)
  mutating func add(_ cell: RawCell, at column: Int) {
    if column < nextColumn { needsSorting = true }
    nextColumn = column + 1
    if columns.contains(column) { row.cells.append(cell) }
  }

  /// Adds a finished cell, if its column is wanted.
  @inline(__always)
  mutating func add(_ cell: RawCell) {
    if columns.contains(Int(cell.column)) { row.cells.append(cell) }
  }

  /// Notes a cell's formula, and keeps its text if formulas are wanted.
  mutating func setFormula(
    of cell: inout RawCell, _ text: UnsafeBufferPointer<UInt8>, sharedIndex: Int?
  ) {
    cell.hasFormula = true
    guard formulas == .expanded else { return }
    if let sharedIndex {
      if text.isEmpty {
        expand(sharedIndex, for: &cell)
        return
      }
    }
    row.setFormula(of: &cell, text)
    // Longer ones than Excel allows are not multiplied.
    if let sharedIndex, text.count <= Self.sharedTextLimit {
      masters[sharedIndex] = SharedMaster(
        row: row.index, column: Int(cell.column),
        formula: FormulaText(bytes: Array(row.bytes[Int(cell.formulaStart)...])))
    }
  }

  /// Gives a follower the text of its shared formula (ECMA-376 Part 1, 18.3.1.40).
  private mutating func expand(_ index: Int, for cell: inout RawCell) {
    guard let master = masters[index] else { return }
    let start = row.bytes.count
    master.formula.appendShifted(
      rows: row.index - master.row, columns: Int(cell.column) - master.column, to: &row.bytes)
    cell.formulaStart = UInt32(truncatingIfNeeded: start)
    cell.formulaCount = UInt32(truncatingIfNeeded: row.bytes.count - start)
  }
}

extension CellValue {
  /// The value as a problem tells it.
  var problemText: String {
    switch self {
    case .empty: ""
    case .number(let number): CellText.number(number)
    case .text(let text): text
    case .boolean(let truth): truth ? "TRUE" : "FALSE"
    case .error(let error): error.spelling
    }
  }
}
