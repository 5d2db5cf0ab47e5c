import CSV
import Foundation
import OpenPackaging
import Reports
import Spreadsheets
import XLSX

extension Converting {
  /// Converts one file of delimited text to a workbook as it is, row by row, whatever its length; with
  /// `keepsText` columns of numbers stay text too.
  ///
  /// - Returns: the columns and what became of them, and what reading lived with; `nil` if the file is no
  ///   delimited text.
  public static func writeText(
    _ file: InputFile, _ options: ReadingOptions, keepsText: Bool, to output: Output
  ) throws -> TextToWorkbook.Report? {
    guard case .text(let reader) = try file.openForOnePass(options).content else { return nil }
    var names: Set<String> = []
    do {
      return try TextToWorkbook(reader, typesColumns: !keepsText).write(
        to: URL(fileURLWithPath: output.path),
        sheetName: SheetTitle.unique(reader.name, avoiding: &names), replacing: output.replaces)
    } catch let error as CSVError {
      throw InputFailure(SpreadsheetError(error, path: file.path))
    } catch let error as XLSXWriteError {
      throw InputFailure(error, path: file.path)
    } catch let error as OutputError {
      throw OutputFailure(error)
    } catch {
      throw OutputFailure(path: output.path, notMade: error)
    }
  }
}
