import Diagnostics
import Foundation

/// The words in which a score explains itself.
enum Steps {
  static func areas(_ areas: [OrganisationResult.AreaScore], _ pack: CriteriaPack) -> [Phrase] {
    var steps: [Phrase] = []
    for area in areas {
      let title = pack.areas.first { $0.id == area.id }?.title ?? Phrase(area.id)
      steps.append(
        Phrase(
          zh: "\(title.zh)：\(points(area.score)) / \(points(area.max)) 分"
            + (area.notAssessed > 0 ? "，另有 \(points(area.notAssessed)) 分无法评定" : ""),
          en: "\(title.en): \(points(area.score)) of \(points(area.max)) points"
            + (area.notAssessed > 0 ? ", \(points(area.notAssessed)) more could not be assessed" : "")))
      for indicator in area.indicators { steps.append(self.indicator(indicator, pack)) }
    }
    return steps
  }

  private static func indicator(_ score: OrganisationResult.IndicatorScore, _ pack: CriteriaPack) -> Phrase {
    let title = pack.indicator(score.id)?.indicator.title ?? Phrase(score.id)
    let lead = Phrase(zh: "　\(score.id) \(title.zh)：", en: "  \(score.id) \(title.en): ")
    let rules = score.failed.keys.sorted().map { rule in
      "\(rule)(\(score.failed[rule]?.rawValue ?? ""))"
    }.joined(separator: "、")
    switch score.status {
    case .passed:
      return Phrase(
        zh: "\(lead.zh)满分 \(points(score.max))，\(score.passed.count) 条规则通过",
        en: "\(lead.en)full \(points(score.max)), \(score.passed.count) rules passed")
    case .failed:
      let checked = score.failed.count + score.passed.count
      return Phrase(
        zh: "\(lead.zh)\(points(score.score)) / \(points(score.max))，\(checked) 条规则中未通过：\(rules)",
        en: "\(lead.en)\(points(score.score)) of \(points(score.max)); of \(checked) rules failed: \(rules)")
    case .notApplicable: return Phrase(zh: "\(lead.zh)不适用", en: "\(lead.en)does not apply")
    case .notAssessed:
      return Phrase(
        zh: "\(lead.zh)无法评定（\(score.notChecked.joined(separator: "、"))缺台账、列或能识别的内容）",
        en:
          "\(lead.en)could not be assessed (\(score.notChecked.joined(separator: ", ")) lack a ledger, a column or what can be read)"
      )
    }
  }

  static func total(
    earned: Decimal, assessed: Decimal, missing: Decimal, score: Decimal?, total: Decimal
  ) -> [Phrase] {
    guard let score else {
      return [Phrase(zh: "没有可评定的指标，不计分", en: "no indicator could be assessed, so there is no score")]
    }
    var steps = [
      Phrase(
        zh: "合计：\(points(earned)) ÷ \(points(assessed)) × \(total.plain) = \(score.plain) 分",
        en: "total: \(points(earned)) ÷ \(points(assessed)) × \(total.plain) = \(score.plain) points")
    ]
    if missing > 0 {
      steps.append(
        Phrase(
          zh: "无法评定的 \(points(missing)) 分未计入，得分为暂定",
          en: "\(points(missing)) points could not be assessed and are left out; the score is provisional"))
    }
    return steps
  }

  /// Why there is neither a tier nor a star: what could not be assessed.
  static func unrated(
    _ areas: [OrganisationResult.AreaScore], _ completeness: Decimal, least: Decimal
  ) -> Phrase {
    let missing = areas.flatMap(\.indicators).filter { $0.status == .notAssessed }.map(\.id)
    let (share, bound) = (points(completeness * 100), points(least * 100))
    return Phrase(
      zh: "已评 \(share)%，不足 \(bound)%，不定层级、不评星级；未能评定的指标：\(missing.joined(separator: "、"))",
      en:
        "\(share)% assessed, less than \(bound)%: neither a tier nor stars; not assessed: \(missing.joined(separator: ", "))"
    )
  }

  static func reached(_ tier: Tier) -> Phrase {
    Phrase(zh: "达到\(name(tier).zh)标准", en: "reaches the \(name(tier).en) tier")
  }

  static func missed(_ tier: Tier, _ obstacle: Phrase) -> Phrase {
    Phrase(zh: "未达到\(name(tier).zh)标准：\(obstacle.zh)", en: "misses the \(name(tier).en) tier: \(obstacle.en)")
  }

  static func stars(_ stars: Int, _ score: Decimal?, _ thresholds: [Decimal]) -> Phrase {
    let line = thresholds.map(\.plain).joined(separator: "/")
    return Phrase(
      zh: "星级：\(stars) 星（\(score?.plain ?? "—") 分，分数线 \(line)）",
      en: "stars: \(stars) (\(score?.plain ?? "-") points, thresholds \(line))")
  }

  static func name(_ tier: Tier) -> Phrase {
    switch tier {
    case .basic: Phrase(zh: "基本", en: "basic")
    case .standard: Phrase(zh: "规范", en: "standard")
    case .innovative: Phrase(zh: "创新", en: "innovative")
    }
  }

  private static func points(_ value: Decimal) -> String { value.rounded(places: 2).plain }
}
