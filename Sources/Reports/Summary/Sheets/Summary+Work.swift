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
      let anomalies = input.report.findings.filter { $0.ledger == "admission" && !$0.isKnown }
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
            label: text(state), cell: .figure(.count(table, [equal(Column.state, state)])))
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
        sheet.note(text("没有已逾期或6个月内到期的党组织。", "No term is over or ends within six months."))
      }
      sheet.note(
        text(
          "任期届满应按期换届选举；上级党组织一般提前6个月提醒。",
          "Elections are due when a term ends; the office above generally reminds six months before."))
    }
  }

  private static func number(_ value: CellValue) -> Double {
    if case .number(let number) = value { number } else { .infinity }
  }

  /// 基础保障: funds, staff, features.
  var support: SummarySheet {
    typealias Column = SummaryColumns.Funding
    return sheet("基础保障", "Support", of: [.fundings, .staff, .features], columns: 9) { sheet in
      let columns = [
        SummaryColumn(text(SummaryWords.organisation), width: nameWidth, .text),
        SummaryColumn(text("预算（元）", "Budget"), width: 14, .money, total: .sum),
        SummaryColumn(text("拨付（元）", "Allocated"), width: 14, .money, total: .sum),
        SummaryColumn(text("支出（元）", "Spent"), width: 14, .money, total: .sum),
        SummaryColumn(text("支出率", "Rate"), width: 9, .percent, total: .share(part: 3, whole: 2)),
        SummaryColumn(text("专职党务干部", "Full-time staff"), width: 10, total: .sum),
        SummaryColumn(text("特色项目", "Features"), width: 10, total: .sum),
        SummaryColumn(text("场次", "Sessions"), width: 10, total: .sum),
        SummaryColumn(text("人次", "People"), width: 10, total: .sum),
      ]
      let first = sheet.row + 1
      let funds = tables[.fundings]
      let features = tables[.features]
      let rows = tables.organisations.enumerated().map { index, name -> [SummaryCell] in
        let row = first + index + 1
        let owner = Condition(SummaryColumns.organisation, .equal(.text(name)), in: "$A\(row)")
        let allocated = Figure.sum(Column.allocated, of: funds, [owner])
        let spent = Figure.sum(Column.spent, of: funds, [owner])
        return [
          .text(name), .figure(.sum(Column.budget, of: funds, [owner])), .figure(allocated),
          .figure(spent), .share(("D\(row)", spent.value), of: ("C\(row)", allocated.value)),
          .figure(.count(tables[.staff], [owner, equal(SummaryColumns.Staff.fullTime, "专职")])),
          .figure(.count(features, [owner])),
          .figure(.sum(SummaryColumns.Feature.sessions, of: features, [owner])),
          .figure(.sum(SummaryColumns.Feature.people, of: features, [owner])),
        ]
      }
      sheet.table(columns, rows: rows, totalTitle: totalTitle, freezes: true)
    }
  }

  /// 台账报送情况: how many records of which ledger each organisation has handed in, and what could not
  /// be read.
  var submissions: SummarySheet {
    typealias Column = SummaryColumns.Ledger
    var titles: [String] = []
    for row in tables[.ledgers].rows {
      if case .text(let title) = row[Column.ledger], !titles.contains(title) { titles.append(title) }
    }
    let kinds = CrossTable.Measure(text("已报种数", "Kinds"), width: 8)
    let measures =
      [kinds]
      + titles.map {
        CrossTable.Measure($0, width: 8, where: [equal(Column.ledger, $0)], sum: Column.records)
      }
    return sheet("台账报送情况", "Submissions", columns: max(measures.count + 1, 8)) { sheet in
      add(measures, over: .ledgers, to: &sheet)
      sheet.note(
        text(
          "数字为该党组织各类台账的记录条数，“-”为未报；逐个文件的读入情况见“\(text(SummaryWords.dataSheet(.files)))”。",
          "Numbers of records by ledger; - where none was handed in. Each file is listed on \(text(SummaryWords.dataSheet(.files)))."
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
