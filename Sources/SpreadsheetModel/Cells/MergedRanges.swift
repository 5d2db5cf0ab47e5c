/// Merged ranges taken apart into those that stand and those that cover part of another, which no
/// spreadsheet can have.
public struct MergedRanges: Sendable {
  /// Ranges without a cell in common, in the order given.
  public private(set) var kept: [CellRange] = []
  /// The others; of two that overlap the lower one, then the one given later.
  public private(set) var dropped: [CellRange] = []

  /// A range that reaches into the rows looked at.
  private struct Span {
    let columns: ClosedRange<Int>
    let lastRow: Int
  }

  /// Takes ranges in any order, in the time of sorting them.
  public init(_ ranges: [CellRange]) {
    guard ranges.count > 1 else {
      kept = ranges
      return
    }
    let order = ranges.indices.sorted { (ranges[$0].first.row, $0) < (ranges[$1].first.row, $1) }
    // Those still open, without a column in common, from left to right.
    var open: [Span] = []
    var isDropped = [Bool](repeating: false, count: ranges.count)
    for index in order {
      let range = ranges[index]
      let start = open.partitioningIndex { $0.columns.upperBound >= range.first.column }
      var end = start
      while end < open.count, open[end].columns.lowerBound <= range.last.column,
        open[end].lastRow < range.first.row
      {
        end += 1
      }
      if end < open.count, open[end].columns.lowerBound <= range.last.column {
        isDropped[index] = true
        open.removeSubrange(start..<end)
      } else {
        let span = Span(columns: range.columns, lastRow: range.last.row)
        open.replaceSubrange(start..<end, with: CollectionOfOne(span))
      }
    }
    guard isDropped.contains(true) else {
      kept = ranges
      return
    }
    for (index, range) in ranges.enumerated() {
      if isDropped[index] { dropped.append(range) } else { kept.append(range) }
    }
  }
}
