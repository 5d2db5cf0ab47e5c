import Diagnostics
import OpenPackaging
import Spreadsheets
import XLSX

/// Takes out of a workbook what leaves with it unseen; what shows stays as it is.
public struct Scrubbing: Sendable {
  /// What was taken out.
  public var removed: [PrivateTrace]
  /// What had to stay: something that shows needs it, or it shows itself.
  public var left: [PrivateTrace]

  /// Scrubs a file into another.
  public init(_ file: InputFile, password: String? = nil, to output: Output) throws(WorkbookFailure) {
    do throws(OutputFailure) { try output.check() } catch { throw .output(error) }
    let before: [PrivateTrace]
    var editor: XLSXEditor
    do throws(EditError) {
      editor = try file.edit(password: password)
    } catch {
      // The door says best what a file is that the editor cannot open.
      do throws(InputFailure) {
        _ = try file.open(ReadingOptions(password: password))
        throw InputFailure(
          path: file.path, code: "scrub.format",
          message: Phrase(zh: "不是 .xlsx，不能就地清理", en: "it is no .xlsx and cannot be scrubbed in place"),
          advice: Phrase(
            zh: "请先用 convert --raw 转成 .xlsx", en: "Convert it to .xlsx first with convert --raw"))
      } catch { throw .input(error) }
    }
    let saved: [UInt8]
    do throws(EditError) {
      before = try editor.privateTraces()
      try editor.scrub()
      saved = try editor.save().bytes
      left = try XLSXEditor(bytes: saved, password: password).privateTraces()
    } catch { throw .input(InputFailure(SpreadsheetError(error, path: file.path))) }
    let remaining = Set(left)
    removed = before.filter { !remaining.contains($0) }
    do throws(OutputFailure) { try output.write(saved) } catch { throw .output(error) }
  }
}
