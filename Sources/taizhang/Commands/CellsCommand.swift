import ArgumentParser
import Workflow

/// `taizhang cells`: every cell with content as JSON Lines.
struct CellsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cells",
    abstract: words("把每个有内容的单元格写成一行 JSON", "writes every cell with content as a line of JSON"),
    discussion: words(
      "例：taizhang cells 名册.xlsx --sheet 名册 --range A1:F20 --display",
      "Example: taizhang cells roster.xlsx --sheet Roster --range A1:F20 --display"))

  @Argument(
    help: help(
      "文件、文件夹、.zip 压缩包，或 - 表示标准输入",
      "files, folders, .zip archives, or - for standard input"))
  var files: [String]

  @Option(help: help("只看这个工作表", "only this sheet"))
  var sheet: String?

  @Option(help: help("只看这个区域，如 A1:C9", "only this range, such as A1:C9"))
  var range: CellRange?

  @Flag(help: help("带上公式", "formulas as well"))
  var formulas = false

  @Flag(help: help("带上 Excel 显示的文字", "the text Excel would show as well"))
  var display = false

  @Flag(help: help("只数个数", "totals only"))
  var count = false

  @OptionGroup(title: words("通用选项", "Common options")) var common: CommonOptions

  func run() async throws {
    let console = common.console
    let inputs = try Inputs(files, common)
    var status = inputs.status
    let showsFile = inputs.files.count > 1
    let options = common.reading
    if count {
      let totals = await mapInParallel(inputs.files, jobs: common.width) { file in
        Result { () throws(InputFailure) in
          try CellTotals(file.openForOnePass(options))
        }
      }
      for (file, total) in zip(inputs.files, totals) {
        switch total {
        case .success(let total):
          console.warn(of: total.textProblems, in: file.path)
          status = max(status, console.tell(total.problems, of: file.path))
          console.write(total.json(file: showsFile ? file.path : nil) + "\n")
        case .failure(let failure):
          console.tell(failure.text(console.language))
          status = max(status, .unreadableInput)
        }
      }
      return try status.end()
    }
    var lines = CellLines(
      options: CellLineOptions(
        sheet: sheet, range: range, showsFormulas: formulas, showsDisplay: display,
        showsFile: showsFile)
    ) { console.write($0) }
    for file in inputs.files {
      do throws(InputFailure) {
        let isFound = try lines.write(file.openForOnePass(options))
        status = max(status, console.tell(lines.problems, of: file.path))
        if !isFound {
          console.warn(
            .init(
              zh: "{file}：没有工作表“{sheet}”。用 taizhang inspect 看有哪些",
              en: "{file}: no sheet '{sheet}'. See its sheets with taizhang inspect"),
            ["file": file.path, "sheet": sheet ?? ""])
          status = max(status, .unreadableInput)
        }
        console.warn(of: lines.textProblems, in: file.path)
      } catch {
        console.tell(error.text(console.language))
        status = max(status, .unreadableInput)
      }
    }
    try status.end()
  }
}

extension CellRange: ExpressibleByArgument {
  /// Parses A1 notation.
  public init?(argument: String) {
    self.init(a1: argument)
  }
}
