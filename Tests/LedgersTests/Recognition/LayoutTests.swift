import Foundation
import Ledgers
import SpreadsheetModel
import Testing

@Suite("Ledgers as offices lay them out")
struct LayoutTests {
  static func read(_ sheets: Sheet..., path: String = "台账.xlsx") throws -> LedgerFile {
    LedgerReader(catalog: try .standard).read(workbook: Workbook(sheets: sheets), path: path)
  }

  @Test("a roster under a merged title and a form line")
  func roster() throws {
    let sheet = Sheet(
      name: "名册",
      values: [
        ["机关第一党支部党员名册"],
        ["填报单位：机关第一党支部　　　　填报时间：2025年12月31日"],
        ["序号", "姓　名", "性别", "身份证号\n（必填）", "出生年月", "学历", "所在支部", "人员类别", "入党时间", "转正时间", "备用"],
        [1, "张　三", "男性", "11010519491231002x", "1949.12", "本科", "机关第一党支部", "正式", "1975年7月1日", "1976.7", nil],
        [
          2, "李四", "女", "440524188001010014", "1880-01-01", "大专", "同上", "正式党员", "二〇〇一年七月一日", "2002-07-01",
          "x",
        ],
        ["合计", nil, "2人"],
        ["填表人：王五"],
      ], mergedRanges: [CellRange(a1: "A1:K1"), CellRange(a1: "A2:K2")].compactMap { $0 })
    let file = try Self.read(sheet)
    let table = try #require(file.tables.first)
    #expect(table.definition.id == "member")
    #expect(table.headerRows == 2...2)
    #expect(
      table.columns.map(\.field.rawValue) == [
        "seq", "name", "gender", "id_number", "birth", "education", "branch", "category", "joined",
        "full_since",
      ])
    #expect(table.unmapped.map(\.text) == ["备用"])
    #expect(table.records.count == 2)
    #expect(table.skippedRows.map(\.reason) == [.total, .note])
    let first = try ReadRow(table, 0)
    #expect(first["name"] == .text("张三"))
    #expect(first["gender"] == .text("男"))
    #expect(first["id_number"] == .text("11010519491231002X"))
    #expect(first["birth"] == .month(try #require(CivilMonth(year: 1949, month: 12))))
    #expect(first["education"] == .text("大学本科"))
    #expect(first["joined"] == .date(try #require(CivilDate(year: 1975, month: 7, day: 1))))
    let second = try ReadRow(table, 1)
    #expect(second["branch"] == .text("机关第一党支部"))
    #expect(second.field("branch").change?.kind == .filledDown)
    #expect(second["joined"] == .date(try #require(CivilDate(year: 2001, month: 7, day: 1))))
  }

  @Test("dues over twelve months under a group, the year in the title")
  func dues() throws {
    let months: [CellValue] = (1...12).map { .text("\($0)月") }
    let sheet = Sheet(
      name: "党费",
      values: [
        ["2025年度党费收缴台账"],
        ["单位：机关第二党支部", nil, nil, nil, nil, nil, "单位：元"],
        ["序号", "姓名", "党费基数", "比例", "月应缴", "缴纳情况"] + [CellValue](repeating: nil, count: 11) + ["合计"],
        [nil, nil, nil, nil, nil] + months,
        [1, "张三", 6500, 0.015, 97.5] + [CellValue](repeating: 97.5, count: 12) + [1170],
        [2, "李四", "5,000元", "1%", "50元", "√", "减免"] + [CellValue](repeating: 50, count: 10) + [500],
      ],
      mergedRanges: ["A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:Q3", "R3:R4"].compactMap {
        CellRange(a1: $0)
      })
    let table = try #require(try Self.read(sheet).tables.first)
    #expect(table.definition.id == "dues")
    #expect(table.headerRows == 2...3)
    #expect(table.year == 2025)
    #expect(table.columns.count == 18)
    let first = try ReadRow(table, 0)
    #expect(first["m07"]?.number == 97.5)
    #expect(first["total"]?.number == 1170)
    #expect(first["branch"] == .text("机关第二党支部"))
    #expect(first["year"] == .year(2025))
    let second = try ReadRow(table, 1)
    #expect(second["income"]?.number == 5000)
    #expect(second["rate"]?.number == 0.01)
    #expect(second["m01"] == .text("已缴"))
    #expect(second["m02"] == .text("减免"))
  }

  @Test("meetings with counts in one cell, in traditional characters")
  func meetings() throws {
    let sheet = Sheet(
      name: "Sheet1",
      values: [
        ["三會一課臺賬"],
        ["時間", "會議類型", "黨支部", "主題", "應到/實到", "主持人"],
        ["2025.3.5", "支部大會", "機關第一黨支部", "學習貫徹精神", "32/31", "張三"],
      ])
    let table = try #require(try Self.read(sheet).tables.first)
    #expect(table.definition.id == "meeting")
    let row = try ReadRow(table, 0)
    #expect(row["kind"] == .text("支部党员大会"))
    #expect(row["branch"] == .text("机关第一党支部"))
    #expect(row["expected"]?.number == 32)
    #expect(row["present"]?.number == 31)
    #expect(row["chair"] == .text("张三"))
  }
}

@Suite("Layouts of public templates")
struct PublicTemplateTests {
  private func field(_ table: LedgerTable, _ column: Int) -> FieldID? {
    table.columns.first { $0.column == column }?.field
  }

  @Test("the names of meetings are their kinds where nearly all are such, and topics elsewhere")
  func meetingNames() throws {
    func table(_ names: [String]) throws -> LedgerTable {
      let rows = names.enumerated().map { index, name -> [CellValue] in
        [.number(Double(index + 1)), .text("2025年\(index + 1)月15日"), .text(name), 6, 6, "研究年度计划"]
      }
      let header: [CellValue] = ["序号", "会议时间", "会议名称", "应到人数", "实到人数", "会议主要内容"]
      return try #require(
        try LayoutTests.read(
          Sheet(name: "Sheet1", values: [["2025年度“三会一课”记录表"], ["党支部：机关第一党支部"], header] + rows)
        ).tables.first)
    }
    let kinds = try table(["支委会", "支部党员大会", "党课", "支委会", "支部党员大会"])
    #expect(field(kinds, 2) == "kind" && field(kinds, 5) == "topic")
    #expect(kinds.value("kind", of: kinds.records[1]) == .text("支部党员大会"))
    #expect(field(try table(["学习党章", "传达精神", "研究计划", "讨论接收", "年度总结"]), 2) == "topic")
  }

  @Test("who took part, split in two below one header")
  func attendance() throws {
    var sheet = Sheet(
      name: "Sheet1",
      values: [
        ["党支部主题党日活动登记台账"], ["支部名称：机关第一党支部"], ["活动日期", "活动主题", "参加情况", nil, "活动内容及成效"],
        [nil, nil, "应参加", "实际参加", nil], ["2025-01-10", "学习新精神", 6, 5, "集中学习"],
      ])
    sheet.mergedRanges = ["A3:A4", "B3:B4", "C3:D3", "E3:E4"].compactMap { CellRange(a1: $0) }
    let table = try #require(try LayoutTests.read(sheet).tables.first)
    #expect(field(table, 2) == "expected" && field(table, 3) == "present")
    #expect(table.records.count == 1)
  }
}

/// A record of a table, its values by field id.
struct ReadRow {
  let table: LedgerTable
  let record: LedgerRecord

  init(_ table: LedgerTable, _ index: Int) throws {
    self.table = table
    record = try #require(table.records.indices.contains(index) ? table.records[index] : nil)
  }

  func field(_ id: FieldID) -> RecordField {
    table.definition.index(of: id).map { record.fields[$0] } ?? .absent
  }

  subscript(id: FieldID) -> FieldValue? { field(id).value }
}
