import Diagnostics
import Ledgers
import SpreadsheetModel

/// What a rule checks and why, for a person to read.
public struct RuleExplanation: Sendable {
  /// One heading with its lines.
  public struct Section: Sendable, Hashable {
    /// The heading.
    public var title: Phrase
    /// Its lines.
    public var lines: [Phrase]
  }

  /// The rule's id.
  public var rule: String
  /// The rule's name.
  public var title: Phrase
  /// The sections, in reading order.
  public var sections: [Section]

  /// Everything as text.
  public func text(_ language: Language) -> String {
    var lines = ["\(rule) \(title.text(language))"]
    for section in sections {
      lines.append("")
      lines.append(section.title.text(language))
      lines += section.lines.map { "  " + $0.text(language) }
    }
    return lines.joined(separator: "\n")
  }
}

extension CriteriaPack {
  /// What a rule checks, on what authority, how much it matters, what to do, and a case of each kind;
  /// `nil` if the pack has no such rule.
  public func explain(_ id: String) -> RuleExplanation? {
    guard let rule = rule(id) else { return nil }
    var sections: [RuleExplanation.Section] = []
    func add(_ zh: String, _ en: String, _ lines: [Phrase]) {
      if !lines.isEmpty { sections.append(.init(title: Phrase(zh: zh, en: en), lines: lines)) }
    }
    add("检查什么", "What is checked", checked(by: rule))
    add("哪本台账", "Ledger", Self.ledgerTitles(rule, ledgers))
    add("归属", "Counts towards", standing(rule))
    add("级别", "Severity", [Self.severities(rule)])
    add("依据", "Authority", rule.citations.map { citation($0, rule) })
    if let window = rule.inForce { add("施行期", "In force", [Self.words(window)]) }
    add("适用期", "In force by clause", rule.clauses.compactMap { clause in clause.inForce.map(Self.words) })
    add("怎么办", "What to do", [rule.advice].compactMap { $0 } + rule.clauses.compactMap(\.advice))
    add("自动修正", "Fixes", [Self.fixes(rule)])
    add("说明", "Note", [rule.note].compactMap { $0 })
    if !rule.isEnabled {
      add("状态", "State", [Phrase(zh: "当前方案不检查", en: "the profile in use does not check it")])
    }
    for example in rule.examples.prefix(6) { sections.append(section(example)) }
    return RuleExplanation(rule: rule.id, title: rule.title, sections: sections)
  }

  /// The messages of the rule's checks, the names of what will stand there in brackets; what several
  /// ledgers share is said once.
  private func checked(by rule: Rule) -> [Phrase] {
    var messages: [Phrase] = []
    for clause in rule.clauses {
      let definition = (clause.ledger ?? rule.ledger).flatMap { ledgers[$0] }
      var zh: [String: String] = [:]
      var en: [String: String] = [:]
      for name in clause.placeholders {
        let title = definition?[FieldID(rawValue: name)]?.title ?? Self.words[name] ?? Phrase(name)
        zh[name] = "〔\(title.zh)〕"
        en[name] = "[\(title.en)]"
      }
      let message = Phrase(zh: clause.message.text(.zh, zh), en: clause.message.text(.en, en))
      if !messages.contains(message) { messages.append(message) }
    }
    return messages
  }

  /// What the placeholders of checks stand for.
  private static let words: [String: Phrase] = [
    "organisation": Phrase(zh: "党组织", en: "organisation"), "subject": Phrase(zh: "对象", en: "subject"),
    "name": Phrase(zh: "姓名", en: "name"), "field": Phrase(zh: "字段", en: "field"),
    "value": Phrase(zh: "现值", en: "value"), "other": Phrase(zh: "另一处", en: "the other"),
    "expected": Phrase(zh: "应为", en: "what is due"), "actual": Phrase(zh: "实有", en: "found"),
    "limit": Phrase(zh: "限值", en: "limit"), "period": Phrase(zh: "周期", en: "period"),
    "periods": Phrase(zh: "周期", en: "periods"), "start": Phrase(zh: "起", en: "start"),
    "end": Phrase(zh: "止", en: "end"), "span": Phrase(zh: "期限", en: "time"),
    "every": Phrase(zh: "间隔", en: "interval"), "count": Phrase(zh: "次数", en: "count"),
    "part": Phrase(zh: "部分", en: "part"), "whole": Phrase(zh: "总数", en: "whole"),
    "base": Phrase(zh: "基数", en: "base"), "rate": Phrase(zh: "比例", en: "rate"),
    "shortfall": Phrase(zh: "差额", en: "shortfall"), "difference": Phrase(zh: "差额", en: "difference"),
    "target": Phrase(zh: "名册", en: "list"), "ledger": Phrase(zh: "台账", en: "ledger"),
    "formula": Phrase(zh: "公式", en: "formula"), "asOf": Phrase(zh: "检查日", en: "day of the check"),
    "row": Phrase(zh: "行号", en: "row"), "expectedKind": Phrase(zh: "应填的类型", en: "kind"),
    "factors": Phrase(zh: "乘数", en: "factors"), "years": Phrase(zh: "年数", en: "years"),
    "share": Phrase(zh: "占比", en: "share"), "measure": Phrase(zh: "度量", en: "number"),
    "label": Phrase(zh: "行名", en: "row's name"),
  ]

  private static func ledgerTitles(_ rule: Rule, _ ledgers: [LedgerID: LedgerDefinition]) -> [Phrase] {
    var ids: [LedgerID] = []
    for id in [rule.ledger] + rule.clauses.map(\.ledger) {
      if let id, !ids.contains(id) { ids.append(id) }
    }
    return ids.isEmpty
      ? [Phrase(zh: "各本台账", en: "every ledger")] : ids.map { ledgers[$0]?.title ?? Phrase($0.rawValue) }
  }

  private func standing(_ rule: Rule) -> [Phrase] {
    let tier = Steps.name(rule.tier)
    guard let id = rule.indicator, let (area, indicator) = indicator(id) else {
      return [Phrase(zh: "\(tier.zh)标准，不计分", en: "the \(tier.en) tier, not scored")]
    }
    return [
      Phrase(
        zh: "\(area.title.zh) › \(indicator.id) \(indicator.title.zh)（\(tier.zh)标准）",
        en: "\(area.title.en) › \(indicator.id) \(indicator.title.en) (\(tier.en) tier)")
    ]
  }

  private static func severities(_ rule: Rule) -> Phrase {
    func words(_ severity: Severity) -> Phrase {
      switch severity {
      case .error: Phrase(zh: "错误", en: "error")
      case .warning: Phrase(zh: "警告", en: "warning")
      case .info: Phrase(zh: "提示", en: "info")
      }
    }
    let all = Severity.allCases.reversed().filter { severity in
      rule.clauses.contains { $0.severity == severity }
    }
    let review = rule.clauses.contains(where: \.isReview)
    return Phrase(
      zh: all.map { words($0).zh }.joined(separator: "、") + (review ? "（仅供人工核实，不扣分）" : ""),
      en: all.map { words($0).en }.joined(separator: ", ")
        + (review ? " (for a person to verify; costs no points)" : ""))
  }

  private func citation(_ citation: Citation, _ rule: Rule) -> Phrase {
    let title = sources[citation.source]?.title ?? citation.source
    let isNumber = citation.article.first?.isNumber ?? false
    let meaning = proofLegend.first { $0.mark == rule.proof }?.meaning ?? ""
    let proof = rule.proof == "-" ? "" : "［\(rule.proof)\(meaning.isEmpty ? "" : " \(meaning)")］"
    let address = sources[citation.source]?.address.map { " \($0)" } ?? ""
    let article =
      citation.article == "-" ? "" : isNumber ? " 第 \(citation.article) 条" : " \(citation.article)"
    let articleEN =
      citation.article == "-" ? "" : isNumber ? ", article \(citation.article)" : ", \(citation.article)"
    let proofEN = rule.proof == "-" ? "" : " [\(rule.proof)]"
    return Phrase(
      zh: "\(title)\(article)\(reach(of: citation, language: .zh))\(proof)\(address)",
      en: "\(title)\(articleEN)\(reach(of: citation, language: .en))\(proofEN)\(address)")
  }

  private static func words(_ window: Window) -> Phrase {
    let from = window.from?.description ?? "…"
    let to = window.to?.description ?? "…"
    let field = window.field.map { " (\($0))" } ?? ""
    return Phrase(
      zh: "\(from) 至 \(to)\(window.field == nil ? "" : "，按\(window.field?.rawValue ?? "")的日期")",
      en: "\(from) to \(to)\(field)")
  }

  private static func fixes(_ rule: Rule) -> Phrase {
    switch rule.fix {
    case .none: Phrase(zh: "不自动修正，只报告", en: "none; it is only reported")
    case .suggested: Phrase(zh: "给出建议，由人确认", en: "proposed; a person confirms")
    case .safe: Phrase(zh: "含义确定的自动修正，其余给出建议", en: "made where the meaning is certain, else proposed")
    }
  }

  private func section(_ example: Example) -> RuleExplanation.Section {
    let title: Phrase =
      switch example.expectation {
      case .pass: Phrase(zh: "通过的例子：\(example.title)", en: "Passes: \(example.title)")
      case .fail: Phrase(zh: "不通过的例子：\(example.title)", en: "Fails: \(example.title)")
      case .notApplicable: Phrase(zh: "不适用的例子：\(example.title)", en: "Does not apply: \(example.title)")
      case .notChecked: Phrase(zh: "无法检查的例子：\(example.title)", en: "Cannot be checked: \(example.title)")
      case .review: Phrase(zh: "交人工核对的例子：\(example.title)", en: "For review: \(example.title)")
      }
    var lines: [Phrase] = []
    for rows in example.ledgers {
      let definition = ledgers[rows.ledger]
      lines.append(definition?.title ?? Phrase(rows.ledger.rawValue))
      let zh = rows.fields.map { definition?[$0]?.title.zh ?? $0.rawValue }.joined(separator: " | ")
      let en = rows.fields.map { definition?[$0]?.title.en ?? $0.rawValue }.joined(separator: " | ")
      lines.append(Phrase(zh: "  \(zh)", en: "  \(en)"))
      // A few rows show the case; fifty alike do not show it better.
      for row in rows.rows.prefix(6) { lines.append(Phrase("  " + row.joined(separator: " | "))) }
      if rows.rows.count > 6 {
        lines.append(Phrase(zh: "  …共 \(rows.rows.count) 行", en: "  … \(rows.rows.count) rows in all"))
      }
    }
    return .init(title: title, lines: lines)
  }
}
