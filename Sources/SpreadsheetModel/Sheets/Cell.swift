/// One cell of a row: its value, its formula if it has one, and the index of its number format.
public struct Cell: Hashable, Sendable {
  /// Zero-based column.
  public var column: Int
  /// The value, or a formula's stored result.
  public var value: CellValue
  /// The formula without its leading `=`, as it stands in the file; `nil` for a plain value.
  public var formula: String?
  /// Index into the sheet's `formats`; 0 is General.
  public var format: Int
  /// The number's decimal text where the stored double cannot hold all of its digits (an 18-digit
  /// ID kept as a number); `nil` otherwise.
  public var exactDigits: String?

  /// Creates a cell.
  public init(
    column: Int, value: CellValue, formula: String? = nil, format: Int = 0,
    exactDigits: String? = nil
  ) {
    self.column = column
    self.value = value
    self.formula = formula
    self.format = format
    self.exactDigits = exactDigits
  }
}

/// One row of a sheet that has content: its cells by ascending column.
public struct Row: Hashable, Sendable {
  /// Zero-based row number.
  public var index: Int
  /// Whether the row is hidden, by hand or by a filter.
  public var isHidden: Bool
  /// Cells with a value or a formula, by ascending column.
  public var cells: [Cell]

  /// Creates a row.
  public init(index: Int, isHidden: Bool = false, cells: [Cell] = []) {
    self.index = index
    self.isHidden = isHidden
    self.cells = cells
  }

  /// The cell of a zero-based column.
  public subscript(column: Int) -> Cell? {
    let position = cells.partitioningIndex { $0.column >= column }
    return position < cells.count && cells[position].column == column ? cells[position] : nil
  }
}
