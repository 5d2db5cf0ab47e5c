import ArgumentParser
import Foundation
import Workflow

/// `taizhang fix`: the corrected workbook.
struct FixCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix",
    abstract: words("更正台账：能放心改的改好，其余标在单元格上", "corrects ledgers: what is safe is mended, the rest is marked"),
    discussion: words(
      """
      原件不动；更正后的工作簿保持原样，另附问题清单和更正记录。多个文件时 -o 是文件夹。
      例：taizhang fix 名册.xlsx -o 名册-更正.xlsx
          taizhang fix 台账/ -o 更正/
          taizhang fix 名册.csv -o 名册-更正.csv    编码和分隔符与原件相同
          taizhang fix 名册.xlsx --diff            只看会改什么，不写文件
      """,
      """
      The input stays as it is; with several inputs -o is a folder.
      Examples: taizhang fix roster.xlsx -o roster-corrected.xlsx
                taizhang fix ledgers/ -o corrected/
                taizhang fix roster.xlsx --diff
      """))

  @Argument(
    help: help("文件、文件夹、.zip 压缩包，或 - 表示标准输入", "files, folders, .zip archives, or - for standard input"))
  var files: [String]

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: help("写到哪里（多个文件时是文件夹，或以 .zip 结尾）", "where to write (a folder, or a .zip, for several inputs)"))
  var out: String?

  @Flag(help: help("覆盖已有的文件", "replace existing files"))
  var force = false

  @Flag(help: help("建议更正的也改（请逐条复核）", "apply suggested fixes as well (review them)"))
  var suggested = false

  @Flag(
    help: help(
      "意思完全相同的词也改成标准用词（男性→男、汉→汉族）", "rewrite words that mean exactly a standard term (男性 as 男)"))
  var standardTerms = false

  @Flag(help: help("用于上报：只更正，不加标记、批注和工作表", "to hand in: no marks, notes and added sheets"))
  var final = false

  @Flag(help: help("只显示会改什么，不写文件", "show the changes and write nothing"))
  var diff = false

  @OptionGroup var resuming: ResumeOptions

  @OptionGroup(title: words("通用选项", "Common options")) var common: CommonOptions
  @OptionGroup(title: words("台账的识别", "Recognition")) var ledgers: LedgerOptions
  @OptionGroup(title: words("检查的标准", "Criteria")) var criteria: CriteriaOptions

  func validate() throws {
    if out == nil, !diff { throw ValidationError(words("请用 -o 给出写到哪里", "say where to write with -o")) }
    try resuming.validate(output: out)
    if resuming.resume, namesArchive {
      throw ValidationError(
        words("--resume 不能与 .zip 输出同用，请写到文件夹", "--resume needs a folder: a .zip is written as a whole"))
    }
  }

  /// Whether the corrected workbooks go into a `.zip`.
  private var namesArchive: Bool { out.map { Output(path: $0, replaces: force).namesArchive } ?? false }

  func run() async throws {
    let console = common.console
    var checking = Checking(
      loading: try ledgers.loading(common), pack: try criteria.pack(), asOf: try common.day)
    checking.options.wantsStandardTerms = standardTerms || OfficeConfiguration.defaults.usesStandardTerms
    // What an interrupted run has to do again is one part.
    checking.sizes = resuming.resume ? .init(whole: 10, part: 10) : .init(whole: 100, part: 50)
    var options = CorrectedWorkbook.Options(
      language: common.lang, appliesSuggested: suggested, showsPersonal: criteria.showsPersonal)
    options.isFinal = final
    let fixing = Fixing(checking: checking, options: options)
    let inputs = try Inputs(files, without: namesArchive ? out : nil, common)
    var status = inputs.status
    var finished: FinishedOutputs?
    var places: OutputPlaces?
    do throws(OutputFailure) {
      if let out, !diff {
        places = try OutputPlaces(
          Output(path: out, replaces: force), inputs: inputs.files, missing: inputs.failures.count)
      }
      if let out, resuming.resume {
        let outputs = try FinishedOutputs(
          besides: out, inputs: inputs.files, options: resumedOptions(checking))
        finished = outputs
        if outputs.doneCount > 0 {
          console.note(
            Phrase(
              zh: "接着上次：已更正 {count} 个文件，不再检查", en: "going on: {count} files are done and not checked again"),
            ["count": "\(outputs.doneCount)"])
        }
      }
    } catch {
      return try console.tell(error).end()
    }
    let writing = CorrectedWriting(
      fixing: fixing, console: console, finished: finished, places: places)
    let difference = CorrectionDifference(
      language: common.lang, usesColor: console.usesColor, showsPersonal: criteria.showsPersonal)
    let progress = ProgressLine(inputs.files.count, console: console)
    let errors = await fixing.run(inputs.files, jobs: common.width) {
      progress.show($0)
    } done: { number in
      finished?.part(number)
    } use: { outcome in
      status = max(status, console.tellProblems(of: outcome.submission.files))
      for failure in outcome.failures {
        console.tell(failure.text(common.lang))
        status = max(status, .unreadableInput)
      }
      guard !diff else {
        for file in outcome.files { console.show(difference.text(file)) }
        return nil
      }
      return writing.write(outcome.files, &status)
    } note: { number, state in
      finished?.add(state, ofPart: number)
    }
    writing.finish(&status)
    if status < .unreadableInput { finished?.finish() }
    if errors > 0 { status = max(status, .findings) }
    try status.end()
  }

  /// What, beside the inputs, decides what is written.
  private func resumedOptions(_ checking: Checking) -> [String] {
    [
      checking.loading.options, "\(checking.asOf)", checking.pack.id, checking.pack.version,
      checking.pack.profile ?? "", InputDigest.digest(ofPath: criteria.criteria ?? ""), "\(common.lang)",
      "\(suggested)", "\(checking.options.wantsStandardTerms)", "\(final)", "\(criteria.showsPersonal)",
    ]
  }
}
