import Diagnostics
import SpreadsheetModel
import XLSX

extension SummaryWorkbook {
  private static let meetingKinds = [
    "支部党员大会", "支委会", "党小组会", "党课", "主题党日", "组织生活会", "民主评议", "谈心谈话", "集体学习",
  ]

  /// 组织生活: by kind and by month (or quarter), for each organisation.
  func addMeetings(to book: inout XLSXWriter) {
    typealias Column = SummaryColumns.Meeting
    let table = cross(.meetings)
    var measures: [CrossTable.Measure] = [.init(text("合计", "All"), width: 7)]
    for kind in Self.meetingKinds {
      measures.append(.init(kind, width: 8, where: [equal(Column.kind, kind)]))
    }
    let quarters = Set(input.period.months.map { ($0 - 1) / 3 + 1 }).sorted()
    if quarters.count > 1 {
      for quarter in quarters {
        measures.append(
          .init(
            text("\(quarter)季度", "Q\(quarter)"), width: 7, where: [equal(Column.quarter, quarter)]))
      }
    }
    let firstMonth = measures.count
    for month in input.period.months {
      measures.append(.init(text("\(month)月", "\(month)"), width: 5.5, where: [equal(Column.month, month)]))
    }
    addSheet("组织生活", "Meetings", columns: measures.count + 1, to: &book) { canvas in
      let place = canvas.table(
        table.columns(measures), rows: table.rows(measures, firstRow: canvas.row + 1),
        totalTitle: totalTitle, freezes: true)
      let name = text("组织生活", "Meetings")
      if let total = place.totalRow, input.period.months.count > 1 {
        let columns = (firstMonth + 1)...(firstMonth + input.period.months.count)
        func across(_ row: Int) -> CellRange {
          CellRange(
            CellReference(row: row, column: columns.lowerBound),
            CellReference(row: row, column: columns.upperBound))
        }
        var chart = Chart(
          .column,
          series: [
            ChartSeries(
              name: .text(text("次数", "Meetings")),
              categories: SheetReference(sheet: name, range: across(place.headerRow)),
              values: SheetReference(sheet: name, range: across(total)), color: .rgb(0xB23A2E))
          ], title: text("各月组织生活次数", "Meetings by month"), legend: nil)
        chart.fontName = "宋体"
        chart.titleSize = 12
        canvas.sheet.chart(chart, at: CellReference(row: total + 2, column: 0), width: 760, height: 260)
      }
    }
  }

  /// 党费: due, paid and in arrears, for each organisation.
  func addDues(to book: inout XLSXWriter) {
    typealias Column = SummaryColumns.Dues
    let table = cross(.dues)
    let measures: [CrossTable.Measure] = [
      .init(text("应缴（元）", "Due"), width: 14, .money, sum: Column.due),
      .init(text("实缴（元）", "Paid"), width: 14, .money, sum: Column.paid),
      .init(text("欠缴（元）", "Arrears"), width: 14, .money, sum: Column.arrears),
      .init(text("收缴率", "Rate"), width: 10, share: 1, of: 0),
      .init(
        text("欠缴人次", "Payments owed"), width: 10, where: [Condition(Column.arrears, .more(0))]),
    ]
    addSheet("党费", "Dues", columns: measures.count + 1, isLandscape: false, to: &book) { canvas in
      let place = canvas.table(
        table.columns(measures), rows: table.rows(measures, firstRow: canvas.row + 1),
        totalTitle: totalTitle, freezes: true)
      guard let total = place.totalRow else { return }
      var chart = Chart(
        .column,
        tabulated: SheetReference(sheet: text("党费", "Dues"), range: place.range(0...2)),
        title: text("各党组织党费收缴", "Dues by organisation"))
      chart.palette = [.rgb(0xB23A2E), .rgb(0xD9A441)]
      chart.fontName = "宋体"
      chart.titleSize = 12
      canvas.sheet.chart(chart, at: CellReference(row: total + 2, column: 0), width: 640, height: 300)
    }
  }

  /// 教育培训: sessions, hours and hours for each member.
  func addTraining(to book: inout XLSXWriter) {
    typealias Column = SummaryColumns.Training
    let table = cross(.trainings)
    let measures: [CrossTable.Measure] = [
      .init(text("培训人次", "Attendances"), width: 12),
      .init(text("学时合计", "Hours"), width: 12, .decimal, sum: Column.hours),
    ]
    addSheet("教育培训", "Training", columns: 5, isLandscape: false, to: &book) { canvas in
      let members = tables[.members]
      let first = canvas.row + 1
      let base = table.rows(measures, firstRow: first)
      let rows = base.enumerated().map { index, cells -> [SummaryCell] in
        let row = first + index + 1
        let owner = Condition(
          SummaryColumns.organisation, .equal(.text(tables.organisations[index])), in: "$A\(row)")
        let count = Figure.count(members, [owner])
        let hours = cells[2].number ?? 0
        let mean: CellValue = count.value == 0 ? .text("") : .number(hours / count.value)
        return cells + [
          .figure(count),
          SummaryCell(
            .formula("IF(D\(row)=0,\"\",C\(row)/D\(row))", result: mean),
            number: count.value == 0 ? nil : hours / count.value),
        ]
      }
      canvas.table(
        table.columns(measures) + [
          SummaryColumn(text("党员", "Members"), width: 10, total: .sum),
          SummaryColumn(text("人均学时", "Hours each"), width: 12, .decimal),
        ], rows: rows, totalTitle: totalTitle, freezes: true)
      canvas.note(
        text(
          "党员每年集中学习培训时间一般不少于32学时（《中国共产党党员教育管理工作条例》第二十条）。",
          "Members are generally to train at least 32 hours a year (regulation on education and management of members, article 20)."
        ))
    }
  }

  /// 民主评议: results by organisation.
  func addAppraisals(to book: inout XLSXWriter) {
    typealias Column = SummaryColumns.Appraisal
    let table = cross(.appraisals)
    var measures: [CrossTable.Measure] = [.init(text("参评", "Appraised"), width: 10)]
    for result in ["优秀", "合格", "基本合格", "不合格"] {
      measures.append(.init(result, width: 10, where: [equal(Column.result, result)]))
    }
    measures.append(.init(text("优秀比例", "Excellent"), width: 10, share: 1, of: 0))
    addSheet("民主评议", "Appraisal", columns: measures.count + 1, isLandscape: false, to: &book) { canvas in
      canvas.table(
        table.columns(measures), rows: table.rows(measures, firstRow: canvas.row + 1),
        totalTitle: totalTitle, freezes: true)
      canvas.note(
        text("优秀等次一般不超过党员总数的三分之一。", "No more than a third are generally rated excellent."))
    }
  }
}
