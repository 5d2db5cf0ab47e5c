import Ledgers
import SpreadsheetModel
import Testing

@Suite("Rows that are no records are told, and no record is taken for one")
struct SkippedRowTests {
  private func table(_ rows: [[CellValue]], merges: [String] = []) throws -> LedgerTable {
    let sheet = Sheet(
      name: "Sheet1", values: rows, mergedRanges: merges.compactMap { CellRange(a1: $0) })
    return try #require(try LayoutTests.read(sheet).tables.first)
  }

  private let funding: [CellValue] = ["党支部", "年度", "拨付金额", "支出金额", "备注"]

  @Test(
    "names and numbers that begin like a note or a total are records",
    arguments: ["审核中心党支部", "注册会计师协会党支部", "说明书印刷厂党支部", "以上海分所党支部", "负责人培训学校党支部", "合计划网格党支部", "要求学校党支部"])
  func organisations(_ name: String) throws {
    let table = try table([
      ["党建经费台账"], funding, ["机关第一党支部", 2025, 600, 500, nil], [.text(name), 2025, 700, 300, nil],
      ["机关第二党支部", 2025, 800, 700, nil],
    ])
    #expect(table.records.count == 3)
    #expect(table.value("branch", of: table.records[1]) == .text(name))
    #expect(table.skippedRows.isEmpty)
  }

  @Test(
    "a topic that begins with a word for a note or total is a record's",
    arguments: [
      "注意学习方法的专题研讨", "合计划分责任区", "平均主义的危害", "审核发展党员材料", "说明会：换届工作", "备注册登记工作", "累计三年的整改回头看", "1.学习党章",
    ])
  func topics(_ topic: String) throws {
    let table = try table([
      ["三会一课台账"], ["主题", "时间", "类型", "党支部", "应到人数", "实到人数"],
      ["学习党章", "2025-01-05", "党课", "机关第一党支部", 10, 9],
      [.text(topic), "2025-02-05", "党课", "机关第一党支部", 10, 10],
    ])
    #expect(table.records.count == 2)
    #expect(table.value("topic", of: table.records[1]).text == topic)
  }

  @Test("serial numbers written 1. and 2. are those of records")
  func numbered() throws {
    let table = try table([
      ["问题整改台账"], ["序号", "问题", "发现时间", "责任人", "整改时限", "状态"],
      ["1.", "记录不规范", "2025.3.1", "张三", "立行立改", "已整改"], ["2.", "学习不深入", "2025.3.1", "李四", "长期坚持", "整改中"],
      ["1.以上问题由支部书记负总责；"],
    ])
    #expect(table.records.count == 2)
    #expect(table.skippedRows.map(\.text) == ["1.以上问题由支部书记负总责；"])
  }

  @Test("totals, notes and signatures are told with their text")
  func told() throws {
    let table = try table(
      [
        ["党建经费台账"], funding, ["机关第一党支部", 2025, 600, 500, nil], ["小计", nil, 600, 500, nil],
        ["合计：1个支部", nil, 600, 500, nil], ["填表人：王五", nil, "审核人：李四", nil, "2025年12月"],
        ["注：拨付金额以到账为准；支出以票据为准，不含固定资产购置，逾期不再受理。"],
      ], merges: ["A7:E7"])
    #expect(table.records.count == 1)
    #expect(table.skippedRows.map(\.row) == [3, 4, 5, 6])
    #expect(table.skippedRows.map(\.reason) == [.subtotal, .total, .note, .note])
    #expect(table.skippedRows[1].text == "合计：1个支部 | 600 | 500")
    #expect(table.skippedRows[2].text == "填表人：王五 | 审核人：李四 | 2025年12月")
    #expect(table.skippedRows.allSatisfy { !$0.text.isEmpty })
  }

  @Test("records go on below a gap and a note")
  func afterGap() throws {
    let table = try table([
      ["党员名册"], ["序号", "姓名", "性别", "身份证号", "入党时间"], [1, "张三", "男", nil, "2001-07-01"], [], [],
      [nil, nil, nil, nil, "以下为离退休党员"], [2, "李四", "女", nil, "1985-07-01"], [3, "王五", "女", nil, "1986-07-01"],
    ])
    #expect(table.records.map { table.value("name", of: $0).text } == ["张三", "李四", "王五"])
    #expect(table.skippedRows.map(\.text) == ["以下为离退休党员"])
  }

  @Test("what stands beside the columns, or only in columns that are no fields, is told")
  func outside() throws {
    let table = try table([
      ["党员名册"], ["序号", "姓名", "性别", "入党时间", "备用"], [1, "张三", "男", "2001-07-01", nil, "已核对"],
      [2, "李四", "女", "2002-07-01"], [nil, nil, nil, nil, "待补三人"], [nil, nil, nil, nil, nil, "共两人"],
    ])
    #expect(table.records.count == 2)
    #expect(table.unmapped.map(\.column) == [4, 5])
    #expect(table.skippedRows.map(\.text) == ["待补三人", "共两人"])
  }

  @Test("rows of a narrow table right above the next header are its own")
  func narrow() throws {
    let sheet = Sheet(
      name: "Sheet1",
      values: [
        ["2025年党员学时统计"], ["姓名", "学时合计"], ["张三", 40], ["李四", 36], ["问题整改台账"],
        ["问题", "发现时间", "责任人", "整改时限", "状态"], ["记录不规范", "2025.3.1", "张三", "立行立改", "已整改"],
      ])
    let tables = try LayoutTests.read(sheet).tables
    #expect(tables.map(\.definition.id) == ["training", "rectification"])
    #expect(tables.map(\.records.count) == [2, 1])
  }

  @Test("an instruction or a table above the header is told")
  func above() throws {
    let table = try table([
      ["党员名册"], ["类别", "在职", "退休", "合计"], ["人数", 3, 4, 7], [], ["序号", "姓名", "性别", "身份证号", "入党时间"],
      [1, "张三", "男", nil, "2001-07-01"],
    ])
    #expect(table.records.count == 1)
    #expect(table.skippedRows.map(\.row) == [1, 2])
  }
}
