import Diagnostics
import Ledgers
import SpreadsheetModel

/// What came of one example.
public struct ExampleResult: Sendable {
  /// The rule.
  public var rule: String
  /// The example.
  public var example: Example
  /// What differs from the expectation; empty if it holds.
  public var problems: [Phrase]
  /// What the rule found.
  public var findings: [Finding]

  /// Whether the example holds.
  public var holds: Bool { problems.isEmpty }
}

extension CriteriaPack {
  /// The day examples look from unless they say otherwise.
  static let exampleDay = CivilDate(daysSince1970: 20_453)

  /// Executes every example of every rule, each with only its own rule checked.
  public func runExamples() -> [ExampleResult] {
    let reader = ExampleReader(pack: self)
    return rules.flatMap { rule in rule.examples.map { run($0, of: rule, reader) } }
  }

  /// Executes one example of a rule.
  public func run(_ example: Example, of rule: Rule, _ reader: ExampleReader) -> ExampleResult {
    guard let day = example.asOf ?? Self.exampleDay else {
      return ExampleResult(rule: rule.id, example: example, problems: [], findings: [])
    }
    let submission = reader.submission(example)
    let report = check(submission, asOf: day, options: CheckOptions(only: [rule.id]))
    let findings = report.findings
    let status = report.outcomes.first { $0.rule == rule.id }?.status
    var problems: [Phrase] = []
    switch example.expectation {
    case .pass:
      problems = findings.map { Self.unexpected($0) }
      if case .error(let error) = status { problems.append(error) }
    case .notApplicable:
      problems = findings.map { Self.unexpected($0) }
      if case .notApplicable = status {} else { problems.append(Self.wrongOutcome(status)) }
    case .notChecked:
      if case .notChecked = status {} else { problems.append(Self.wrongOutcome(status)) }
    case .review:
      if case .review = status {} else { problems.append(Self.wrongOutcome(status)) }
    case .fail(let expected):
      problems = Self.compare(findings, with: expected)
    }
    return ExampleResult(rule: rule.id, example: example, problems: problems, findings: findings)
  }

  private static func compare(_ findings: [Finding], with expected: [Example.ExpectedFinding]) -> [Phrase] {
    var left = findings
    var problems: [Phrase] = []
    for wanted in expected {
      if let index = left.firstIndex(where: { matches($0, wanted) }) {
        left.remove(at: index)
      } else {
        let text = describe(wanted)
        problems.append(Phrase(zh: "没有发现：\(text)", en: "not found: \(text)"))
      }
    }
    if expected.isEmpty, findings.isEmpty {
      problems.append(Phrase(zh: "应有发现而没有", en: "a finding is due, there is none"))
    }
    if !expected.isEmpty { problems += left.map { unexpected($0) } }
    return problems
  }

  private static func matches(_ finding: Finding, _ wanted: Example.ExpectedFinding) -> Bool {
    if let ledger = wanted.ledger, finding.ledger?.rawValue != ledger { return false }
    // The header is row 0 of an example's sheet, so its first record is row 1.
    if let row = wanted.row, finding.diagnostic.location.cell?.row != row { return false }
    if let field = wanted.field, finding.field?.rawValue != field { return false }
    if let severity = wanted.severity, finding.diagnostic.severity != severity { return false }
    if let says = wanted.says, !finding.diagnostic.message.zh.contains(says) { return false }
    if let fix = wanted.fix, finding.diagnostic.fix?.shown != fix { return false }
    return true
  }

  private static func describe(_ wanted: Example.ExpectedFinding) -> String {
    var parts: [String] = []
    if let ledger = wanted.ledger { parts.append(ledger) }
    if let row = wanted.row { parts.append("row \(row)") }
    if let field = wanted.field { parts.append(field) }
    if let severity = wanted.severity { parts.append(severity.rawValue) }
    if let says = wanted.says { parts.append("“\(says)”") }
    if let fix = wanted.fix { parts.append("fix \(fix)") }
    return parts.joined(separator: ", ")
  }

  private static func unexpected(_ finding: Finding) -> Phrase {
    let fix = finding.diagnostic.fix?.shown.map { " → \($0)" } ?? ""
    let place = finding.diagnostic.location.cell.map(\.description) ?? "-"
    return Phrase(
      zh: "多出的发现：\(finding.ledger?.rawValue ?? "")!\(place) \(finding.diagnostic.message.zh)\(fix)",
      en: "unexpected: \(finding.ledger?.rawValue ?? "")!\(place) \(finding.diagnostic.message.en)\(fix)")
  }

  private static func wrongOutcome(_ status: RuleOutcome.Status?) -> Phrase {
    let text = status.map { String(describing: $0) } ?? "-"
    return Phrase(zh: "结果不同：\(text)", en: "another outcome: \(text)")
  }
}

extension Diagnostic.Fix {
  /// The value as it will show: a serial under a date format as its date.
  var shown: String? {
    if case .number(let serial) = value, format?.isDate == true {
      return DateSystem.base1900.date(ofSerial: serial)?.description
    }
    return value.display
  }
}
