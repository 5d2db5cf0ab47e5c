import Criteria
import Diagnostics
import SpreadsheetModel

/// A pack's rules for a person, area by area, and what differs between two packs.
public struct PackListing {
  private let pack: CriteriaPack
  private let language: Language

  /// Takes a pack.
  public init(_ pack: CriteriaPack, language: Language) {
    self.pack = pack
    self.language = language
  }

  private func words(_ zh: String, _ en: String) -> String {
    Phrase(zh: zh, en: en).template(language)
  }

  /// Every rule under its indicator; rules that are off are marked.
  public func text() -> String {
    var text = "\(pack.title.template(language))  \(pack.id) \(pack.version)\n"
    if let authority = pack.authority { text += authority.template(language) + "\n" }
    for area in pack.areas {
      text += "\n\(area.id) \(area.title.template(language))\n"
      for indicator in area.indicators {
        text += "  \(indicator.id) \(indicator.title.template(language))\n"
        for rule in pack.rules where rule.indicator == indicator.id { text += line(rule) }
      }
    }
    let others = pack.rules.filter { $0.indicator == nil }
    if !others.isEmpty {
      text += words("\n不计分\n", "\nNot scored\n")
      for rule in others { text += line(rule) }
    }
    return text
  }

  private func line(_ rule: Rule) -> String {
    let severity = SummaryWords.severity(rule.severity).template(language)
    let off = rule.isEnabled ? "" : words("（未启用）", " (off)")
    return "    " + DisplayWidth.padded(rule.id, to: 10) + DisplayWidth.padded(severity, to: 8)
      + rule.title.template(language) + off + "\n"
  }

  /// What changed, rule by rule.
  public func text(of difference: PackDifference, from earlier: CriteriaPack) -> String {
    if difference.changes.isEmpty { return words("没有差别\n", "no differences\n") }
    var text = ""
    for change in difference.changes {
      let rule = pack.rule(change.rule) ?? earlier.rule(change.rule)
      text +=
        DisplayWidth.padded(change.rule, to: 10) + DisplayWidth.padded(kind(change.kind), to: 20)
        + (rule?.title.template(language) ?? "") + "\n"
    }
    text +=
      difference.canChangeScores
      ? words("同样的数据，得分可能不同\n", "scores can differ for the same data\n")
      : words("只改了文字，得分不变\n", "words only; scores stay the same\n")
    return text
  }

  private func kind(_ kind: PackDifference.Change.Kind) -> String {
    switch kind {
    case .added: words("新增", "added")
    case .removed: words("删去", "removed")
    case .turnedOn: words("启用", "turned on")
    case .turnedOff: words("停用", "turned off")
    case .severity: words("级别变了", "severity changed")
    case .check: words("检查内容变了", "check changed")
    case .wording: words("文字变了", "wording changed")
    }
  }
}
