import SpreadsheetModel

/// A reference of a formula as it is written: one cell, a rectangle, whole columns or whole rows, each
/// coordinate relative or held fast with `$`.
public struct ReferenceArea: Hashable, Sendable {
  /// How the reference is written.
  public enum Shape: UInt8, Hashable, Sendable {
    /// One cell, `B7`.
    case cell
    /// A rectangle, `A1:C9`.
    case area
    /// Whole columns, `A:C`.
    case columns
    /// Whole rows, `2:5`.
    case rows
  }

  /// One corner of a reference, its coordinates counted from zero.
  public struct Corner: Hashable, Sendable {
    /// Zero-based row.
    public var row: Int
    /// Zero-based column.
    public var column: Int
    /// Whether the row is held fast (`A$1`).
    public var isRowAbsolute: Bool
    /// Whether the column is held fast (`$A1`).
    public var isColumnAbsolute: Bool

    /// Creates a corner.
    public init(
      row: Int, column: Int, isRowAbsolute: Bool = false, isColumnAbsolute: Bool = false
    ) {
      self.row = row
      self.column = column
      self.isRowAbsolute = isRowAbsolute
      self.isColumnAbsolute = isColumnAbsolute
    }

    /// The cell of the corner.
    public var cell: CellReference { CellReference(row: row, column: column) }
  }

  /// How it is written.
  public var shape: Shape
  /// The first corner; of whole columns the top one.
  public var first: Corner
  /// The opposite corner; that of a cell is the cell itself.
  public var last: Corner

  /// Creates a reference.
  public init(shape: Shape, first: Corner, last: Corner) {
    self.shape = shape
    self.first = first
    self.last = last
  }

  /// Creates a reference to a range, all of it fixed (`$A$1:$C$9`) or relative.
  public init(_ range: CellRange, isAbsolute: Bool = false) {
    shape = range.isSingleCell ? .cell : .area
    first = Corner(
      row: range.first.row, column: range.first.column, isRowAbsolute: isAbsolute,
      isColumnAbsolute: isAbsolute)
    last = Corner(
      row: range.last.row, column: range.last.column, isRowAbsolute: isAbsolute,
      isColumnAbsolute: isAbsolute)
  }

  /// The cells referred to.
  public var range: CellRange { CellRange(first.cell, last.cell) }

  /// The reference as seen from a cell so many rows and columns away: what is relative moves, what is
  /// fixed stays. `nil` where it would leave the grid.
  public func shifted(rows: Int, columns: Int) -> ReferenceArea? {
    guard let first = Self.shift(first, shape, rows, columns),
      let last = shape == .cell ? first : Self.shift(last, shape, rows, columns)
    else { return nil }
    var result = ReferenceArea(shape: shape, first: first, last: last)
    result.putCornersInOrder()
    return result
  }

  private static func shift(
    _ corner: Corner, _ shape: Shape, _ rows: Int, _ columns: Int
  ) -> Corner? {
    var moved = corner
    if !corner.isRowAbsolute, shape != .columns {
      let (row, overflow) = corner.row.addingReportingOverflow(rows)
      guard !overflow else { return nil }
      moved.row = row
    }
    if !corner.isColumnAbsolute, shape != .rows {
      let (column, overflow) = corner.column.addingReportingOverflow(columns)
      guard !overflow else { return nil }
      moved.column = column
    }
    return moved.cell.isInsideGrid ? moved : nil
  }

  /// Puts the smaller row and the smaller column first, each with its `$`, as Excel does when a
  /// relative corner moves past a fixed one.
  private mutating func putCornersInOrder() {
    if first.row > last.row {
      swap(&first.row, &last.row)
      swap(&first.isRowAbsolute, &last.isRowAbsolute)
    }
    if first.column > last.column {
      swap(&first.column, &last.column)
      swap(&first.isColumnAbsolute, &last.isColumnAbsolute)
    }
  }

  /// The reference after rows or columns of its own sheet were inserted or deleted; `nil` where all of
  /// it is gone. Fixed coordinates follow as well: `$` concerns copying, not editing.
  public func following(_ edit: GridEdit) -> ReferenceArea? {
    switch (edit.axis, shape) {
    case (.rows, .columns), (.columns, .rows): return self
    default: break
    }
    guard let range = edit.moved(range) else { return nil }
    var result = self
    result.putCornersInOrder()
    result.first.row = range.first.row
    result.first.column = range.first.column
    result.last.row = range.last.row
    result.last.column = range.last.column
    return result
  }
}

// MARK: Writing

extension ReferenceArea: CustomStringConvertible {
  /// A1 notation with its `$` signs.
  public var description: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the A1 notation, ASCII throughout.
  func append(to bytes: inout [UInt8]) {
    switch shape {
    case .cell:
      Self.appendColumn(first, to: &bytes)
      Self.appendRow(first, to: &bytes)
    case .area:
      Self.appendColumn(first, to: &bytes)
      Self.appendRow(first, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      Self.appendColumn(last, to: &bytes)
      Self.appendRow(last, to: &bytes)
    case .columns:
      Self.appendColumn(first, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      Self.appendColumn(last, to: &bytes)
    case .rows:
      Self.appendRow(first, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      Self.appendRow(last, to: &bytes)
    }
  }

  private static func appendColumn(_ corner: Corner, to bytes: inout [UInt8]) {
    if corner.isColumnAbsolute { bytes.append(UInt8(ascii: "$")) }
    // At most three letters inside the grid.
    var rest = max(0, min(corner.column, CellReference.columnLimit - 1)) + 1
    let start = bytes.count
    while rest > 0 {
      bytes.insert(UInt8(ascii: "A") + UInt8((rest - 1) % 26), at: start)
      rest = (rest - 1) / 26
    }
  }

  private static func appendRow(_ corner: Corner, to bytes: inout [UInt8]) {
    if corner.isRowAbsolute { bytes.append(UInt8(ascii: "$")) }
    bytes.append(contentsOf: String(corner.row + 1).utf8)
  }
}
