import ArgumentParser
import Foundation
import Workflow

/// `taizhang calculate`: the results of formulas.
struct CalculateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calculate",
    abstract: words("计算全部公式，存入结果，其余不动", "computes all formulas and stores their results"),
    discussion: words(
      """
      例：taizhang calculate 名册.xlsx -o 名册2.xlsx
          taizhang calculate --verify 台账/      只核对，不写文件；结果不一致时状态为 1
      """,
      """
      Examples: taizhang calculate roster.xlsx -o new.xlsx
                taizhang calculate --verify ledgers/      writes nothing; status 1 where results differ
      """))

  /// The formats of the answer.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: help("工作簿（.xlsx）；核对时可以是文件夹", "workbooks (.xlsx); folders as well with --verify"))
  var files: [String]

  @Flag(help: help("核对存着的结果，不写文件", "hold stored results against computed ones, writing nothing"))
  var verify = false

  @Option(help: help("输出格式", "output format"))
  var format: Format = .text

  @Option(name: [.short, .customLong("output")], help: help("写到哪里", "where to write"))
  var output: String?

  @Flag(help: help("可以覆盖已有的文件", "replace an existing file"))
  var force = false

  @OptionGroup(title: words("通用选项", "Common options")) var common: CommonOptions

  func validate() throws {
    if verify == (output != nil) || !verify && files.count != 1 {
      throw ValidationError(
        words("要么给一个文件和 -o，要么用 --verify", "give one file and -o, or --verify"))
    }
  }

  func run() throws {
    if let output { return try store(to: output) }
    let console = common.console
    let inputs = try Inputs(files, common)
    let day = try common.day
    var status = inputs.status
    for file in inputs.files {
      do throws(InputFailure) {
        let check = try CalculationCheck(file, today: day, options: common.reading)
        if !check.differences.isEmpty { status = max(status, .findings) }
        tell(check, of: file.path, console)
      } catch {
        console.tell(error.text(common.lang))
        status = max(status, .unreadableInput)
      }
    }
    try status.end()
  }

  private func tell(_ check: CalculationCheck, of path: String, _ console: Console) {
    if format == .json {
      for difference in check.differences { console.write(difference.jsonLine + "\n") }
    } else {
      if !check.differences.isEmpty { console.show("\(path)\n") }
      for difference in check.differences { console.show("  \(difference.text)\n") }
    }
    let counts = ["file": path, "count": "\(check.volatile.count)"]
    if !check.volatile.isEmpty {
      console.warn(
        .init(
          zh: "{file}：{count} 个随时间或随机变化的公式，结果与存着的不同，不算错误",
          en: "{file}: {count} formulas that change with the clock or by chance differ from what is stored"),
        counts)
      for difference in check.volatile {
        console.warn(.init(zh: "  " + difference.text, en: "  " + difference.text))
      }
    }
    for place in check.circular {
      console.warn(
        .init(zh: "{file}：{place} 循环引用", en: "{file}: {place} depends on itself"),
        ["file": path, "place": "\(place.sheet)!\(place.cell)"])
    }
    for place in check.kept { tellKept("\(place.sheet)!\(place.cell)", place.formula, of: path, console) }
  }

  private func tellKept(_ place: String, _ formula: String, of path: String, _ console: Console) {
    console.warn(
      .init(
        zh: "{file}：{place} 算不了，保留原来的结果：={formula}",
        en: "{file}: {place} cannot be computed and keeps its result: ={formula}"),
      ["file": path, "place": place, "formula": formula])
  }

  private func store(to path: String) throws {
    let console = common.console
    let input = RawArguments.input(files[0])
    let day = try common.day
    let kept: [KeptResult]
    do throws(WorkbookFailure) {
      kept = try calculate(
        input, today: day, password: common.password, to: Output(path: path, replaces: force))
    } catch {
      return try console.tell(error).end()
    }
    for result in kept { tellKept("\(result.sheet)!\(result.cell)", result.formula, of: files[0], console) }
  }
}
