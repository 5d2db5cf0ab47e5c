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
    standing + stated + work + money
  }

  /// What there is.
  var standing: [KeyFigure] {
    let organisations = tables[.organisations]
    let members = tables[.members]
    typealias Member = SummaryColumns.Member
    typealias Organisation = SummaryColumns.Organisation
    /// Members of whom the rosters tell what is counted by.
    func counted(
      _ id: String, _ zh: String, _ en: String, _ condition: Condition, known: DataTable.Column
    ) -> KeyFigure {
      figure(
        id, zh, en,
        .count(members, [condition]).reported(in: members, [Condition(known, .present)], else: notReported))
    }
    return [
      figure("organisations", "党组织", "Organisations", rows(of: organisations)),
      figure(
        "members", "党员（名册）", "Members listed",
        rows(of: members).reported(in: members, [], else: notReported)),
      counted(
        "members.probationary", "预备党员", "Probationary", equal(Member.category, "预备党员"),
        known: Member.category),
      counted("members.women", "女党员", "Women", equal(Member.gender, "女"), known: Member.gender),
      counted(
        "members.minority", "少数民族", "Minorities", equal(Member.minority, SummaryWords.minority),
        known: Member.ethnicity),
      figure(
        "terms.overdue", "已逾期换届", "Terms overdue",
        .count(organisations, [equal(Organisation.state, SummaryWords.overdue)])
          .reported(in: organisations, [Condition(Organisation.daysLeft, .present)], else: notReported)),
    ]
  }

  /// What organisations state of themselves, which is compared with what is counted and never added to it.
  var stated: [KeyFigure] {
    typealias Organisation = SummaryColumns.Organisation
    let organisations = tables[.organisations]
    func sum(_ id: String, _ zh: String, _ en: String, _ column: DataTable.Column) -> KeyFigure {
      figure(
        id, zh, en,
        .sum(column, of: organisations, [])
          .reported(in: organisations, [Condition(column, .atLeast(0))], else: notReported))
    }
    return [
      sum("stated.members", "党员（填报）", "Members stated", Organisation.stated),
      sum("stated.full", "正式党员（填报）", "Full, stated", Organisation.full),
      sum("stated.probationary", "预备党员（填报）", "Probationary, stated", Organisation.probationary),
    ]
  }

  /// What was done, and what the check says of it.
  var work: [KeyFigure] {
    let meetings = tables[.meetings]
    let findings = tables[.findings]
    func meeting(_ id: String, _ kind: String, _ english: String) -> KeyFigure {
      figure(
        "meetings.\(id)", kind, english,
        .count(meetings, [equal(SummaryColumns.Meeting.kind, kind)])
          .reported(in: meetings, [isMeeting], else: notReported))
    }
    return [
      figure(
        "meetings", "组织生活（次）", "Meetings",
        .count(meetings, [isMeeting]).reported(in: meetings, [isMeeting], else: notReported)),
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
      figure(
        "dues.\(id)", zh, en,
        .sum(column, of: tables[.dues], [])
          .reported(in: tables[.dues], [Condition(column, .present)], else: notReported), .money)
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
