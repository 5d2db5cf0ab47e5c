import Criteria
import Diagnostics
import Ledgers
import SpreadsheetModel
import TestSupport
import Testing
import XLSX

@testable import Reports

/// What a summary says of ledgers that are incomplete: figures worked out by hand.
@Suite("What a summary knows and does not know")
struct SummaryTruthTests {
  /// The sheets of a summary by name, each as rows of values.
  private func summary(_ sheets: [String: [[CellValue]]], _ period: Period = .year(2025)) throws -> [String:
    [[CellValue]]]
  {
    let reader = LedgerReader(catalog: try .standard)
    let files = sheets.sorted { $0.key < $1.key }.map { name, rows in
      reader.read(workbook: Workbook(sheets: [Sheet(name: "Sheet1", values: rows)]), path: name + ".xlsx")
    }
    let pack = try CriteriaPack.standard
    let day = try #require(CivilDate(iso: "2025-12-31"))
    let submission = Submission(files: files)
    let report = pack.check(submission, asOf: day)
    let summary = Summary(
      SummaryInput(period: period, asOf: day, language: .zh, submission: submission, report: report),
      pack: pack)
    var found: [String: [[CellValue]]] = [:]
    for make in Summary.sheets {
      let sheet = make(summary)
      found[sheet.name] = (0..<sheet.row).map { row in
        (0..<30).map { column in
          guard let cell = sheet.cell(at: CellReference(row: row, column: column)) else { return .empty }
          switch cell.content {
          case .formula(let formula): return formula.result
          case .text(let text): return .text(text)
          case .number(let number): return .number(number)
          default: return .empty
          }
        }
      }
      for block in sheet.blocks {
        if case .line(let line) = block {
          found[sheet.name]?.append([.text(line.title), .text(line.text)])
        }
        guard case .cards(let cards, _) = block else { continue }
        for card in cards {
          var value = CellValue.empty
          if case .formula(let formula) = card.cell.content { value = formula.result }
          found["\(sheet.name) cards", default: []].append([.text(card.label), value])
        }
      }
    }
    return found
  }

  /// The row of a sheet that begins with a name.
  private func row(_ name: String, _ rows: [[CellValue]]?) -> [CellValue]? {
    rows?.first { $0.first == .text(name) }
  }

  private func card(_ label: String, _ summary: [String: [[CellValue]]], on sheet: String = "总览")
    -> CellValue?
  {
    row(label, summary["\(sheet) cards"])?[1]
  }

  private let organisations: [[CellValue]] = [
    ["党组织基本情况表"], ["党组织名称", "组织类别", "书记", "本届选举时间", "任期", "党员总数"],
    ["东城党支部", "党支部", "周一", "2022-02-10", 3, 31], ["西城党支部", "党支部", "吴二", "2023-05-20", 3, 18],
  ]

  @Test("Terms are those of the rules, members those stated, and what was not sent is not zero")
  func organisationsAlone() throws {
    let summary = try summary(["党组织": organisations])
    #expect(card("已逾期换届", summary) == 1)
    #expect(card("党员（填报）", summary) == 49)
    for label in ["党员（名册）", "女党员", "组织生活（次）", "党课", "应缴党费（元）", "欠缴（元）"] {
      #expect(card(label, summary) == .text("未报"), "\(label)")
    }
    let east = try #require(row("东城党支部", summary["党组织情况"]))
    #expect(east[6] == 31 && east.contains(.text("已逾期")) && east[3] == .text("未报"))
    #expect(row("西城党支部", summary["党组织情况"])?.contains(.text("6个月内到期")) == true)
    let board = try #require(row("东城党支部", summary["台账报送情况"]))
    #expect(board.count { $0 == .text("未报") } >= 5)
  }

  @Test("What a committee states with its branches is counted once")
  func superiors() throws {
    let summary = try summary([
      "党组织": [
        ["党组织基本情况表"], ["党组织名称", "组织类别", "上级党组织", "书记", "党员总数"],
        ["甲局机关党委", "机关党委", nil, "周一", 49], ["甲局第一党支部", "党支部", "甲局机关党委", "吴二", 31],
        ["甲局第二党支部", "党支部", "甲局机关党委", "郑三", 18],
      ]
    ])
    #expect(card("党员（填报）", summary) == 49)
    #expect(row("甲局机关党委", summary["党组织情况"])?.contains(.text("含下级 49")) == true)
  }

  @Test("A summary without any end of a term does not say that nobody is overdue")
  func termsUnknown() throws {
    let summary = try summary(["党组织": organisations.map { Array($0.prefix(3)) }])
    #expect(card("已逾期", summary, on: "换届提醒") == .text("未报"))
    let words = summary["换届提醒"]?.flatMap { $0 } ?? []
    #expect(!words.contains { if case .text(let text) = $0 { text.contains("没有已逾期") } else { false } })
  }

  @Test("Talks are no meetings, wherever they are written down")
  func talks() throws {
    let summary = try summary([
      "会议": [
        ["2025年三会一课登记表"], ["党支部", "时间", "会议类型", "主题", "应到人数", "实到人数"],
        ["东城党支部", "2025-03-05", "支委会", "研究工作", 5, 5], ["东城党支部", "2025-04-05", "党课", "专题党课", 9, 9],
        ["东城党支部", "2025-05-05", "谈心谈话", "谈心", 2, 2],
      ]
    ])
    #expect(card("组织生活（次）", summary) == 2)
    let kinds = try #require(row("东城党支部", summary["组织生活分类"]))
    let header = try #require(summary["组织生活分类"]?.first { $0.first == .text("党组织") })
    let talk = try #require(header.firstIndex(of: .text("另：谈心谈话")))
    #expect(kinds[1] == 2 && kinds[talk] == 1)
    let counted = kinds[2..<talk].reduce(0.0) { if case .number(let number) = $1 { $0 + number } else { $0 } }
    #expect(counted == 2)
  }

  @Test("A waived month is not owed, a quarter paid at once leaves nothing owing, a blank month is")
  func dues() throws {
    let months = (1...12).map { CellValue.text("\($0)月") }
    let paid = [CellValue](repeating: 10, count: 12)
    var waived = paid
    waived[4] = "免交"
    var quarterly = [CellValue](repeating: nil, count: 12)
    for month in [2, 5, 8, 11] { quarterly[month] = 30 }
    var short = paid
    short[6] = nil
    let rows: [[CellValue]] = [
      ["2025年党费收缴台账"], ["党支部", "姓名", "月应缴"] + months,
      ["东城党支部", "周一", 10] + paid, ["东城党支部", "吴二", 10] + waived,
      ["东城党支部", "郑三", 10] + quarterly, ["东城党支部", "王四", 10] + short,
    ]
    let summary = try summary(["党费": rows])
    #expect(card("应缴党费（元）", summary) == 470)
    #expect(card("实缴党费（元）", summary) == 460)
    #expect(card("欠缴（元）", summary) == 10)
    #expect(card("多缴（元）", summary) == 0)
    #expect(row("东城党支部", summary["党费"])?[6] == 1)
  }

  @Test("Hours are the stated total or the sum of their parts")
  func hours() throws {
    let summary = try summary([
      "学时": [
        ["2025年党员教育培训学时统计表"], ["党支部", "姓名", "集中培训学时", "网络学习学时", "党课学时", "累计学时"],
        ["东城党支部", "周一", 20, 10, 6, 36], ["东城党支部", "吴二", 20, 10, 4, nil],
      ]
    ])
    #expect(row("东城党支部", summary["教育培训"])?[2] == 70)
  }

  @Test("Services are summed by kind, those without a date apart")
  func services() throws {
    let rows: [[CellValue]] = [
      ["党员服务工作台账"], ["党支部", "活动名称", "类型", "开展时间", "场次", "人次"],
      ["东城党支部", "讲法律", "宣讲", "2025-03-05", 10, 100], ["东城党支部", "讲税法", "宣讲", "2024-03-05", 20, 200],
      ["东城党支部", "讲医保", "宣讲", nil, 40, 400], ["东城党支部", "抢险", "突击队", "2025-07-01", 5, 50],
    ]
    let summary = try summary(["服务": rows])
    #expect(row("宣讲", summary["基础保障"]).map { Array($0[1...3]) + [$0[5]] } == [1, 10, 100, 1])
    #expect(row("突击队", summary["基础保障"]).map { Array($0[1...3]) + [$0[5]] } == [1, 5, 50, 0])
  }

  @Test("One list of organisations gives nobody a tier, a star or a place")
  func unrated() throws {
    let summary = try summary(["党组织": organisations])
    let overview = try #require(summary["总览"])
    #expect(row("未评定", overview)?[1] == 2)
    #expect(row("创新", overview).map { [$0[1], $0[3], $0[4]] } == [0, 0, 0])
    #expect(summary["得分分析"]?.contains { $0.first == .text("先进") } == false)
    let scores = try #require(summary["考核得分"])
    #expect(
      scores.contains {
        $0.contains { if case .text(let text) = $0 { text.contains("三会一课") } else { false } }
      })
  }

  @Test("Elections held are counted by kind, what a statistics table reports stands beside them")
  func elections() throws {
    let summary = try summary(
      [
        "换届": [
          ["2020年换届选举登记表"], ["党组织", "选举时间", "应到会人数", "实到会人数", "应选名额"],
          ["甲局机关党委", "2020-01-03", 80, 78, 7], ["甲局第一党支部", "2020-01-04", 20, 19, 3],
          ["甲局第二党支部", "2020-02-04", 20, 19, 3], ["甲局第三党支部", "2019-02-04", 20, 19, 3],
        ]
      ], .year(2020))
    #expect(row("机关党委", summary["换届提醒"])?[1] == 1)
    #expect(row("党支部", summary["换届提醒"])?[1] == 2)
  }
}
