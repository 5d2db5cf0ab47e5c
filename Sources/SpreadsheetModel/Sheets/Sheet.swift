/// The content of one sheet, whatever format it was read from: sparse rows of cells, with what a
/// reader of ledgers needs to know besides (merged ranges, hidden columns, number formats).
public struct Sheet: Hashable, Sendable {
  /// Whether a sheet is shown (ECMA-376 Part 1, 18.18.68).
  public enum Visibility: String, Hashable, Sendable {
    case visible, hidden, veryHidden
  }

  /// The sheet's name, or a CSV file's base name.
  public var name: String
  /// Whether the sheet is shown.
  public var visibility: Visibility
  /// Rows with content, by ascending index.
  public var rows: [Row]
  /// Merged ranges; only the top left cell of each holds a value.
  public var mergedRanges: [CellRange]
  /// Zero-based hidden columns.
  public var hiddenColumns: Set<Int>
  /// Text of the notes (comments), by cell.
  public var notes: [CellReference: String]
  /// The workbook's number formats; `Cell.format` is an index into them.
  public var formats: [NumberFormat]
  /// How date serials count.
  public var dateSystem: DateSystem

  /// Creates a sheet.
  public init(
    name: String, visibility: Visibility = .visible, rows: [Row] = [],
    mergedRanges: [CellRange] = [], hiddenColumns: Set<Int> = [],
    notes: [CellReference: String] = [:], formats: [NumberFormat] = [.general],
    dateSystem: DateSystem = .base1900
  ) {
    self.name = name
    self.visibility = visibility
    self.rows = rows
    self.mergedRanges = mergedRanges
    self.hiddenColumns = hiddenColumns
    self.notes = notes
    self.formats = formats
    self.dateSystem = dateSystem
  }

  /// Creates a sheet from its values row by row, `nil` for an empty cell: handy in tests and for CSV.
  public init(name: String, values: [[CellValue]], mergedRanges: [CellRange] = []) {
    self.init(name: name, mergedRanges: mergedRanges)
    for (index, line) in values.enumerated() {
      let cells = line.enumerated().compactMap { column, value in
        value.isEmpty ? nil : Cell(column: column, value: value)
      }
      if !cells.isEmpty { rows.append(Row(index: index, cells: cells)) }
    }
  }

  /// The row of a zero-based index, if it has content.
  public func row(at index: Int) -> Row? {
    let position = rows.partitioningIndex { $0.index >= index }
    return position < rows.count && rows[position].index == index ? rows[position] : nil
  }

  /// The cell at a reference, if it has content.
  public subscript(reference: CellReference) -> Cell? { row(at: reference.row)?[reference.column] }

  /// The number format of a cell.
  public func format(of cell: Cell) -> NumberFormat {
    formats.indices.contains(cell.format) ? formats[cell.format] : .general
  }

  /// The day a cell shows, where its value is a number under a date format.
  public func date(of cell: Cell) -> CivilDate? {
    guard case .number(let serial) = cell.value, format(of: cell).isDate else { return nil }
    return dateSystem.date(ofSerial: serial)
  }

  /// The text a cell shows, as Excel would.
  public func displayedText(of cell: Cell) -> String {
    format(of: cell).displayedText(of: cell.value, dateSystem: dateSystem)
  }

  /// The smallest range that holds every cell with content; `nil` for an empty sheet.
  public var usedRange: CellRange? {
    guard let first = rows.first?.index, let last = rows.last?.index else { return nil }
    var low = Int.max
    var high = -1
    for row in rows {
      if let column = row.cells.first?.column { low = min(low, column) }
      if let column = row.cells.last?.column { high = max(high, column) }
    }
    guard high >= 0 else { return nil }
    return CellRange(
      CellReference(row: first, column: low), CellReference(row: last, column: high))
  }
}
