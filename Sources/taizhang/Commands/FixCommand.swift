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
          taizhang fix 名册.xlsx --diff            只看会改什么，不写文件
      """,
      """
      The input stays as it is; with several inputs -o is a folder.
      Examples: taizhang fix roster.xlsx -o roster-corrected.xlsx
                taizhang fix ledgers/ -o corrected/
                taizhang fix roster.xlsx --diff
      """))

  @Argument(help: help("文件、文件夹，或 - 表示标准输入", "files, folders, or - for standard input"))
  var files: [String]

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: help("写到哪里（多个文件时是文件夹）", "where to write (a folder for several inputs)"))
  var out: String?

  @Flag(help: help("覆盖已有的文件", "replace existing files"))
  var force = false

  @Flag(help: help("建议更正的也改（请逐条复核）", "apply suggested fixes as well (review them)"))
  var suggested = false

  @Flag(help: help("只显示会改什么，不写文件", "show the changes and write nothing"))
  var diff = false

  @OptionGroup var resuming: ResumeOptions

  @OptionGroup(title: words("通用选项", "Common options")) var common: CommonOptions
  @OptionGroup(title: words("台账的识别", "Recognition")) var ledgers: LedgerOptions
  @OptionGroup(title: words("检查的标准", "Criteria")) var criteria: CriteriaOptions

  func validate() throws {
    if out == nil, !diff { throw ValidationError(words("请用 -o 给出写到哪里", "say where to write with -o")) }
    try resuming.validate(output: out)
  }

  func run() async throws {
    let console = common.console
    let checking = Checking(
      loading: try ledgers.loading(common), pack: try criteria.pack(), asOf: try common.day)
    let fixing = Fixing(
      checking: checking,
      options: CorrectedWorkbook.Options(
        language: common.lang, appliesSuggested: suggested, showsPersonal: criteria.showsPersonal))
    let inputs = try Inputs(files, console: console)
    var status = inputs.status
    let progress = ProgressLine(inputs.files.count, console: console)
    let outcome = await fixing.run(inputs.files, jobs: common.width) { progress.show($0) }
    for failure in outcome.failures {
      console.tell(failure.text(common.lang))
      status = max(status, .unreadableInput)
    }
    if diff {
      let difference = CorrectionDifference(
        language: common.lang, usesColor: console.usesColor, showsPersonal: criteria.showsPersonal)
      for file in outcome.files { console.write(difference.text(file)) }
    } else if let out {
      let places = OutputPlaces(
        out, inputs: inputs.files, isFolder: inputs.files.count + inputs.failures.count > 1 || isFolder(out))
      let finished: FinishedOutputs?
      do throws(OutputFailure) {
        finished =
          resuming.resume
          ? try FinishedOutputs(besides: out, inputs: inputs.files, options: resumedOptions(checking)) : nil
      } catch {
        console.tell(error.text(common.lang))
        return try ExitStatus.unwritableOutput.end()
      }
      for file in outcome.files {
        do throws(WorkbookFailure) {
          var output = try places.output(
            for: file.input, extension: file.workbookExtension, replaces: force)
          if let finished {
            if finished.holds(output) { continue }
            output.replaces = force || finished.mayReplace(output)
            finished.begin(output)
          }
          try fixing.write(file, to: output)
          finished?.add(output)
          console.note(
            Phrase(
              zh: "{path}：更正 {fixed} 处，尚有错误 {errors} 处、提醒 {warnings} 处",
              en: "{path}: {fixed} corrected, {errors} errors and {warnings} warnings remain"),
            [
              "path": output.path, "fixed": "\(file.corrections.count)",
              "errors": "\(file.problems.count { $0.diagnostic.severity == .error })",
              "warnings": "\(file.problems.count { $0.diagnostic.severity == .warning })",
            ])
          if file.losesEncryption {
            console.warn(
              Phrase(
                zh: "{path}：原件有密码，更正后的工作簿没有密码，请妥善保管",
                en: "{path}: the input has a password, the corrected workbook has none; keep it safe"),
              ["path": output.path])
          }
          if file.isEncrypted {
            console.note(
              Phrase(zh: "  已加密，密码与原件相同", en: "  encrypted with the password of the input"))
          }
        } catch {
          status = max(status, console.tell(error))
        }
      }
      if status < .unreadableInput { finished?.finish() }
    }
    if outcome.report.totals.errors > 0 { status = max(status, .findings) }
    try status.end()
  }

  /// What, beside the inputs, decides what is written.
  private func resumedOptions(_ checking: Checking) -> [String] {
    [
      checking.loading.options, "\(checking.asOf)", checking.pack.id, checking.pack.version,
      checking.pack.profile ?? "", InputDigest.digest(ofPath: criteria.criteria ?? ""), "\(common.lang)",
      "\(suggested)", "\(criteria.showsPersonal)",
    ]
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return path.hasSuffix("/")
      || FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}
