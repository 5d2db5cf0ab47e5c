import Criteria
import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel
import TestSupport
import Testing

@Suite("Packs")
struct PackTests {
  private func pack(_ yaml: String) throws -> CriteriaPack {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pack-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("pack.yaml")
    try Data(yaml.utf8).write(to: file)
    return try CriteriaPack(contentsOf: file)
  }

  private static let frame = """
    id: t
    version: "1"
    title: t
    subjects:
      organisation: {ledger: organisation, name: name, kind: kind}
      person: {ledger: member, name: name, number: id_number, organisation: branch, since: [joined]}

    """

  @Test("a library's criteria are data: its examples hold with its own ledgers")
  func library() throws {
    let pack = try CriteriaPack.bundled("library")
    #expect(pack.lint().isEmpty)
    for result in pack.runExamples() where !result.holds {
      Issue.record("\(result.rule) \(result.example.title): \(result.problems.map(\.zh))")
    }
  }

  @Test("the library's examples notice every change to its rules as well")
  func libraryIsPinned() async throws {
    let changes = try await CriteriaPack.bundled("library").unpinnedChanges()
    #expect(changes.isEmpty, "\(changes.map { "\($0.rule): \($0.change)" })")
  }

  @Test(
    "what is wrong with a pack is told with its place and the name that was meant",
    arguments: [
      (
        "rules:\n  - {id: A, title: a, severity: error, ledger: membr, check: {required: {fields: [name]}}}",
        PackProblem.Code.unknownName, "member"
      ),
      (
        "rules:\n  - {id: A, title: a, severity: error, ledger: member, check: {requird: {fields: [name]}}}",
        .unknownName, "required"
      ),
      (
        "rules:\n  - {id: A, title: a, severity: error, ledger: member, check: {required: {fields: [nam]}}}",
        .unknownName, "name"
      ),
      (
        "rules:\n  - {id: A, title: a, sevrity: error, ledger: member, check: {required: {fields: [name]}}}",
        .unknownKey, "severity"
      ),
      (
        "rules:\n  - {id: A, title: a, severity: eror, ledger: member, check: {required: {fields: [name]}}}",
        .unknownName, "error"
      ),
    ])
  func problems(_ rules: String, _ code: PackProblem.Code, _ meant: String) throws {
    let error = #expect(throws: PackError.self) { try pack(Self.frame + rules) }
    let problem = try #require(error?.problems.first)
    #expect(problem.code == code)
    #expect(problem.suggestion == meant)
    #expect((problem.place?.line ?? 0) >= 7)
  }

  @Test("text nested without end, or that is no YAML, is refused with its place")
  func malformed() {
    #expect(throws: PackError.self) { try pack(String(repeating: "[", count: 100_000)) }
    #expect(throws: PackError.self) { try pack("id: [1\nversion: }") }
    #expect(throws: PackError.self) { try pack("") }
  }

  @Test("a pack extends another: a threshold changed, a rule switched off, a waiver granted")
  func extending() throws {
    let pack = try pack(
      """
      extends: standard
      id: ours
      rules:
        - {id: ORG-002, check: {measure: {atMost: 40}}}
        - {id: ORG-001, enabled: false}
      waivers:
        - {rule: ORG-003, organisation: 甲支部, reason: 片区过渡, until: 2026-06-30}
      """)
    #expect(pack.id == "ours")
    #expect(pack.rule("ORG-001")?.isEnabled == false)
    let changes = pack.difference(from: try CriteriaPack.standard).changes
    #expect(changes.contains { $0.rule == "ORG-002" && $0.kind == .check })
    #expect(changes.contains { $0.rule == "ORG-001" && $0.kind == .turnedOff })
    #expect(pack.waivers.count == 1)
  }

  @Test("a baseline leaves only what is new, and survives being written and read")
  func baseline() throws {
    let pack = try CriteriaPack.standard
    let rule = try #require(pack.rule("DATA-004"))
    let example = try #require(rule.examples.first { if case .fail = $0.expectation { true } else { false } })
    let submission = ExampleReader(pack: pack).submission(example)
    let day = try #require(CivilDate(iso: "2025-12-31"))
    let first = pack.check(submission, asOf: day)
    #expect(first.totals.errors > 0)
    let baseline = try #require(Baseline(text: Baseline(first).text))
    let second = pack.check(submission, asOf: day, options: CheckOptions(baseline: baseline))
    #expect(second.totals.errors == 0)
    #expect(second.totals.known == first.findings.count)
  }

  @Test("a rule explains itself with its article and its cases")
  func explanation() throws {
    let text = try #require(CriteriaPack.standard.explain("FEE-001")).text(.zh)
    #expect(text.contains("党费收缴"))
    #expect(text.contains("第 1, 2 条"))
    #expect(text.contains("各档交界与进整到元"))
  }

  @Test("a text is cited under its own title: only a regulation's stands in 《》, and our own rules cite none")
  func citations() throws {
    let pack = try CriteriaPack.standard
    func cited(_ source: String, _ article: String, _ language: Language = .zh) -> String? {
      pack.cited(Citation(source: source, article: article), language: language)
    }
    #expect(cited("ZB18", "19, 26(1)") == "《中国共产党支部工作条例（试行）》第19、26条第1项")
    #expect(cited("ZB18", "20 (no. K)", .en) == "《中国共产党支部工作条例（试行）》, article 20")
    #expect(cited("GB11643", "-") == "GB 11643-1999《公民身份号码》")
    #expect(cited("XLS", "-")?.contains("《") == false)
    #expect(cited("DATA", "-") == nil)
    #expect(pack.sources.values.allSatisfy { $0.title.contains("《") == $0.title.contains("》") })
  }

  @Test("an explanation names what its messages will hold, in both languages", arguments: Language.allCases)
  func explainedMessages(_ language: Language) throws {
    let pack = try CriteriaPack.standard
    for rule in pack.rules {
      let checked = try #require(pack.explain(rule.id)?.sections.first)
      for line in checked.lines {
        let text = line.text(language)
        #expect(!text.isEmpty && !text.contains("{"), "\(rule.id): \(text)")
      }
    }
  }

  @Test("the baseline knows nothing of rows that moved")
  func baselineFollowsRows() throws {
    let pack = try CriteriaPack.standard
    let day = try #require(CivilDate(iso: "2025-12-31"))
    func submission(_ rows: [[CellValue]]) throws -> Submission {
      let header: [CellValue] = [.text("姓名"), .text("性别"), .text("公民身份号码"), .text("所在党支部")]
      let sheet = Sheet(name: "党员名册", values: [header] + rows)
      return Submission(files: [
        try LedgerReader(catalog: .standard).read(workbook: Workbook(sheets: [sheet]), path: "a")
      ])
    }
    let wrong: [CellValue] = [.text("李四光"), .text("男"), .text("11010519491231002X"), .text("甲支部")]
    let other: [CellValue] = [.text("张三丰"), .text("男"), .text("440524188001010014"), .text("甲支部")]
    let options = CheckOptions(only: ["DATA-004"])
    let first = pack.check(try submission([wrong]), asOf: day, options: options)
    #expect(first.findings.count == 1)
    let later = pack.check(
      try submission([other, wrong]), asOf: day,
      options: CheckOptions(only: ["DATA-004"], baseline: Baseline(first)))
    #expect(later.findings.map(\.isKnown) == [true])
  }

  @Test("a waiver covers what it names until its last day; what it no longer covers is told")
  func waivers() throws {
    func report(until: String, asOf: String) throws -> CheckReport {
      let pack = try pack(
        """
        extends: standard
        id: ours
        waivers:
          - {rule: ORG-003, organisation: 甲联合党支部, reason: 片区过渡, until: \(until)}
        """)
      let sheet = Sheet(
        name: "党组织",
        values: [
          [.text("党组织名称"), .text("组织类别"), .text("覆盖单位数")],
          [.text("甲联合党支部"), .text("联合党支部"), .number(7)],
        ])
      let file = try LedgerReader(catalog: .standard).read(workbook: Workbook(sheets: [sheet]), path: "a")
      return pack.check(
        Submission(files: [file]), asOf: try #require(CivilDate(iso: asOf)),
        options: CheckOptions(only: ["ORG-003"]))
    }
    let covered = try report(until: "2026-06-30", asOf: "2025-12-31")
    #expect(covered.findings.isEmpty)
    #expect(covered.waivers.map(\.state) == [.used(1)])
    let ended = try report(until: "2025-06-30", asOf: "2025-12-31")
    #expect(ended.findings.count == 1)
    #expect(ended.waivers.map(\.state) == [.expired])
  }

  private static let resources = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources/Criteria/Resources")

  @Test("the schema beside the packs is the one the parser stands for")
  func schema() throws {
    let committed = try String(
      contentsOf: Self.resources.appendingPathComponent("PackSchema.json"), encoding: .utf8)
    #expect(committed == PackSchema.json, "write it anew: taizhang criteria schema")
    #expect((try? JSONSerialization.jsonObject(with: Data(PackSchema.json.utf8))) != nil)
  }

  @Test(
    "both packs keep to the schema, by python's jsonschema",
    .enabled(if: JSONSchemaJudge.isInstalled, Judges.missing))
  func schemaHolds() throws {
    for pack in ["standard", "library"] {
      let complaint = JSONSchemaJudge.complaint(
        of: Self.resources.appendingPathComponent(pack),
        against: Self.resources.appendingPathComponent("PackSchema.json"))
      #expect(complaint.isEmpty, "\(pack): \(complaint)")
    }
  }
}
