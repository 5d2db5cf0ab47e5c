import ArgumentParser
import Foundation
import Workflow

/// `taizhang tally`: what many files hold, for a summary made elsewhere or later.
struct TallyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tally",
    abstract: words("把一部分台账读成分汇总，交给 summarize 合并", "reads part of the ledgers for summarize to put together"),
    discussion: words(
      """
      分汇总每行一个文件，可以直接首尾相接；summarize 和 check 把它当作原来的文件，数字与一次处理全部文件相同。
      分汇总里有台账的内容（含姓名、身份证号），与台账同样保管。
      例：taizhang tally 甲县/ -o 甲县.jsonl
          taizhang tally 乙县/ -o 乙县.jsonl
          taizhang summarize 甲县.jsonl 乙县.jsonl -o 年终汇总.xlsx --period 2025
          find 台账 -name '*.xlsx' | taizhang tally --files-from - > 全部.jsonl
      """,
      """
      A tally has one line for each file, and tallies can be joined end to end; summarize and check take one
      for the files themselves, with the same figures as all files in one run.
      It holds what the ledgers hold, names and ID numbers included: keep it as you keep them.
      Examples: taizhang tally north/ -o north.jsonl
                taizhang summarize north.jsonl south.jsonl -o summary.xlsx --period 2025
                find ledgers -name '*.xlsx' | taizhang tally --files-from - > all.jsonl
      """))

  @Argument(help: help("文件、文件夹、.zip 压缩包，或已有的分汇总", "files, folders, .zip archives, or tallies made before"))
  var files: [String] = []

  @Option(
    help: help("从文件读取路径，每行一个；- 表示标准输入", "a file with a path on each line; - for standard input"))
  var filesFrom: String?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: help("写到哪里（默认标准输出）", "where to write (default standard output)"))
  var out: String?

  @Flag(help: help("覆盖已有的文件", "replace an existing file"))
  var force = false

  @Flag(help: help("只列出要读的文件，不读", "name the files that would be read, and read none"))
  var list = false

  @OptionGroup var resuming: ResumeOptions

  @OptionGroup(title: words("通用选项", "Common options")) var common: CommonOptions
  @OptionGroup(title: words("台账的识别", "Recognition")) var ledgers: LedgerOptions

  func validate() throws {
    if files.isEmpty, filesFrom == nil {
      throw ValidationError(words("请给出文件，或用 --files-from", "name files, or use --files-from"))
    }
    try resuming.validate(output: out)
  }

  /// The paths that `--files-from` gives.
  private func listed() throws -> [InputPath] {
    guard let filesFrom else { return [] }
    let bytes =
      filesFrom == "-"
      ? try? FileHandle.standardInput.readToEnd() ?? Data() : FileManager.default.contents(atPath: filesFrom)
    guard let bytes else {
      throw ValidationError(words("读不到 \(filesFrom)", "\(filesFrom) cannot be read"))
    }
    return bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).map { InputPath(bytes: Array($0)) }
  }

  func run() async throws {
    let console = common.console
    var loading = try ledgers.loading(common)
    let inputs = try Inputs(try RawArguments.paths(files) + listed(), common, withTallies: true)
    var status = inputs.status
    if list {
      console.write(inputs.files.map { $0.path + "\n" }.joined())
      return try status.end()
    }
    let progress = ProgressLine(inputs.files.count, console: console)
    do throws(OutputFailure) {
      let outcome: Tallying.Outcome
      if let out {
        let output = Output(path: out, replaces: force)
        try output.check()
        loading = try resuming.journaled(loading, besides: out, console: console)
        outcome = try await Tallying(loading: loading).run(
          inputs.files, to: output, jobs: common.width
        ) { progress.show($0) }
        loading.journal?.finish()
      } else {
        outcome = try await Tallying(loading: loading).run(inputs.files, jobs: common.width) {
          progress.show($0)
        } write: { (bytes) throws(OutputFailure) in
          console.write(bytes)
        }
      }
      for (path, problems) in outcome.problems { status = max(status, console.tell(problems, of: path)) }
      for failure in outcome.failures {
        console.tell(failure.text(common.lang))
        status = max(status, .unreadableInput)
      }
      if let out {
        console.note(
          Phrase(zh: "已写入 {path}：{files} 个文件", en: "written: {path}: {files} files"),
          ["path": out, "files": "\(outcome.files)"])
      }
    } catch {
      status = max(status, console.tell(error))
    }
    try status.end()
  }
}
