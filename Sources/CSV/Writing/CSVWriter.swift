import SpreadsheetModel

/// Writes rows as delimited text.
public struct CSVWriter {
  /// A cell whose text was kept from being taken for a formula.
  public struct GuardedCell: Hashable, Sendable {
    /// The cell in the file written.
    public var cell: CellReference
    /// The text before the guard.
    public var text: String
  }

  /// The options.
  public let options: CSVWritingOptions
  /// The cells that the formula guard changed.
  public private(set) var guarded: [GuardedCell] = []
  private var buffer: [UInt8] = []
  private var row = 0
  private var isBegun = false
  private let delimiter: [UInt8]

  /// Creates a writer.
  public init(options: CSVWritingOptions = .init()) {
    self.options = options
    delimiter = Array(String(options.delimiter.scalar).utf8)
  }

  /// Appends a row of texts.
  public mutating func append(_ fields: some Sequence<String>) {
    var column = 0
    var rest = fields.makeIterator()
    var field = rest.next()
    while let text = field {
      field = rest.next()
      if column > 0 { buffer.append(contentsOf: delimiter) }
      append(text, column: column, isText: true, isAlone: column == 0 && field == nil)
      column += 1
    }
    endRow()
  }

  /// Appends every row of a sheet from its first to its last, blank rows and cells included.
  ///
  /// Dates are written as the sheet shows them. Numbers are written as shown only if that is their
  /// whole value; else with all of their digits, whatever the number format hides.
  public mutating func append(_ sheet: Sheet) {
    guard let used = sheet.usedRange else { return }
    let first = row
    for line in sheet.rows { append(line, of: sheet, at: first + line.index, lastColumn: used.last.column) }
  }

  /// Appends a row of a sheet, and blank rows before it as far as its place asks for.
  ///
  /// - Parameters:
  ///   - line: The row.
  ///   - sheet: Gives the formats of cells; it need not hold the row.
  ///   - index: The row's place in the file; the row's own unless given.
  ///   - lastColumn: The last column of the sheet, so that all rows have as many fields.
  public mutating func append(_ line: Row, of sheet: Sheet, at index: Int? = nil, lastColumn: Int) {
    while row < index ?? line.index { endRow() }
    var column = 0
    for cell in line.cells {
      while column < cell.column {
        buffer.append(contentsOf: delimiter)
        column += 1
      }
      var isText = false
      if case .text = cell.value { isText = true }
      append(Self.text(of: cell, in: sheet), column: column, isText: isText, isAlone: lastColumn <= 0)
    }
    while column < lastColumn {
      buffer.append(contentsOf: delimiter)
      column += 1
    }
    endRow()
  }

  /// Number of bytes appended and not taken yet.
  public var pendingBytes: Int { buffer.count }

  /// The bytes appended since the last time, for writing what does not fit into memory; the first time with
  /// the byte order mark.
  ///
  /// - Throws: `CSVError` with code `unencodable` if a character has no bytes in the encoding.
  public mutating func takeBytes() throws(CSVError) -> [UInt8] {
    let bytes = try encoded()
    buffer.removeAll(keepingCapacity: true)
    isBegun = true
    return bytes
  }

  /// The bytes written, in the encoding asked for.
  ///
  /// - Throws: `CSVError` with code `unencodable` if a character has no bytes in the encoding.
  public func encoded() throws(CSVError) -> [UInt8] {
    let mark = options.writesByteOrderMark && !isBegun ? options.encoding.byteOrderMark : []
    if options.encoding == .utf8 { return mark + buffer }
    return try mark + TextEncoder.encode(buffer, to: options.encoding)
  }

  private mutating func endRow() {
    buffer.append(contentsOf: options.lineEnd.bytes)
    row += 1
  }

  /// The text that holds all of a cell's value.
  private static func text(of cell: Cell, in sheet: Sheet) -> String {
    if let digits = cell.exactDigits { return digits }
    let shown = sheet.displayedText(of: cell)
    guard case .number(let number) = cell.value, !sheet.format(of: cell).isDate, Double(shown) != number
    else { return shown }
    if abs(number) < 1e15, let whole = Int(exactly: number) { return String(whole) }
    return number.description
  }

  /// Appends a field.
  ///
  /// - Parameters:
  ///   - field: Its text.
  ///   - column: Its column.
  ///   - isText: Whether it is no number, date or the like, so that a program might run it as a formula.
  ///   - isAlone: Whether its row has no other field, so that no delimiter tells the reader which it is.
  private mutating func append(_ field: String, column: Int, isText: Bool, isAlone: Bool) {
    var text = field
    if isText, options.formulaGuard == .apostrophe, FormulaGuard.needsGuard(text.utf8) {
      guarded.append(GuardedCell(cell: CellReference(row: row, column: column), text: text))
      text = "'" + text
    }
    let isFirst = row == 0 && column == 0
    if isFirst, isAlone, SeparatorLine.isOne(text) {
      // What looks like the line that names the delimiter is none behind such a line.
      buffer.append(contentsOf: "sep=".utf8)
      buffer.append(contentsOf: delimiter)
      buffer.append(contentsOf: options.lineEnd.bytes)
    }
    let isMistakable =
      isAlone && Self.holdsDelimiter(text) || isFirst && text.lowercased() == "sep="
    guard options.quoting == .all || isMistakable || needsQuotes(text) else {
      buffer.append(contentsOf: text.utf8)
      return
    }
    buffer.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { buffer.append(0x22) }
      buffer.append(byte)
    }
    buffer.append(0x22)
  }

  /// Whether a text holds anything that is told for a delimiter by content.
  private static func holdsDelimiter(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      (CSVDialect.Delimiter.known + CSVDialect.Delimiter.rare).contains { $0.scalar == scalar }
    }
  }

  private func needsQuotes(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard let first = bytes.first else { return false }
      // A reader takes a byte order mark at the start of a row for one, and apostrophes at both ends for
      // quotes.
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) || first == 0x27 && bytes.last == 0x27 { return true }
      for (index, byte) in bytes.enumerated() {
        switch byte {
        // What could be told for the delimiter in another file, and the end mark of DOS, which the last
        // field must not end with, as well.
        case 0x22, 0x0A, 0x0D, 0x2C, 0x09, 0x3B, 0x7C, 0x1A: return true
        case delimiter[0]:
          if bytes[index...].starts(with: delimiter) { return true }
        default: break
        }
      }
      return false
    }
  }
}
