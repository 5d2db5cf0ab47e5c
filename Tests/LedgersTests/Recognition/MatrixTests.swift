import Foundation
import Ledgers
import SpreadsheetModel
import Testing

@Suite("Matrices and forms are unfolded into records")
struct MatrixTests {
  private func table(_ rows: [[CellValue]], merges: [String] = []) throws -> LedgerTable {
    let sheet = Sheet(name: "Sheet1", values: rows, mergedRanges: merges.compactMap { CellRange(a1: $0) })
    return try #require(try LayoutTests.read(sheet).tables.first)
  }

  private func entries(_ table: LedgerTable, _ field: FieldID) -> [String] {
    table.columns.filter { $0.field == field }.map {
      CellReference.columnName($0.column) + ($0.group.map { " " + $0 } ?? "")
    }
  }

  @Test("months down, kinds of meeting across, each with columns of its own")
  func meetings() throws {
    let table = try table(
      [
        ["2025年“三会一课”开展情况统计表"], ["党支部：机关第一党支部"],
        ["月份", "党员大会", nil, nil, "支委会", nil, nil, "党课", nil, nil],
        [nil, "时间", "主要内容", "参加人数", "时间", "主要内容", "参加人数", "时间", "主要内容", "参加人数"],
        ["1月", nil, nil, nil, "1月6日", "研究", 5], ["2月"],
        ["3月", "3月18日", "学习", 12, "3月6日", "研究", 5, "3月25日", "党课", 12],
        ["说明：参加人数以签到为准，请假的不计，数据截至2025年12月底。"],
      ], merges: ["A3:A4", "B3:D3", "E3:G3", "H3:J3"])
    #expect(table.definition.id == "meeting" && table.arrangement == .matrix && table.headerRows == 2...3)
    #expect(table.records.map { table.value("kind", of: $0).text } == ["支委会", "支部党员大会", "支委会", "党课"])
    #expect(table.records.map(\.row) == [4, 6, 6, 6])
    #expect(
      table.records.map { table.value("date", of: $0).date }
        == [(1, 6), (3, 18), (3, 6), (3, 25)].map {
          CivilDate(year: 2025, month: $0.0, day: $0.1)
        })
    #expect(table.field("date", of: table.records[3]).cell == CellReference(a1: "H7"))
    #expect(entries(table, "date") == ["B 党员大会", "E 支委会", "H 党课"])
    #expect(entries(table, "present") == ["D 党员大会", "G 支委会", "J 党课"])
    #expect(table.skippedRows.map(\.row) == [5, 7])
  }

  @Test("service figures across are one record a kind, sums and single columns included")
  func services() throws {
    let table = try table(
      [
        ["机关党员服务中心工作情况统计表"], ["填报单位：区直机关工委　2020年"],
        ["序号", "单位", "政策宣讲", nil, "化解矛盾纠纷（个）", "党员突击队", nil, "联系规上企业（家）"],
        [nil, nil, "场次", "受众（人次）", nil, "支数", "人数", nil], [1, "区教育局党支部", 80, 9800, 1500, 20, 1700, 70],
        ["合计", nil, 80, 9800, 1500, 20, 1700, 70],
      ], merges: ["A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:G3", "H3:H4"])
    #expect(table.definition.id == "feature" && table.year == 2020)
    func number(_ kind: String, _ field: FieldID) -> Decimal? {
      table.records.first { table.value("kind", of: $0).text == kind }.flatMap {
        table.value(field, of: $0).number
      }
    }
    #expect(table.records.count == 4)
    #expect(number("宣讲", "sessions") == 80 && number("宣讲", "people") == 9800)
    #expect(number("突击队", "quantity") == 20 && number("突击队", "people") == 1700)
    #expect(number("化解矛盾纠纷", "quantity") == 1500 && number("联系企业", "quantity") == 70)
    #expect(table.skippedRows.map(\.reason) == [.total])
    #expect(table.unmapped.isEmpty)
  }

  @Test("elections held and due, by kind of organisation")
  func elections() throws {
    let table = try table(
      [
        ["2020年市直机关基层党组织换届情况统计表"],
        ["序号", "单位", "机关党委（直属总支）", nil, nil, "党支部", nil, nil, "未换届原因"],
        [nil, nil, "党组织总数", "应换届数", "已换届数", "党支部总数", "应换届数", "已换届数", nil],
        [1, "市教育局", 1, 1, 1, 12, 12, 12, nil], [2, "市卫健局", 1, 1, 1, 20, 18, 17, "1个支部延期"],
      ], merges: ["A2:A3", "B2:B3", "C2:E2", "F2:H2", "I2:I3"])
    #expect(table.definition.id == "election_summary" && table.records.count == 4)
    #expect(table.records.map { table.value("kind", of: $0).text } == ["机关党委", "党支部", "机关党委", "党支部"])
    #expect(table.records.map { table.value("completed", of: $0).number } == [1, 12, 1, 17])
    #expect(table.records.map { table.value("organisations", of: $0).number } == [1, 12, 1, 20])
    #expect(table.value("reason", of: table.records[3]).text == "1个支部延期")
    #expect(table.value("year", of: table.records[0]) == .year(2020))
  }

  @Test("one row of kinds without groups is an ordinary header")
  func noMatrix() throws {
    let table = try table([
      ["组织生活开展情况统计表"], ["序号", "党支部", "党员大会", "支委会", "党小组会", "党课"], [1, "第一党支部", 4, 12, 24, 4],
    ])
    #expect(table.definition.id == "monthly_review" && table.arrangement == .list && table.records.count == 1)
  }

  @Test("the steps of an admission down the page are one record, the stage telling alike steps apart")
  func steps() throws {
    let table = try table(
      [
        ["发展党员全程纪实表"], ["姓名", "张三", "所在党支部", "机关第一党支部"], ["阶段", "步骤", "完成时间", "纪实内容"],
        ["申请入党", "递交入党申请书", "2020年9月5日", "本人递交"], [nil, "党组织派人谈话", "2020年9月20日"],
        ["入党积极分子的确定和培养教育", "推荐和确定入党积极分子", "2021年3月10日"], [nil, "上级党委备案", "2021年3月20日"],
        [nil, "指定培养联系人", "2021年3月10日", "李四、王五"], ["发展对象的确定和考察", "确定发展对象", "2022年6月20日"],
        [nil, "报上级党委备案", "2022年7月2日"], [nil, "进行政治审查", "2022年9月10日", "合格"],
        [nil, "开展集中培训", "2022年10月14日—18日", "40学时"], ["预备党员的接收", "支部大会讨论", "2023年6月18日", "应到11人，实到10人，赞成10票"],
        [nil, "上级党委审批", "2023年7月3日"], ["预备党员的教育考察和转正", "提出转正申请", "2024年6月10日"],
        [nil, "支部大会讨论", "2024年6月20日"], [nil, "上级党委审批", "2024年7月1日"],
      ], merges: ["A4:A5", "A6:A8", "A9:A12", "A13:A14", "A15:A17"])
    #expect(table.definition.id == "admission" && table.arrangement == .card && table.records.count == 1)
    let row = try ReadRow(table, 0)
    func day(_ year: Int, _ month: Int, _ day: Int) throws -> FieldValue {
      .date(try #require(CivilDate(year: year, month: month, day: day)))
    }
    #expect(row["name"] == .text("张三") && row["branch"] == .text("机关第一党支部"))
    #expect(try row["applied"] == day(2020, 9, 5))
    #expect(try row["activist_on"] == day(2021, 3, 10) && row["activist_filed"] == day(2021, 3, 20))
    #expect(try row["candidate_on"] == day(2022, 6, 20) && row["candidate_filed"] == day(2022, 7, 2))
    #expect(row["mentors"] == .list(["李四", "王五"]))
    #expect(row["review_result"] == .text("合格"))
    #expect(try row["training_from"] == day(2022, 10, 14) && row["training_to"] == day(2022, 10, 18))
    #expect(row["training_hours"]?.number == 40)
    #expect(try row["admitted_on"] == day(2023, 6, 18) && row["approved_on"] == day(2023, 7, 3))
    #expect(row["expected"]?.number == 11 && row["present"]?.number == 10 && row["votes_for"]?.number == 10)
    #expect(try row["full_meeting_on"] == day(2024, 6, 20) && row["full_approved_on"] == day(2024, 7, 1))
    #expect(row.field("admitted_on").cell == CellReference(a1: "C13"))
    let applied = try #require(table.columns.first { $0.field == "applied" })
    #expect(applied.header == "递交入党申请书" && applied.row == 3 && applied.column == 2)
    #expect(table.skippedRows.contains { $0.row == 3 && $0.text == "本人递交" })
  }

  @Test("boxes that are ticked say the value, and nothing is to be written for it")
  func boxes() throws {
    let table = try table([
      ["党员基本信息采集表"], ["姓名", "张三", "性别", "☑男 □女", "民族", "汉族"],
      ["出生日期", "1972-03-15", "人员类别", "□正式党员 ☑预备党员", "所在党支部", "机关第一党支部"],
      ["是否为失联党员", "□是 ☑否", "是否为流动党员", "是□ 否☑", "党籍状态", "□正常 □停止党籍"], ["特长", "书法"],
    ])
    #expect(table.definition.id == "member" && table.arrangement == .card)
    let row = try ReadRow(table, 0)
    #expect(row["gender"] == .text("男") && row["category"] == .text("预备党员"))
    #expect(row["lost"] == .boolean(false) && row["mobile"] == .boolean(false))
    #expect(row["status"] == .missing)
    #expect(row.field("category").change == nil && row.field("category").original == "□正式党员 ☑预备党员")
    let name = try #require(table.columns.first { $0.field == "name" })
    #expect(name.row == 1 && name.column == 1)
    #expect(table.skippedRows.map(\.text) == ["特长 | 书法"])
  }

  @Test("a form of a talk is one record")
  func talk() throws {
    let table = try table([
      ["谈心谈话记录表"], ["谈话时间", "2025年3月5日", "谈话地点", "办公室"], ["谈话人", "张三", "谈话对象", "李四"], ["谈话内容", "思想工作"],
    ])
    #expect(table.definition.id == "meeting" && table.records.count == 1)
    let row = try ReadRow(table, 0)
    #expect(row["kind"] == .text("谈心谈话") && row["talker"] == .text("张三") && row["talked_to"] == .list(["李四"]))
    #expect(row["place"] == .text("办公室") && row["topic"] == .text("思想工作"))
  }

  @Test("counts of votes under a group of votes are votes, ticks are verdicts")
  func votes() throws {
    let rows: [[CellValue]] = [
      ["2024年度民主评议党员情况汇总表"], ["序号", "姓名", "民主测评得票情况", nil, nil, nil, "评定等次"],
      [nil, nil, "优秀", "合格", "基本合格", "不合格", nil],
    ]
    let merges = ["A2:A3", "B2:B3", "C2:F2", "G2:G3"]
    let counted = try table(
      rows + [[1, "张三", 3, 8, 0, 0, "合格"], [2, "李四", 8, 3, 0, 0, "优秀"]], merges: merges)
    #expect(counted.records.map { counted.value("votes_excellent", of: $0).number } == [3, 8])
    #expect(counted.records.map { counted.value("result", of: $0).text } == ["合格", "优秀"])
  }
}
