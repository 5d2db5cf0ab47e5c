import Criteria
import Diagnostics
import SpreadsheetModel

extension CorrectedWorkbook {
  func text(_ zh: String, _ en: String) -> String {
    Phrase(zh: zh, en: en).template(options.language)
  }

  /// What is added to the advice on a locked cell.
  static let lockedAdvice = Phrase(
    zh: "（该单元格受工作表保护，未自动更正）", en: " (the sheet's protection locks this cell, so it was not mended)")

  /// The lines above the problem list: what the colours mean, the counts, how organisations stand.
  var preface: [String] {
    var lines = [
      text(
        "绿底：已更正（批注里有原值）；红底：必须改；黄底：请核对。改好后把这个文件再交上来即可，本表和批注不会当作数据。",
        "Green: corrected (the note has the old value); red: must be put right; yellow: please check. This sheet and the notes are never read as data."
      )
    ]
    if rows.isEmpty { lines.append(ProblemListSheet.nothingAsked.template(options.language)) }
    let errors = problems.filter { $0.diagnostic.severity == .error }.count
    let warnings = problems.filter { $0.diagnostic.severity == .warning }.count
    lines.append(
      text(
        "检查日期 \(report.asOf)；尚有错误 \(errors) 处、提醒 \(warnings) 处，已更正 \(corrections.count) 处（见更正记录）。",
        "As of \(report.asOf): \(errors) errors and \(warnings) warnings remain, \(corrections.count) values corrected."
      ))
    let names = Set(problems.compactMap(\.organisation))
    for organisation in report.organisations
    where organisation.score != nil && (names.contains(organisation.name) || report.organisations.count == 1)
    {
      lines.append(standing(of: organisation))
      if lines.count >= 6 { break }
    }
    return lines
  }

  private func standing(of organisation: OrganisationResult) -> String {
    let tier: String =
      switch organisation.tier {
      case .basic: text("基本标准", "basic")
      case .standard: text("规范标准", "standard")
      case .innovative: text("创新标准", "innovative")
      case nil:
        organisation.isRated ? text("未达基本标准", "no tier") : text("资料不足，不定层级", "too little assessed for a tier")
      }
    let count = organisation.stars ?? 0
    let stars = count == 0 ? text("未定星", "no star") : String(repeating: "★", count: count)
    let score = organisation.score.map { "\($0)" } ?? "—"
    let provisional = organisation.isProvisional ? text("（暂定：部分台账未报）", " (provisional)") : ""
    return text(
      "\(organisation.name)：得分 \(score)，\(tier)，\(stars)\(provisional)",
      "\(organisation.name): score \(score), \(tier), \(stars)\(provisional)")
  }

  /// The note on a corrected cell.
  func note(for correction: Correction) -> String {
    text(
      "【已更正】\(shown(correction.reason.zh))\n原值：\(shown(correction.before))\n规则：\(correction.rule)",
      "[Corrected] \(shown(correction.reason.en))\nWas: \(shown(correction.before))\nRule: \(correction.rule)"
    )
  }

  /// The note on a cell with problems.
  func note(for rows: [ProblemRow]) -> String {
    rows.map { row in
      var lines = ["【\(SummaryWords.severity(row.severity).template(options.language))】\(row.problem)"]
      if !row.advice.isEmpty { lines.append(text("怎么办：", "What to do: ") + row.advice) }
      if !row.basis.isEmpty { lines.append(text("依据：", "Basis: ") + row.basis) }
      lines.append(text("规则：", "Rule: ") + row.rule)
      return lines.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private func shown(_ text: String) -> String {
    PersonalMask(showsPersonal: options.showsPersonal).text(text)
  }
}
