import Foundation
import Spreadsheets
import XLSX

extension InputFile {
  /// The same input, with what comes from standard input or an archive held in memory: it can be read only once, or
  /// would have to be unpacked again.
  public func held() throws(InputFailure) -> InputFile {
    switch source {
    case .file, .bytes, .tally: return self
    case .named(let file): return InputFile(path: path, source: .bytes(try file.contents()))
    case .archived(let file): return InputFile(path: path, source: .bytes(try file.bytes(path: path)))
    case .refused(let failure): throw failure
    case .standardInput:
      do throws(SpreadsheetError) {
        return InputFile(path: path, source: .bytes(try Spreadsheet.standardInput()))
      } catch {
        throw InputFailure(error)
      }
    }
  }

  /// Opens a workbook for editing, held; one with a password is saved with it again.
  func edit(password: String?) throws(EditError) -> XLSXEditor {
    switch source {
    case .bytes(let bytes): try XLSXEditor(bytes: bytes, password: password)
    default: try XLSXEditor(path: path, password: password)
    }
  }

  /// Opens a workbook, held, for reading its parts.
  func reader(password: String?) throws(XLSXError) -> XLSXReader {
    switch source {
    case .bytes(let bytes): try XLSXReader(bytes: bytes, password: password)
    default:
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
    let input = try held()
    do throws(SpreadsheetError) {
      guard case .bytes(let bytes) = input.source else {
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
    let input = try held()
    do throws(SpreadsheetError) {
      guard case .bytes(let bytes) = input.source else {
        return try SpreadsheetPass(path: path, options: options)
      }
      return try SpreadsheetPass(bytes: bytes, name: path, options: options)
    } catch {
      throw InputFailure(error)
    }
  }
}
