import ArgumentParser
import Foundation
import Workflow

/// `taizhang check`: validates ledgers against the criteria.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: words("按标准检查台账，列出问题", "checks ledgers against the criteria"),
    discussion: words(
      """
      例：taizhang check 台账/ --as-of 2025-12-31
          taizhang check 台账/ --format xlsx -o 问题清单.xlsx
          taizhang check 台账/ --save-baseline 基线.txt   以后 --baseline 只看新问题
      """,
      """
      Examples: taizhang check ledgers/ --as-of 2025-12-31
                taizhang check ledgers/ --format xlsx -o problems.xlsx
      """))

  /// The formats of the report.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, sarif, html, xlsx }

  @Argument(
    help: help(
      "文件、文件夹、.zip 压缩包、分汇总，或 - 表示标准输入",
      "files, folders, .zip archives, tallies, or - for standard input"))
  var files: [String]

  @Option(help: help("输出格式", "output format"))
  var format: Format = .text

  @Option(name: [.customShort("o"), .customLong("output")], help: help("写到文件", "write to a file"))
  var out: String?

  @Flag(help: help("覆盖已有的文件", "replace an existing file"))
  var force = false

  @Option(help: help("基线文件：其中已有的问题不再列出", "baseline: what it holds is not told again"))
  var baseline: String?

  @Option(help: help("把现有问题存为基线", "save what is found as a baseline"))
  var saveBaseline: String?

  @Flag(help: help("逐步列出每个得分是怎样得来的（text 格式）", "show step by step how each score came about (text)"))
  var steps = false

  @OptionGroup var resuming: ResumeOptions

  @OptionGroup(title: words("通用选项", "Common options")) var common: CommonOptions
  @OptionGroup(title: words("台账的识别", "Recognition")) var ledgers: LedgerOptions
  @OptionGroup(title: words("检查的标准", "Criteria")) var criteria: CriteriaOptions

  func validate() throws {
    if format == .xlsx, out == nil {
      throw ValidationError(words("xlsx 格式要用 -o 给出文件名", "xlsx needs -o"))
    }
    try resuming.validate(output: out)
  }

  func run() async throws {
    let console = common.console
    let pack = try criteria.pack()
    let known = try (baseline ?? OfficeConfiguration.defaults.baseline?.path).map(taizhang.baseline(at:))
    var checking = Checking(
      loading: try ledgers.loading(common), pack: pack, asOf: try common.day,
      options: CheckOptions(baseline: known))
    let inputs = try Inputs(files, common, withTallies: true)
    var status = inputs.status
    do throws(OutputFailure) {
      if let out {
        checking.loading = try resuming.journaled(checking.loading, besides: out, console: console)
      }
    } catch {
      return try console.tell(error).end()
    }
    let progress = ProgressLine(inputs.files.count, console: console)
    let outcome = await checking.run(inputs.files, jobs: common.width) { progress.show($0) }
    for failure in outcome.failures {
      console.tell(failure.failure.text(common.lang))
      status = max(status, .unreadableInput)
    }
    status = max(status, console.tellProblems(of: outcome.submission.files))
    let rendering = CheckRendering(
      outcome: outcome, inputs: inputs.files, missing: inputs.failures, pack: pack,
      language: common.lang, showsPersonal: criteria.showsPersonal)
    do throws(OutputFailure) {
      try write(rendering, console)
      checking.loading.journal?.finish()
      if let saveBaseline {
        try Output(path: saveBaseline, replaces: force)
          .write(Array(Baseline(outcome.report).text.utf8))
      }
    } catch {
      status = max(status, console.tell(error))
    }
    if outcome.report.totals.errors > 0 { status = max(status, .findings) }
    try status.end()
  }

  private func write(_ rendering: CheckRendering, _ console: Console) throws(OutputFailure) {
    let bytes: [UInt8]
    switch format {
    case .json:
      guard let out else { return try rendering.writeJSON { console.write($0) } }
      try Output(path: out, replaces: force).write { (sink) throws(OutputFailure) in
        try rendering.writeJSON(to: sink)
      }
      return noteWritten(out, console)
    case .text: bytes = rendering.text(usesColor: out == nil && console.usesColor, showsSteps: steps)
    case .sarif: bytes = try rendering.sarif()
    case .html: bytes = rendering.html()
    case .xlsx: bytes = try rendering.workbook()
    }
    guard let out else { return console.write(bytes) }
    try Output(path: out, replaces: force).write(bytes)
    noteWritten(out, console)
  }

  private func noteWritten(_ out: String, _ console: Console) {
    console.note(Phrase(zh: "已写入 {path}", en: "written: {path}"), ["path": out])
  }
}
