import Diagnostics

/// A figure of the overview that is compared with the period before.
struct KeyFigure: Sendable {
  /// Stays the same from period to period and in either language.
  var id: String
  var title: Phrase
  var figure: Figure
  var kind: SummaryCell.Kind = .whole
}

extension Summary {
  /// The row of the first key figure on its data sheet.
  static let firstFigureRow = 2

  /// The overview's figures, in their order.
  var keyFigures: [KeyFigure] {
    standing + work + money
  }

  /// What there is.
  var standing: [KeyFigure] {
    let organisations = tables[.organisations]
    let members = tables[.members]
    typealias Member = SummaryColumns.Member
    return [
      figure("organisations", "党组织", "Organisations", rows(of: organisations)),
      figure("members", "党员", "Members", rows(of: members)),
      figure(
        "members.probationary", "预备党员", "Probationary", .count(members, [equal(Member.category, "预备党员")])),
      figure("members.women", "女党员", "Women", .count(members, [equal(Member.gender, "女")])),
      figure(
        "members.minority", "少数民族", "Minorities",
        .count(members, [equal(Member.minority, SummaryWords.minority)])),
      figure(
        "terms.overdue", "已逾期换届", "Terms overdue",
        .count(organisations, [equal(SummaryColumns.Organisation.state, SummaryWords.overdue)])),
    ]
  }

  /// What was done, and what the check says of it.
  var work: [KeyFigure] {
    let meetings = tables[.meetings]
    let findings = tables[.findings]
    func meeting(_ id: String, _ kind: String, _ english: String) -> KeyFigure {
      figure(
        "meetings.\(id)", kind, english,
        .count(meetings, [equal(SummaryColumns.Meeting.kind, kind)]))
    }
    return [
      figure("meetings", "组织生活（次）", "Meetings", rows(of: meetings)),
      meeting("assembly", "支部党员大会", "Members' meetings"), meeting("theme", "主题党日", "Theme days"),
      meeting("lecture", "党课", "Lectures"),
      figure(
        "findings.errors", "检查发现错误", "Errors found",
        .count(
          findings, [equal(SummaryColumns.Finding.severity, SummaryWords.severity(.error))])),
      figure(
        "findings.warnings", "检查发现提醒", "Warnings",
        .count(
          findings, [equal(SummaryColumns.Finding.severity, SummaryWords.severity(.warning))])),
    ]
  }

  /// What was paid.
  var money: [KeyFigure] {
    typealias Column = SummaryColumns.Dues
    func sum(_ id: String, _ zh: String, _ en: String, _ column: DataTable.Column) -> KeyFigure {
      figure("dues.\(id)", zh, en, .sum(column, of: tables[.dues], []), .money)
    }
    return [
      sum("due", "应缴党费（元）", "Dues due", Column.due), sum("paid", "实缴党费（元）", "Dues paid", Column.paid),
      sum("arrears", "欠缴（元）", "Arrears", Column.arrears),
      sum("overpaid", "多缴（元）", "Overpaid", Column.overpaid),
    ]
  }

  private func figure(
    _ id: String, _ zh: String, _ en: String, _ figure: Figure, _ kind: SummaryCell.Kind = .whole
  ) -> KeyFigure {
    KeyFigure(id: id, title: Phrase(zh: zh, en: en), figure: figure, kind: kind)
  }

  /// Number of rows of a data table, zero for an empty one.
  private func rows(of table: DataTable) -> Figure {
    Figure(formula: "COUNTA(\(table.range(of: 0)))", value: Double(table.rows.count))
  }
}
