import SpreadsheetModel
import XMLStreaming

extension RowStream {
  /// Writes the next row from bytes, without making a `String` for each cell: for converting files of
  /// millions of cells.
  ///
  /// - Parameters:
  ///   - row: A row further down; the next one if `nil`.
  ///   - body: Puts the cells, by ascending column.
  /// - Throws: `XLSXWriteError` if a value does not fit or the rows do not ascend; `OutputError` if the
  ///   file cannot be written.
  public mutating func write(
    row: Int? = nil, _ body: (inout StreamedRow) throws -> Void
  ) throws {
    let row = row ?? nextRow
    guard row >= nextRow else { throw error(.rowOrder, row: row, column: 0) }
    guard row < CellReference.rowLimit else { throw error(.invalidReference, row: row, column: 0) }
    nextRow = row + 1
    encoder.encoder.open(row: row, layout: RowLayout())
    var cells = StreamedRow(box: encoder, row: row, sheet: sheet)
    try body(&cells)
    encoder.encoder.xml.write("</row>")
    try encoder.flushIfLarge()
  }
}

/// A row being written to a streamed sheet.
public struct StreamedRow: ~Copyable {
  private let box: RowEncoderBox
  private let row: Int
  private let digits: RowDigits
  private let sheet: String
  private var next = 0

  init(box: RowEncoderBox, row: Int, sheet: String) {
    self.box = box
    self.row = row
    self.sheet = sheet
    digits = RowDigits(row + 1)
  }

  /// Puts text, given as well-formed UTF-8, into a column behind the last one.
  public mutating func put(text: Span<UInt8>, column: Int, style: StyleID = .default) throws {
    try check(column)
    // No text has more UTF-16 units than UTF-8 bytes.
    if text.count > 32_767 { try checkLength(text, column: column) }
    box.encoder.begin(column: column, digits: digits, style: style)
    text.withUnsafeBufferPointer { box.encoder.put(utf8: $0) }
  }

  /// Puts a number, given as a decimal such as `-12.5`, into a column behind the last one. It is written
  /// as it stands.
  public mutating func put(decimal: Span<UInt8>, column: Int, style: StyleID = .default) throws {
    try check(column)
    box.encoder.begin(column: column, digits: digits, style: style)
    box.encoder.xml.write("><v>")
    decimal.withUnsafeBufferPointer { box.encoder.xml.write(cellText: $0) }
    box.encoder.xml.write("</v></c>")
  }

  private mutating func check(_ column: Int) throws {
    guard column >= next, column < CellReference.columnLimit else {
      throw error(.invalidReference, column: column)
    }
    next = column + 1
  }

  private func checkLength(_ text: Span<UInt8>, column: Int) throws {
    let units = text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self).utf16.count }
    guard units <= 32_767 else { throw error(.textTooLong, column: column) }
  }

  private func error(_ code: XLSXWriteError.Code, column: Int) -> XLSXWriteError {
    XLSXWriteError(code, sheet: sheet, cell: CellReference(row: row, column: column))
  }
}
