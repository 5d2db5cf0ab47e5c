import Criteria
import Diagnostics
import Foundation
import SpreadsheetModel
import Testing

@Suite("The formula check")
struct FormulaCheckTests {
  /// A pack over the standard one with rules of its own, as YAML.
  private func pack(rules: String) throws -> CriteriaPack {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("formula-check-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let url = folder.appendingPathComponent("pack.yaml")
    let head = """
      id: office
      version: 2026.1.0
      title: {zh: 测试, en: Test}
      extends: standard
      rules:

      """
    try (head + rules).write(to: url, atomically: true, encoding: .utf8)
    return try CriteriaPack(contentsOf: url)
  }

  @Test("A formula over all records of a ledger keeps all files together, the standard rules do not")
  func parts() throws {
    #expect(try CriteriaPack.standard.allowsParts)
    #expect(try !pack(rules: Self.rules).allowsParts)
  }

  private static let rules = #"""
      - id: OFF-001
        title: {zh: 月应缴, en: Due a month}
        severity: warning
        ledger: dues
        check: {formula: {test: "=[@月应缴]>=ROUND([@党费基数]*[@比例],2)", at: monthly_due, expected: "=ROUND([@党费基数]*[@比例],2)"}}
        message: {zh: "{name}应为 {expected}", en: "{name} is due {expected}"}
        examples:
          - pass: 按比例
            dues: |
              name | income | rate | monthly_due
              甲 | 3000 | 0.5% | 15
              乙 | 3000.01 | 1% | 30
          - fail: 少一分
            dues: |
              name | income | rate | monthly_due
              甲 | 3000 | 0.5% | 14.99
            expect: [{row: 1, field: monthly_due}]
      - id: OFF-002
        title: {zh: 重名, en: Names}
        severity: warning
        ledger: dues
        check: {formula: "=COUNTIFS(党费收缴[姓名],[@姓名])=1"}
        examples:
          - pass: 各一次
            dues: |
              name | income
              甲 | 1
              乙 | 1
          - fail: 甲两次
            dues: |
              name | income
              乙 | 1
              甲 | 1
              甲 | 1
            expect: [{row: 2, field: name}, {row: 3, field: name}]
      - id: OFF-003
        title: {zh: 年度, en: Year}
        severity: warning
        ledger: dues
        check: {formula: {test: "=OR(ISBLANK([@年度]),[@年度]<=年度)", at: year}}
        examples:
          - pass: 空白或不晚于检查之年
            dues: |
              name | year
              甲 |
              乙 | 2020
          - fail: 将来
            dues: |
              name | year
              甲 | 2099
            expect: [{row: 1, field: year}]
      - id: OFF-004
        title: {zh: 姓名, en: Name}
        severity: warning
        ledger: dues
        check: {formula: {test: "=1/(LEN([@姓名])-1)>0"}}
        examples:
          - pass: 公式得出错误值，另有说明
            dues: |
              name | income
              甲 | 1
          - pass: 两个字
            dues: |
              name | income
              张三 | 1

    """#

  @Test("Records pass and fail by their fields, the day of the check and whole columns")
  func judges() throws {
    let pack = try pack(rules: Self.rules)
    let results = pack.runExamples().filter { $0.rule.hasPrefix("OFF-") }
    #expect(results.count == 8)
    for result in results {
      #expect(result.holds, "\(result.rule) \(result.problems.map(\.zh))")
    }
    let short = results.first { $0.rule == "OFF-001" && !$0.findings.isEmpty }?.findings.first
    #expect(short?.diagnostic.message.zh == "甲应为 15")
  }

  @Test("An error value is told as not judged, with its row")
  func errorValues() throws {
    let pack = try pack(rules: Self.rules)
    let rule = try #require(pack.rule("OFF-004"))
    let example = try #require(rule.examples.first)
    let day = try #require(CivilDate(year: 2026, month: 1, day: 1))
    let report = pack.check(ExampleReader(pack: pack).submission(example), asOf: day)
    let outcome = report.outcomes.first { $0.rule == "OFF-004" }
    #expect(outcome?.gaps.contains { $0.zh.contains("公式得出 #DIV/0!") } == true)
  }

  @Test("A broken formula is a fault of the pack, told with the piece and what was meant")
  func refuses() {
    let broken = [
      ("=[@月应邀]>1", "公式第 2 个字符“[@月应邀]”：表里没有字段“月应邀”，您是否指“月应缴”"),
      ("=[@姓名]>1", "公式第 2 个字符“[@姓名]>1”：文字与数字不能比较"),
      ("=[@月应缴]", "公式第 2 个字符“[@月应缴]”：此处应为真假值，现为数字"),
      ("=IF([@月应缴]>1，TRUE)", "公式第 13 个字符“，”：“，”是全角字符，应写半角“,”"),
      ("=TODAY()>A1", "公式第 10 个字符“A1”：准则公式不能引用单元格地址“A1”，请写 [@字段] 或 表[字段]"),
    ]
    let rules = broken.enumerated().map { index, item in
      """
        - id: OFF-\(100 + index)
          title: {zh: 公式, en: Formula}
          severity: warning
          ledger: dues
          check: {formula: {test: "\(item.0)"}}

      """
    }
    let error = #expect(throws: PackError.self) { try pack(rules: rules.joined()) }
    let messages = error?.problems.filter { $0.code == .formula }.map(\.message.zh)
    #expect(messages == broken.map(\.1))
  }
}
