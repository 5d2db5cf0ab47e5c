import SpreadsheetModel

/// Rows or columns of a sheet inserted or deleted, and where that leaves cells and ranges.
public struct GridEdit: Hashable, Sendable {
  /// What is inserted or deleted.
  public enum Axis: Hashable, Sendable {
    /// Whole rows.
    case rows
    /// Whole columns.
    case columns

    /// How many of them a sheet has.
    public var limit: Int { self == .rows ? CellReference.rowLimit : CellReference.columnLimit }

    /// The zero-based row or column of a cell.
    public func index(of cell: CellReference) -> Int { self == .rows ? cell.row : cell.column }

    /// A cell with another row or column.
    public func placing(_ cell: CellReference, at index: Int) -> CellReference {
      self == .rows
        ? CellReference(row: index, column: cell.column) : CellReference(row: cell.row, column: index)
    }
  }

  /// Which of the two.
  public enum Action: Hashable, Sendable {
    /// Blank rows or columns are put in before the position.
    case insert
    /// Rows or columns are taken out, from the position on.
    case delete
  }

  /// Rows or columns.
  public let axis: Axis
  /// Inserted or deleted.
  public let action: Action
  /// Zero-based row or column of the first one inserted or deleted.
  public let position: Int
  /// How many.
  public let count: Int

  /// Creates an edit; a negative position or count counts as zero.
  public init(_ action: Action, _ axis: Axis, at position: Int, count: Int) {
    self.axis = axis
    self.action = action
    self.position = max(0, position)
    self.count = max(0, count)
  }

  /// Where a cell ends up; `nil` if it is deleted or pushed off the grid.
  public func moved(_ cell: CellReference) -> CellReference? {
    moved(CellRange(cell))?.first
  }

  /// Where a range ends up, grown or shrunk as Excel does it; `nil` if nothing of it is left.
  ///
  /// Inserting inside a range widens it; inserting before it moves it. What an insertion pushes off the
  /// grid is lost.
  public func moved(_ range: CellRange) -> CellRange? {
    let span = axis.index(of: range.first)...axis.index(of: range.last)
    // Whole columns have every row, before and after; whole rows every column.
    if span == 0...axis.limit - 1 { return range }
    guard let moved = moved(span) else { return nil }
    return CellRange(
      axis.placing(range.first, at: moved.lowerBound), axis.placing(range.last, at: moved.upperBound))
  }

  /// Where a row or column ends up; `nil` if it is deleted or pushed off the grid.
  public func moved(index: Int) -> Int? { moved(index...index)?.lowerBound }

  /// Where the edge before a row or column ends up: that of a deleted one closes up to the next that stays,
  /// what an insertion pushes off the grid stops at its end.
  public func moved(edge index: Int) -> Int {
    moved(index: index) ?? (action == .delete ? position : axis.limit - 1)
  }

  /// Where rows or columns end up.
  public func moved(_ span: ClosedRange<Int>) -> ClosedRange<Int>? {
    let limit = axis.limit
    switch action {
    case .insert:
      // A count past the grid pushes everything off; no sum below can overflow then.
      let step = min(count, limit)
      let low = span.lowerBound >= position ? span.lowerBound + step : span.lowerBound
      let high = span.upperBound >= position ? span.upperBound + step : span.upperBound
      guard low < limit else { return nil }
      return low...max(low, min(high, limit - 1))
    case .delete:
      guard count > 0 else { return span }
      let (sum, overflow) = position.addingReportingOverflow(count)
      let end = overflow ? Int.max : sum
      let low =
        span.lowerBound < position
        ? span.lowerBound : span.lowerBound < end ? position : span.lowerBound - count
      let high =
        span.upperBound < position
        ? span.upperBound : span.upperBound < end ? position - 1 : span.upperBound - count
      return low <= high ? low...high : nil
    }
  }
}
