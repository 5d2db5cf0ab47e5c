import ArgumentParser
import Foundation
import Workflow

extension Converting.Target: ExpressibleByArgument {}

/// `taizhang convert`: ledgers in canonical columns, or sheets as they are, in another format.
struct ConvertCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: words("转换成规范列的台账，或原样换格式", "converts to canonical ledgers, or to another format as is"),
    discussion: words(
      """
      例：taizhang convert 台账/ -o 台账.sqlite
          taizhang convert 名册.xls -o 名册.xlsx --raw
          taizhang convert 名册.csv -o 名册.csv --encoding gbk --force
      """,
      """
      Examples: taizhang convert ledgers/ -o ledgers.sqlite
                taizhang convert roster.xls -o roster.xlsx --raw
      """))

  @Argument(
    help: help(
      "文件、文件夹、.zip 压缩包，或 - 表示标准输入",
      "files, folders, .zip archives, or - for standard input"))
  var files: [String]

  @OptionGroup var output: OutputOptions

  @Option(help: help("输出格式（默认看 -o 的名字）", "output format (default from the name of -o)"))
  var to: Converting.Target?

  @Flag(help: help("按原样转换工作表，不识别台账", "sheets as they are, no ledgers recognised"))
  var raw = false

  @Flag(help: help("带上每条记录的来源文件、工作表和行", "say which file, sheet and row each record came from"))
  var provenance = false

  @Option(help: help("CSV 的编码（默认 utf-8-sig）", "encoding of CSV (default utf-8-sig)"))
  var encoding: String?

  @Flag(help: help("CSV 转 XLSX 时数字列也保留为文字", "columns of numbers stay text from CSV to XLSX"))
  var keepText = false

  @Flag(help: help("CSV 中像公式的文字也照写", "write text that looks like a formula as it is"))
  var noFormulaGuard = false

  @OptionGroup var resuming: ResumeOptions

  @OptionGroup(title: words("通用选项", "Common options")) var common: CommonOptions
  @OptionGroup(title: words("台账的识别", "Recognition")) var ledgers: LedgerOptions

  @Flag(
    help: help(
      "去掉隐藏内容、作者、批注、外部数据等看不见的东西，其余原样不动",
      "take out hidden content, authors, comments and cached data; all else stays")
  )
  var scrub = false

  private var isStream: Bool { output.out == "-" }

  func validate() throws {
    if resuming.resume, raw || scrub || isStream {
      throw ValidationError(
        words(
          "--resume 只用于把台账转换到文件（不与 --raw、--scrub 或 -o - 同用）",
          "--resume is for ledgers converted into a file: not with --raw, --scrub or -o -"))
    }
  }

  func run() async throws {
    let console = common.console
    if scrub { return try scrubFiles(console) }
    guard
      let target = to ?? Converting.Target(path: output.out) ?? (output.output.namesFolder ? .csv : nil)
        ?? (isStream ? .jsonl : nil)
    else {
      throw ValidationError(
        words("看不出要转成什么格式，请用 --to 指定", "the format cannot be told from the name; give --to"))
    }
    let inputs = try Inputs(files, without: isStream ? nil : output.out, common, withTallies: !raw)
    var status = inputs.status
    // A CSV output may turn out to be a folder, which is looked at when the tables are known.
    if !isStream, !(target == .csv && output.output.namesFolder) {
      do throws(OutputFailure) { try output.output.check() } catch {
        return try console.tell(error).end()
      }
    }
    if raw, target == .xlsx, !isStream, inputs.files.count == 1, try convertText(inputs.files[0], console) {
      return try status.end()
    }
    var converting = Converting(
      loading: try ledgers.loading(common), target: target, csv: try csvOptions(),
      withProvenance: provenance, language: common.lang)
    if raw, target == .csv, !isStream, !output.output.namesFolder, inputs.files.count == 1,
      try convertSheet(inputs.files[0], converting, console)
    {
      return try status.end()
    }
    do throws(OutputFailure) {
      if resuming.resume {
        converting.loading = try resuming.journaled(
          converting.loading, besides: output.out, console: console)
      }
    } catch {
      return try console.tell(error).end()
    }
    let content = await load(inputs.files, converting.loading, console, &status)
    if content.isEmpty { return try max(status, .unreadableInput).end() }
    do throws(OutputFailure) {
      let written = try converting.write(
        content, to: isStream ? .stream { console.write($0) } : .output(output.output))
      converting.loading.journal?.finish()
      tell(written, console)
    } catch {
      status = max(status, console.tell(error))
    }
    try status.end()
  }

  /// Reads the files, tells what cannot be read and what holds no ledger.
  private func load(
    _ files: [InputFile], _ loading: LedgerLoading, _ console: Console, _ status: inout ExitStatus
  ) async -> Converting.Content {
    let progress = ProgressLine(files.count, console: console)
    let show: @Sendable (Int) -> Void = { progress.show($0) }
    if raw {
      let loaded = read(await loading.load(files, jobs: common.width, progress: show), console, &status)
      status = max(status, console.tellProblems(of: loaded.map(\.ledgers)))
      return .sheets(loaded)
    }
    let ledgers = read(
      await loading.loadLedgers(files, jobs: common.width, progress: show), console, &status)
    status = max(status, console.tellProblems(of: ledgers))
    for file in ledgers where file.tables.isEmpty {
      // A report of an earlier merge is no ledger, and nothing to warn of.
      if !file.unreadSheets.isEmpty, file.unreadSheets.allSatisfy({ $0.reason == .ours }) { continue }
      console.warn(
        Phrase(
          zh: "{path}：没有认出台账；要按原样转换请加 --raw",
          en: "{path}: no ledger recognised; pass --raw to convert it as it is"),
        ["path": file.path])
    }
    return .ledgers(ledgers)
  }

  /// What could be read; what could not is told.
  private func read<File>(
    _ results: [Result<File, InputFailure>], _ console: Console, _ status: inout ExitStatus
  ) -> [File] {
    var files: [File] = []
    for result in results {
      switch result {
      case .success(let file): files.append(file)
      case .failure(let failure):
        console.tell(failure.text(common.lang))
        status = max(status, .unreadableInput)
      }
    }
    return files
  }

  /// Says what was written, and what in it does not fit together.
  private func tell(_ written: Converting.Written, _ console: Console) {
    for path in written.paths {
      console.note(Phrase(zh: "已写入 {path}", en: "written: {path}"), ["path": path])
    }
    if written.guarded > 0 {
      console.note(
        Phrase(
          zh: "有 {count} 格文字像公式，已在前面加单引号以防被执行（--no-formula-guard 可关闭）",
          en: "{count} texts that look like formulas got an apostrophe before them (--no-formula-guard)"),
        ["count": "\(written.guarded)"])
    }
    guard let merge = written.merge else { return }
    console.note(merge.summary)
    for line in merge.lines(limit: 10, common.lang) { console.tell(line) }
  }

  /// Does a conversion row by row; what cannot be read or written is told and ends the command.
  private func ending(_ console: Console, _ convert: () throws -> Bool) throws -> Bool {
    do {
      return try convert()
    } catch let failure as InputFailure {
      console.tell(failure.text(common.lang))
      try ExitStatus.unreadableInput.end()
    } catch let failure as OutputFailure {
      try console.tell(failure).end()
    }
    return true
  }

  /// Converts a workbook of one sheet to delimited text row by row; false for anything else.
  private func convertSheet(
    _ file: InputFile, _ converting: Converting, _ console: Console
  ) throws -> Bool {
    try ending(console) {
      guard let written = try converting.writeSheet(file, common.reading, to: output.output) else {
        return false
      }
      tell(written, console)
      return true
    }
  }

  /// Converts delimited text row by row; false for a file of another format.
  private func convertText(_ file: InputFile, _ console: Console) throws -> Bool {
    try ending(console) {
      let report = try Converting.writeText(
        file, common.reading, keepsText: keepText, to: output.output)
      guard let report else { return false }
      console.warn(of: report.problems, in: file.path)
      console.note(Phrase(zh: "已写入 {path}", en: "written: {path}"), ["path": output.output.path])
      let numbers = report.columns.filter { if case .number = $0.type { true } else { false } }
      if !numbers.isEmpty {
        console.note(
          Phrase(
            zh: "整列都是数字的存为数字：{columns}；其余都按文字保存（--keep-text 可全部保留文字）",
            en:
              "columns that are numbers throughout became numbers: {columns}; all else stays text (--keep-text)"
          ),
          [
            "columns": numbers.map { CellReference.columnName($0.index) + " " + $0.header }.joined(
              separator: ", ")
          ])
      }
      return true
    }
  }

  private func csvOptions() throws -> CSVWritingOptions {
    let guarding: CSVWritingOptions.FormulaGuard = noFormulaGuard ? .off : .apostrophe
    guard let encoding else { return CSVWritingOptions(formulaGuard: guarding) }
    guard let known = TextEncoding(name: encoding) else {
      throw ValidationError(words("不认识的编码：\(encoding)", "unknown encoding: \(encoding)"))
    }
    // `utf-8` asks for no mark, `utf-8-sig` for one.
    let mark = known == .utf8 ? encoding.lowercased().contains("sig") : nil
    return CSVWritingOptions(encoding: known, writesByteOrderMark: mark, formulaGuard: guarding)
  }
}
