import FoundationEssentials
import SpreadsheetModel

/// One worksheet of a workbook, read when asked.
///
/// ```swift
/// let workbook = try XLSXReader(url)
/// let rows = try workbook.sheet("名册").rows(columns: "A"..."F")
/// while let row = try rows.next() { print(row["B"].text, row["D"].date as Any) }
/// ```
public struct WorksheetReader: Sendable {
  /// The workbook.
  public let workbook: XLSXReader
  /// The sheet as the workbook lists it.
  public let info: SheetInfo

  /// The rows with content in the order of the file, read one at a time in constant memory.
  ///
  /// Cells outside `columns` are passed over. Throws `notWorksheet`, and what opening the part throws.
  public func rows(columns: ClosedRange<ColumnName> = "A"..."XFD") throws(XLSXError) -> WorksheetRows {
    let first = max(columns.lowerBound.column, 0)
    let range = first...max(columns.upperBound.column, first)
    return WorksheetRows(
      try workbook.rows(of: info, columns: range), formats: try workbook.styles().numberFormats.formats,
      dateSystem: workbook.dateSystem)
  }

  /// The whole sheet in memory.
  public func sheet() throws(XLSXError) -> Sheet { try workbook.sheet(info) }

  /// What the sheet says beside its cells: styles of columns, links, notes, validations, tables and so on.
  public func details() throws(XLSXError) -> SheetDetails { try workbook.details(of: info) }

  /// Decodes the rows under a header into records; see `Sheet.decode`.
  ///
  /// - Throws: `XLSXError` if the sheet cannot be read, `HeaderError` if a key has no heading.
  public func decode<Record: Decodable>(
    _ type: Record.Type, options: RowDecodingOptions = .init()
  ) throws -> DecodedRows<Record> { try sheet().decode(type, options: options) }

  /// Decodes with further headings by coding key, or with the zero-based row of the headings.
  public func decode<Record: Decodable>(
    _ type: Record.Type, aliases: [String: [String]] = [:], headerRow: Int? = nil
  ) throws -> DecodedRows<Record> {
    try decode(type, options: RowDecodingOptions(aliases: aliases, headerRow: headerRow))
  }

  /// Decodes rows as they are read, in constant memory; see `Sheet.decode`.
  ///
  /// - Throws: `XLSXError` if the sheet cannot be read, `HeaderError` if a key has no heading.
  public func records<Record: Decodable>(
    _ type: Record.Type, options: RowDecodingOptions = .init()
  ) throws -> DecodedRowStream<Record> {
    let rows = try workbook.rows(of: info, columns: 0...CellReference.columnLimit - 1)
    return try DecodedRowStream(
      type, options: options, formats: try workbook.styles().numberFormats.formats,
      dateSystem: workbook.dateSystem, nextRow: { try rows.nextRow() })
  }
}

extension XLSXReader {
  /// Opens a workbook in the file system.
  public convenience init(_ url: URL, password: String? = nil) throws(XLSXError) {
    try self.init(contentsOf: url, password: password)
  }

  /// A sheet by its name, without regard to case.
  ///
  /// - Throws: `notWorksheet` if there is none of that name.
  public func sheet(_ name: String) throws(XLSXError) -> WorksheetReader {
    guard let info = sheet(named: name) else {
      throw XLSXError(.notWorksheet, part: workbookPart, sheet: name, detail: "no sheet has this name")
    }
    return WorksheetReader(workbook: self, info: info)
  }
}
