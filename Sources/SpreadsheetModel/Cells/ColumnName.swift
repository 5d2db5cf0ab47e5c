/// A column by its letters, as in `row["B"]` and `rows(columns: "A"..."F")`.
///
/// Columns are in their order in a sheet: `"Z" < "AA"`, which text would have the other way round.
public struct ColumnName: Hashable, Sendable {
  /// The zero-based column; -1 for letters that name none, which no sheet has a cell in.
  public let column: Int

  /// The name of a zero-based column.
  public init(column: Int) { self.column = column }

  /// Parses letters from `A` to `XFD`, in either case; `nil` if they name no column.
  public init?(letters: some StringProtocol) {
    guard let column = CellReference.column(named: letters) else { return nil }
    self.column = column
  }
}

extension ColumnName: ExpressibleByStringLiteral {
  /// The column of letters; a column without cells if they name none.
  public init(stringLiteral value: String) { column = CellReference.column(named: value) ?? -1 }
}

extension ColumnName: Comparable {
  /// From left to right.
  public static func < (left: ColumnName, right: ColumnName) -> Bool { left.column < right.column }
}

extension ColumnName: CustomStringConvertible {
  /// The letters; empty for no column.
  public var description: String { column < 0 ? "" : CellReference.columnName(column) }
}
