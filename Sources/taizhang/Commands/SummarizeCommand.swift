import ArgumentParser
import Foundation
import Workflow

extension Reports.Period: ExpressibleByArgument {
  /// Parses `2025`, `2025Q3` or `2025-09`.
  public init?(argument: String) {
    self.init(argument)
  }
}

/// `taizhang summarize`: the summary workbook over all inputs.
struct SummarizeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summarize",
    abstract: words("把许多台账汇总成一个工作簿", "makes one summary workbook of many ledgers"),
    discussion: words(
      """
      每个数字都是公式，可以一直追到明细行；-o 写成 .html 则得到一个网页，数字相同。
      例：taizhang summarize 台账/ -o 汇总.xlsx --period 2025 --office 市直机关工委
          taizhang summarize 台账/ -o 汇总.xlsx --period 2025Q3 --previous 上期.xlsx
          taizhang summarize 台账/ -o 年终汇总.html --period 2025
      """,
      """
      Every figure is a formula that can be followed down to its rows; with -o ….html it is a page.
      Examples: taizhang summarize ledgers/ -o summary.xlsx --period 2025
                taizhang summarize ledgers/ -o q3.xlsx --period 2025Q3 \\
            --previous q2.xlsx
      """))

  @Argument(
    help: help(
      "文件、文件夹、.zip 压缩包、分汇总，或 - 表示标准输入",
      "files, folders, .zip archives, tallies, or - for standard input"))
  var files: [String]

  @OptionGroup var output: OutputOptions

  @Option(
    help: help(
      "统计时间：2025、2025Q3 或 2025-09（默认按 --as-of 的年份）",
      "2025, 2025Q3 or 2025-09 (default: the year of --as-of)"))
  var period: Reports.Period?

  @Option(help: help("标题中的单位名称", "the office named in headings"))
  var office: String?

  @OptionGroup var resuming: ResumeOptions

  @OptionGroup(title: words("通用选项", "Common options")) var common: CommonOptions
  @OptionGroup(title: words("台账的识别", "Recognition")) var ledgers: LedgerOptions
  @OptionGroup(title: words("检查的标准", "Criteria")) var criteria: CriteriaOptions

  @Option(
    help: help("上期的汇总工作簿，用来比较", "the summary workbook of the period before, to compare with"))
  var previous: String?

  func run() async throws {
    let console = common.console
    let day = try common.day
    let defaults = OfficeConfiguration.defaults
    let period = period ?? defaults.period ?? .year(day.year)
    // A period that is over is judged by its end, unless a day was given.
    let asOf = common.isDayGiven ? day : min(day, period.lastDay ?? day)
    var checking = Checking(
      loading: try ledgers.loading(common), pack: try criteria.pack(), asOf: asOf,
      options: CheckOptions(years: [period.year]))
    let inputs = try Inputs(files, common, withTallies: true)
    var status = inputs.status
    do throws(OutputFailure) {
      try output.output.check()
      checking.loading = try resuming.journaled(checking.loading, besides: output.out, console: console)
    } catch {
      return try console.tell(error).end()
    }
    let before: PreviousSummary?
    do throws(InputFailure) { before = try previous.map(PreviousSummary.init(path:)) } catch {
      console.tell(error.text(common.lang))
      return try ExitStatus.unreadableInput.end()
    }
    let progress = ProgressLine(inputs.files.count, console: console)
    let (outcome, summary) = await Summarizing(
      checking: checking, period: period, language: common.lang, office: office ?? defaults.office ?? "",
      previous: before
    ).run(inputs.files, missing: inputs.failures, jobs: common.width) { progress.show($0) }
    for failure in outcome.failures {
      console.tell(failure.failure.text(common.lang))
      status = max(status, .unreadableInput)
    }
    status = max(status, console.tellProblems(of: outcome.submission.files))
    guard !outcome.submission.files.isEmpty else {
      console.warn(
        Phrase(zh: "没有可以汇总的台账，未写 {path}", en: "nothing to summarise; {path} was not written"),
        ["path": output.out])
      return try ExitStatus.unreadableInput.end()
    }
    do throws(OutputFailure) {
      try output.output.write(summary)
      checking.loading.journal?.finish()
      console.note(
        Phrase(
          zh: "已写入 {path}：{files} 个文件，{organisations} 个党组织，{records} 条记录",
          en: "written: {path}: {files} files, {organisations} organisations, {records} records"),
        [
          "path": output.out, "files": "\(outcome.submission.files.count)",
          "organisations": "\(summary.organisationCount)",
          "records": "\(outcome.report.totals.records)",
        ])
    } catch {
      status = max(status, console.tell(error))
    }
    if outcome.report.totals.errors > 0 { status = max(status, .findings) }
    try status.end()
  }
}
