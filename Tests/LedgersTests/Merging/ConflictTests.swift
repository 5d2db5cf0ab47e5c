import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel
import Testing

@Suite("Ledgers of many branches put together")
struct ConflictTests {
  private let header: [CellValue] = ["姓名", "性别", "身份证号", "出生日期", "所在党支部", "人员类别", "入党时间"]

  private func file(_ path: String, _ rows: [CellValue]...) throws -> LedgerFile {
    LedgerReader(catalog: try .standard).read(
      workbook: Workbook(sheets: [Sheet(name: "名册", values: [header] + rows)]), path: path)
  }

  @Test("one member in two branches' rosters is a contradiction, with both cells")
  func contradiction() throws {
    let files = [
      try file("甲.xlsx", ["张三", "男", "11010519491231002X", "1949-12-31", "第一党支部", "正式党员", "1975-07-01"]),
      try file("乙.xlsx", ["张三", "男", "11010519491231002x", "1949.12", "第二党支部", "正式", "1975-07-01"]),
    ]
    let conflicts = ConflictFinder.conflicts(in: files)
    #expect(conflicts.count == 1)
    let conflict = try #require(conflicts.first)
    #expect(conflict.key == ["id_number"])
    #expect(conflict.places.map(\.file) == ["甲.xlsx", "乙.xlsx"])
    #expect(conflict.contradictions.map(\.field) == ["branch"])
    let diagnostic = try #require(conflict.diagnostics.first)
    #expect(diagnostic.rule == "MERGE-002")
    #expect(diagnostic.location.cell == CellReference(a1: "E2"))
    #expect(diagnostic.notes.first?.location.file == "甲.xlsx")
  }

  @Test("the same record twice is a duplicate, also where one lacks the ID number")
  func duplicate() throws {
    let files = [
      try file("甲.xlsx", ["张三", "男", "11010519491231002X", "1949-12-31", "第一党支部", "正式党员", nil]),
      try file("乙.xlsx", ["张三", "男", nil, "1949-12-31", "第一党支部", "正式党员", "1975-07-01"]),
    ]
    let conflicts = ConflictFinder.conflicts(in: files)
    #expect(conflicts.map(\.isDuplicate) == [true])
    #expect(conflicts.first?.diagnostics.map(\.rule) == ["MERGE-001"])
  }

  @Test("two members of one name with their own ID numbers are two members")
  func namesakes() throws {
    let files = [
      try file(
        "甲.xlsx", ["张三", "男", "11010519491231002X", "1949-12-31", "第一党支部", "正式党员", nil],
        ["张三", "女", "440524188001010014", "1880-01-01", "第一党支部", "正式党员", nil])
    ]
    #expect(ConflictFinder.conflicts(in: files).isEmpty)
  }

  @Test("groups that meet on one day about one topic, each under its own chair, are several meetings")
  func groups() throws {
    let sheet = Sheet(
      name: "三会一课",
      values: [
        ["党支部", "时间", "会议类型", "主题", "主持人", "应到人数", "实到人数"],
        ["第一党支部", "2025-03-05", "党小组会", "交流学习体会", "张三", 8, 8],
        ["第一党支部", "2025-03-05", "党小组会", "交流学习体会", "李四", 7, 6],
        ["第一党支部", "2025-03-06", "支委会", "研究工作", "张三", 5, 5],
        ["第一党支部", "2025-03-06", "支委会", "研究工作", "张三", 5, 4],
      ])
    let file = LedgerReader(catalog: try .standard).read(workbook: Workbook(sheets: [sheet]), path: "甲.xlsx")
    let conflicts = ConflictFinder.conflicts(in: [file])
    #expect(conflicts.map { $0.places.map(\.row) } == [[3, 4]])
    #expect(conflicts.first?.contradictions.map(\.field) == ["present"])
  }

  @Test("many records of one name are told apart without comparing each with each")
  func manyNamesakes() throws {
    let rows = (0..<20_000).map { number -> [CellValue] in
      let digits = String(100_000_000_000_000_00 + number)
      return ["张三", "男", .text(digits + "X"), nil, "第一党支部", "正式党员", nil]
    }
    let sheet = Sheet(name: "名册", values: [header] + rows)
    let file = LedgerReader(catalog: try .standard).read(workbook: Workbook(sheets: [sheet]), path: "甲.xlsx")
    let clock = ContinuousClock()
    let spent = clock.measure { #expect(ConflictFinder.conflicts(in: [file]).isEmpty) }
    #expect(spent < .seconds(20))
  }

  @Test("the report names what went in, and where records contradict each other")
  func report() throws {
    let files = [
      try file("甲.xlsx", ["张三", "男", "11010519491231002X", "1949-12-31", "第一党支部", "正式党员", "1975-07-01"]),
      try file("乙.xlsx", ["张三", "男", "11010519491231002x", "1949.12", "第二党支部", "正式", "1975-07-01"]),
    ]
    let report = MergeReport(files, catalog: try .standard)
    #expect(report.fileCount == 2 && report.recordCount == 2)
    #expect(report.duplicates.isEmpty && report.contradictions.count == 1)
    let (sheet, layout) = report.sheet(.zh)
    #expect(OwnSheet.isOwn(sheet))
    #expect(sheet.row(at: layout.sourceHeader + 2)?.cells.map(\.value) == ["党员名册", "乙.xlsx", "名册", 1])
    #expect(
      sheet.row(at: layout.conflictHeader + 2)?.cells.map(\.value) == [
        "党员名册", "乙.xlsx", "名册", 2, 1, "矛盾", "身份证号", "11010519491231002X", "所在党支部：第二党支部",
      ])
    let line = try #require(report.contradictions.first.map(report.line))
    #expect(line.zh.contains("第一党支部 / 第二党支部") && line.zh.contains("乙.xlsx 名册!2"))
  }
}
