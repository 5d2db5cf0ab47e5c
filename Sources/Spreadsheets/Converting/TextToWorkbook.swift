import CSV
import Foundation
import SpreadsheetModel
import XLSX

/// Turns delimited text into a workbook in constant memory, and never harms a value.
///
/// Leading zeros, ID numbers, long numbers and what only looks like a date stay text. Numbers are made
/// by whole columns, of which every cell below the header must be one (`ColumnType`), and the columns
/// are told. The text is read twice: once for the types, once for the cells.
public struct TextToWorkbook: Sendable {
  /// A column and what became of it.
  public struct Column: Hashable, Sendable {
    /// Zero-based.
    public var index: Int
    /// The text in the table's first row.
    public var header: String
    /// What its cells became.
    public var type: ColumnType
  }

  /// What writing a workbook came to.
  public struct Report: Sendable {
    /// The columns and what became of them; none where all stayed text.
    public var columns: [Column]
    /// What reading lived with.
    public var problems = CSVProblems()
  }

  private let reader: CSVReader
  private let typesColumns: Bool

  /// Takes a text.
  ///
  /// - Parameters:
  ///   - reader: The text.
  ///   - typesColumns: Whether columns of numbers become numbers; otherwise all stays text.
  public init(_ reader: CSVReader, typesColumns: Bool = true) {
    self.reader = reader
    self.typesColumns = typesColumns
  }

  /// The columns with their types, from all rows of the table.
  ///
  /// - Throws: `CSVError`.
  public func columns() throws(CSVError) -> [Column] {
    var typing: [ColumnTyping] = []
    var headers: [String] = []
    var rows = try reader.rows()
    let headerRow = reader.dialect.firstTableRow
    while try rows.advance() {
      guard rows.index >= headerRow, rows.count > 0 else { continue }
      while typing.count < rows.count { typing.append(ColumnTyping()) }
      if rows.index == headerRow {
        headers = (0..<rows.count).map { rows.text($0) }
        continue
      }
      for column in 0..<rows.count where !typing[column].isSettled && !rows.isEmpty(column) {
        rows.withText(column) { text in
          if !text.isEmpty { typing[column].see(text) }
        }
      }
    }
    return typing.enumerated().map { index, typing in
      Column(
        index: index, header: index < headers.count ? headers[index] : "",
        type: typesColumns ? typing.type : .text(.words))
    }
  }

  /// Writes the workbook, whose one sheet has the text's name.
  ///
  /// - Parameters:
  ///   - url: Where it is to appear, whole or not at all.
  ///   - sheetName: The sheet's name, if the text's own will not do.
  ///   - replacing: Whether an existing file may be replaced.
  /// - Returns: what it came to.
  /// - Throws: `CSVError` if the text cannot be read; `XLSXWriteError` if a cell does not fit a workbook;
  ///   `OutputError` if the file cannot be written.
  @discardableResult
  public func write(
    to url: URL, sheetName: String? = nil, replacing: Bool = false
  ) throws -> Report {
    let columns = typesColumns ? try columns() : []
    var report = Report(columns: columns)
    var writer = XLSXWriter()
    let styles = columns.map { column -> StyleID? in
      guard case .number(let decimals) = column.type else { return nil }
      guard let decimals, decimals > 0 else { return .default }
      let code = "0." + String(repeating: "0", count: decimals)
      return writer.style(CellStyle(numberFormat: NumberFormat(code: code)))
    }
    let headerRow = reader.dialect.firstTableRow
    let reader = reader
    writer.sheet(sheetName ?? reader.name) { stream in
      var rows = try reader.rows()
      while try rows.advance() {
        if rows.count == 0 { continue }
        let isBelowHeader = rows.index > headerRow
        try stream.write(row: rows.index) { cells in
          for column in 0..<rows.count where !rows.isEmpty(column) {
            let style = isBelowHeader && column < styles.count ? styles[column] : nil
            try rows.withText(column) { text throws in
              if text.isEmpty { return }
              if let style {
                try cells.put(decimal: text, column: column, style: style)
              } else {
                try cells.put(text: text, column: column)
              }
            }
          }
        }
      }
      report.problems = rows.problems()
    }
    try writer.save(to: url, replacing: replacing)
    return report
  }
}
