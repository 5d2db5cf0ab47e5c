import Foundation
import SpreadsheetModel

/// Reads a file of delimited text, whatever its encoding and dialect.
///
/// Opening looks at a sample and tells encoding and dialect; rows are read when asked for, one after
/// another in constant memory (`rows()`) or all together (`sheet()`). Every cell is text: what looks
/// like a number, a date or an ID number keeps its characters.
/// ```swift
/// let reader = try CSVReader(contentsOf: url)
/// var rows = try reader.rows()
/// while try rows.advance() { print(rows.index, rows.text(0)) }
/// ```
public struct CSVReader: Sendable {
  /// The sheet's name: the file's base name.
  public let name: String
  /// The encoding, told by content or stated.
  public let encoding: EncodingGuess
  /// The dialect, told by content or stated.
  public let dialect: DialectGuess
  /// What was said by hand.
  public internal(set) var options: CSVReadingOptions
  /// What happened to the text before it came here, if it is mojibake that can be undone.
  public let mojibake: Mojibake?
  let source: ByteSource
  /// Whether this reader only looks for places of errors, whose own errors need none.
  var isLocating = false

  /// Opens a file.
  ///
  /// - Throws: `CSVError` if it cannot be read.
  public init(contentsOf url: URL, options: CSVReadingOptions = .init()) throws(CSVError) {
    let base = url.deletingPathExtension().lastPathComponent
    try self.init(source: ByteSource(path: url.path), name: base, options: options)
  }

  /// Opens a file by its path, its sheet to be called `name`.
  ///
  /// - Throws: `CSVError` if it cannot be read.
  public init(path: String, name: String, options: CSVReadingOptions = .init()) throws(CSVError) {
    try self.init(source: ByteSource(path: path), name: name, options: options)
  }

  /// Opens a text in memory.
  ///
  /// - Throws: `CSVError` if this system cannot convert its encoding.
  public init(bytes: [UInt8], name: String, options: CSVReadingOptions = .init()) throws(CSVError) {
    try self.init(source: .memory(bytes), name: name, options: options)
  }

  private init(source: ByteSource, name: String, options: CSVReadingOptions) throws(CSVError) {
    self.source = source
    self.name = name
    self.options = options
    let sample = try TextSample(source, stated: options.encoding)
    encoding = sample.encoding
    dialect = DialectDetector.guess(sample.start, isWhole: sample.isWhole, stated: options)
    mojibake = options.undoesMojibake ? Mojibake(sample: sample.start) : nil
  }

  /// Opens the rows for reading one after another.
  public func rows() throws(CSVError) -> CSVRowReader {
    try CSVRowReader(records(), self)
  }

  /// Reads the whole file as one sheet.
  public func sheet() throws(CSVError) -> Sheet {
    var problems = CSVProblems()
    return try sheet(reporting: &problems)
  }

  /// Reads the whole file as one sheet and tells what was lived with.
  public func sheet(reporting problems: inout CSVProblems) throws(CSVError) -> Sheet {
    var sheet = Sheet(name: name)
    var rows = try rows()
    var bytes = 0
    while let row = try rows.nextRow() {
      bytes += row.cells.count * MemoryLayout<Cell>.stride + rows.byteCount + 64
      guard bytes <= options.modelBytes else {
        throw CSVError(
          .sheetTooLarge, at: CSVPlace(row: row.index), detail: String(options.modelBytes))
      }
      sheet.rows.append(row)
    }
    problems = rows.problems()
    return sheet
  }

  /// Reads the whole file as a workbook of one sheet.
  public func workbook() throws(CSVError) -> Workbook {
    Workbook(sheets: [try sheet()])
  }

  /// Counts the cells with content, having read everything.
  public func countCells() throws(CSVError) -> Int {
    var problems = CSVProblems()
    return try countCells(reporting: &problems)
  }

  /// Counts the cells with content, having read everything, and tells what was lived with; fields are
  /// looked at only as far as they may be empty.
  public func countCells(reporting problems: inout CSVProblems) throws(CSVError) -> Int {
    let records = try records(keepsEncoding: true)
    var counter = CellCounter(
      FieldText(StructureScanner(dialect.dialect)), removesMarks: options.removesProgramMarks)
    do throws(CSVError) {
      while try records.next() { counter.count(records.batch) }
    } catch {
      // The pass that converts knows rows and columns of what it cannot read.
      if records.keepsEncoding {
        let converted = try self.records()
        while try converted.next() {}
      }
      throw error
    }
    problems = self.problems(of: records)
    return counter.cells
  }

  /// The text's rows, window by window.
  ///
  /// - Parameter keepsEncoding: Whether text may stay in GB18030, for those who look at structure only.
  func records(keepsEncoding: Bool = false) throws(CSVError) -> RecordStream {
    let keepsEncoding =
      keepsEncoding && encoding.encoding == .gb18030 && options.invalidBytes == .refuse
      && dialect.dialect.isFoundInGB18030
    let text = try TextStream(
      source, encoding: encoding.encoding, markLength: encoding.markLength,
      keepsEncoding: keepsEncoding, policy: options.invalidBytes, findsForeignLines: true)
    return RecordStream(text, self, keepsEncoding: keepsEncoding)
  }
}

extension CSVDialect {
  /// Whether its delimiter, quote and escape are bytes that are never half a character of GB18030,
  /// whose second bytes are 0x30 to 0x39 and 0x40 to 0xFE.
  var isFoundInGB18030: Bool {
    escape == .doubled && (delimiter.scalar.value < 0x30 || delimiter == .semicolon)
  }
}
