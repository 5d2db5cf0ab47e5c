import Criteria
import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel

/// The report of a check as one HTML page: key figures, scores, findings with search and filter.
public struct CheckPage {
  private let report: CheckReport
  private let pack: CriteriaPack
  private let unreadable: [String]
  private let language: Language
  private let showsPersonal: Bool

  /// Takes what a check found.
  public init(
    _ report: CheckReport, pack: CriteriaPack, unreadable: [String], language: Language,
    showsPersonal: Bool
  ) {
    self.report = report
    self.pack = pack
    self.unreadable = unreadable
    self.language = language
    self.showsPersonal = showsPersonal
  }

  private func text(_ zh: String, _ en: String) -> String {
    Phrase(zh: zh, en: en).template(language)
  }

  /// The page in UTF-8; the same report gives the same bytes.
  public func bytes() -> [UInt8] {
    var page = HTMLText()
    let title = text("台账检查报告", "Report on the ledgers")
    page.begin(
      title: title, language: language, skipTo: text("跳到正文", "Skip to content"), name: "check")
    page.element("h1", text: title)
    page.element(
      "p", [("class", "soft")],
      text: text(
        "检查日期 \(report.asOf)　规则 \(pack.title.zh) \(report.packVersion)",
        "As of \(report.asOf), \(pack.title.en) \(report.packVersion)"))
    addCards(to: &page)
    addScores(to: &page)
    addFindings(to: &page)
    addCoverage(to: &page)
    page.end(script: ReportScript.findingFilter)
    return Array(page.markup.utf8)
  }

  private func addCards(to page: inout HTMLText) {
    let totals = report.totals
    let cards = [
      (totals.files, text("个文件", "files")), (totals.records, text("条记录", "records")),
      (totals.errors, text("处错误", "errors")), (totals.warnings, text("处提醒", "warnings")),
      (totals.infos, text("处提示", "notes")),
    ]
    page.element("ul", [("class", "cards")]) { list in
      for (number, label) in cards {
        list.element("li") { card in
          card.element("b", text: "\(number)")
          card.text(label)
        }
      }
    }
    for failure in unreadable { page.element("p", [("class", "soft")], text: failure) }
  }

  private func addScores(to page: inout HTMLText) {
    let scored = report.organisations.filter { $0.score != nil }
    guard !scored.isEmpty else { return }
    page.element("h2", text: text("得分", "Scores"))
    page.element("div", [("class", "scroll")]) { box in
      box.element("table", [("class", "wide")]) { table in
        table.raw("<thead><tr>")
        var heads = [text("党组织", "Organisation"), text("总分", "Score")]
        heads += [text("层级", "Tier"), text("星级", "Stars")]
        heads += pack.areas.map { $0.title.template(language) }
        for head in heads { table.element("th", [("scope", "col")], text: head) }
        table.raw("</tr></thead><tbody>")
        for organisation in scored { addScore(organisation, to: &table) }
        table.raw("</tbody>")
      }
    }
  }

  private func addScore(_ organisation: OrganisationResult, to table: inout HTMLText) {
    let tier: String =
      switch organisation.tier {
      case .basic: text("基本", "basic")
      case .standard: text("规范", "standard")
      case .innovative: text("创新", "innovative")
      case nil: organisation.isRated ? text("未达基本", "none") : text("不定级", "not rated")
      }
    table.element("tr") { row in
      row.element("th", [("scope", "row")], text: organisation.name)
      row.element("td", [("class", "number")], text: organisation.score.map { "\($0)" } ?? "—")
      row.element("td", [("class", "brief")], text: tier)
      row.element("td", [("class", "brief")], text: stars(of: organisation))
      for area in pack.areas {
        let score = organisation.areas.first { $0.id == area.id }
        let share = score.flatMap {
          $0.max > 0 ? ($0.score / $0.max).nearestDouble : nil
        }
        row.element("td") { cell in
          guard let score, let share else { return cell.text("—") }
          let width = Int(exactly: (min(max(share, 0), 1) * 100).rounded()) ?? 0
          cell.raw(
            "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"\(width)%\"><rect width=\"\(width)\" height=\"10\"/></svg>"
          )
          cell.text("\(score.score.rounded(places: 2))/\(score.max.rounded(places: 2))")
        }
      }
    }
  }

  /// The stars, and whether they are provisional because not all could be assessed.
  private func stars(of organisation: OrganisationResult) -> String {
    guard let count = organisation.stars else { return "—" }
    let stars = count == 0 ? "—" : String(repeating: "★", count: count)
    return organisation.isProvisional ? stars + text("（暂定）", " (provisional)") : stars
  }

  private func addFindings(to page: inout HTMLText) {
    let findings = report.findings.filter { !$0.isKnown }
    page.element("h2", text: text("问题", "Findings"))
    guard !findings.isEmpty else {
      return page.element("p", text: text("没有发现问题。", "Nothing was found."))
    }
    page.raw("<div class=\"filters\">")
    page.element("label", [("for", "search")], text: text("查找", "Search"))
    page.raw("<input type=\"search\" id=\"search\">")
    addRuleChoice(findings, to: &page)
    // Where something graver was found, notes wait until they are asked for.
    let hidesNotes = findings.contains { $0.diagnostic.severity != .info }
    for severity in Severity.allCases.reversed() {
      let isChosen = severity != .info || !hidesNotes
      page.element("label") { label in
        label.raw(
          "<input type=\"checkbox\" value=\"\(severity.rawValue)\"\(isChosen ? " checked" : "")> ")
        label.text(SummaryWords.severity(severity).template(language))
      }
    }
    page.raw(
      "<span class=\"soft\" role=\"status\"><span id=\"shown\">\(findings.count)</span>/\(findings.count)</span></div>"
    )
    page.element(
      "p", [("id", "none"), ("hidden", "hidden")],
      text: text("没有符合条件的问题。", "Nothing matches."))
    let heads = [
      text("级别", "Severity"), text("位置", "Place"), text("姓名/识别", "Record"), text("原值", "Value"),
      text("问题", "Problem"), text("怎么办", "What to do"), text("依据", "Basis"), text("规则", "Rule"),
    ]
    page.element("div", [("class", "scroll")]) { box in
      box.element("table", [("id", "findings"), ("class", "stack")]) { table in
        table.raw("<thead><tr>")
        for head in heads { table.element("th", [("scope", "col")], text: head) }
        table.raw("</tr></thead><tbody>")
        for finding in findings {
          let row = ProblemRow(finding, pack: pack, language: language, showsPersonal: showsPersonal)
          let cell = row.cell.map { "!\($0)" } ?? ""
          let values = [
            SummaryWords.severity(row.severity).template(language),
            [row.organisation, Self.baseName(row.file), row.sheet + cell].filter { !$0.isEmpty }.joined(
              separator: " › "),
            row.key, row.header.isEmpty ? row.value : "\(row.header)：\(row.value)", row.problem,
            row.advice, row.basis, row.rule,
          ]
          table.element("tr", [("class", row.severity.rawValue), ("data-rule", row.rule)]) { line in
            for (index, value) in values.enumerated() {
              let attributes = [("data-label", heads[index])] + (index == 0 ? [("class", "mark")] : [])
              line.element("td", attributes, text: value)
            }
          }
        }
        table.raw("</tbody>")
      }
    }
  }

  /// A choice of the rules that have findings, the most frequent first.
  private func addRuleChoice(_ findings: [Finding], to page: inout HTMLText) {
    let counts = Dictionary(grouping: findings, by: \.diagnostic.rule).mapValues(\.count)
    let rules = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    page.element(
      "select", [("id", "rule"), ("aria-label", text("按规则筛选", "Filter by rule"))]
    ) { choice in
      choice.element("option", [("value", "")], text: text("全部规则", "All rules"))
      for (rule, count) in rules {
        let title = pack.rule(rule)?.title.template(language) ?? ""
        choice.element("option", [("value", rule)], text: "\(rule) \(title) (\(count))")
      }
    }
  }

  /// A path without its folders; the table's lines are narrow.
  private static func baseName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  private func addCoverage(to page: inout HTMLText) {
    let unchecked = report.outcomes.compactMap { outcome -> (String, String)? in
      guard case .notChecked(let reason) = outcome.status else { return nil }
      return (outcome.rule, reason.template(language))
    }
    guard !unchecked.isEmpty else { return }
    page.element("h2", text: text("未能检查", "Not checked"))
    page.element(
      "p", [("class", "soft")],
      text: text("缺少台账或列，不等于合格。", "A ledger or column is missing; this does not mean passed."))
    page.element("div", [("class", "scroll")]) { box in
      box.element("table") { table in
        table.raw("<tbody>")
        for (rule, reason) in unchecked {
          table.element("tr") { row in
            row.element("th", [("scope", "row")], text: rule)
            row.element("td", text: pack.rule(rule)?.title.template(language) ?? "")
            row.element("td", text: reason)
          }
        }
        table.raw("</tbody>")
      }
    }
  }
}
