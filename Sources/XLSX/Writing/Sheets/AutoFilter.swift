import SpreadsheetModel

/// The filter buttons over a range (ECMA-376 Part 1, 18.3.2).
public struct AutoFilter: Hashable, Sendable {
  /// The heading row and the rows below it.
  public var range: CellRange

  /// The texts that are shown, by column from the range's first.
  var shown: [Int: [String]] = [:]

  /// Creates a filter.
  public init(_ range: CellRange) { self.range = range }
}
