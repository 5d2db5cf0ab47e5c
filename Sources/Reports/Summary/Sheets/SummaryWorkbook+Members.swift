import Diagnostics
import SpreadsheetModel
import XLSX

extension SummaryWorkbook {
  /// 党组织情况: what each organisation is, and how many it has.
  func addOrganisations(to book: inout XLSXWriter) {
    let table = tables[.organisations]
    let members = tables[.members]
    addSheet("党组织情况", "Organisations", columns: 10, to: &book) { canvas in
      let columns = [
        SummaryColumn(text(SummaryWords.organisation), width: nameWidth, .text),
        SummaryColumn(text("类别", "Kind"), width: 12, .center),
        SummaryColumn(text("书记", "Secretary"), width: 10, .center),
        SummaryColumn(text("党员", "Members"), width: 8, total: .sum),
        SummaryColumn(text("正式", "Full"), width: 8, total: .sum),
        SummaryColumn(text("预备", "Probationary"), width: 8, total: .sum),
        SummaryColumn(text("党小组", "Groups"), width: 8, total: .sum),
        SummaryColumn(text("支委人数", "Committee"), width: 8, total: .sum),
        SummaryColumn(text("届满时间", "Term ends"), width: 12, .date),
        SummaryColumn(text("换届状态", "State"), width: 13, .center),
      ]
      let first = canvas.row + 1
      let rows = tables.organisations.enumerated().map { index, name -> [SummaryCell] in
        let reference = "$A\(first + index + 1)"
        let owner = Condition(SummaryColumns.organisation, .equal(.text(name)), in: reference)
        func looked(_ column: Int) -> SummaryCell { lookUp(column, of: name, in: table, by: reference) }
        return [
          .text(name), looked(SummaryColumns.Organisation.kind),
          looked(SummaryColumns.Organisation.secretary), .figure(.count(members, [owner])),
          .figure(.count(members, [owner, equal(SummaryColumns.Member.category, "正式党员")])),
          .figure(.count(members, [owner, equal(SummaryColumns.Member.category, "预备党员")])),
          looked(SummaryColumns.Organisation.groups), looked(SummaryColumns.Organisation.committee),
          looked(SummaryColumns.Organisation.termEnd), looked(SummaryColumns.Organisation.state),
        ]
      }
      canvas.table(columns, rows: rows, totalTitle: totalTitle, freezes: true)
    }
  }

  /// A value of an organisation's row of a data table, by its name.
  func lookUp(
    _ column: DataTable.Column, of name: String, in table: DataTable, by reference: String
  ) -> SummaryCell {
    let owner = Condition(SummaryColumns.organisation, .equal(.text(name)))
    let value = table.matches([owner]).first.map { table.rows[$0][column] } ?? .empty
    let result: CellValue = value.isEmpty ? .text("") : value
    var number: Double?
    if case .number(let found) = value { number = found }
    let range = table.range(of: column)
    let found = "INDEX(\(range),MATCH(\(reference),\(table.range(of: 0)),0))"
    return SummaryCell(
      .formula("IFERROR(IF(\(found)=\"\",\"\",\(found)),\"\")", result: result), number: number)
  }

  /// 党员结构: gender, nationality, education, age and standing, by organisation.
  func addMembers(to book: inout XLSXWriter) {
    typealias Column = SummaryColumns.Member
    let table = cross(.members)
    var measures: [CrossTable.Measure] = [
      .init(text("党员", "Members"), width: 7),
      .init(text("男", "Men"), width: 6, where: [equal(Column.gender, "男")]),
      .init(text("女", "Women"), width: 6, where: [equal(Column.gender, "女")]),
      .init(
        text("少数民族", "Minorities"), width: 7, where: [equal(Column.minority, SummaryWords.minority)]),
    ]
    for level in SummaryBands.educations {
      measures.append(.init(text(level.title), width: 7, where: [equal(Column.level, level.title)]))
    }
    for age in SummaryBands.ages {
      measures.append(.init(text(age.title), width: 7.5, where: [equal(Column.ageBand, age.title)]))
    }
    for standing in SummaryBands.standings {
      measures.append(
        .init(text(standing.title), width: 7.5, where: [equal(Column.standingBand, standing.title)]))
    }
    measures += [
      .init(text("离退休", "Retired"), width: 7, where: [equal(Column.retired, SummaryWords.yes)]),
      .init(text("流动", "Mobile"), width: 6, where: [equal(Column.mobile, SummaryWords.yes)]),
      .init(text("困难", "Hardship"), width: 6, where: [equal(Column.difficulty, SummaryWords.yes)]),
    ]
    addSheet("党员结构", "Members", columns: measures.count + 1, to: &book) { canvas in
      let place = canvas.table(
        table.columns(measures), rows: table.rows(measures, firstRow: canvas.row + 1),
        totalTitle: totalTitle, freezes: true)
      guard let total = place.totalRow else { return }
      let name = text("党员结构", "Members")
      func chart(_ title: String, _ columns: ClosedRange<Int>, _ kind: ChartKind, at column: Int) {
        var chart = Chart(
          kind,
          series: [
            ChartSeries(
              name: .text(title),
              categories: SheetReference(sheet: name, range: row(place.headerRow, columns)),
              values: SheetReference(sheet: name, range: row(total, columns)),
              color: .rgb(0xB23A2E), labels: ChartSeries.Labels())
          ], title: title, legend: nil)
        chart.fontName = "宋体"
        chart.titleSize = 12
        canvas.sheet.chart(
          chart, at: CellReference(row: total + 2, column: column), width: 420, height: 250)
      }
      chart(text("学历", "Education"), 5...9, .column, at: 0)
      chart(text("年龄", "Age"), 10...14, .column, at: 6)
      chart(text("入党年数", "Years since joining"), 15...19, .column, at: 13)
    }
  }

  private func row(_ row: Int, _ columns: ClosedRange<Int>) -> CellRange {
    CellRange(
      CellReference(row: row, column: columns.lowerBound),
      CellReference(row: row, column: columns.upperBound))
  }
}
