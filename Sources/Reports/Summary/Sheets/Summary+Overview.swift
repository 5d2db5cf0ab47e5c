import Criteria
import Diagnostics
import SpreadsheetModel

extension Summary {
  private var overviewName: String { text("总览", "Overview") }

  /// 总览: key figures, how tiers and stars are spread, what has changed.
  var overview: SummarySheet {
    sheet("总览", "Overview", columns: 12, isLandscape: false) { sheet in
      sheet.width(0...11, 9.5)
      sheet.section(text("一、基本情况", "1. At a glance"))
      for figures in [standing, stated, work, money] {
        sheet.cards(
          figures.map {
            SummarySheet.Card(label: text($0.title), cell: .figure($0.figure), kind: $0.kind)
          })
      }
      sheet.note(
        text(
          "没有报送台账的写“未报”，不是零。党员（名册）按党员名册逐人计算，党员（填报）是党组织台账上填的数，两者不相加。欠缴、多缴逐人逐月计算：应缴－实缴＝欠缴－多缴；减免、未到月份、入党以前和转出以后的月份不计，一次交几个月的分到各月。",
          "What was not sent says so and is not zero. Members listed are counted from rosters, members stated are what lists of organisations say; they are never added up. Arrears and overpayments are counted by member and month: due less paid is arrears less overpaid; months excused, to come, before joining or after leaving are left out, and a payment for several months is shared among them."
        ))
      addDistribution(to: &sheet)
      addComparison(to: &sheet)
    }
  }

  private func addDistribution(to sheet: inout SummarySheet) {
    sheet.section(text("二、标准化建设", "2. Standardisation"))
    let scored = scored
    func count(_ column: Int, _ criterion: String, _ value: Int) -> SummaryCell {
      .figure(Figure(formula: "COUNTIFS(\(scoreRange(column)),\(criterion))", value: Double(value)))
    }
    var rows: [[SummaryCell]] = [Tier.innovative, .standard, .basic, nil].map { tier in
      [
        .text(tierTitle(tier)),
        count(
          scoreColumns.tier, "\"\(tierTitle(tier))\"", scored.count { $0.isRated && $0.tier == tier }),
      ]
    }
    rows.append([
      .text(unratedTitle),
      unrated.isEmpty
        ? .number(0)
        : .figure(Figure(formula: "COUNTA(\(unratedRange))", value: Double(unrated.count))),
    ])
    for (position, stars) in stride(from: 5, through: 0, by: -1).enumerated() {
      let range = scoreRange(scoreColumns.assessed)
      func rated(_ test: String) -> String { "\(stars),\(range),\"\(test)\(pack.scoring.completeness)\"" }
      let cells = [
        SummaryCell.text(starTitle(stars)),
        count(
          scoreColumns.stars, rated(">="), scored.count { $0.stars == stars && !$0.isProvisional }),
        count(
          scoreColumns.stars, rated("<"), scored.count { $0.stars == stars && $0.isProvisional }),
      ]
      if position < rows.count { rows[position] += cells } else { rows.append([.blank, .blank] + cells) }
    }
    let number = text("党组织数", "Count")
    let table = sheet.table(
      [
        SummaryColumn(text("层级", "Tier"), width: 9.5, .center), SummaryColumn(number, width: 9.5),
        SummaryColumn(text("星级", "Stars"), width: 9.5, .center), SummaryColumn(number, width: 9.5),
        SummaryColumn(text("其中暂定", "Provisional"), width: 9.5),
      ], rows: rows, setsWidths: false)
    func chart(_ title: String, _ column: Int, rows: Int) -> SummaryChart {
      func range(_ column: Int) -> CellRange {
        CellRange(
          CellReference(row: table.body.lowerBound, column: column),
          CellReference(row: table.body.lowerBound + rows - 1, column: column))
      }
      return SummaryChart(
        .column, title,
        series: [
          SummaryChart.Series(name: number, categories: range(column), values: range(column + 1))
        ], labels: "0")
    }
    sheet.charts(
      [
        chart(text("层级分布", "Tiers"), 0, rows: 5), chart(text("星级分布", "Stars"), 2, rows: 6),
      ], height: 220, columns: 5...11, beside: table)
    sheet.note(
      text(
        "评分按“\(pack.title.zh)”\(pack.version) 版计算：指标、权重和星级是对公开规定的归纳，不是官方评定；未报台账的指标不计入得分，另行列出。",
        "Scores follow \(pack.title.en) \(pack.version): indicators, weights and stars are a reconstruction of public rules, not an official rating; indicators whose ledger is missing are left out and listed."
      ))
  }

  /// What has changed since the period before, where its summary was given.
  private func addComparison(to sheet: inout SummarySheet) {
    guard let previous = input.previous else { return }
    let before = Period(previous.period)?.title(input.language) ?? previous.period
    sheet.section(
      text("三、与上期（\(before)）比较", "3. Compared with \(before)"))
    let data = "'\(text(SummaryWords.figureSheet))'!"
    let first = sheet.row + 1
    let rows = keyFigures.enumerated().map { index, figure -> [SummaryCell] in
      let row = first + index + 1
      let source = Self.firstFigureRow + index + 1
      let kind: SummaryCell.Kind = figure.kind == .money ? .amount : figure.kind
      func shown(_ formula: String, _ value: Double?, _ kind: SummaryCell.Kind) -> SummaryCell {
        var cell = SummaryCell.figure(Figure(formula: formula, value: value, words: notReported))
        cell.kind = kind
        return cell
      }
      let name = SummaryCell.text(text(figure.title))
      let current = shown("\(data)C\(source)", figure.figure.value, kind)
      guard let before = previous.figures[figure.id], let now = figure.figure.value else {
        return [name, current, .text("—"), .text("—"), .text("—")]
      }
      // Each column spans two of the sheet's.
      return [
        name, current, shown("\(data)D\(source)", before, kind),
        shown("C\(row)-E\(row)", now - before, figure.kind == .money ? .moneyChange : .wholeChange),
        .share(("G\(row)", now - before), of: ("E\(row)", before)),
      ]
    }
    sheet.table(
      [
        SummaryColumn(text("指标", "Figure"), .text), SummaryColumn(text("本期", "This period"), .center),
        SummaryColumn(text("上期", "Before"), .center), SummaryColumn(text("增减", "Change"), .center),
        SummaryColumn(text("增减幅度", "Change in %"), .percent),
      ], rows: rows, setsWidths: false, span: 2)
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

  /// The words in a tier's place where too little could be assessed for one.
  var unratedTitle: String { text("未评定", "Not rated") }

  func starTitle(_ stars: Int) -> String {
    guard (1...5).contains(stars) else { return text("未定星", "No star") }
    return text(
      ["一星级", "二星级", "三星级", "四星级", "五星级"][stars - 1], "\(stars) star\(stars == 1 ? "" : "s")")
  }
}
