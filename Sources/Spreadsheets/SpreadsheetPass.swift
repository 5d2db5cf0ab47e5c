import CSV
import Foundation
import XLSX

/// A spreadsheet of whatever format opened for going through its cells once: the rows of workbooks
/// and of delimited text stream from the file, other formats are read into memory.
public struct SpreadsheetPass: Sendable {
  /// Where the cells come from.
  public enum Content: Sendable {
    /// A workbook, whose rows are read as they are asked for.
    case package(XLSXReader)
    /// Delimited text, whose rows are read as they are asked for.
    case text(CSVReader)
    /// A spreadsheet in memory.
    case inMemory(Spreadsheet)
  }

  /// The file's path as the user gave it; `-` for standard input.
  public let path: String
  /// Where the cells come from.
  public let content: Content

  /// Opens the file at a path; `-` reads standard input.
  ///
  /// - Throws: `SpreadsheetError`, which says what, where and what to do about it.
  public init(path: String, options: ReadingOptions = .init()) throws(SpreadsheetError) {
    self.path = path
    switch path == "-" ? .stream(try InputFile.standardInput()) : try InputFile.content(atPath: path) {
    case .file(let head): content = try Self.file(path, head, options)
    case .stream(let bytes): content = try Self.stream(path, bytes, options)
    }
  }

  /// Opens a spreadsheet whose bytes are in memory.
  ///
  /// - Parameter name: its path or name, for messages and for the sheet name of formats that have none.
  /// - Throws: `SpreadsheetError`, which says what, where and what to do about it.
  public init(
    bytes: [UInt8], name: String, options: ReadingOptions = .init()
  ) throws(SpreadsheetError) {
    path = name
    content = try Self.stream(name, bytes, options)
  }

  private static func stream(
    _ path: String, _ bytes: [UInt8], _ options: ReadingOptions
  ) throws(SpreadsheetError) -> Content {
    switch FileSignature(bytes) {
    case .zip: return .package(try reader(.memory(bytes), path, options))
    case .text:
      return .text(
        try text(path) { () throws(CSVError) in
          try CSVReader(bytes: bytes, name: Spreadsheet.baseName(path), options: options.csv)
        })
    default: return .inMemory(try Spreadsheet(bytes: bytes, name: path, options: options))
    }
  }

  private static func reader(
    _ source: Spreadsheet.PackageSource, _ path: String, _ options: ReadingOptions
  ) throws(SpreadsheetError) -> XLSXReader {
    do { return try source.reader(options) } catch { throw Spreadsheet.packageError(error, source, path) }
  }

  private static func file(
    _ path: String, _ head: [UInt8], _ options: ReadingOptions
  ) throws(SpreadsheetError) -> Content {
    switch FileSignature(head) {
    case .zip: return .package(try reader(.file(path), path, options))
    case .text:
      return .text(
        try text(path) { () throws(CSVError) in
          try CSVReader(path: path, name: Spreadsheet.baseName(path), options: options.csv)
        })
    default: return .inMemory(try Spreadsheet(path: path, options: options))
    }
  }

  private static func text(
    _ path: String, _ open: () throws(CSVError) -> CSVReader
  ) throws(SpreadsheetError) -> CSVReader {
    do { return try open() } catch { throw SpreadsheetError(error, path: path) }
  }
}
