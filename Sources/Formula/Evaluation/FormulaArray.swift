import SpreadsheetModel

/// Values in rows and columns: a range's content, a ledger's column, a computed array.
///
/// A whole column of a sheet has 1,048,576 rows and few of them filled, so only the part with content is
/// stored; every value outside it is `fill`.
public struct FormulaArray: Hashable, Sendable {
  /// Number of rows.
  public let rows: Int
  /// Number of columns.
  public let columns: Int
  /// How many rows and columns are stored, from the first.
  package let storedRows: Int
  package let storedColumns: Int
  /// The stored values, row by row.
  package let values: [CellValue]
  /// The value of everything not stored.
  package let fill: CellValue

  /// Creates an array of rows of equal length; shorter rows are filled up with blanks.
  public init(_ rows: [[CellValue]]) {
    let width = rows.map(\.count).max() ?? 0
    var values: [CellValue] = []
    values.reserveCapacity(rows.count * width)
    for row in rows {
      values.append(contentsOf: row)
      for _ in row.count..<width { values.append(.empty) }
    }
    self.init(rows: rows.count, columns: width, values: values)
  }

  /// Creates a single column.
  public init(column values: [CellValue]) {
    self.init(rows: values.count, columns: 1, values: values)
  }

  /// Creates an array of the shape of a range, the same everywhere.
  package init(blank range: CellRange, fill: CellValue = .empty) {
    self.init(
      rows: range.rows.count, columns: range.columns.count, storedRows: 0, storedColumns: 0, values: [],
      fill: fill)
  }

  /// Creates an array from values row by row, which must be `rows * columns`.
  package init(rows: Int, columns: Int, values: [CellValue]) {
    self.init(
      rows: rows, columns: columns, storedRows: rows, storedColumns: columns, values: values,
      fill: .empty)
  }

  package init(
    rows: Int, columns: Int, storedRows: Int, storedColumns: Int, values: [CellValue],
    fill: CellValue
  ) {
    self.rows = rows
    self.columns = columns
    self.storedRows = storedRows
    self.storedColumns = storedColumns
    self.values = values
    self.fill = fill
  }

  /// The value of a row and column, counted from zero; `fill` outside.
  public subscript(row: Int, column: Int) -> CellValue {
    guard row >= 0, column >= 0, row < storedRows, column < storedColumns else { return fill }
    return values[row * storedColumns + column]
  }

  /// The value at a position, counted row by row.
  subscript(position: Int) -> CellValue {
    columns > 0 ? self[position / columns, position % columns] : fill
  }

  /// Number of values.
  package var count: Int { rows * columns }
  /// Whether every value is stored.
  var isDense: Bool { storedRows == rows && storedColumns == columns }
  /// Whether all values stand in one row or one column.
  var isVector: Bool { rows == 1 || columns == 1 }

  /// The array of a width and height with values by row and column.
  init(
    rows: Int, columns: Int, _ value: (_ row: Int, _ column: Int) throws(CellError) -> CellValue
  ) throws(CellError) {
    guard rows > 0, columns > 0 else { throw .calculation }
    guard rows <= Evaluator.arrayLimit / columns else { throw .number }
    var values: [CellValue] = []
    values.reserveCapacity(rows * columns)
    for row in 0..<rows {
      for column in 0..<columns { values.append(try value(row, column)) }
    }
    self.init(rows: rows, columns: columns, values: values)
  }

  /// One row as an array.
  func row(_ row: Int) -> [CellValue] { (0..<columns).map { self[row, $0] } }

  func hasSameShape(as other: FormulaArray) -> Bool {
    rows == other.rows && columns == other.columns
  }
}
