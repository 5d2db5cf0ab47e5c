import Criteria
import Diagnostics
import Foundation
import SpreadsheetModel
import XLSX

extension SummaryWorkbook {
  /// The row of the first organisation on the score sheet.
  static let scoreFirstRow = 3

  var scoreSheetName: String { text("考核得分", "Scores") }

  /// 考核得分: points by area, total, tier, stars, ranking.
  func addScores(to book: inout XLSXWriter) {
    typealias Column = SummaryColumns.Score
    let scored = input.report.organisations.filter { $0.score != nil }.sorted { left, right in
      (left.rank ?? .max, left.name) < (right.rank ?? .max, right.name)
    }
    let table = tables[.scores]
    var columns = [SummaryColumn(text(SummaryWords.organisation), width: nameWidth, .text)]
    for area in pack.areas {
      columns.append(SummaryColumn(text(area.title), width: 9, .decimal, total: .average))
    }
    columns += [
      SummaryColumn(text("总分", "Score"), width: 9, .decimal, total: .average),
      SummaryColumn(text("层级", "Tier"), width: 10, .center),
      SummaryColumn(text("星级", "Stars"), width: 7),
      SummaryColumn(text("名次", "Rank"), width: 7),
      SummaryColumn(text("分组", "Group"), width: 8, .center),
      SummaryColumn(text("已评比例", "Assessed"), width: 9, .percent),
    ]
    addSheet("考核得分", "Scores", columns: columns.count, to: &book) { canvas in
      let rows = scored.enumerated().map { index, organisation -> [SummaryCell] in
        let row = Self.scoreFirstRow + index + 1
        let owner = Condition(
          SummaryColumns.organisation, .equal(.text(organisation.name)), in: "$A\(row)")
        var cells = [SummaryCell.text(organisation.name)]
        for area in pack.areas {
          cells.append(
            .figure(.sum(Column.score, of: table, [owner, equal(Column.area, area.id)])))
        }
        cells.append(total(of: organisation, row: row, owner: owner, table: table))
        cells += [
          .text(tierTitle(organisation.tier)), .number(Double(organisation.stars)),
          organisation.rank.map { .number(Double($0)) } ?? .blank,
          .text(organisation.group.map(groupTitle) ?? ""),
          .number(NSDecimalNumber(decimal: organisation.completeness).doubleValue),
        ]
        return cells
      }
      let place = canvas.table(
        columns, rows: rows, totalTitle: text("平均", "Mean"), freezes: true)
      guard let means = place.totalRow, !pack.areas.isEmpty else { return }
      let areas = 1...pack.areas.count
      func across(_ row: Int) -> CellRange {
        CellRange(
          CellReference(row: row, column: areas.lowerBound),
          CellReference(row: row, column: areas.upperBound))
      }
      var radar = Chart(
        .radarWithMarkers,
        series: [
          ChartSeries(
            name: .text(text("平均得分", "Mean score")),
            categories: SheetReference(sheet: scoreSheetName, range: across(place.headerRow)),
            values: SheetReference(sheet: scoreSheetName, range: across(means)), color: .rgb(0xB23A2E))
        ], title: text("各领域平均得分", "Mean score by area"), legend: nil)
      radar.fontName = "宋体"
      radar.titleSize = 12
      radar.valueAxis.minimum = 0
      canvas.sheet.chart(radar, at: CellReference(row: means + 2, column: 0), width: 420, height: 320)
      var ranking = Chart(
        .bar,
        series: [
          ChartSeries(
            name: .text(text("总分", "Score")),
            categories: SheetReference(sheet: scoreSheetName, range: column(0, place.body)),
            values: SheetReference(
              sheet: scoreSheetName, range: column(pack.areas.count + 1, place.body)),
            color: .rgb(0xD9A441), labels: ChartSeries.Labels(numberFormat: "0.0"))
        ], title: text("总分排名", "Ranking"), legend: nil)
      ranking.fontName = "宋体"
      ranking.titleSize = 12
      ranking.categoryAxis.isReversed = true
      let height = min(max(320, place.body.count * 18), 1200)
      canvas.sheet.chart(
        ranking, at: CellReference(row: means + 2, column: 5), width: 560, height: height)
    }
  }

  /// The score: the points of all areas over what could be reached, in the pack's total.
  private func total(
    of organisation: OrganisationResult, row: Int, owner: Condition, table: DataTable
  ) -> SummaryCell {
    typealias Column = SummaryColumns.Score
    let points = Figure.sum(Column.score, of: table, [owner])
    let most = Figure.sum(Column.max, of: table, [owner])
    let whole = NSDecimalNumber(decimal: pack.scoring.total).doubleValue
    let score = most.value == 0 ? 0 : points.value / most.value * whole
    return SummaryCell(
      .formula(
        "IF(\(most.formula)=0,0,\(points.formula)/\(most.formula)*\(Int(exactly: whole).map(String.init) ?? "\(whole)"))",
        result: .number(score)), number: score)
  }

  private func column(_ column: Int, _ rows: Range<Int>) -> CellRange {
    CellRange(
      CellReference(row: rows.lowerBound, column: column),
      CellReference(row: max(rows.upperBound - 1, rows.lowerBound), column: column))
  }

  private func groupTitle(_ group: OrganisationResult.Group) -> String {
    switch group {
    case .leading: text("先进", "Leading")
    case .middle: text("中间", "Middle")
    case .trailing: text("后进", "Trailing")
    }
  }
}
