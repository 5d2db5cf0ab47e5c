import Criteria
import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel

/// A check's report as a person reads it on a terminal: grouped by file and rule, counted, with the
/// place, the value and what to do.
public struct CheckText {
  private let report: CheckReport
  private let pack: CriteriaPack
  private let language: Language
  private let usesColor: Bool
  private let mask: PersonalMask
  private let showsSteps: Bool
  private let quote: RowQuote
  /// Of one rule in one file so many findings are shown whole; the rest are counted.
  private static let shownPerRule = 8

  /// Creates a writer.
  ///
  /// - Parameters:
  ///   - report: what the check found.
  ///   - submission: the ledgers it was about.
  ///   - pack: the criteria.
  ///   - language: the language it is told in.
  ///   - usesColor: whether severities are coloured.
  ///   - showsPersonal: whether numbers of persons are shown whole.
  ///   - showsSteps: whether each score is followed by how it came about.
  public init(
    _ report: CheckReport, of submission: Submission, pack: CriteriaPack, language: Language,
    usesColor: Bool, showsPersonal: Bool, showsSteps: Bool = false
  ) {
    self.report = report
    self.pack = pack
    self.language = language
    self.usesColor = usesColor
    mask = PersonalMask(showsPersonal: showsPersonal)
    self.showsSteps = showsSteps
    quote = RowQuote(
      submission, findings: report.findings.filter { !$0.isKnown }, showsPersonal: showsPersonal)
  }

  private func words(_ zh: String, _ en: String) -> String {
    Phrase(zh: zh, en: en).template(language)
  }

  private func paint(_ text: String, _ code: String) -> String {
    usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// The text.
  public func text() -> String {
    var lines: [String] = []
    let findings = report.findings.filter { !$0.isKnown }
    let byFile = Dictionary(grouping: findings) { $0.diagnostic.location.file }
    for (file, findings) in byFile.sorted(by: { $0.key < $1.key }) {
      lines.append(paint(file, "1"))
      add(findings, to: &lines)
      lines.append("")
    }
    addOrganisations(to: &lines)
    addTotals(findings, to: &lines)
    return lines.joined(separator: "\n") + "\n"
  }

  private func add(_ findings: [Finding], to lines: inout [String]) {
    // One rule may find what is wrong and what is merely spelled oddly: each level heads a group of its own.
    struct Heading: Hashable {
      var rule: String
      var severity: Severity
    }
    var headings: [Heading] = []
    var groups: [Heading: [Finding]] = [:]
    for finding in findings {
      let heading = Heading(rule: finding.diagnostic.rule, severity: finding.diagnostic.severity)
      if groups[heading] == nil { headings.append(heading) }
      groups[heading, default: []].append(finding)
    }
    for heading in headings {
      let rule = heading.rule
      guard let group = groups[heading], let first = group.first?.diagnostic else { continue }
      let title = pack.rule(rule)?.title.template(language) ?? ""
      let count = group.count > 1 ? words("（\(group.count) 处）", " (\(group.count))") : ""
      lines.append("  " + severity(first.severity) + " \(rule) \(title)\(count)")
      for finding in group.prefix(Self.shownPerRule) { add(finding, to: &lines) }
      if group.count > Self.shownPerRule {
        let rest = group.count - Self.shownPerRule
        lines.append(words("    另有 \(rest) 处同类问题", "    \(rest) more of the same"))
      }
      // What is cited has to hold for all of them.
      let ledgers = Set(group.map(\.ledger))
      let ledger = ledgers.count == 1 ? group.first?.ledger : nil
      let basis = pack.basis(of: rule, in: ledger, language: language)
      if !basis.isEmpty { lines.append(words("    依据 ", "    basis ") + basis) }
      if let advice = first.advice {
        lines.append(words("    办法 ", "    do    ") + advice.template(language))
      }
    }
  }

  private func add(_ finding: Finding, to lines: inout [String]) {
    let diagnostic = finding.diagnostic
    var place = diagnostic.location.sheet ?? ""
    if let cell = diagnostic.location.cell { place += "!\(cell)" }
    if let header = finding.header, let value = diagnostic.value {
      place += "  \(header) = " + paint(mask.value(value, isPersonal: finding.isPersonal(in: pack)), "4")
    }
    if let key = finding.key, !key.isEmpty {
      place += words("  （\(mask.text(key))）", "  (\(mask.text(key)))")
    }
    if diagnostic.location.cell == nil, let organisation = finding.organisation {
      place += (place.isEmpty ? "" : "  ") + organisation
    }
    lines.append("    \(place)")
    if let row = quote.text(of: finding) { lines.append("      \(row)") }
    var message = mask.text(diagnostic.message.template(language))
    if let fix = diagnostic.fix {
      let value = mask.text(fix.displayedValue)
      message +=
        fix.safety == .safe
        ? words(" → 可自动改为 \(value)", " → can be set to \(value)")
        : words(" → 建议改为 \(value)", " → perhaps \(value)")
    }
    lines.append("      \(message)")
  }

  private func severity(_ severity: Severity) -> String {
    let word = SummaryWords.severity(severity).template(language)
    switch severity {
    case .error: return paint(word, "1;31")
    case .warning: return paint(word, "33")
    case .info: return paint(word, "36")
    }
  }

  private func addOrganisations(to lines: inout [String]) {
    let scored = report.organisations.filter { $0.score != nil }
    guard !scored.isEmpty else { return }
    lines.append(paint(words("得分", "Scores"), "1"))
    let width = min(scored.map { DisplayWidth.columns(of: $0.name) }.max() ?? 0, 48)
    for organisation in scored {
      let score = organisation.score.map { "\($0)" } ?? "—"
      let tier: String =
        switch organisation.tier {
        case .basic: words("基本", "basic")
        case .standard: words("规范", "standard")
        case .innovative: words("创新", "innovative")
        case nil: organisation.isRated ? words("未达基本", "none") : words("未评定（资料不足）", "too little assessed")
        }
      let stars = String(repeating: "★", count: organisation.stars ?? 0)
      let provisional = organisation.isProvisional ? words("（暂定）", " (provisional)") : ""
      lines.append(
        "  " + DisplayWidth.padded(organisation.name, to: width)
          + "  \(score)  \(tier)  \(stars)\(provisional)")
      if showsSteps { addSteps(organisation, to: &lines) }
    }
    lines.append("")
  }

  /// How a score came about, and the same points under the other schemes.
  private func addSteps(_ organisation: OrganisationResult, to lines: inout [String]) {
    for step in organisation.steps { lines.append("    " + step.template(language)) }
    for grouping in pack.groupingScores(of: organisation) {
      let groups = grouping.groups.map { group in
        "\(group.title.template(language)) \(points(group.score))/\(points(group.max))"
      }
      lines.append("    \(grouping.title.template(language))：" + groups.joined(separator: "，"))
    }
  }

  private func points(_ value: Decimal) -> String {
    var value = value
    var rounded = Decimal()
    NSDecimalRound(&rounded, &value, 2, .plain)
    return "\(rounded)"
  }

  private func addWaivers(to lines: inout [String]) {
    for use in report.waivers {
      let waiver = use.waiver
      let whose = [waiver.organisation, waiver.record].compactMap { $0 }.joined(separator: " ")
      let head = "\(waiver.rule) \(whose)"
      switch use.state {
      case .used(let count):
        lines.append(
          words(
            "已豁免 \(count) 处：\(head)（\(waiver.reason)，至 \(waiver.until)）",
            "\(count) waived: \(head) (\(waiver.reason), until \(waiver.until))"))
      case .unused:
        lines.append(
          words(
            "豁免没有用到，可以删除：\(head)（\(waiver.reason)）",
            "a waiver is not needed any more: \(head) (\(waiver.reason))"))
      case .expired:
        lines.append(
          words(
            "豁免已于 \(waiver.until) 到期，不再适用：\(head)（\(waiver.reason)）",
            "a waiver ended on \(waiver.until): \(head) (\(waiver.reason))"))
      }
    }
  }

  private func addTotals(_ findings: [Finding], to lines: inout [String]) {
    let totals = report.totals
    func cells(_ safety: FixSafety) -> Int {
      findings.reduce(0) { count, finding in
        count + (finding.diagnostic.fix?.safety == safety ? 1 : 0)
          + finding.also.count { $0.fix?.safety == safety }
      }
    }
    let (safe, suggested) = (cells(.safe), cells(.suggested))
    let unchecked = report.outcomes.filter {
      if case .notChecked = $0.status { true } else { false }
    }
    lines.append(
      words(
        "共读 \(totals.files) 个文件、\(totals.records) 条记录：错误 \(totals.errors)，提醒 \(totals.warnings)，提示 \(totals.infos)",
        "\(totals.files) files, \(totals.records) records: \(totals.errors) errors, \(totals.warnings) warnings, \(totals.infos) notes"
      ))
    if totals.known > 0 {
      lines.append(words("另有 \(totals.known) 处在基线中，未列出", "\(totals.known) more are in the baseline"))
    }
    addWaivers(to: &lines)
    if safe + suggested > 0 {
      lines.append(
        words(
          "可自动更正 \(safe) 处（taizhang fix），另有 \(suggested) 处建议更正（fix --suggested）",
          "\(safe) can be corrected by taizhang fix, \(suggested) more with --suggested"))
    }
    if !unchecked.isEmpty {
      lines.append(
        words(
          "未能检查的规则 \(unchecked.count) 条（缺台账、缺列或内容无法识别，不等于合格）：",
          "\(unchecked.count) rules could not be checked (which does not mean passed):"))
      var reasons: [String] = []
      var rules: [String: [String]] = [:]
      for outcome in unchecked {
        guard case .notChecked(let reason) = outcome.status else { continue }
        let text = reason.template(language)
        if rules[text] == nil { reasons.append(text) }
        rules[text, default: []].append(outcome.rule)
      }
      for reason in reasons {
        let ids = rules[reason] ?? []
        let more = ids.count > 6 ? words("等", " …") : ""
        lines.append("  \(reason)：\(ids.prefix(6).joined(separator: " "))\(more)")
      }
    }
  }
}
