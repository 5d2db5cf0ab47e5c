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

  init(row: RowBuffer, columns: ClosedRange<Int>, formulas: FormulaReading) {
    self.row = row
    self.columns = columns
    self.formulas = formulas
  }

  /// Begins a row; `number` counts from one and may be absent. False outside the grid.
  @inline(__always)
  mutating func begin(number: Int?, isHidden: Bool) -> Bool {
    // The least number there is has nothing before it; it wraps around to one past every grid.
    let index = number.map { $0 &- 1 } ?? nextRow
    guard index >= 0, index < CellReference.rowLimit else { return false }
    row.begin(row: index, isHidden: isHidden)
    nextRow = index + 1
    nextColumn = 0
    needsSorting = false
    return true
  }

  /// Ends the row.
  @inline(__always)
  mutating func finish() {
    if needsSorting { row.sortCells() }
  }

  /// Goes on with another row than the `row` element has, where a cell says that it stands there.
  mutating func enter(row index: Int, isHidden: Bool) {
    row.begin(row: index, isHidden: isHidden)
    needsSorting = false
  }

  /// The place of the next cell from its own column, if it tells one; `nil` outside the grid.
  @inline(__always)
  mutating func place(_ own: Int?) -> Int? {
    let column = own ?? nextColumn
    guard column < CellReference.columnLimit else { return nil }
    if column < nextColumn { needsSorting = true }
    nextColumn = column + 1
    return column
  }

  /// Whether the row has more cells than a sheet has columns.
  @inline(__always)
  var isOverfull: Bool { row.cells.count > CellReference.columnLimit }

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
      // Longer ones than Excel allows are not multiplied.
      if text.count <= Self.sharedTextLimit {
        masters[sharedIndex] = SharedMaster(
          row: row.index, column: Int(cell.column), formula: FormulaText(bytes: Array(text)))
      }
    }
    row.setFormula(of: &cell, text)
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
