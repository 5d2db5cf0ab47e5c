import Calculation
import OpenPackaging
import Spreadsheets
import XLSX

/// Makes a list of changes to a workbook and saves it elsewhere; all else stays as it is.
///
/// - Parameter today: The day for which what depends on the changes is computed; `nil` empties its results.
/// - Returns: what became of every part.
public func setCells(
  of input: InputFile, _ assignments: [CellAssignment], password: String? = nil,
  calculatedFor today: CivilDate?,
  to output: Output
) throws(WorkbookFailure) -> EditReceipt {
  do throws(OutputFailure) { try output.check() } catch { throw .output(error) }
  let file: InputFile
  do throws(InputFailure) { file = try input.held() } catch { throw .input(error) }
  var editor: XLSXEditor
  do throws(EditError) {
    editor = try file.edit(password: password)
  } catch {
    // The door says best what a file is that the editor cannot open.
    do throws(InputFailure) {
      _ = try file.open(ReadingOptions(password: password))
    } catch { throw .input(error) }
    throw .input(InputFailure(SpreadsheetError(error, path: file.path)))
  }
  do throws(EditError) {
    for assignment in assignments {
      try editor[assignment.sheet].set(assignment.cell, to: assignment.entry)
    }
  } catch { throw failure(error, of: file) }
  do throws(EditError) {
    if let today {
      // What passes the limits is computed by the next application, as what is emptied says.
      do throws(EditError) {
        try editor.calculate(CalculationOptions(today: today), storing: .missing)
      } catch { guard error.code == .limitExceeded else { throw error } }
    }
    return try editor.save(to: output.path, replacing: output.replaces)
  } catch {
    guard error.code == .unwritable else { throw failure(error, of: file) }
    throw .output(OutputFailure(SpreadsheetError(error, path: output.path)))
  }
}

/// A part that cannot be read is the file's fault; all else lies in what was asked for.
private func failure(_ error: EditError, of file: InputFile) -> WorkbookFailure {
  let words = SpreadsheetError(error, path: file.path)
  return error.isAboutFile ? .input(InputFailure(words)) : .request(words)
}
