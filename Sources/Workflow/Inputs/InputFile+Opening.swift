import Foundation
import Spreadsheets
import XLSX

extension InputFile {
  /// The same input, with what comes from standard input held in memory, as it can be read only once.
  public func held() throws(InputFailure) -> InputFile {
    guard case .standardInput = source else { return self }
    do throws(SpreadsheetError) {
      return InputFile(path: path, source: .bytes(try Spreadsheet.standardInput()))
    } catch {
      throw InputFailure(error)
    }
  }

  /// Opens a workbook for editing; one with a password is saved with it again.
  func edit(password: String?) throws(EditError) -> XLSXEditor {
    switch source {
    case .bytes(let bytes): try XLSXEditor(bytes: bytes, password: password)
    case .file, .standardInput, .tally: try XLSXEditor(path: path, password: password)
    }
  }

  /// Opens a workbook for reading its parts.
  func reader(password: String?) throws(XLSXError) -> XLSXReader {
    switch source {
    case .bytes(let bytes): try XLSXReader(bytes: bytes, password: password)
    case .file, .standardInput, .tally:
      try XLSXReader(contentsOf: URL(fileURLWithPath: path), password: password)
    }
  }

  /// The ending Excel asks of this workbook's name, edited; `xlsx` for what is no workbook of Excel.
  public func workbookExtension(password: String?) -> String {
    (try? reader(password: password))?.fileExtension ?? "xlsx"
  }

  /// Reads the spreadsheet, whatever its format.
  public func open(_ options: ReadingOptions) throws(InputFailure) -> Spreadsheet {
    if case .tally(let place) = source { throw place.holdsNoSheets(path) }
    do throws(SpreadsheetError) {
      guard case .bytes(let bytes) = source else {
        return try Spreadsheet(path: path, options: options)
      }
      return try Spreadsheet(bytes: bytes, name: path, options: options)
    } catch {
      throw InputFailure(error)
    }
  }

  /// Opens the spreadsheet for going through its cells once.
  public func openForOnePass(_ options: ReadingOptions) throws(InputFailure) -> SpreadsheetPass {
    if case .tally(let place) = source { throw place.holdsNoSheets(path) }
    do throws(SpreadsheetError) {
      return try SpreadsheetPass(path: path, options: options)
    } catch {
      throw InputFailure(error)
    }
  }
}
