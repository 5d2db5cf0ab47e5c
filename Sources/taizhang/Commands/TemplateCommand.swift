import ArgumentParser
import Workflow

/// `taizhang template`: blank standard ledgers.
struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: words("生成空白标准台账，带下拉、校验、批注和示例", "writes blank standard ledgers"),
    discussion: words(
      """
      例：taizhang template member dues -o 台账模板.xlsx
          taizhang template --all -o 全套台账.xlsx
      """,
      """
      Examples: taizhang template member dues -o template.xlsx
                taizhang template --all -o all.xlsx
      """))

  @Argument(help: help("台账，如 member（党员名册）、dues（党费）", "ledgers, such as member or dues"))
  var names: [String] = []

  @OptionGroup var output: OutputOptions

  @Flag(help: help("全部台账", "every ledger"))
  var all = false

  @OptionGroup(title: words("通用选项", "Common options")) var common: CommonOptions
  @OptionGroup(title: words("台账的识别", "Recognition")) var ledgers: LedgerOptions
  @OptionGroup(title: words("检查的标准", "Criteria")) var criteria: CriteriaOptions

  func validate() throws {
    if names.isEmpty, !all { throw ValidationError(words("请给出台账名，或用 --all", "name ledgers, or pass --all")) }
  }

  func run() throws {
    let console = common.console
    let catalog = try ledgers.loading(common).reader.catalog
    let chosen =
      try all
      ? catalog.ledgers
      : names.map { name in
        let found = catalog.ledgers.first { ledger in
          ledger.id.rawValue == name || ledger.title.zh == name || ledger.synonyms.contains(name)
        }
        guard let found else {
          let known = catalog.ledgers.map { "\($0.id)（\($0.title.zh)）" }.joined(separator: " ")
          throw ValidationError(words("没有台账 \(name)。可选：\(known)", "no ledger \(name). Known: \(known)"))
        }
        return found
      }
    let bytes = try TemplateWorkbook(
      chosen, catalog: catalog, pack: try criteria.pack(), language: common.lang
    ).bytes()
    do throws(OutputFailure) {
      try output.output.write(bytes)
    } catch {
      return try console.tell(error).end()
    }
    console.note(Phrase(zh: "已写入 {path}", en: "written: {path}"), ["path": output.out])
  }
}
