/// A rectangle of cells, both corners included, such as `A1:C9`.
public struct CellRange: Hashable, Sendable {
  /// The top left cell.
  public let first: CellReference
  /// The bottom right cell.
  public let last: CellReference

  /// Creates the range between two opposite corners, given in any order.
  public init(_ corner: CellReference, _ opposite: CellReference) {
    first = CellReference(
      row: min(corner.row, opposite.row), column: min(corner.column, opposite.column))
    last = CellReference(
      row: max(corner.row, opposite.row), column: max(corner.column, opposite.column))
  }

  /// Creates the range of a single cell.
  public init(_ cell: CellReference) {
    self.init(cell, cell)
  }

  /// Parses `A1:C9`, a single cell `B2`, whole columns `A:C` or whole rows `2:5`; `nil` otherwise.
  public init?(a1 text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    switch parts.count {
    case 1:
      guard let cell = CellReference(a1: parts[0]) else { return nil }
      self.init(cell)
    case 2:
      if let first = CellReference(a1: parts[0]), let last = CellReference(a1: parts[1]) {
        self.init(first, last)
        return
      }
      let bare = parts.map { $0.first == "$" ? $0.dropFirst() : $0 }
      if let first = CellReference.column(named: bare[0]),
        let last = CellReference.column(named: bare[1])
      {
        self.init(
          CellReference(row: 0, column: first),
          CellReference(row: CellReference.rowLimit - 1, column: last))
      } else if let first = Int(bare[0]), let last = Int(bare[1]),
        (1...CellReference.rowLimit).contains(first), (1...CellReference.rowLimit).contains(last)
      {
        self.init(
          CellReference(row: first - 1, column: 0),
          CellReference(row: last - 1, column: CellReference.columnLimit - 1))
      } else {
        return nil
      }
    default: return nil
    }
  }

  /// The zero-based rows covered.
  public var rows: ClosedRange<Int> { first.row...last.row }
  /// The zero-based columns covered.
  public var columns: ClosedRange<Int> { first.column...last.column }
  /// Whether the range is one cell.
  public var isSingleCell: Bool { first == last }
  /// Number of cells covered.
  public var count: Int { rows.count * columns.count }

  /// Whether the cell lies inside the range.
  public func contains(_ cell: CellReference) -> Bool {
    rows.contains(cell.row) && columns.contains(cell.column)
  }

  /// Whether the two ranges share a cell.
  public func intersects(_ other: CellRange) -> Bool {
    rows.overlaps(other.rows) && columns.overlaps(other.columns)
  }

  /// The smallest range that covers both.
  public func union(_ other: CellRange) -> CellRange {
    CellRange(
      CellReference(
        row: min(first.row, other.first.row), column: min(first.column, other.first.column)),
      CellReference(row: max(last.row, other.last.row), column: max(last.column, other.last.column)))
  }
}

extension CellRange: CustomStringConvertible {
  /// A1 notation; a single cell stands alone.
  public var description: String { isSingleCell ? "\(first)" : "\(first):\(last)" }
}
