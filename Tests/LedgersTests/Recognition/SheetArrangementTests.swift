import Foundation
import Ledgers
import SpreadsheetModel
import Testing

@Suite("Several ledgers, sheets and tables")
struct SheetArrangementTests {
  private func read(_ sheets: Sheet..., path: String = "台账.xlsx", overrides: MappingFile? = nil) throws
    -> LedgerFile
  {
    LedgerReader(catalog: try .standard, overrides: overrides).read(
      workbook: Workbook(sheets: sheets), path: path)
  }

  private let rosterHeader: [CellValue] = ["姓名", "性别", "身份证号", "出生日期", "学历", "人员类别", "入党时间"]
  private let rosterRow: [CellValue] = [
    "张三", "男", "11010519491231002X", "1949-12-31", "本科", "正式党员", "1975.7",
  ]

  @Test("ledgers one below the other, each under its own title")
  func stacked() throws {
    let file = try read(
      Sheet(
        name: "支部台账",
        values: [
          ["机关第一党支部党员名册"], rosterHeader, rosterRow, ["合计：1人"], [], ["机关第一党支部走访慰问台账"],
          ["姓名", "慰问时间", "慰问金额（元）", "慰问人"], ["李四", "2025.1.20", 500, "张三"], ["王五", "2025.1.21", 500, "张三"],
          [],
          ["机关第一党支部问题整改台账"], ["问题", "发现时间", "责任人", "整改时限", "状态"], ["记录不规范", "2025.3.1", "张三", "立行立改", "已整改"],
        ]))
    #expect(file.tables.map(\.definition.id) == ["member", "care", "rectification"])
    #expect(file.tables.map(\.records.count) == [1, 2, 1])
    let care = try ReadRow(file.tables[1], 0)
    #expect(care["branch"] == .text("机关第一党支部"))
    #expect(try ReadRow(file.tables[2], 0)["due_on"] == .openEnd)
  }

  @Test("two halves side by side are two tables")
  func sideBySide() throws {
    let header: [CellValue] = ["序号", "姓名", "慰问时间", "慰问金额"]
    let file = try read(
      Sheet(
        name: "慰问",
        values: [
          ["慰问台账"], header + header, [1, "张三", "2025.1.20", 500, 3, "李四", "2025.1.20", 600],
          [2, "王五", "2025.1.20", 500],
        ]))
    #expect(file.tables.map(\.records.count) == [2, 1])
    #expect(try ReadRow(file.tables[1], 0)["name"] == .text("李四"))
  }

  @Test("a sheet a month gives the month, a sheet a branch the branch")
  func sheetNames() throws {
    let file = try read(
      Sheet(name: "2025年3月", values: [["姓名", "所在党支部", "应缴金额", "实缴金额"], ["张三", "机关第一党支部", 50, 50]]),
      Sheet(name: "一支部", values: [rosterHeader, rosterRow]),
      path: "2025年台账.xlsx")
    #expect(try ReadRow(file.tables[0], 0)["month"] == .month(try #require(CivilMonth(year: 2025, month: 3))))
    #expect(try ReadRow(file.tables[1], 0)["branch"] == .text("一支部"))
    #expect(file.tables[1].virtualColumns.map(\.source) == [.sheetName])
  }

  @Test("rows under a branch's name belong to that branch")
  func groups() throws {
    let file = try read(
      Sheet(
        name: "名册",
        values: [
          ["党员名册"], rosterHeader, ["一、机关第一党支部"], rosterRow, rosterRow, ["小计：2人"], ["二、机关第二党支部"], rosterRow,
        ],
        mergedRanges: ["A1:G1", "A3:G3", "A7:G7"].compactMap { CellRange(a1: $0) }))
    let table = try #require(file.tables.first)
    #expect(table.records.count == 3)
    #expect(try ReadRow(table, 1)["branch"] == .text("机关第一党支部"))
    #expect(try ReadRow(table, 2)["branch"] == .text("机关第二党支部"))
    #expect(table.skippedRows.map(\.reason) == [.group, .subtotal, .group])
  }

  @Test("merged cells hold for all their rows, amounts for the first only")
  func merged() throws {
    let file = try read(
      Sheet(
        name: "慰问",
        values: [
          ["所在党支部", "姓名", "慰问时间", "慰问金额", "慰问人"], ["机关第一党支部", "张三", "2025.1.20", 900, "李四"],
          [nil, "王五", nil, nil, nil], [nil, "赵六", "2025.1.22", nil, nil],
        ], mergedRanges: ["A2:A4", "C2:C3", "D2:D4", "E2:E4"].compactMap { CellRange(a1: $0) }))
    let table = try #require(file.tables.first)
    let second = try ReadRow(table, 1)
    #expect(second["branch"] == .text("机关第一党支部"))
    #expect(second.field("branch").change?.kind == .filledDown)
    #expect(second.field("branch").cell == CellReference(a1: "A2"))
    #expect(second["amount"] == .missing)
    #expect(second["visitor"] == .list(["李四"]))
    #expect(try ReadRow(table, 2)["date"] == .date(try #require(CivilDate(year: 2025, month: 1, day: 22))))
  }

  @Test("hidden rows are read and told, hidden and own sheets are not")
  func hidden() throws {
    var sheet = Sheet(name: "名册", values: [rosterHeader, rosterRow, rosterRow])
    sheet.rows[2].isHidden = true
    let own = Sheet(name: "问题清单", values: [[.text(OwnSheet.marker + " 问题清单")], rosterHeader, rosterRow])
    var list = Sheet(name: "字典", values: [rosterHeader, rosterRow])
    list.visibility = .hidden
    let file = try read(sheet, own, list, Sheet(name: "Sheet3"), Sheet(name: "说明", values: [["请如实填写。"]]))
    #expect(file.tables.count == 1)
    #expect(file.tables[0].records.map(\.isHidden) == [false, true])
    #expect(file.unreadSheets.map(\.reason) == [.ours, .hidden, .empty, .unrecognised])
  }

  @Test("the same header again on each printed page is no record")
  func repeatedHeader() throws {
    let file = try read(
      Sheet(
        name: "名册", values: [["党员名册"], rosterHeader, rosterRow, ["党员名册"], rosterHeader, rosterRow, rosterRow])
    )
    #expect(file.tables.map(\.records.count) == [3])
  }

  @Test("posts in columns of their own are gathered into the committee")
  func committee() throws {
    let file = try read(
      Sheet(
        name: "支部",
        values: [
          ["支部名称", "组织类别", "书记", "副书记", "组织委员", "宣传委员", "纪检委员", "换届时间"],
          ["机关第一党支部", "党支部", "张三", nil, "李四", "王五", "李四", "2023.5"],
        ]))
    let row = try ReadRow(try #require(file.tables.first), 0)
    #expect(row["committee"] == .list(["李四", "王五"]))
    #expect(row["secretary"] == .text("张三"))
  }

  @Test("a header says nothing, its values do")
  func values() throws {
    let file = try read(
      Sheet(
        name: "名册",
        values: [
          ["党员名册"], ["姓名", "栏目甲", "栏目乙", "入党时间", "党籍状态"],
          ["张三", "男", "11010519491231002X", "1975.7.1", "正式"],
          ["李四", "女", "440524188001010014", "1976.7.1", "预备"],
          ["王五", "男", "11010519491231002X", "1976.7.1", "正式"],
        ]))
    let table = try #require(file.tables.first)
    #expect(table.columns.map(\.field) == ["name", "gender", "id_number", "joined", "category"])
    #expect(table.columns.map(\.evidence) == [.synonym, .values, .values, .synonym, .values])
  }

  @Test("a mapping file wins, and what was found can be saved and given back")
  func mapping() throws {
    let sheet = Sheet(
      name: "表",
      values: [["说明文字"], ["人", "甲", "乙", "联系电话"], ["张三", "1975.7.1", "机关第一党支部", "13800138000"]])
    let catalog = try LedgerCatalog.standard
    let given = try MappingFile(
      yaml: """
        mappings:
          - sheet: 表
            ledger: member
            headerRows: [2]
            columns: {A: name, 甲: joined, C: branch, D: "-"}
        """, file: "映射.yaml", catalog: catalog)
    let file = try read(sheet, overrides: given)
    let table = try #require(file.tables.first)
    #expect(table.columns.map(\.field) == ["name", "joined", "branch"])
    #expect(table.columns.allSatisfy { $0.evidence == .given })
    #expect(table.unmapped.map(\.text) == ["联系电话"])
    let saved = MappingFile(recording: [file]).yaml
    let again = try read(sheet, overrides: try MappingFile(yaml: saved, file: "映射.yaml", catalog: catalog))
    #expect(again.tables.first?.columns.map(\.field) == table.columns.map(\.field))
    #expect(again.tables.first?.records == table.records)
  }
}
