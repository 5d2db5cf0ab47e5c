import Spreadsheets

extension InputFile {
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
