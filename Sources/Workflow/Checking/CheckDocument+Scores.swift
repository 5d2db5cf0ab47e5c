import Criteria
import Diagnostics

extension CheckDocument.Organisation {
  init(_ result: OrganisationResult, pack: CriteriaPack, language: Language) {
    self.init(
      name: result.name, areas: result.areas.map(CheckDocument.Area.init),
      score: result.score?.rounded(places: 2),
      tier: result.isRated ? result.tier?.rawValue ?? "none" : nil, stars: result.stars,
      completeness: result.completeness.rounded(places: 2), provisional: result.isProvisional,
      rank: result.rank,
      groupings: pack.groupingScores(of: result).map { grouping in
        CheckDocument.Grouping(
          id: grouping.id,
          groups: grouping.groups.map { group in
            CheckDocument.Group(
              title: group.title.template(language), score: group.score.rounded(places: 2),
              max: group.max.rounded(places: 2),
              notAssessed: group.notAssessed.rounded(places: 2))
          })
      },
      steps: result.steps.map { $0.template(language) })
  }
}

extension CheckDocument.Area {
  init(_ area: OrganisationResult.AreaScore) {
    self.init(
      id: area.id, score: area.score.rounded(places: 2), max: area.max.rounded(places: 2),
      notAssessed: area.notAssessed.rounded(places: 2),
      indicators: area.indicators.map { indicator in
        CheckDocument.Indicator(
          id: indicator.id, status: indicator.status.rawValue, score: indicator.score.rounded(places: 2),
          max: indicator.max.rounded(places: 2), failed: indicator.failed.keys.sorted(),
          notChecked: indicator.notChecked)
      })
  }
}

extension CheckDocument.WaiverDocument {
  init(_ use: CheckReport.WaiverUse) {
    let waiver = use.waiver
    let (state, count) =
      switch use.state {
      case .used(let count): ("used", count)
      case .unused: ("unused", 0)
      case .expired: ("expired", 0)
      }
    self.init(
      rule: waiver.rule, organisation: waiver.organisation, reason: waiver.reason,
      until: waiver.until.description, state: state, findings: count)
  }
}
