import Spreadsheets

extension InputFile {
  /// Reads the spreadsheet, whatever its format.
  public func open(_ options: ReadingOptions) throws(InputFailure) -> Spreadsheet {
    do throws(SpreadsheetError) {
      return try Spreadsheet(path: path, options: options)
    } catch {
      throw InputFailure(error)
    }
  }
}
