import Diagnostics
import Foundation
import Reports
import Spreadsheets

extension PreviousSummary {
  /// Reads the key figures of an earlier summary workbook.
  ///
  /// - Throws: `InputFailure` for a file that cannot be read or that is no such workbook.
  public init(path: String) throws(InputFailure) {
    let input = InputFile(path: path, source: .file(URL(fileURLWithPath: path)))
    let workbook = try input.open(ReadingOptions()).workbook
    guard let summary = PreviousSummary(workbook) else {
      throw InputFailure(
        path: path, code: "input.summary",
        message: Phrase(zh: "不是 summarize 生成的汇总工作簿", en: "it is no summary workbook of ours"),
        advice: Phrase(
          zh: "请给出上期用 taizhang summarize 生成的 .xlsx", en: "give the .xlsx that taizhang summarize made"))
    }
    self = summary
  }
}
