import Criteria
import Diagnostics
import Foundation
import SpreadsheetModel
import XLSX

extension SummaryWorkbook {
  /// 总览: key figures, how tiers and stars are spread, areas on average.
  func addOverview(to book: inout XLSXWriter) {
    let members = tables[.members]
    let dues = tables[.dues]
    let meetings = tables[.meetings]
    let findings = tables[.findings]
    addSheet("总览", "Overview", columns: 12, to: &book) { canvas in
      canvas.sheet.width(0...11, 9.5)
      func cards(_ cards: [(String, Figure)], money: Bool = false) {
        canvas.cards(
          cards.map {
            ($0.0, .figure($0.1), money ? canvas.styles.cardMoney : canvas.styles.cardNumber)
          }, width: 2)
      }
      canvas.skip()
      canvas.section(text("一、基本情况", "1. At a glance"))
      let organisations = tables[.organisations]
      cards([
        (text("党组织", "Organisations"), rows(of: organisations)),
        (text("党员", "Members"), rows(of: members)),
        (
          text("预备党员", "Probationary"),
          .count(members, [equal(SummaryColumns.Member.category, "预备党员")])
        ),
        (text("女党员", "Women"), .count(members, [equal(SummaryColumns.Member.gender, "女")])),
        (
          text("少数民族", "Minorities"),
          .count(members, [equal(SummaryColumns.Member.minority, SummaryWords.minority)])
        ),
        (
          text("已逾期换届", "Terms overdue"),
          .count(organisations, [equal(SummaryColumns.Organisation.state, SummaryWords.overdue)])
        ),
      ])
      cards([
        (text("组织生活（次）", "Meetings"), rows(of: meetings)),
        (
          text("支部党员大会", "Members' meetings"),
          .count(meetings, [equal(SummaryColumns.Meeting.kind, "支部党员大会")])
        ),
        (
          text("主题党日", "Theme days"), .count(meetings, [equal(SummaryColumns.Meeting.kind, "主题党日")])
        ),
        (text("党课", "Lectures"), .count(meetings, [equal(SummaryColumns.Meeting.kind, "党课")])),
        (
          text("检查发现错误", "Errors found"),
          .count(findings, [equal(SummaryColumns.Finding.severity, SummaryWords.severity(.error))])
        ),
        (
          text("检查发现提醒", "Warnings"),
          .count(findings, [equal(SummaryColumns.Finding.severity, SummaryWords.severity(.warning))])
        ),
      ])
      cards(
        [
          (text("应缴党费（元）", "Dues due"), .sum(SummaryColumns.Dues.due, of: dues, [])),
          (text("实缴党费（元）", "Dues paid"), .sum(SummaryColumns.Dues.paid, of: dues, [])),
          (text("欠缴（元）", "Arrears"), .sum(SummaryColumns.Dues.arrears, of: dues, [])),
        ], money: true)
      addDistribution(&canvas)
    }
  }

  /// Number of rows of a data table, zero for an empty one.
  func rows(of table: DataTable) -> Figure {
    Figure(formula: "COUNTA(\(table.range(of: 0)))", value: Double(table.rows.count))
  }

  private func addDistribution(_ canvas: inout SummaryCanvas) {
    canvas.section(text("二、标准化建设", "2. Standardisation"))
    let scored = input.report.organisations.filter { $0.score != nil }
    let names = scoreSheetName
    let range = { (column: String) in
      "'\(names)'!$\(column)$\(Self.scoreFirstRow + 1):$\(column)$\(Self.scoreFirstRow + max(scored.count, 1))"
    }
    let tierColumn = CellReference.columnName(2 + pack.areas.count)
    let starColumn = CellReference.columnName(3 + pack.areas.count)
    var tierRows: [[SummaryCell]] = []
    for tier in [Tier.innovative, .standard, .basic] {
      let count = scored.filter { $0.tier == tier }.count
      tierRows.append([
        .text(tierTitle(tier)),
        .figure(
          Figure(
            formula: "COUNTIFS(\(range(tierColumn)),\"\(tierTitle(tier))\")", value: Double(count))),
      ])
    }
    let none = scored.filter { $0.tier == nil }.count
    tierRows.append([
      .text(tierTitle(nil)),
      .figure(
        Figure(formula: "COUNTIFS(\(range(tierColumn)),\"\(tierTitle(nil))\")", value: Double(none))),
    ])
    for stars in stride(from: 5, through: 0, by: -1) {
      let count = scored.filter { $0.stars == stars }.count
      let cell = SummaryCell.figure(
        Figure(formula: "COUNTIFS(\(range(starColumn)),\(stars))", value: Double(count)))
      let title = stars == 0 ? text("未定星", "No star") : String(repeating: "★", count: stars)
      let position = 5 - stars
      if position < tierRows.count {
        tierRows[position] += [.text(title), cell]
      } else {
        tierRows.append([.blank, .blank, .text(title), cell])
      }
    }
    let place = canvas.table(
      [
        SummaryColumn(text("层级", "Tier"), width: 9.5, .center),
        SummaryColumn(text("党组织数", "Count"), width: 9.5),
        SummaryColumn(text("星级", "Stars"), width: 9.5, .center),
        SummaryColumn(text("党组织数", "Count"), width: 9.5),
      ], rows: tierRows, setsWidths: false)
    let chartRow = place.headerRow
    var chart = Chart(
      .column,
      series: [
        ChartSeries(
          name: .text(text("党组织数", "Organisations")),
          categories: SheetReference(
            sheet: text("总览", "Overview"),
            range: CellRange(
              CellReference(row: place.body.lowerBound, column: 2),
              CellReference(row: place.body.upperBound - 1, column: 2))),
          values: SheetReference(
            sheet: text("总览", "Overview"),
            range: CellRange(
              CellReference(row: place.body.lowerBound, column: 3),
              CellReference(row: place.body.upperBound - 1, column: 3))),
          color: .rgb(0xB23A2E), labels: ChartSeries.Labels())
      ], title: text("星级分布", "Stars"), legend: nil)
    chart.fontName = "宋体"
    chart.titleSize = 12
    canvas.sheet.chart(
      chart, at: CellReference(row: chartRow, column: 5), width: 480, height: 250)
    canvas.skip(6)
    canvas.note(
      text(
        "评分按 \(pack.title.zh) \(pack.version) 计算：指标、权重和星级是对公开规定的归纳，不是官方评定；未报台账的指标不计入得分，另行列出。",
        "Scores follow \(pack.title.en) \(pack.version): indicators, weights and stars are a reconstruction of public rules, not an official rating; indicators whose ledger is missing are left out and listed."
      ))
  }

  /// The name of a tier, or of not having reached one.
  func tierTitle(_ tier: Tier?) -> String {
    switch tier {
    case .basic: text("基本", "Basic")
    case .standard: text("规范", "Standard")
    case .innovative: text("创新", "Innovative")
    case nil: text("未达基本", "None")
    }
  }
}
