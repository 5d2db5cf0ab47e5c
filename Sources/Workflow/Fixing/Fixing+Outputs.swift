import CSV
import Foundation
import Reports
import SpreadsheetModel
import Spreadsheets

extension Output {
  /// The ending of the path, in lower case.
  var ending: String { URL(fileURLWithPath: path).pathExtension.lowercased() }
}

extension Fixing.Corrected {
  /// Whether a workbook may have the output's name: Excel opens no workbook with macros that is called `.xlsx`, none
  /// without that is called `.xlsm`, and nothing of ours that is called `.xls`.
  func checkEnding(of output: Output) throws(OutputFailure) {
    let ending = output.ending
    let workbooks = ["xlsx", "xlsm", "xltx", "xltm", "xls", "xlsb", "ods", "et"]
    let others = workbooks + ["txt", "tsv", "html", "htm", "pdf"]
    guard others.contains(ending), ending != workbookExtension else { return }
    throw OutputFailure(
      path: output.path, code: "output.ending", message: .endingDoesNotFit(ending),
      advice: .useEnding(workbookExtension))
  }

  /// The corrected content as delimited text, in the encoding and dialect that the input has.
  func delimitedText() throws(WorkbookFailure) -> [UInt8] {
    let sheets = workbook.sheets.filter { !$0.rows.isEmpty }
    guard sheets.count <= 1 else {
      throw .output(
        OutputFailure(
          path: input.path, code: "output.ending", message: .tablesNeedFolder(sheets.count),
          advice: .useEnding(workbookExtension)))
    }
    var options = CSVWritingOptions(formulaGuard: facts.format == .csv ? .off : .apostrophe)
    if let guess = facts.encoding {
      options.encoding = guess.encoding
      options.writesByteOrderMark = guess.markLength > 0
    }
    if let guess = facts.dialect {
      options.delimiter = guess.dialect.delimiter
      if guess.lineEnds.count == 1, let lineEnd = guess.lineEnds.first { options.lineEnd = lineEnd }
    }
    var writer = CSVWriter(options: options)
    if let sheet = sheets.first { writer.append(sheet) }
    do throws(CSVError) {
      return try writer.encoded()
    } catch {
      throw .input(InputFailure(SpreadsheetError(error, path: input.path)))
    }
  }
}
