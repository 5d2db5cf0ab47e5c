import Foundation
import XLSX

/// A spreadsheet of whatever format opened for going through its cells once: a workbook's rows stream
/// from the file, other formats are read into memory.
public struct SpreadsheetPass: Sendable {
  /// Where the cells come from.
  public enum Content: Sendable {
    /// A workbook, whose rows are read as they are asked for.
    case package(XLSXReader)
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
    let url = URL(fileURLWithPath: path)
    if path != "-", let reader = try? XLSXReader(contentsOf: url, password: options.password) {
      content = .package(reader)
    } else {
      // What is no workbook, or one that does not open, is told apart there.
      content = .inMemory(try Spreadsheet(path: path, options: options))
    }
  }
}
