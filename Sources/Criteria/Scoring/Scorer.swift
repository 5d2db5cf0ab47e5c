import Diagnostics
import Foundation
import Ledgers

/// Turns what the rules say of each organisation into points, tiers, stars and a ranking.
///
/// Areas share the total by their weights, indicators their area. An indicator's points are shared by
/// its rules that were checked; a rule with findings loses the share its worst finding costs. What does
/// not apply carries no weight; what could not be assessed is left out and told.
struct Scorer {
  let job: CheckJob
  /// By rule, by organisation.
  let verdicts: [[OrganisationVerdict]]

  private var pack: CriteriaPack { job.pack }
  private var context: CheckContext { job.context }

  func results() -> [OrganisationResult] {
    guard !pack.areas.isEmpty else { return [] }
    var results = context.organisations.indices
      .filter { context.organisations[$0].isScored && context.isJudged($0) }.map(result)
    results.rank(by: pack.scoring)
    return results
  }

  private func result(of organisation: Int) -> OrganisationResult {
    let areaWeight = Decimal(max(1, pack.areas.reduce(0) { $0 + $1.weight }))
    var areas: [OrganisationResult.AreaScore] = []
    for area in pack.areas {
      let share = pack.scoring.total * Decimal(area.weight) / areaWeight
      areas.append(score(area, share: share, organisation))
    }
    let earned = areas.reduce(Decimal(0)) { $0 + $1.score }
    let assessed = areas.reduce(Decimal(0)) { $0 + $1.max }
    let missing = areas.reduce(Decimal(0)) { $0 + $1.notAssessed }
    let relevant = assessed + missing
    let completeness = relevant > 0 ? (assessed / relevant).rounded(places: 4) : 0
    let score = assessed > 0 ? (earned / assessed * pack.scoring.total).rounded(places: 2) : nil
    let isRated = score != nil && completeness >= pack.scoring.leastShare
    let stars = isRated ? score.map { score in pack.scoring.stars.count { score >= $0 } } : nil
    var steps = Steps.areas(areas, pack)
    steps += Steps.total(
      earned: earned, assessed: assessed, missing: missing, score: score, total: pack.scoring.total)
    let tier = isRated ? self.tier(areas, score, organisation, &steps) : nil
    if let stars {
      steps.append(Steps.stars(stars, score, pack.scoring.stars))
    } else if score != nil {
      steps.append(Steps.unrated(areas, completeness, least: pack.scoring.leastShare))
    }
    return OrganisationResult(
      name: context.organisations[organisation].name, kind: context.organisations[organisation].kind,
      areas: areas, score: score, tier: tier, stars: stars, completeness: completeness,
      isProvisional: completeness < pack.scoring.completeness, rank: nil, group: nil, steps: steps)
  }

  private func score(_ area: Area, share: Decimal, _ organisation: Int) -> OrganisationResult.AreaScore {
    let indicators = area.indicators.map { indicator in
      (indicator, rules(of: indicator).map { (pack.rules[$0], verdicts[$0][organisation]) })
    }
    // What does not apply carries no weight: its share goes to the area's other indicators.
    let statuses = indicators.map { Self.status($0.1.map(\.1)) }
    let weight = zip(indicators, statuses).reduce(0) { $1.1 == .notApplicable ? $0 : $0 + $1.0.0.weight }
    var result = OrganisationResult.AreaScore(id: area.id, score: 0, max: 0, notAssessed: 0, indicators: [])
    for ((indicator, judged), status) in zip(indicators, statuses) {
      let points =
        status == .notApplicable || weight == 0 ? 0 : share * Decimal(indicator.weight) / Decimal(weight)
      let scored = self.score(indicator, judged, status, points)
      result.indicators.append(scored)
      switch status {
      case .passed, .failed:
        result.score += scored.score
        result.max += points
      case .notAssessed: result.notAssessed += points
      case .notApplicable: break
      }
    }
    return result
  }

  private func rules(of indicator: Indicator) -> [Int] {
    pack.rules.indices.filter { pack.rules[$0].indicator == indicator.id && pack.rules[$0].isEnabled }
  }

  private static func status(_ verdicts: [OrganisationVerdict]) -> OrganisationResult.IndicatorScore.Status {
    if verdicts.contains(where: { if case .failed = $0 { true } else { false } }) { return .failed }
    if verdicts.contains(.passed) { return .passed }
    return verdicts.contains(.notChecked) ? .notAssessed : .notApplicable
  }

  private func score(
    _ indicator: Indicator, _ judged: [(Rule, OrganisationVerdict)],
    _ status: OrganisationResult.IndicatorScore.Status, _ points: Decimal
  ) -> OrganisationResult.IndicatorScore {
    var failed: [String: Severity] = [:]
    var passed: [String] = []
    var notChecked: [String] = []
    var lost: Decimal = 0
    for (rule, verdict) in judged {
      switch verdict {
      case .failed(let severity):
        failed[rule.id] = severity
        lost += loss(severity)
      case .passed: passed.append(rule.id)
      case .notChecked: notChecked.append(rule.id)
      case .notApplicable: break
      }
    }
    let checked = failed.count + passed.count
    let score = checked > 0 ? points * (1 - lost / Decimal(checked)) : 0
    return OrganisationResult.IndicatorScore(
      id: indicator.id, status: status, score: score, max: points, failed: failed, passed: passed,
      notChecked: notChecked)
  }

  private func loss(_ severity: Severity) -> Decimal {
    switch severity {
    case .error: pack.scoring.lossByError
    case .warning: pack.scoring.lossByWarning
    case .info: pack.scoring.lossByInfo
    }
  }

  // MARK: Tiers

  private func tier(
    _ areas: [OrganisationResult.AreaScore], _ score: Decimal?, _ organisation: Int, _ steps: inout [Phrase]
  ) -> Tier? {
    guard let score else { return nil }
    var reached: Tier?
    for condition in pack.scoring.tiers.sorted(by: { $0.tier < $1.tier }) {
      if let obstacle = obstacle(condition, areas, score, organisation) {
        steps.append(Steps.missed(condition.tier, obstacle))
        break
      }
      reached = condition.tier
      steps.append(Steps.reached(condition.tier))
    }
    return reached
  }

  private func obstacle(
    _ condition: ScoringModel.TierCondition, _ areas: [OrganisationResult.AreaScore], _ score: Decimal,
    _ organisation: Int
  ) -> Phrase? {
    if condition.freeOfErrors {
      let faulty = areas.flatMap(\.indicators).first { $0.failed.values.contains(.error) }
      if let faulty {
        let rules = faulty.failed.filter { $0.value == .error }.keys.sorted().joined(separator: "、")
        return Phrase(zh: "指标 \(faulty.id) 有错误（\(rules)）", en: "indicator \(faulty.id) has errors (\(rules))")
      }
    }
    if let least = condition.score, score < least {
      return Phrase(
        zh: "\(score.plain) 分，低于 \(least.plain) 分", en: "\(score.plain) points, fewer than \(least.plain)")
    }
    for ledger in condition.ledgers where context.organisations[organisation].records[ledger, default: 0] == 0
    {
      let title = pack.ledgers[ledger]?.title ?? Phrase(ledger.rawValue)
      return Phrase(zh: "缺少“\(title.zh)”台账", en: "the ledger '\(title.en)' is missing")
    }
    if let evidence = condition.evidence, !hasEvidence(evidence, organisation) {
      let title = pack.ledgers[evidence.ledger]?.title ?? Phrase(evidence.ledger.rawValue)
      return Phrase(zh: "“\(title.zh)”中没有合格的记录", en: "'\(title.en)' has no record that qualifies")
    }
    return nil
  }

  private func hasEvidence(_ evidence: ScoringModel.Evidence, _ organisation: Int) -> Bool {
    context.tables(evidence.ledger).contains { table in
      let bound = evidence.condition.map {
        BoundCondition($0, definition: table.definition, context: context)
      }
      return table.table.records.indices.contains { row in
        table.organisations[row] == organisation
          && (bound?.holds(for: table.table.records[row], organisation: organisation, in: context) ?? true)
      }
    }
  }
}

extension [OrganisationResult] {
  /// Gives each its place and its third of the ranking.
  mutating func rank(by scoring: ScoringModel) {
    let order = indices.filter { self[$0].isRated }.sorted {
      (self[$0].score ?? 0, self[$1].name) > (self[$1].score ?? 0, self[$0].name)
    }
    let shares = scoring.ranking
    for (position, index) in order.enumerated() {
      let previous = position > 0 ? order[position - 1] : index
      self[index].rank =
        position > 0 && self[previous].score == self[index].score ? self[previous].rank : position + 1
      guard shares.count == 3, let rank = self[index].rank else { continue }
      let place = Decimal(rank) / Decimal(order.count)
      self[index].group =
        place <= shares[0] ? .leading : place <= shares[0] + shares[1] ? .middle : .trailing
    }
  }
}
