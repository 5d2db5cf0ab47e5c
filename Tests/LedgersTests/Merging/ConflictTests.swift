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
}
