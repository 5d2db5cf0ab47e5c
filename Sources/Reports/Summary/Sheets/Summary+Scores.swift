import Criteria
import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel
import XLSX

extension Summary {
  /// The row of the first organisation on the score sheet.
  static let scoreFirstRow = 3

  var scoreSheetName: String { text("考核得分", "Scores") }

  /// The columns of the score sheet behind the areas.
  var scoreColumns: (total: Int, tier: Int, stars: Int, rank: Int, group: Int, assessed: Int) {
    let total = pack.areas.count + 1
    return (total, total + 1, total + 2, total + 3, total + 4, total + 5)
  }

  /// The organisations that have a score: those that are rated, the best first, then those of whom too little could
  /// be assessed.
  var scored: [OrganisationResult] {
    input.report.organisations.filter { $0.score != nil && !tables.units.contains($0.name) }
      .sorted { ($0.isRated ? 1 : 0, $0.score ?? 0, $1.name) > ($1.isRated ? 1 : 0, $1.score ?? 0, $0.name) }
  }

  /// Those of them that have a place in the ranking.
  var rated: [OrganisationResult] { scored.filter(\.isRated) }

  /// Those of whom too little could be assessed.
  var unrated: [OrganisationResult] { scored.filter { !$0.isRated } }

  /// The names of those that are not rated, as other sheets refer to them: behind the ranking with its header, its line
  /// of means and its note, and behind a heading of their own.
  var unratedRange: String {
    let first = Self.scoreFirstRow + rated.count + (rated.isEmpty ? 0 : 1) + 2
    return "'\(scoreSheetName)'!$A$\(first + 1):$A$\(first + unrated.count)"
  }

  /// Equal scores share a place, as `RANK` has it.
  static func ranks(of scored: [OrganisationResult]) -> [Int] {
    var ranks: [Int] = []
    for (position, organisation) in scored.enumerated() {
      let isEqual = position > 0 && scored[position - 1].score == organisation.score
      ranks.append(isEqual ? ranks[position - 1] : position + 1)
    }
    return ranks
  }

  /// The third of the ranking a place belongs to.
  func group(of rank: Int, among count: Int) -> OrganisationResult.Group? {
    let shares = pack.scoring.ranking
    guard shares.count == 3, count > 0 else { return nil }
    let place = Decimal(rank) / Decimal(count)
    return place <= shares[0] ? .leading : place <= shares[0] + shares[1] ? .middle : .trailing
  }

  /// 考核得分: points by area, total, tier, stars, ranking, groups.
  var scores: SummarySheet {
    let scored = rated
    let ranks = Self.ranks(of: scored)
    var columns = [
      SummaryColumn(
        text(SummaryWords.organisation), width: CrossTable.nameWidth(scored.map(\.name)), .text)
    ]
    for area in pack.areas {
      columns.append(SummaryColumn(text(area.title), width: 9.5, .decimal, total: .average))
    }
    columns += [
      SummaryColumn(text("总分", "Score"), width: 9, .decimal, total: .average),
      SummaryColumn(text("层级", "Tier"), width: 10, .center),
      SummaryColumn(text("星级", "Stars"), width: 7),
      SummaryColumn(text("名次", "Rank"), width: 7),
      SummaryColumn(text("分组", "Group"), width: 8, .center),
      SummaryColumn(text("已评比例", "Assessed"), width: 9, .percent),
    ]
    return sheet("考核得分", "Scores", columns: columns.count) { sheet in
      let rows = scored.enumerated().map { index, organisation in
        row(of: organisation, rank: ranks[index], at: Self.scoreFirstRow + index, count: ranks.count)
      }
      let table = sheet.table(columns, rows: rows, total: totalWords(text("平均", "Mean")), freezes: true)
      sheet.note(
        text(
          "总分＝各领域得分之和÷可评指标满分之和×\(pack.scoring.total)；缺台账的指标不可评，不计入。已评比例为可评指标的权重占全部指标的比例，不足 \(pack.scoring.leastShare * 100)% 的不定层级、星级和名次。",
          "The score is the points of all areas over the points of what can be assessed, times \(pack.scoring.total); what lacks its ledger is left out. Assessed is the weight of what can be assessed in all indicators; below \(pack.scoring.leastShare * 100)% there is no tier, star or rank."
        ))
      addUnrated(to: &sheet)
      // A picture of hundreds of bars tells nothing; the table is sorted by rank.
      guard !scored.isEmpty, scored.count <= Self.organisationsInPicture else { return }
      var chart = SummaryChart(
        .bar, text("总分排名", "Ranking"),
        series: [
          SummaryChart.Series(
            name: text("总分", "Score"), categories: table.down(0),
            values: table.down(scoreColumns.total), color: SummaryChart.gold)
        ], labels: "0.0")
      chart.maximum = pack.scoring.total.nearestDouble
      sheet.charts([chart], height: max(240, scored.count * 20 + 70))
    }
  }

  /// Those of whom too little could be assessed, with the ledgers they have not sent.
  private func addUnrated(to sheet: inout SummarySheet) {
    guard !unrated.isEmpty else { return }
    sheet.section(text("未评定的党组织（资料不足，不排名次）", "Not rated: too little sent"))
    for organisation in unrated {
      let missing = pack.expectedLedgers
        .filter { !tables.hasSent($0, organisation: organisation.name) }
        .compactMap { pack.ledgers[$0].map { text($0.title) } }
      let share = "\((organisation.completeness * 100).rounded(places: 1))%"
      let score = (organisation.score ?? 0).rounded(places: 2)
      let sent =
        missing.isEmpty ? "" : text("；未报：", "; not sent: ") + missing.joined(separator: text("、", ", "))
      sheet.list(
        organisation.name, count: .text(text("已评 ", "assessed ") + share),
        text("已评部分得 \(score) 分", "\(score) points of what was assessed") + sent)
    }
  }

  /// Organisations that a picture has room for.
  static let organisationsInPicture = 40

  /// A column of this sheet over all that are scored, as other sheets refer to it.
  func scoreRange(_ column: Int) -> String {
    let letter = CellReference.columnName(column)
    let last = Self.scoreFirstRow + max(rated.count, 1)
    return "'\(scoreSheetName)'!$\(letter)$\(Self.scoreFirstRow + 1):$\(letter)$\(last)"
  }

  private func row(
    of organisation: OrganisationResult, rank: Int, at index: Int, count: Int
  ) -> [SummaryCell] {
    typealias Column = SummaryColumns.Score
    let table = tables[.scores]
    let row = index + 1
    let owner = Condition(
      SummaryColumns.organisation, .equal(.text(organisation.name)), in: "$A\(row)")
    var cells = [SummaryCell.text(organisation.name)]
    for area in pack.areas {
      let own = [owner, equal(Column.area, area.id)]
      cells.append(
        .figure(
          .sum(Column.score, of: table, own)
            .reported(in: table, own + [Condition(Column.max, .more(0))], else: text("未评", "not assessed"))))
    }
    cells.append(total(of: organisation, owner: owner, table: table))
    let column = CellReference.columnName(scoreColumns.total)
    let scores =
      "$\(column)$\(Self.scoreFirstRow + 1):$\(column)$\(Self.scoreFirstRow + max(count, 1))"
    let place = "\(CellReference.columnName(scoreColumns.rank))\(row)"
    cells += [
      .text(tierTitle(organisation.tier)), .number(Double(organisation.stars ?? 0)),
      .figure(
        Figure(formula: "RANK(\(column)\(row),\(scores),0)", value: Double(rank))),
      group(group(of: rank, among: count), place: place, scores: scores),
    ]
    cells.append(.number(organisation.completeness.nearestDouble))
    return cells
  }

  /// The score: the points of all areas over what could be reached, in the pack's total.
  private func total(
    of organisation: OrganisationResult, owner: Condition, table: DataTable
  ) -> SummaryCell {
    typealias Column = SummaryColumns.Score
    let points = Figure.sum(Column.score, of: table, [owner])
    let most = Figure.sum(Column.max, of: table, [owner])
    let whole = pack.scoring.total.nearestDouble
    let score = (organisation.score ?? 0).nearestDouble
    let scale = Int(exactly: whole).map(String.init) ?? "\(whole)"
    return .figure(
      Figure(
        formula:
          "IF(\(most.formula)=0,0,ROUND(\(points.formula)/\(most.formula)*\(scale),2))",
        value: score))
  }

  /// The name of a group, computed from the rank.
  private func group(
    _ group: OrganisationResult.Group?, place: String, scores: String
  ) -> SummaryCell {
    guard let group else { return .blank }
    let shares = pack.scoring.ranking
    let place = "\(place)/COUNT(\(scores))"
    let (leading, middle, trailing) = (
      text(Self.groupTitle(.leading)), text(Self.groupTitle(.middle)), text(Self.groupTitle(.trailing))
    )
    return SummaryCell(
      .formula(
        "IF(\(place)<=\(shares[0]),\"\(leading)\",IF(\(place)<=\(shares[0] + shares[1]),\"\(middle)\",\"\(trailing)\"))",
        result: .text(text(Self.groupTitle(group)))))
  }

  static func groupTitle(_ group: OrganisationResult.Group) -> Phrase {
    switch group {
    case .leading: Phrase(zh: "先进", en: "Leading")
    case .middle: Phrase(zh: "中间", en: "Middle")
    case .trailing: Phrase(zh: "后进", en: "Trailing")
    }
  }
}
