import Criteria
import Diagnostics
import Ledgers
import SpreadsheetModel
import XLSX

extension Summary {
  /// 发展党员: how many stand at each stage, and what the check says of the procedure.
  var admissions: SummarySheet {
    let measures =
      [CrossTable.Measure(totalTitle, width: 10)]
      + SummaryBands.stages.map {
        CrossTable.Measure(
          text($0), width: 12, where: [equal(SummaryColumns.Admission.stage, $0)])
      }
    return sheet("发展党员", "Admissions", of: [.admissions], columns: 7, isLandscape: false) { sheet in
      let table = add(measures, over: .admissions, to: &sheet)
      if let total = table.totalRow, !tables[.admissions].rows.isEmpty {
        sheet.charts(
          [
            chart(.column, text("各阶段人数", "By stage"), of: table, row: total, columns: 2...6)
          ], height: 220)
      }
      // Rules on the procedure count for an indicator; how a date is written is no irregularity.
      let procedure = Set(
        pack.rules.lazy.filter { $0.indicator != nil && $0.ledger == "admission" }.map(\.id))
      let anomalies = input.report.findings.filter {
        $0.ledger == "admission" && !$0.isKnown && procedure.contains($0.diagnostic.rule)
      }
      guard !anomalies.isEmpty else { return }
      sheet.section(text("程序异常", "Irregularities"))
      // One problem a line, over the columns of the table above.
      for finding in anomalies.prefix(Self.anomalyLimit) {
        let diagnostic = finding.diagnostic
        sheet.list(
          finding.organisation ?? text(SummaryWords.unknownOrganisation),
          count: .text(diagnostic.rule),
          PersonalData.maskingNumbers(in: text(diagnostic.message)))
      }
      if anomalies.count > Self.anomalyLimit {
        sheet.note(
          text(
            "共 \(anomalies.count) 条，其余见“\(text(SummaryWords.dataSheet(.findings)))”。",
            "\(anomalies.count) in all; the rest are on \(text(SummaryWords.dataSheet(.findings)))."))
      }
    }
  }

  private static let anomalyLimit = 200

  /// 换届提醒: organisations whose term is over or ends within six months.
  var elections: SummarySheet {
    typealias Column = SummaryColumns.Organisation
    let table = tables[.organisations]
    let states = [text(SummaryWords.overdue), text(SummaryWords.dueSoon)].map(CellValue.text)
    let urgent = table.rows.filter { states.contains($0[Column.state]) }
      .sorted { Self.number($0[Column.daysLeft]) < Self.number($1[Column.daysLeft]) }
    return sheet("换届提醒", "Terms", columns: 6) { sheet in
      sheet.cards(
        [
          SummaryWords.overdue, SummaryWords.dueSoon, SummaryWords.inTerm,
        ].map { state in
          SummarySheet.Card(
            label: text(state),
            cell: .figure(
              .count(table, [equal(Column.state, state)])
                .reported(in: table, [Condition(Column.daysLeft, .present)], else: notReported)))
        })
      sheet.table(
        [
          SummaryColumn(text(SummaryWords.organisation), width: nameWidth, .text),
          SummaryColumn(text("书记", "Secretary"), width: 14, .center),
          SummaryColumn(text("本届选举", "Elected"), width: 14, .date),
          SummaryColumn(text("届满时间", "Term ends"), width: 14, .date),
          SummaryColumn(text("距届满（天）", "Days left"), width: 14, .center),
          SummaryColumn(text("状态", "State"), width: 18, .center),
        ],
        rows: urgent.map { row in
          let place = row.number + DataTable.headerRows + 1
          return [
            SummaryColumns.organisation, Column.secretary, Column.elected, Column.termEnd,
            Column.daysLeft, Column.state,
          ].map { column in
            let value = row[column]
            let reference = "\(table.sheetPrefix)\(CellReference.columnName(column))\(place)"
            return SummaryCell(
              .formula(
                "IF(\(reference)=\"\",\"\",\(reference))", result: value.isEmpty ? .text("") : value))
          }
        }, freezes: true)
      if urgent.isEmpty {
        let isKnown = table.rows(where: [Condition(Column.daysLeft, .present)]).first { _ in true } != nil
        sheet.note(
          isKnown
            ? text("届满时间已知的党组织，没有已逾期或6个月内到期的。", "Of the terms known none is over or ends within six months.")
            : text("没有一个党组织填报了届满时间，无法判断是否逾期。", "No end of a term is known, so nothing can be said of any."))
      }
      let unknown = Figure.count(table, [equal(Column.state, SummaryWords.termUnknown)])
      if unknown.value != 0 {
        sheet.list(
          text(SummaryWords.termUnknown), count: .figure(unknown),
          text("个党组织，不知是否逾期。", "organisations of which nobody knows whether they are overdue."))
      }
      addElections(to: &sheet)
      sheet.note(
        text(
          "任期届满应按期换届选举；上级党组织一般提前6个月提醒。",
          "Elections are due when a term ends; the office above generally reminds six months before."))
    }
  }

  private static func number(_ value: CellValue) -> Double {
    if case .number(let number) = value { number } else { .infinity }
  }

  /// 换届: how many were elected in the period and how many are overdue, by kind of organisation, beside what statistics
  /// tables report.
  private func addElections(to sheet: inout SummarySheet) {
    typealias Organisation = SummaryColumns.Organisation
    typealias Report = SummaryColumns.ElectionReport
    let organisations = tables[.organisations]
    let held = tables[.elections]
    let reports = tables[.electionReports]
    var kinds: [String] = []
    for (table, column) in [
      (held, SummaryColumns.Election.kind), (reports, Report.kind), (organisations, Organisation.kind),
    ] {
      for row in table.rows {
        if case .text(let kind) = row[column], !kinds.contains(kind) { kinds.append(kind) }
      }
    }
    guard !kinds.isEmpty else { return }
    sheet.section(text("换届完成情况（按党组织类别）", "Elections by kind of organisation"))
    let first = sheet.row + 1
    let rows = kinds.enumerated().map { index, kind -> [SummaryCell] in
      func own(_ column: Int) -> Condition {
        Condition(column, .equal(.text(kind)), in: "$A\(first + index + 1)")
      }
      func reported(_ column: Int) -> SummaryCell {
        .figure(
          .sum(column, of: reports, [own(Report.kind)])
            .reported(in: reports, [own(Report.kind), Condition(column, .present)], else: notReported))
      }
      return [
        .text(kind),
        .figure(.count(held, [own(SummaryColumns.Election.kind)]).reported(in: held, [], else: notReported)),
        .figure(
          .count(organisations, [own(Organisation.kind), equal(Organisation.state, SummaryWords.overdue)])
            .reported(
              in: organisations, [own(Organisation.kind), Condition(Organisation.daysLeft, .present)],
              else: notReported)),
        reported(Report.organisations), reported(Report.due), reported(Report.completed),
      ]
    }
    sheet.table(
      [
        SummaryColumn(text("类别", "Kind"), .text),
        SummaryColumn(text("本期已换届", "Held"), total: .sum),
        SummaryColumn(text("逾期未换届", "Overdue"), total: .sum),
        SummaryColumn(text("统计表：党组织总数", "Reported: organisations"), total: .sum),
        SummaryColumn(text("统计表：应换届", "Reported: due"), total: .sum),
        SummaryColumn(text("统计表：已换届", "Reported: held"), total: .sum),
      ], rows: rows, total: totalWords(totalTitle, countsReports: false), setsWidths: false)
    sheet.note(
      text(
        "本期已换届按换届选举台账的选举时间逐个计算；统计表的数是各单位填报的，只作对照，不相加。",
        "Elections held are counted from the election ledger; what statistics tables report is compared, not added."
      ))
  }

  /// 基础保障: funds, staff, features.
  var support: SummarySheet {
    typealias Column = SummaryColumns.Funding
    typealias Feature = SummaryColumns.Feature
    return sheet("基础保障", "Support", of: [.fundings, .staff, .features], columns: 10) { sheet in
      let columns = [
        SummaryColumn(text(SummaryWords.organisation), width: nameWidth, .text),
        SummaryColumn(text("预算（元）", "Budget"), width: 14, .money, total: .sum),
        SummaryColumn(text("拨付（元）", "Allocated"), width: 14, .money, total: .sum),
        SummaryColumn(text("支出（元）", "Spent"), width: 14, .money, total: .sum),
        SummaryColumn(text("支出率", "Rate"), width: 9, .percent, total: .share(part: 3, whole: 2)),
        SummaryColumn(text("专职党务干部", "Full-time staff"), width: 10, total: .sum),
        SummaryColumn(text("特色和服务项目", "Features"), width: 10, total: .sum),
      ]
      let first = sheet.row + 1
      let funds = tables[.fundings]
      let rows = tables.organisations.enumerated().map { index, name -> [SummaryCell] in
        let row = first + index + 1
        let owner = Condition(SummaryColumns.organisation, .equal(.text(name)), in: "$A\(row)")
        let words = name == tables.unknownOrganisation ? "" : notReported
        func money(_ column: Int) -> Figure {
          .sum(column, of: funds, [owner])
            .reported(in: funds, [owner, Condition(column, .present)], else: words)
        }
        let (allocated, spent) = (money(Column.allocated), money(Column.spent))
        return [
          .text(name), .figure(money(Column.budget)), .figure(allocated), .figure(spent),
          .share(("D\(row)", spent.value), of: ("C\(row)", allocated.value)),
          .figure(
            .count(tables[.staff], [owner, equal(SummaryColumns.Staff.fullTime, "专职")]).reported(
              in: tables[.staff], [owner, Condition(SummaryColumns.Staff.fullTime, .present)], else: words)),
          .figure(.count(tables[.features], [owner]).reported(in: tables[.features], [owner], else: words)),
        ]
      }
      sheet.table(columns, rows: rows, total: totalWords, freezes: true)
      addServices(to: &sheet)
    }
  }

  /// Services and features by kind: each kind has sessions, people and quantities of its own, which are never summed
  /// with another's.
  private func addServices(to sheet: inout SummarySheet) {
    typealias Column = SummaryColumns.Feature
    let table = tables[.features]
    var kinds: [String] = []
    for row in table.rows {
      if case .text(let kind) = row[Column.kind], !kinds.contains(kind) { kinds.append(kind) }
    }
    guard !kinds.isEmpty else { return }
    sheet.section(text("特色和服务工作（按类别）", "Features and services by kind"))
    let first = sheet.row + 1
    let dated = equal(Column.dated, SummaryWords.yes)
    let sums = [Column.sessions, Column.people, Column.quantity]
    let rows = kinds.enumerated().map { index, kind -> [SummaryCell] in
      let own = Condition(Column.kind, .equal(.text(kind)), in: "$A\(first + index + 1)")
      func cells(_ source: Phrase) -> [SummaryCell] {
        let conditions = [own, dated, equal(Column.source, source)]
        return sums.map { column in
          .figure(
            .sum(column, of: table, conditions)
              .reported(in: table, conditions + [Condition(column, .present)], else: "—"))
        }
      }
      let counted = equal(Column.source, SummaryWords.counted)
      return [.text(kind), .figure(.count(table, [own, dated, counted]))] + cells(SummaryWords.counted)
        + [.figure(.count(table, [own, counted, equal(Column.dated, SummaryWords.no)]))]
        + cells(SummaryWords.reported)
    }
    let titles = [text("场次", "Sessions"), text("人次（人数）", "People"), text("数量（个、支、家）", "Quantity")]
    sheet.table(
      [SummaryColumn(text("类别", "Kind"), .text), SummaryColumn(text("项目", "Entries"))]
        + titles.map { SummaryColumn($0) }
        + [SummaryColumn(text("另：未填时间的项目", "Besides: undated"))]
        + titles.map { SummaryColumn(text("统计表：", "Reported: ") + $0) }, rows: rows, setsWidths: false)
    sheet.note(
      text(
        "场次、人次、数量按类别分别合计，各类口径不同，不相加；未填时间的项目不计入本期，另列个数；统计表的数是各单位填报的，只作对照，不与台账相加；“—”为没有这一项的数。",
        "Each kind is summed by itself and never with another; entries without a date are not counted in the period and stand apart; what statistics tables report is compared, not added; — where there is no such number."
      ))
  }

  /// 其他工作: care, transfers, mobile members, points, duties.
  var others: SummarySheet {
    let subjects: Set<SummaryTables.Subject> = [.cares, .transfers, .mobiles, .points, .duties]
    return sheet("其他工作", "Other work", of: subjects, columns: 9) { sheet in
      let first = sheet.row + 1
      let rows = tables.organisations.enumerated().map { index, name -> [SummaryCell] in
        let owner = Condition(SummaryColumns.organisation, .equal(.text(name)), in: "$A\(first + index + 1)")
        let words = name == tables.unknownOrganisation ? "" : notReported
        func count(_ subject: SummaryTables.Subject, _ conditions: [Condition] = []) -> SummaryCell {
          .figure(
            .count(tables[subject], [owner] + conditions).reported(in: tables[subject], [owner], else: words))
        }
        func sum(_ subject: SummaryTables.Subject, _ column: Int) -> SummaryCell {
          .figure(
            .sum(column, of: tables[subject], [owner])
              .reported(in: tables[subject], [owner, Condition(column, .present)], else: words))
        }
        return [
          .text(name), count(.cares), sum(.cares, SummaryColumns.Care.amount), count(.transfers),
          count(.mobiles), count(.points), sum(.points, SummaryColumns.Points.total), count(.duties),
          count(.duties, [Condition(SummaryColumns.Duty.done, .present)]),
        ]
      }
      sheet.table(
        [
          SummaryColumn(text(SummaryWords.organisation), width: nameWidth, .text),
          SummaryColumn(text("走访慰问（人次）", "Visits"), width: 10, total: .sum),
          SummaryColumn(text("慰问金额（元）", "Care money"), width: 13, .money, total: .sum),
          SummaryColumn(text("组织关系转接（人次）", "Transfers"), width: 12, total: .sum),
          SummaryColumn(text("流动党员（人）", "Mobile members"), width: 10, total: .sum),
          SummaryColumn(text("积分记录（条）", "Points entries"), width: 10, total: .sum),
          SummaryColumn(text("积分合计", "Points"), width: 10, .decimal, total: .sum),
          SummaryColumn(text("责任事项（项）", "Duties"), width: 10, total: .sum),
          SummaryColumn(text("已完成（项）", "Done"), width: 10, total: .sum),
        ], rows: rows, total: totalWords, freezes: true)
    }
  }

  /// The titles of the ledgers that every organisation is expected to send.
  private var expectedLedgers: [String] {
    pack.expectedLedgers.compactMap { pack.ledgers[$0].map { text($0.title) } }
  }

  /// 台账报送情况: how many records of which ledger each organisation has handed in, and what could not
  /// be read.
  var submissions: SummarySheet {
    typealias Column = SummaryColumns.Ledger
    var titles = expectedLedgers
    for row in tables[.ledgers].rows {
      if case .text(let title) = row[Column.ledger], !titles.contains(title) { titles.append(title) }
    }
    let kinds = CrossTable.Measure(text("已报种数", "Kinds"), width: 8)
    let measures =
      [kinds]
      + titles.map {
        CrossTable.Measure(
          $0, width: 8, where: [equal(Column.ledger, $0)], sum: Column.records,
          known: [equal(Column.ledger, $0)])
      }
    return sheet("台账报送情况", "Submissions", columns: max(measures.count + 1, 8)) { sheet in
      add(measures, over: .ledgers, to: &sheet)
      sheet.note(
        text(
          "数字为该党组织各类台账的记录条数；逐个文件的读入情况见“\(text(SummaryWords.dataSheet(.files)))”。",
          "Numbers of records by ledger. Each file is listed on \(text(SummaryWords.dataSheet(.files)))."
        ))
      let files = input.submission.files
      sheet.note(
        text(
          "共报送文件 \(files.count + input.unreadable.count) 个，读入 \(files.count - files.count { $0.tables.isEmpty }) 个，未认出台账 \(files.count { $0.tables.isEmpty }) 个，不能读取 \(input.unreadable.count) 个。",
          "\(files.count + input.unreadable.count) files: \(files.count - files.count { $0.tables.isEmpty }) read, \(files.count { $0.tables.isEmpty }) without a ledger, \(input.unreadable.count) unreadable."
        ))
      for failure in input.unreadable.prefix(Self.anomalyLimit) {
        sheet.note(text("未能读取：", "Unreadable: ") + "\(failure.path)（\(failure.reason)）")
      }
    }
  }
}
