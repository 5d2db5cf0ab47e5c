import ArgumentParser
import Foundation
import Workflow

/// `taizhang criteria`: the rules themselves.
struct CriteriaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "criteria",
    abstract: words("规则包：列出、检查、试运行、比较", "the criteria: list, lint, test, compare"),
    discussion: words(
      """
      例：taizhang criteria list
          taizhang criteria lint 本单位.yaml
          taizhang criteria test 本单位.yaml
          taizhang criteria diff 旧.yaml 新.yaml
      """,
      """
      Examples: taizhang criteria list
                taizhang criteria lint ours.yaml
                taizhang criteria test ours.yaml
                taizhang criteria diff old.yaml new.yaml
      """),
    subcommands: [List.self, Lint.self, Test.self, Difference.self, Schema.self])

  /// A pack given by its path, or the standard one.
  static func pack(at path: String?, profile: String?) throws -> CriteriaPack {
    if let path { return try CriteriaPack(contentsOf: URL(fileURLWithPath: path), profile: profile) }
    let standard = try CriteriaPack.standard
    return try profile.map { try standard.using(profile: $0) } ?? standard
  }

  /// What is checked, area by area.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: words("列出规则", "lists the rules"))

    @OptionGroup(title: words("通用选项", "Common options")) var common: CommonOptions

    @Argument(help: help("规则包（默认标准包）", "the pack (default the standard one)"))
    var pack: String?

    @Option(help: help("适用范围", "profile"))
    var profile: String?

    func run() throws {
      let pack = try CriteriaCommand.pack(at: self.pack, profile: profile)
      common.console.show(PackListing(pack, language: common.lang).text())
    }
  }

  /// Whether a pack can be used, and what in it deserves a look.
  struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "lint", abstract: words("检查规则包写得对不对", "checks a pack itself"))

    @OptionGroup(title: words("通用选项", "Common options")) var common: CommonOptions

    @Argument(help: help("规则包（默认标准包）", "the pack (default the standard one)"))
    var pack: String?

    func run() throws {
      let pack = try CriteriaCommand.pack(at: self.pack, profile: nil)
      let problems = pack.lint()
      for problem in problems { common.console.show(problem.text(common.lang) + "\n") }
      common.console.note(
        Phrase(zh: "{rules} 条规则，{problems} 处问题", en: "{rules} rules, {problems} problems"),
        ["rules": "\(pack.rules.count)", "problems": "\(problems.count)"])
      if !problems.isEmpty { try ExitStatus.findings.end() }
    }
  }

  /// Runs every example of a pack.
  struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "test", abstract: words("运行规则包里的正例和反例", "runs a pack's examples"))

    @OptionGroup(title: words("通用选项", "Common options")) var common: CommonOptions

    @Argument(help: help("规则包（默认标准包）", "the pack (default the standard one)"))
    var pack: String?

    @Flag(
      help: help(
        "再逐一改动阈值、方向和分项，看示例能不能发现",
        "also change thresholds, directions and clauses one by one and see whether the examples notice"))
    var mutate = false

    func run() async throws {
      let console = common.console
      let pack = try CriteriaCommand.pack(at: self.pack, profile: nil)
      let results = pack.runExamples()
      let failed = results.filter { !$0.holds }
      for result in failed {
        console.show("\(result.example.place) \(result.rule) \(result.example.title)\n")
        for problem in result.problems { console.show("  \(problem.template(common.lang))\n") }
      }
      console.show(
        Phrase(zh: "{passed} 例通过，{failed} 例不符\n", en: "{passed} passed, {failed} failed\n").text(
          common.lang, ["passed": "\(results.count - failed.count)", "failed": "\(failed.count)"]))
      var unpinned: [UnpinnedChange] = []
      if mutate {
        unpinned = await pack.unpinnedChanges()
        for change in unpinned { console.show("\(change.rule)  \(change.change)\n") }
        console.show(
          Phrase(zh: "{count} 处改动没有被示例发现\n", en: "{count} changes go unnoticed by the examples\n").text(
            common.lang, ["count": "\(unpinned.count)"]))
      }
      if !failed.isEmpty || !unpinned.isEmpty { try ExitStatus.findings.end() }
    }
  }

  /// The format of packs for editors.
  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "schema",
      abstract: words("输出规则包格式的 JSON Schema", "prints the JSON Schema of the pack format"))

    @OptionGroup(title: words("通用选项", "Common options")) var common: CommonOptions

    func run() throws { common.console.write(PackSchema.json) }
  }

  /// What changed from one pack to another.
  struct Difference: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff", abstract: words("比较两个规则包", "compares two packs"))

    @OptionGroup(title: words("通用选项", "Common options")) var common: CommonOptions

    @Argument(help: help("旧的规则包", "the earlier pack"))
    var old: String

    @Argument(help: help("新的规则包（默认标准包）", "the later pack (default the standard one)"))
    var new: String?

    func run() throws {
      let earlier = try CriteriaCommand.pack(at: old, profile: nil)
      let later = try CriteriaCommand.pack(at: new, profile: nil)
      let difference = later.difference(from: earlier)
      common.console.show(
        PackListing(later, language: common.lang).text(of: difference, from: earlier))
    }
  }
}

/// `taizhang explain`: what a rule checks, why, and how to put things right.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: words("说明一条规则：检查什么、依据、正例、反例、怎么改", "explains a rule: what, why, examples, what to do"),
    discussion: words("例：taizhang explain FEE-001", "Example: taizhang explain FEE-001"))

  @Argument(help: help("规则编号", "the rule's id"))
  var rules: [String]

  @OptionGroup(title: words("通用选项", "Common options")) var common: CommonOptions
  @OptionGroup(title: words("检查的标准", "Criteria")) var criteria: CriteriaOptions

  func run() throws {
    let pack = try criteria.pack()
    for rule in rules {
      guard let explanation = pack.explain(rule.uppercased()) ?? pack.explain(rule) else {
        throw ValidationError(
          words("没有规则 \(rule)；taizhang criteria list 可列出全部", "no rule \(rule); see taizhang criteria list"))
      }
      common.console.show(explanation.text(common.lang) + "\n")
    }
  }
}
