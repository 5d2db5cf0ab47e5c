import Spreadsheets

/// Why a workbook could not be made from another one.
public enum WorkbookFailure: Error, Sendable {
  /// The workbook cannot be read or edited.
  case input(InputFailure)
  /// What is asked for names a sheet or value that cannot be.
  case request(SpreadsheetError)
  /// The result cannot be written.
  case output(OutputFailure)
}
