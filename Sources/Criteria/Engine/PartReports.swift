import Diagnostics
import Ledgers
import SpreadsheetModel

extension CriteriaPack {
  /// Whether many files can be checked a few at a time: no rule holds a record against those of any other file.
  public var allowsParts: Bool {
    !rules.contains { rule in rule.isEnabled && rule.clauses.contains { $0.check.looksAtAllFiles } }
  }
}

/// Puts the reports of parts together that were checked one after another: what a check of all files at once
/// would have said.
public struct PartReports: Sendable {
  private let pack: CriteriaPack
  /// The places of the files in the submission.
  private let files: [String: Int]
  private var report: CheckReport?
  /// By finding: the place of its table in its file.
  private var tables: [Int] = []
  /// The places of the organisations that files list.
  private var listed: [String: Int] = [:]

  /// Begins with none.
  ///
  /// - Parameter paths: all files, in order.
  public init(pack: CriteriaPack, paths: [String]) {
    self.pack = pack
    files = Dictionary(
      paths.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// Adds the report of a part.
  ///
  /// - Parameter submission: what was checked, with the lists of organisations of all other files.
  public mutating func add(_ part: CheckReport, of submission: Submission) {
    if listed.isEmpty { list(submission) }
    let sheets = Dictionary(
      submission.files.map { ($0.path, $0.tables) }, uniquingKeysWith: { first, _ in first })
    tables += part.findings.map { finding in
      guard let ledger = finding.ledger, let tables = sheets[finding.diagnostic.location.file] else {
        return .max
      }
      let sheet = finding.diagnostic.location.sheet
      return tables.firstIndex { $0.definition.id == ledger && $0.sheet == sheet } ?? .max
    }
    guard var report else {
      report = part
      report?.affiliations = []
      report?.measured = OrganisationMeasures()
      return
    }
    // Else every part would copy what came before.
    self.report = nil
    report.findings += part.findings
    report.organisations += part.organisations
    report.totals += part.totals
    for index in report.outcomes.indices where index < part.outcomes.count {
      report.outcomes[index].add(part.outcomes[index])
    }
    for index in report.waivers.indices where index < part.waivers.count {
      report.waivers[index].add(part.waivers[index])
    }
    self.report = report
  }

  private mutating func list(_ submission: Submission) {
    let subject = pack.subjects.organisation
    for table in submission.tables(of: subject.ledger) {
      guard let index = table.definition.index(of: subject.name) else { continue }
      for record in table.records where index < record.fields.count {
        guard let name = record.fields[index].value.text else { continue }
        listed[name] = listed[name] ?? listed.count
      }
    }
  }

  /// The report of all parts; `nil` where there was none.
  public func whole() -> CheckReport? {
    guard var report else { return nil }
    let findings = report.findings
    report.findings = findings.indices.sorted { precedes($0, $1, in: findings) }.map { findings[$0] }
    // Organisations that no file lists come last.
    let organisations = report.organisations
    report.organisations = organisations.indices.sorted { left, right in
      (listed[organisations[left].name] ?? .max, left) < (listed[organisations[right].name] ?? .max, right)
    }.map { organisations[$0] }
    report.organisations.rank(by: pack.scoring)
    return report
  }

  private func precedes(_ left: Int, _ right: Int, in findings: [Finding]) -> Bool {
    FindingOrder(findings[left], files: files, table: tables[left])
      < FindingOrder(findings[right], files: files, table: tables[right])
  }
}

extension CheckReport.Totals {
  /// Adds the counts of another part.
  public static func += (left: inout Self, right: Self) {
    left.files += right.files
    left.records += right.records
    left.errors += right.errors
    left.warnings += right.warnings
    left.infos += right.infos
    left.known += right.known
    left.waived += right.waived
  }
}

extension CheckReport.WaiverUse {
  fileprivate mutating func add(_ other: Self) {
    switch (state, other.state) {
    case (.used(let one), .used(let more)): state = .used(one + more)
    case (.unused, .used): state = other.state
    default: break
    }
  }
}

extension RuleOutcome {
  /// Adds what became of the rule in another part: what was evaluated in any part was evaluated.
  fileprivate mutating func add(_ other: RuleOutcome) {
    units += other.units
    findings += other.findings
    for gap in other.gaps where gaps.count < RuleRun.mostGaps && !gaps.contains(gap) { gaps.append(gap) }
    let isWaived = status == .waived || other.status == .waived
    if other.status.weight > status.weight { status = other.status }
    if status.weight == Status.evaluated.weight { status = isWaived && findings == 0 ? .waived : .evaluated }
  }
}

extension RuleOutcome.Status {
  /// Which of two parts' words stand for both.
  fileprivate var weight: Int {
    switch self {
    case .error: 5
    case .evaluated, .waived: 4
    case .review: 3
    case .notChecked: 2
    case .notApplicable: 1
    case .off: 0
    }
  }
}
