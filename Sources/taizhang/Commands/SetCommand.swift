import ArgumentParser
import Foundation
import Workflow

/// `taizhang set`: a lossless edit.
struct SetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: words("改几个单元格，其余一个字节都不动", "changes cells and nothing else"),
    discussion: words(
      """
      写法：工作表!单元格=值。值以 = 开头是公式，以 ' 开头是文字，空值是清除；
      TRUE/FALSE、数字、YYYY-MM-DD 的日期按样子识别，前导零和长数字保持为文字。
      例：taizhang set 名册.xlsx '名册!C7=2019-07-01' '名册!D7=' -o 名册2.xlsx
      """,
      """
      Sheet!B2=VALUE. A VALUE of =… is a formula, '… is text, an empty one clears;
      TRUE/FALSE, numbers and days YYYY-MM-DD are what they look like; numbers with
      leading zeros or too many digits stay text.
      Example: taizhang set roster.xlsx 'Roster!C7=2019-07-01' 'Roster!D7=' -o new.xlsx
      """))

  @Argument(help: help("要改的工作簿（.xlsx）", "the workbook (.xlsx)"))
  var file: String

  @Argument(help: help("改动，如 '名册!B2=30'", "changes, such as 'Sheet1!B2=30'"))
  var changes: [String]

  @OptionGroup var output: OutputOptions

  @Flag(help: help("打印每个部件和单元格的去向（JSON）", "print what became of every part and cell (JSON)"))
  var receipt = false

  @Flag(help: help("不计算，只清空受影响公式的结果", "empty the results of affected formulas instead of computing them"))
  var noCalculate = false

  @OptionGroup(title: words("通用选项", "Common options")) var common: CommonOptions

  func run() throws {
    let console = common.console
    let assignments = try changes.map { text in
      guard let assignment = CellAssignment(text) else {
        throw ValidationError(
          words("看不懂的改动：\(text)（写法如 名册!B2=30）", "not a change: \(text) (write Sheet1!B2=30)"))
      }
      return assignment
    }
    let input = RawArguments.input(file)
    let day = try common.day
    let result: EditReceipt
    do throws(WorkbookFailure) {
      result = try setCells(
        of: input, assignments, password: common.password, calculatedFor: noCalculate ? nil : day,
        to: output.output)
    } catch {
      return try console.tell(error).end()
    }
    for remark in result.remarks { console.warn(remark.phrase) }
    if receipt { console.write(try ReceiptDocument(result).json()) }
  }
}
