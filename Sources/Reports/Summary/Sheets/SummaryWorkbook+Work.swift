import Criteria
import Diagnostics
import Ledgers
import SpreadsheetModel
import XLSX

extension SummaryWorkbook {
  /// 发展党员: how many stand at each stage.
  func addAdmissions(to book: inout XLSXWriter) {
    let table = cross(.admissions)
    var measures: [CrossTable.Measure] = [.init(text("合计", "All"), width: 10)]
    for stage in SummaryBands.stages {
      measures.append(
        .init(text(stage), width: 12, where: [equal(SummaryColumns.Admission.stage, stage)]))
    }
    addSheet("发展党员", "Admissions", columns: 7, isLandscape: false, to: &book) { canvas in
      canvas.table(
        table.columns(measures), rows: table.rows(measures, firstRow: canvas.row + 1),
        totalTitle: totalTitle, freezes: true)
      let anomalies = input.report.findings.filter { $0.ledger == "admission" }
      guard !anomalies.isEmpty else { return }
      canvas.skip()
      canvas.section(text("程序异常", "Irregularities"))
      canvas.table(
        [
          SummaryColumn(text(SummaryWords.organisation), .text),
          SummaryColumn(text("规则", "Rule"), .center), SummaryColumn(text("级别", "Severity"), .center),
          SummaryColumn(text("单元格", "Cell"), .center), SummaryColumn(text("问题", "Problem"), .text),
        ],
        rows: anomalies.prefix(200).map { finding in
          [
            .text(finding.organisation ?? text(SummaryWords.unknownOrganisation)),
            .text(finding.diagnostic.rule),
            .text(text(SummaryWords.severity(finding.diagnostic.severity))),
            .text(finding.diagnostic.location.cell?.description ?? ""),
            .text(PersonalData.maskingNumbers(in: text(finding.diagnostic.message))),
          ]
        }, setsWidths: false)
    }
  }

  /// 换届提醒: organisations whose term is over or ends within six months.
  func addElections(to book: inout XLSXWriter) {
    typealias Column = SummaryColumns.Organisation
    let table = tables[.organisations]
    let urgent = table.rows.indices.filter { index in
      let state = table.rows[index][Column.state]
      return state == .text(text(SummaryWords.overdue)) || state == .text(text(SummaryWords.dueSoon))
    }.sorted { left, right in
      Self.number(table.rows[left][Column.daysLeft]) < Self.number(table.rows[right][Column.daysLeft])
    }
    addSheet("换届提醒", "Terms", columns: 6, isLandscape: false, to: &book) { canvas in
      canvas.cards(
        [SummaryWords.overdue, SummaryWords.dueSoon, SummaryWords.inTerm].map { state in
          (
            text(state), .figure(.count(table, [equal(Column.state, state)])), canvas.styles.cardNumber
          )
        }, width: 2)
      canvas.table(
        [
          SummaryColumn(text(SummaryWords.organisation), width: nameWidth, .text),
          SummaryColumn(text("书记", "Secretary"), width: 11, .center),
          SummaryColumn(text("本届选举", "Elected"), width: 13, .date),
          SummaryColumn(text("届满时间", "Term ends"), width: 13, .date),
          SummaryColumn(text("距届满（天）", "Days left"), width: 12),
          SummaryColumn(text("状态", "State"), width: 14, .center),
        ],
        rows: urgent.map { index in
          let row = index + DataTable.headerRows + 1
          func cell(_ column: Int) -> SummaryCell {
            let value = table.rows[index][column]
            let reference = "\(table.sheetPrefix)\(CellReference.columnName(column))\(row)"
            return SummaryCell(
              .formula("IF(\(reference)=\"\",\"\",\(reference))", result: value.isEmpty ? .text("") : value))
          }
          return [
            cell(0), cell(Column.secretary), cell(Column.elected), cell(Column.termEnd),
            cell(Column.daysLeft), cell(Column.state),
          ]
        })
      canvas.skip()
      canvas.note(
        text(
          "任期届满应按期换届选举；上级党组织一般提前6个月提醒。",
          "Elections are due when a term ends; the office above generally reminds six months before."))
    }
  }

  private static func number(_ value: CellValue) -> Double {
    if case .number(let number) = value { number } else { .infinity }
  }

  /// 基础保障: funds, staff, features.
  func addSupport(to book: inout XLSXWriter) {
    typealias Column = SummaryColumns.Funding
    let organisations = tables.organisations
    addSheet("基础保障", "Support", columns: 9, to: &book) { canvas in
      let columns = [
        SummaryColumn(text(SummaryWords.organisation), width: nameWidth, .text),
        SummaryColumn(text("预算（元）", "Budget"), width: 14, .money, total: .sum),
        SummaryColumn(text("拨付（元）", "Allocated"), width: 14, .money, total: .sum),
        SummaryColumn(text("支出（元）", "Spent"), width: 14, .money, total: .sum),
        SummaryColumn(text("支出率", "Spent"), width: 10, .percent, total: .share(part: 3, whole: 2)),
        SummaryColumn(text("专职党务干部", "Full-time staff"), width: 10, total: .sum),
        SummaryColumn(text("特色项目", "Features"), width: 10, total: .sum),
        SummaryColumn(text("场次", "Sessions"), width: 10, total: .sum),
        SummaryColumn(text("人次", "People"), width: 12, total: .sum),
      ]
      let first = canvas.row + 1
      let funds = tables[.fundings]
      let features = tables[.features]
      let rows = organisations.enumerated().map { index, name -> [SummaryCell] in
        let row = first + index + 1
        let owner = Condition(SummaryColumns.organisation, .equal(.text(name)), in: "$A\(row)")
        let allocated = Figure.sum(Column.allocated, of: funds, [owner])
        let spent = Figure.sum(Column.spent, of: funds, [owner])
        return [
          .text(name), .figure(.sum(Column.budget, of: funds, [owner])), .figure(allocated),
          .figure(spent), .share(("D\(row)", spent.value), of: ("C\(row)", allocated.value)),
          .figure(
            .count(tables[.staff], [owner, equal(SummaryColumns.Staff.fullTime, "专职")])),
          .figure(.count(features, [owner])),
          .figure(.sum(SummaryColumns.Feature.sessions, of: features, [owner])),
          .figure(.sum(SummaryColumns.Feature.people, of: features, [owner])),
        ]
      }
      canvas.table(columns, rows: rows, totalTitle: totalTitle, freezes: true)
    }
  }

  /// 问题整改: what the check found by rule, and what the offices' own lists say.
  func addProblems(to book: inout XLSXWriter) {
    typealias Column = SummaryColumns.Finding
    let table = tables[.findings]
    var titles: [String: String] = [:]
    for rule in pack.rules { titles[rule.id] = text(rule.title) }
    var rules: [String] = []
    for row in table.rows {
      if case .text(let rule) = row[Column.rule], !rules.contains(rule) { rules.append(rule) }
    }
    rules.sort { left, right in
      let counts = [left, right].map { table.matches([equal(Column.rule, $0)]).count }
      return counts[0] == counts[1] ? left < right : counts[0] > counts[1]
    }
    addSheet("问题整改", "Problems", columns: 6, isLandscape: false, to: &book) { canvas in
      canvas.section(text("一、检查发现的问题（按规则）", "1. Findings by rule"))
      let first = canvas.row + 1
      let severities: [Severity] = [.error, .warning, .info]
      let rows = rules.enumerated().map { index, rule -> [SummaryCell] in
        let row = first + index + 1
        let owner = Condition(Column.rule, .equal(.text(rule)), in: "$A\(row)")
        let counts = severities.map {
          SummaryCell.figure(
            .count(table, [owner, equal(Column.severity, SummaryWords.severity($0))]))
        }
        return [.text(rule), .text(titles[rule] ?? ""), .figure(.count(table, [owner]))] + counts
      }
      canvas.table(
        [
          SummaryColumn(text("规则", "Rule"), width: nameWidth, .center),
          SummaryColumn(text("内容", "Subject"), width: 34, .text),
          SummaryColumn(text("合计", "All"), width: 10, total: .sum),
          SummaryColumn(text("错误", "Errors"), width: 10, total: .sum),
          SummaryColumn(text("提醒", "Warnings"), width: 10, total: .sum),
          SummaryColumn(text("提示", "Notes"), width: 10, total: .sum),
        ], rows: rows, totalTitle: totalTitle)
      canvas.skip()
      canvas.section(text("二、检查发现的问题（按党组织）", "2. Findings by organisation"))
      let counts: [CrossTable.Measure] =
        [.init(text("合计", "All"))]
        + severities.map {
          .init(
            text(SummaryWords.severity($0)),
            where: [equal(Column.severity, SummaryWords.severity($0))])
        }
      let byOrganisation = cross(.findings)
      canvas.table(
        byOrganisation.columns(counts),
        rows: byOrganisation.rows(counts, firstRow: canvas.row + 1), totalTitle: totalTitle,
        setsWidths: false)
      canvas.skip()
      canvas.section(text("三、问题整改台账", "3. Rectification ledgers"))
      let closing = cross(.rectifications)
      let states: [CrossTable.Measure] =
        [.init(text("合计", "All"))]
        + [SummaryWords.closed, SummaryWords.open, SummaryWords.overdue].map {
          .init(text($0), where: [equal(SummaryColumns.Rectification.state, $0)])
        }
      canvas.table(
        closing.columns(states), rows: closing.rows(states, firstRow: canvas.row + 1),
        totalTitle: totalTitle, setsWidths: false)
    }
  }

  /// 台账报送情况: which ledgers came from which file.
  func addFiles(to book: inout XLSXWriter) {
    typealias Column = SummaryColumns.File
    let table = tables[.files]
    addSheet("台账报送情况", "Files", columns: 5, to: &book) { canvas in
      canvas.table(
        [
          SummaryColumn(text("文件", "File"), width: 56, .text),
          SummaryColumn(text("台账", "Ledger"), width: 18, .center),
          SummaryColumn(text("工作表", "Sheet"), width: 20, .center),
          SummaryColumn(text("记录数", "Records"), width: 10, total: .sum),
          SummaryColumn(text("状态", "State"), width: 30, .text),
        ],
        rows: table.rows.map { row in
          row.map { value in
            if case .number(let number) = value { .number(number) } else { SummaryCell(CellContent(value)) }
          }
        }, totalTitle: totalTitle, freezes: true)
    }
  }
}
