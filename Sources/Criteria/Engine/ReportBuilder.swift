import Diagnostics
import Ledgers
import SpreadsheetModel

/// Makes a report of what the rules found: drops what follows from another finding, folds whole
/// columns, applies waivers and baseline, chooses the words, sorts.
struct ReportBuilder {
  let job: CheckJob

  private var pack: CriteriaPack { job.pack }
  private var submission: Submission { job.submission }
  private var context: CheckContext { job.context }
  private var options: CheckOptions { job.options }

  func report(_ runs: [RuleRun?]) -> CheckReport {
    var drafts = runs.map { $0?.findings ?? [] }
    suppressCascades(&drafts)
    for index in drafts.indices where drafts[index].count >= ColumnFolding.leastValues {
      drafts[index] = ColumnFolding.fold(drafts[index], of: pack.rules[index])
    }
    for index in drafts.indices where !drafts[index].isEmpty {
      drafts[index] = DateSpellings.fold(drafts[index], of: pack.rules[index])
    }
    if let part = options.surroundings {
      for index in drafts.indices { drafts[index].removeAll { !part.judges($0, in: context) } }
    }
    var seen: [String: Int] = [:]
    var waiverUses = [Int](repeating: 0, count: pack.waivers.count)
    var findings: [(Finding, sheet: Int)] = []
    var outcomes: [RuleOutcome] = []
    var verdicts: [[OrganisationVerdict]] = []
    for (index, rule) in pack.rules.enumerated() {
      var counted: [FindingDraft] = []
      var waived = 0
      for draft in drafts[index] {
        var finding = FindingWriter(job: job, rule: rule).finding(draft)
        let repeats = seen[finding.fingerprint, default: 0]
        seen[finding.fingerprint] = repeats + 1
        if repeats > 0 { finding.fingerprint = stableHash([finding.fingerprint, String(repeats)]) }
        finding.isKnown = options.baseline?.fingerprints.contains(finding.fingerprint) ?? false
        if let waiver = pack.waivers.firstIndex(where: { covers($0, finding) }) {
          waiverUses[waiver] += 1
          waived += 1
          continue
        }
        counted.append(draft)
        findings.append((finding, draft.table?.order ?? Int.max))
      }
      outcomes.append(outcome(of: rule, runs[index], findings: counted.count, waived: waived))
      verdicts.append(self.verdicts(runs[index], counted))
    }
    let files = Dictionary(
      submission.files.enumerated().map { ($0.element.path, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    let sorted = findings.sorted {
      FindingOrder($0.0, files: files, table: $0.sheet) < FindingOrder($1.0, files: files, table: $1.sheet)
    }.map(\.0)
    let scorer = Scorer(job: job, verdicts: verdicts)
    var report = CheckReport(
      asOf: context.asOf, years: context.years, packID: pack.id, packVersion: pack.version,
      profile: pack.profile, findings: sorted, outcomes: outcomes,
      organisations: scorer.results(),
      waivers: zip(pack.waivers, waiverUses).map { waiver, count in
        CheckReport.WaiverUse(
          waiver: waiver,
          state: waiver.until < context.asOf ? .expired : count > 0 ? .used(count) : .unused)
      },
      totals: totals(sorted, waived: waiverUses.reduce(0, +)), affiliations: affiliations,
      measured: options.surroundings == nil ? OrganisationMeasures() : measured)
    for organisation in context.organisations {
      report.kinds[organisation.name] = organisation.kind
      if let parent = organisation.parent { report.superiors.insert(context.organisations[parent].name) }
    }
    report.terms = context.terms(pack)
    report.dues = context.dues(pack)
    return report
  }

  private var measured: OrganisationMeasures {
    var measured = OrganisationMeasures()
    for (index, organisation) in context.organisations.enumerated() where context.isJudged(index) {
      measured.values[organisation.name] = context.ownMeasures.map { $0[index] }
    }
    return measured
  }

  private var affiliations: [[String?]] {
    context.ledgers.values.joined().sorted { $0.order < $1.order }.map { table in
      table.organisations.map { index in
        context.organisations.indices.contains(index) ? context.organisations[index].name : nil
      }
    }
  }

  // MARK: Cascades

  /// A record on which one rule has found the cause needs no second rule to tell the consequence.
  private func suppressCascades(_ drafts: inout [[FindingDraft]]) {
    var places: [String: Set<RecordPlace>] = [:]
    let causes = Set(pack.rules.flatMap(\.after))
    let rules = pack.rules
    for index in rules.indices where !drafts[index].isEmpty && causes.contains(rules[index].id) {
      let rule = rules[index]
      // A value whose spelling is mended is no cause: what it means is certain.
      places[rule.id] = Set(
        drafts[index].compactMap { draft in
          let isSpelling = rule.clauses[draft.clause].check is CleaningCheck && draft.fix?.safety == .safe
          guard !isSpelling, let table = draft.table, let row = draft.row else { return nil }
          return RecordPlace(table: table.order, row: row)
        })
    }
    yieldToBetter(&drafts)
    for index in rules.indices where !drafts[index].isEmpty && !rules[index].after.isEmpty {
      let rule = rules[index]
      drafts[index].removeAll { draft in
        var related = draft.basis.map(\.place)
        if let table = draft.table, let row = draft.row {
          related.append(RecordPlace(table: table.order, row: row))
        }
        return rule.after.contains { cause in
          guard let found = places[cause] else { return false }
          return related.contains(where: found.contains)
        }
      }
    }
  }

  private struct Cell: Hashable {
    var place: RecordPlace
    var field: Int
  }

  /// Where another rule says more about the same cell, such as what should stand in a blank one, or about
  /// the cell that this one was compared with.
  private func yieldToBetter(_ drafts: inout [[FindingDraft]]) {
    func cell(_ draft: FindingDraft) -> Cell? {
      guard let table = draft.table, let row = draft.row, let field = draft.field else { return nil }
      return Cell(place: RecordPlace(table: table.order, row: row), field: field)
    }
    func cells(concerning draft: FindingDraft) -> [Cell] {
      [cell(draft)].compactMap { $0 }
        + draft.basis.compactMap { basis in basis.field.map { Cell(place: basis.place, field: $0) } }
    }
    let better = Set(pack.rules.flatMap(\.yieldsTo))
    var told: [String: Set<Cell>] = [:]
    let rules = pack.rules
    for index in rules.indices where !drafts[index].isEmpty && better.contains(rules[index].id) {
      told[rules[index].id] = Set(drafts[index].compactMap(cell))
    }
    for index in rules.indices where !drafts[index].isEmpty && !rules[index].yieldsTo.isEmpty {
      let rule = rules[index]
      drafts[index].removeAll { draft in
        let concerned = cells(concerning: draft)
        return rule.yieldsTo.contains { other in
          told[other].map { cells in concerned.contains(where: cells.contains) } ?? false
        }
      }
    }
  }

  // MARK: Waivers, totals

  private func covers(_ waiver: Waiver, _ finding: Finding) -> Bool {
    waiver.until >= context.asOf && waiver.rule == finding.diagnostic.rule
      && (waiver.organisation.map {
        OrganisationNames.key($0) == OrganisationNames.key(finding.organisation ?? "")
      } ?? true)
      && (waiver.record.map { $0 == finding.key } ?? true)
  }

  private func totals(_ findings: [Finding], waived: Int) -> CheckReport.Totals {
    let fresh = findings.filter { !$0.isKnown }
    let files = submission.files.filter { options.surroundings?.files.contains($0.path) ?? true }
    func count(_ severity: Severity) -> Int { fresh.lazy.filter { $0.diagnostic.severity == severity }.count }
    return CheckReport.Totals(
      files: files.count,
      records: files.reduce(0) { $0 + $1.tables.reduce(0) { $0 + $1.records.count } },
      errors: count(.error), warnings: count(.warning), infos: count(.info),
      known: findings.count - fresh.count, waived: waived)
  }

  // MARK: Outcomes

  private func outcome(of rule: Rule, _ run: RuleRun?, findings: Int, waived: Int) -> RuleOutcome {
    guard let run else {
      return RuleOutcome(rule: rule.id, status: .off, units: 0, findings: 0, gaps: [])
    }
    let units = run.units.reduce(0, +)
    let status: RuleOutcome.Status
    if let error = run.errors.first {
      status = .error(error)
    } else if units > 0 || findings > 0 {
      status = findings == 0 && waived > 0 ? .waived : .evaluated
    } else if let question = run.reviews.first {
      status = .review(question)
    } else if let gap = run.gaps.first {
      status = .notChecked(gap)
    } else if let window = rule.inForce, window.field == nil, !window.contains(context.asOf) {
      status = .notApplicable(Phrase(zh: "不在施行期内", en: "not in force on that day"))
    } else {
      status = .notApplicable(Phrase(zh: "没有适用的记录", en: "nothing it applies to"))
    }
    return RuleOutcome(rule: rule.id, status: status, units: units, findings: findings, gaps: run.gaps)
  }

  private func verdicts(_ run: RuleRun?, _ findings: [FindingDraft]) -> [OrganisationVerdict] {
    guard let run else {
      return [OrganisationVerdict](repeating: .notApplicable, count: context.organisations.count)
    }
    var worst: [Int: Severity] = [:]
    for draft in findings where draft.organisation >= 0 && !run.rule.clauses[draft.clause].isReview {
      worst[draft.organisation] = max(worst[draft.organisation] ?? .info, draft.severity)
    }
    return context.organisations.indices.map { index in
      guard context.isJudged(index) else { return .notApplicable }
      if let severity = worst[index] { return .failed(severity) }
      if run.units[index] > 0 { return .passed }
      if run.gapOrganisations.contains(index) { return .notChecked }
      guard let ledger = run.rule.ledger ?? run.rule.clauses.first?.ledger else { return .notApplicable }
      if !context.isHandedIn(ledger) { return .notChecked }
      if context.organisations[index].records[ledger, default: 0] == 0,
        !pack.scoring.occasionalLedgers.contains(ledger)
      {
        return .notChecked
      }
      return .notApplicable
    }
  }
}
