import Ledgers

/// The views of a database: one for each sheet of the summary workbook, and dues as one row a payment.
enum SummaryViews {
  /// The statements that create the views whose ledgers the catalog has.
  static func all(for catalog: LedgerCatalog) -> [String] {
    definitions.filter { view in view.ledgers.allSatisfy { catalog[LedgerID(rawValue: $0)] != nil } }
      .map { "CREATE VIEW \"\($0.name)\" AS \($0.query)" }
  }

  private struct View {
    var name: String
    var ledgers: [String]
    var query: String
  }

  private static let definitions: [View] = [
    View(name: "dues_payment", ledgers: ["dues"], query: duesPayments),
    View(
      name: "summary_overview", ledgers: ["organisation", "member", "admission", "meeting", "dues"],
      query: """
        SELECT (SELECT COUNT(DISTINCT name) FROM organisation) AS organisations,
          (SELECT COUNT(*) FROM member) AS members,
          (SELECT COUNT(*) FROM member WHERE category = '正式党员') AS full_members,
          (SELECT COUNT(*) FROM member WHERE category = '预备党员') AS probationary_members,
          (SELECT COUNT(*) FROM member WHERE gender = '女') AS women,
          (SELECT COUNT(*) FROM member WHERE ethnicity IS NOT NULL AND ethnicity <> '汉族') AS minorities,
          (SELECT COUNT(*) FROM admission) AS admissions,
          (SELECT COUNT(*) FROM meeting) AS meetings,
          (SELECT ROUND(SUM(paid), 2) FROM dues_payment) AS dues_paid
        """),
    View(
      name: "summary_organisation", ledgers: ["organisation", "member"],
      query: """
        SELECT o.name, o.kind, p.name AS parent, o.members AS members_stated,
          (SELECT COUNT(*) FROM member m WHERE m.branch_id = o.id) AS members_listed
        FROM organisation o LEFT JOIN organisation p ON p.id = o.parent_id
        """),
    View(
      name: "summary_file", ledgers: [],
      query: """
        SELECT file, COUNT(DISTINCT sheet) AS sheets, COUNT(*) AS ledgers, SUM(records) AS records
        FROM source GROUP BY file
        """),
    View(
      name: "summary_conflict", ledgers: [],
      query: """
        SELECT c.ledger, c.kind, c.value AS subject, v.field, r.source_file, r.source_sheet, r.source_row,
          v.cell, v.value
        FROM conflict c JOIN conflict_record r ON r.conflict_id = c.id
          LEFT JOIN conflict_value v ON v.conflict_id = c.id AND v.record_id = r.record_id
        """),
    View(
      name: "summary_branch", ledgers: ["member"],
      query: """
        SELECT branch, COUNT(*) AS members,
          SUM(category = '正式党员') AS full_members, SUM(category = '预备党员') AS probationary_members,
          SUM(gender = '女') AS women, SUM(retired = 1) AS retired, SUM(mobile = 1) AS mobile
        FROM member GROUP BY branch
        """),
    View(
      name: "summary_meeting", ledgers: ["meeting"],
      query: """
        SELECT branch, substr(date, 1, 4) AS year, (CAST(substr(date, 6, 2) AS INTEGER) + 2) / 3 AS quarter,
          kind, COUNT(*) AS meetings, SUM(expected) AS expected, SUM(present) AS present,
          1.0 * SUM(present) / NULLIF(SUM(expected), 0) AS attendance
        FROM meeting WHERE date IS NOT NULL GROUP BY 1, 2, 3, 4
        """),
    View(
      name: "summary_dues", ledgers: ["dues"],
      query: """
        SELECT branch, substr(month, 1, 4) AS year, COUNT(DISTINCT name) AS payers, ROUND(SUM(due), 2) AS due,
          ROUND(SUM(paid), 2) AS paid
        FROM dues_payment GROUP BY 1, 2
        """),
    View(
      name: "summary_admission", ledgers: ["admission"],
      query: """
        SELECT branch, COUNT(*) AS persons, COUNT(applied) AS applied, COUNT(activist_on) AS activists,
          COUNT(candidate_on) AS candidates, COUNT(admitted_on) AS admitted, COUNT(full_meeting_on) AS full_members
        FROM admission GROUP BY branch
        """),
    View(
      name: "summary_training", ledgers: ["training"],
      query: """
        SELECT branch, name, substr(date, 1, 4) AS year, COUNT(*) AS sessions, ROUND(SUM(hours), 2) AS hours
        FROM training GROUP BY 1, 2, 3
        """),
    View(
      name: "summary_appraisal", ledgers: ["appraisal"],
      query: """
        SELECT branch, year, COUNT(*) AS members, SUM(result = '优秀') AS excellent, SUM(result = '合格') AS qualified,
          SUM(result = '基本合格') AS basically_qualified, SUM(result = '不合格') AS unqualified
        FROM appraisal GROUP BY 1, 2
        """),
    View(
      name: "summary_election", ledgers: ["election"],
      query: "SELECT branch, MAX(held_on) AS held_on, MAX(term_end) AS term_end FROM election GROUP BY branch"
    ),
    View(
      name: "summary_funding", ledgers: ["funding"],
      query: """
        SELECT branch, year, ROUND(SUM(budget), 2) AS budget, ROUND(SUM(allocated), 2) AS allocated, ROUND(SUM(spent), 2) AS spent
        FROM funding GROUP BY 1, 2
        """),
    View(
      name: "summary_feature", ledgers: ["feature"],
      query: """
        SELECT branch, kind, COUNT(*) AS entries, SUM(sessions) AS sessions, SUM(people) AS people
        FROM feature GROUP BY 1, 2
        """),
    View(
      name: "summary_rectification", ledgers: ["rectification"],
      query: "SELECT status, COUNT(*) AS problems FROM rectification GROUP BY status"),
    View(
      name: "summary_assessment", ledgers: ["assessment"],
      query: """
        SELECT branch, year, ROUND(SUM(score), 2) AS score, ROUND(SUM(max), 2) AS max, MIN(rank) AS rank FROM assessment GROUP BY 1, 2
        """),
    View(
      name: "summary_care", ledgers: ["care"],
      query: """
        SELECT branch, substr(date, 1, 4) AS year, COUNT(*) AS visits, ROUND(SUM(amount), 2) AS amount FROM care GROUP BY 1, 2
        """),
  ]

  /// One row a person and month, from tables of twelve columns and from long ones alike.
  private static let duesPayments: String = {
    var parts = (1...12).map { month in
      let digits = month < 10 ? "0\(month)" : "\(month)"
      return """
        SELECT id AS dues_id, branch, name, id_number, CASE WHEN year IS NULL THEN NULL ELSE year || '-\(digits)' END AS month,
          monthly_due AS due, CASE WHEN typeof(m\(digits)) = 'text' THEN NULL ELSE m\(digits) END AS paid,
          NULL AS paid_on FROM dues WHERE m\(digits) IS NOT NULL
        """
    }
    parts.append(
      """
      SELECT id, branch, name, id_number, month, COALESCE(due, monthly_due),
        CASE WHEN typeof(paid) = 'text' THEN NULL ELSE paid END, paid_on FROM dues
      WHERE month IS NOT NULL OR paid IS NOT NULL
      """)
    return parts.joined(separator: " UNION ALL ")
  }()
}
