import Criteria
import Diagnostics
import Foundation
import SpreadsheetModel
import XLSX

extension Summary {
  /// 得分分析: how far each area was reached, the three groups and those with stars, by name.
  var standings: SummarySheet {
    let scored = scored
    return sheet("得分分析", "Standings", columns: 10) { sheet in
      guard !scored.isEmpty, !pack.areas.isEmpty else {
        return sheet.note(text("没有可以评分的党组织。", "Nothing can be scored."))
      }
      sheet.width(0...0, 22)
      sheet.width(1...9, 12)
      addAreas(to: &sheet)
      sheet.skip()
      addGroups(of: scored, to: &sheet)
      sheet.skip()
      addNamed(scored, to: &sheet)
    }
  }

  /// 先进, 中间, 后进: how many and who.
  private func addGroups(of scored: [OrganisationResult], to sheet: inout SummarySheet) {
    let rated = scored.filter(\.isRated)
    let ranks = Self.ranks(of: rated)
    sheet.section(text("二、先进、中间、后进党组织", "2. Leading, middle and trailing organisations"))
    guard !rated.isEmpty else {
      return sheet.note(
        text("报送的资料都不够评定，没有分组。", "Too little was sent to rate anybody, so there are no groups."))
    }
    let range = scoreRange(scoreColumns.group)
    for group in OrganisationResult.Group.allCases {
      let title = text(Self.groupTitle(group))
      let own = zip(rated, ranks).filter { self.group(of: $1, among: rated.count) == group }.map(\.0)
      sheet.list(
        title,
        count: .figure(Figure(formula: "COUNTIFS(\(range),\"\(title)\")", value: Double(own.count))),
        names(of: own))
    }
  }

  /// A line names no more: a cell holds 32,767 characters, and nobody reads as many.
  private static let namesInLine = 400

  private func names(of organisations: [OrganisationResult]) -> String {
    let named = organisations.prefix(Self.namesInLine).map(\.name).joined(separator: text("、", ", "))
    guard organisations.count > Self.namesInLine else { return named }
    return named
      + text(
        " 等 \(organisations.count) 个，其余见“\(scoreSheetName)”",
        " and others, \(organisations.count) in all: see '\(scoreSheetName)'")
  }

  /// Those that have reached stars and may be named, the most stars first, and those whose stars are
  /// provisional because not all could be assessed.
  private func addNamed(_ scored: [OrganisationResult], to sheet: inout SummarySheet) {
    sheet.section(text("三、星级党组织名单", "3. Organisations with stars"))
    for isProvisional in [false, true] {
      for stars in stride(from: 5, through: 3, by: -1) {
        let own = scored.filter { $0.stars == stars && $0.isProvisional == isProvisional }
        // The line of those that may be named stands even where nobody does yet.
        guard !own.isEmpty || stars == 5 && !isProvisional else { continue }
        let bound = "\(isProvisional ? "<" : ">=")\(pack.scoring.completeness)"
        sheet.list(
          starTitle(stars) + (isProvisional ? text("（暂定）", " (provisional)") : ""),
          count: .figure(
            Figure(
              formula:
                "COUNTIFS(\(scoreRange(scoreColumns.stars)),\(stars),\(scoreRange(scoreColumns.assessed)),\"\(bound)\")",
              value: Double(own.count))),
          own.isEmpty ? text("无", "None") : names(of: own))
      }
    }
    sheet.note(
      text(
        "已评比例不足 \(pack.scoring.completeness * 100)% 的星级为暂定，待补报台账后再予命名；不足 \(pack.scoring.leastShare * 100)% 的不评星级，不分组。",
        "Stars are provisional below \(pack.scoring.completeness * 100)% assessed: name these once their ledgers are complete; below \(pack.scoring.leastShare * 100)% there are no stars and no group."
      ))
  }

  /// How far the points of each area that could be assessed were reached, and the picture of it.
  private func addAreas(to sheet: inout SummarySheet) {
    typealias Column = SummaryColumns.Score
    let data = tables[.scores]
    sheet.section(text("一、各领域得分率", "1. Points reached by area"))
    let first = sheet.row + 1
    let assessed = pack.areas.compactMap { area -> (title: String, points: Figure, most: Figure)? in
      let own = [equal(Column.area, area.id)]
      let most = Figure.sum(Column.max, of: data, own)
      guard most.value ?? 0 > 0 else { return nil }
      return (text(area.title), .sum(Column.score, of: data, own), most)
    }
    let table = sheet.table(
      [
        SummaryColumn(text("领域", "Area"), .text),
        SummaryColumn(text("得分合计", "Points"), .decimal, total: .sum),
        SummaryColumn(text("满分合计", "Of"), .decimal, total: .sum),
        SummaryColumn(text("得分率", "Share"), .percent, total: .share(part: 1, whole: 2)),
      ],
      rows: assessed.enumerated().map { index, area in
        let row = first + index + 1
        return [
          .text(area.title), .figure(area.points), .figure(area.most),
          .share(("B\(row)", area.points.value), of: ("C\(row)", area.most.value)),
        ]
      }, total: totalWords, setsWidths: false)
    // With fewer than three corners a radar is a line.
    let kind: SummaryChart.Kind = assessed.count < 3 ? .column : .radar
    var chart = SummaryChart(
      kind, text("各领域得分率", "Points reached by area"),
      series: [
        SummaryChart.Series(
          name: text("得分率", "Share"), categories: table.down(0), values: table.down(3))
      ], labels: kind == .column ? "0.0%" : nil)
    chart.showsShares = true
    sheet.charts([chart], height: 300, columns: 4...9, beside: table)
  }
}
