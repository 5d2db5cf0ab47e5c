import SpreadsheetModel

/// The rows of a worksheet one after another.
///
/// A reader belongs to one thread at a time. Also a sequence for `for try await`, which does not wait for
/// anything.
public final class WorksheetRows: AsyncSequence, AsyncIteratorProtocol {
  private let reader: RowReader
  private let formats: [NumberFormat]
  private let dateSystem: DateSystem

  init(_ reader: RowReader, formats: [NumberFormat], dateSystem: DateSystem) {
    self.reader = reader
    self.formats = formats
    self.dateSystem = dateSystem
  }

  /// The next row with content; `nil` after the last one.
  public func next() throws(XLSXError) -> WorksheetRow? {
    guard let row = try reader.nextRow() else { return nil }
    return WorksheetRow(row: row, formats: formats, dateSystem: dateSystem)
  }

  /// The rows that are left.
  public func makeAsyncIterator() -> WorksheetRows { self }
}

/// A row of a worksheet, its cells reached by their column's letters.
public struct WorksheetRow: Sendable {
  /// The row's values.
  public let row: Row
  let formats: [NumberFormat]
  let dateSystem: DateSystem

  /// Zero-based row number.
  public var index: Int { row.index }

  /// The cell of a column, with content or without.
  public subscript(column: ColumnName) -> WorksheetCell {
    let cell = row[column.column]
    let format = cell.map { formats.indices.contains($0.format) ? formats[$0.format] : .general }
    return WorksheetCell(
      reference: CellReference(row: row.index, column: column.column), cell: cell,
      format: format ?? .general, dateSystem: dateSystem)
  }
}

/// A cell of a worksheet, whose value is asked for in the form wanted.
public struct WorksheetCell: Sendable {
  /// Where the cell is.
  public let reference: CellReference
  /// The cell's content; `nil` for a cell without any.
  public let cell: Cell?
  let format: NumberFormat
  let dateSystem: DateSystem

  /// The value; `empty` for a cell without content.
  public var value: CellValue { cell?.value ?? .empty }

  /// The text the cell shows, as Excel would, long whole numbers with all of their digits; empty for a
  /// cell without content.
  public var text: String {
    guard let cell else { return "" }
    return cell.exactDigits ?? format.displayedText(of: cell.value, dateSystem: dateSystem)
  }

  /// The number; `nil` for other kinds of values.
  public var number: Double? {
    if case .number(let number) = value { return number }
    return nil
  }

  /// The day, where the value is a number under a date format; `nil` for all others.
  public var date: CivilDate? {
    guard let number, format.isDate else { return nil }
    return dateSystem.date(ofSerial: number)
  }

  /// The truth value; `nil` for other kinds of values.
  public var boolean: Bool? {
    if case .boolean(let truth) = value { return truth }
    return nil
  }

  /// The formula without its `=`; `nil` for a plain value.
  public var formula: String? { cell?.formula }

  /// Whether there is neither value nor formula.
  public var isEmpty: Bool { value.isEmpty && formula == nil }
}
