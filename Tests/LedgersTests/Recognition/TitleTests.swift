import Foundation
import Ledgers
import SpreadsheetModel
import Testing

@Suite("What titles settle")
struct TitleTests {
  private func tables(_ rows: [[CellValue]], name: String = "Sheet1", path: String = "台账.xlsx") throws
    -> [LedgerTable]
  {
    try LayoutTests.read(Sheet(name: name, values: rows), path: path).tables
  }

  private func table(_ rows: [[CellValue]], name: String = "Sheet1") throws -> LedgerTable {
    try #require(try tables(rows, name: name).first)
  }

  private func field(_ table: LedgerTable, _ column: String) -> String? {
    table.columns.first { CellReference.columnName($0.column) == column }?.field.rawValue
  }

  private static let months: [CellValue] = (1...12).map { .text("\($0)月") }

  @Test("months under a title of hours are hours, without one dues")
  func hours() throws {
    let header: [CellValue] = ["序号", "姓名"] + Self.months + ["合计"]
    let row: [CellValue] = [1, "张三"] + [CellValue](repeating: 4, count: 12) + [48]
    let hours = try table([["2025年党员学时登记表"], header, row])
    #expect(hours.definition.id == "training")
    #expect(hours.value("m12", of: hours.records[0]).number == 4)
    #expect(hours.value("hours_total", of: hours.records[0]).number == 48)
    #expect(try table([["2025年党费收缴登记表"], header, row]).definition.id == "dues")
    #expect(try table([header, row]).definition.id == "dues")
  }

  @Test("a name and the sum of hours are enough under such a title")
  func sumOfHours() throws {
    let table = try table([["2025年度党员教育培训学时统计"], ["序号", "姓名", "学时合计"], [1, "张三", 60], [2, "李四", 6]])
    #expect(table.definition.id == "training" && table.records.count == 2)
    #expect(field(table, "C") == "hours_total")
  }

  @Test(
    "the decision by the superior is that of the stage: by the title, by the headers before, by the group")
  func stages() throws {
    let full = try table([
      ["预备党员转正情况登记表"], ["序号", "姓名", "入党时间", "预备期满时间", "转正申请时间", "支部大会讨论转正时间", "党委审批时间", "备注"],
      [1, "张三", "2023.6.20", "2024.6.20", "2024.6.10", "2024.6.25", "2024.7.20", nil],
    ])
    #expect(full.definition.id == "admission" && field(full, "G") == "full_approved_on")
    let whole = try table([
      ["发展党员台账"],
      [
        "姓名", "申请入党时间", "确定积极分子时间", "备案时间", "确定发展对象时间", "备案时间", "支部大会时间", "党委审批时间", "转正申请时间", "支部大会时间",
        "党委审批时间",
      ],
      [
        "张三", "2020.1.5", "2020.8.1", "2020.8.9", "2021.9.1", "2021.9.9", "2022.6.1", "2022.7.1", "2023.5.20",
        "2023.6.5", "2023.7.1",
      ],
    ])
    #expect(
      ["D", "F", "G", "H", "J", "K"].map { field(whole, $0) } == [
        "activist_filed", "candidate_filed", "admitted_on", "approved_on", "full_meeting_on",
        "full_approved_on",
      ])
    let grouped = try LayoutTests.read(
      Sheet(
        name: "Sheet1",
        values: [
          ["发展党员台账"], ["姓名", "入党积极分子", nil, "发展对象", nil, nil],
          [nil, "确定时间", "上级备案时间", "确定时间", "上级备案时间", "培训起止时间"],
          ["张三", "2020.8.1", "2020.8.9", "2021.9.1", "2021.9.9", "2021.10.14-10.18"],
        ], mergedRanges: ["A2:A3", "B2:C2", "D2:F2"].compactMap { CellRange(a1: $0) })
    ).tables
    let table = try #require(grouped.first)
    #expect(table.headerRows == 1...2)
    #expect(
      ["B", "C", "D", "E"].map { field(table, $0) } == [
        "activist_on", "activist_filed", "candidate_on", "candidate_filed",
      ])
    // A range fills both ends, each with an entry for the column.
    #expect(table.columns.filter { $0.column == 5 }.map(\.field) == ["training_from", "training_to"])
    #expect(
      table.value("training_to", of: table.records[0])
        == .date(try #require(CivilDate(year: 2021, month: 10, day: 18))))
  }

  @Test(
    "the title gives the kind of records that have none",
    arguments: [
      ("主题党日活动登记表", "主题党日"), ("双周集体学习登记表", "集体学习"), ("党支部组织生活会记录", "组织生活会"), ("谈心谈话记录台账", "谈心谈话"),
      ("“三会一课”及主题党日活动登记表", nil), ("党支部活动记录", nil),
    ] as [(String, String?)])
  func kinds(_ title: String, _ kind: String?) throws {
    let table = try table([
      [.text(title)], ["党支部：机关第一党支部"], ["序号", "时间", "主题", "主持人", "应到人数", "实到人数"],
      [1, "2025-01-10", "学习党章", "张三", 12, 11],
    ])
    #expect(table.definition.id == "meeting")
    #expect(table.value("kind", of: table.records[0]).text == kind)
  }

  @Test("a column says the kind better than the title")
  func columnBeatsTitle() throws {
    let table = try table([
      ["主题党日活动登记表"], ["党支部", "时间", "类型", "主题", "应到人数", "实到人数"],
      ["机关第一党支部", "2025-01-10", "党课", "学习党章", 12, 11],
    ])
    #expect(table.value("kind", of: table.records[0]).text == "党课")
  }

  @Test(
    "plans and samples are told from what was done",
    arguments: [
      ("2025年度主题党日活动计划表", true), ("2025年主题党日活动安排", true), ("主题党日活动方案", true), ("三会一课登记表（样表）", true),
      ("主题党日活动计划落实情况", false), ("主题党日活动登记表", false), ("主题党日计划完成情况", false),
    ])
  func plans(_ title: String, _ isPlan: Bool) throws {
    let table = try table([
      [.text(title)], ["党支部", "时间", "类型", "主题", "应到人数", "实到人数"],
      ["机关第一党支部", "2025-01-10", "党课", "学习党章", 12, 11],
    ])
    #expect(table.definition.id == "meeting" && table.isPlan == isPlan)
  }

  @Test("a column of planned days and none of real ones makes a plan; a budget that was carried out is none")
  func plannedDays() throws {
    let planned = try table([
      ["主题党日一览表"], ["月份", "活动主题", "活动形式", "计划时间", "责任人"], ["1月", "学党章", "集中学习", "2025年1月15日", "张三"],
      ["2月", "学党史", "集中学习", "2025年2月15日", "张三"],
    ])
    #expect(planned.definition.id == "meeting" && planned.isPlan)
    let budget: [[CellValue]] = [
      ["序号", "支出项目", "预算金额", "实际支出", "结余"], [1, "党员教育", 3000, 1800, 1200], [2, "党报党刊", 1500, 1260, 240],
    ]
    #expect(try table([["2025年党组织工作经费预算表"]] + budget).isPlan)
    #expect(try !table([["2025年党组织工作经费预算执行表"]] + budget).isPlan)
    let contact = try table([
      ["党组成员联系党支部安排表"], ["序号", "党组成员", "职务", "联系党支部", "指导次数", "联系时间"],
      [1, "张三", "副局长", "机关第一党支部", 4, "2025.3.5"],
    ])
    #expect(contact.definition.id == "contact_point" && !contact.isPlan)
  }

  @Test("where title and columns contradict each other, it is told")
  func contradiction() throws {
    let table = try table([
      ["谈心谈话记录表"], ["姓名", "性别", "身份证号", "出生日期", "学历", "人员类别", "入党时间", "转正时间"],
      ["张三", "男", "11010519491231002X", "1949-12-31", "本科", "正式党员", "1975.7", "1976.7"],
    ])
    #expect(table.definition.id == "member" && table.titled == "meeting" && table.confidence <= 0.5)
    let plain = try #require(
      try tables([["姓名", "性别", "身份证号", "入党时间"], ["张三", "男", "11010519491231002X", "1975.7"]], name: "换届")
        .first)
    #expect(plain.definition.id == "member" && plain.titled == nil)
  }

  @Test("parts of a sheet are what the title right above each says")
  func parts() throws {
    let found = try tables([
      ["机关第一党支部基本情况表"], [], ["一、支委会组成"], ["序号", "姓名", "党内职务", "任职时间", "联系电话"],
      [1, "张三", "书记", "2023.5", "13800138000"], [2, "李四", "副书记", "2023.5", "13800138001"], [], ["二、党员名册"],
      ["序号", "姓名", "性别", "出生年月", "入党时间", "学历"], [1, "张三", "男", "1972.03", "1996-06-20", "大学本科"], [],
      ["三、换届情况"],
      ["届次", "换届时间", "应到人数", "实到人数", "当选委员", "届满时间"], ["第三届", "2023.5.16", 10, 10, "张三、李四", "2026.5.16"],
    ])
    #expect(found.map(\.definition.id) == ["staff", "member", "election"])
    #expect(found.map(\.records.count) == [2, 1, 1])
  }

  @Test(
    "a name is cut at the run of blanks after it, and what follows is when",
    arguments: [
      "党支部名称：机关第一党支部          2025年1月", "党支部名称：机关第一党支部\u{3000}\u{3000}2025年1月", "党支部名称：机关第一党支部 2025年1月",
    ])
  func formLine(_ line: String) throws {
    let table = try table([
      ["三会一课登记表"], [.text(line)], ["时间", "类型", "主题", "应到人数", "实到人数"], ["1月10日", "党课", "学习党章", 12, 11],
    ])
    let row = try ReadRow(table, 0)
    #expect(row["branch"] == .text("机关第一党支部"))
    #expect(table.year == 2025)
    #expect(row["month"] == .month(try #require(CivilMonth(year: 2025, month: 1))))
    #expect(row["date"] == .date(try #require(CivilDate(year: 2025, month: 1, day: 10))))
  }

  @Test(
    "a stretched name stays whole",
    arguments: [("填报单位：机 关 第 一 党 支 部", "机关第一党支部"), ("单位：  机关第一党支部  ", "机关第一党支部")])
  func stretched(_ line: String, _ name: String) throws {
    let table = try table([
      ["三会一课登记表"], [.text(line)], ["时间", "类型", "主题", "应到人数", "实到人数"], ["2025-01-10", "党课", "学习党章", 12, 11],
    ])
    #expect(try ReadRow(table, 0)["branch"] == .text(name))
  }

  @Test("a column is never claimed by its values when its header means another thing")
  func headersThatMeanAnotherThing() throws {
    let table = try table([
      ["党务干部名册"], ["序号", "姓名", "单位", "任职时间", "是否达标", "党员总数"], [1, "张三", "机关党委", "2020.5", "是", 108],
      [2, "李四", "机关党委", "2021.5", "否", 20], [3, "王五", "机关党委", "2021.6", "否", 30],
    ])
    #expect(table.definition.id == "staff")
    #expect(table.unmapped.map(\.text) == ["是否达标", "党员总数"])
    let staffing = try self.table([
      ["党务干部配备情况统计表"], ["序号", "单位", "党员总数", "应配专职党务干部", "实配专职党务干部", "兼职党务干部", "是否达标"],
      [1, "市水务局机关党委", 108, 3, 2, 5, "否"], [2, "市档案馆党支部", 20, 1, 1, 2, "是"],
    ])
    #expect(staffing.definition.id == "staffing")
    #expect(staffing.value("required_full_time", of: staffing.records[0]).number == 3)
  }

  @Test("classes and stars of branches are grades of an assessment")
  func grades() throws {
    let classes = try table([
      ["2025年度党支部分类定级情况表"], ["序号", "党支部名称", "自评等次", "评定等次", "主要问题", "整顿提升措施"],
      [1, "第一党支部", "先进", "先进", nil, nil], [2, "第二党支部", "中间", "后进", "活动少", "帮扶"],
    ])
    #expect(classes.definition.id == "assessment")
    #expect(classes.records.map { classes.value("grade", of: $0).text } == ["先进", "后进"])
    #expect(classes.value("year", of: classes.records[0]) == .year(2025))
    let stars = try table([["2025年五星级党支部评定结果"], ["序号", "党支部", "得分", "星级"], [1, "第一党支部", 96, "五星"]])
    #expect(stars.definition.id == "assessment" && field(stars, "D") == "grade")
  }

  @Test("a roster whose education is split over two columns has one header of two rows")
  func splitHeader() throws {
    let table = try #require(
      try LayoutTests.read(
        Sheet(
          name: "Sheet1",
          values: [
            ["党员信息统计表"], ["序号", "姓名", "性别", "出生年月\n（岁）", "学历学位", nil, "入党时间", "身份证号"],
            [nil, nil, nil, nil, "全日制教育", "在职教育", nil, nil],
            [1, "张三", "男", "1972.03", "大学", "研究生", "1996-06-20", "11010519491231002X"],
          ],
          mergedRanges: ["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "G2:G3", "H2:H3"].compactMap {
            CellRange(a1: $0)
          })
      ).tables.first)
    #expect(table.headerRows == 1...2 && table.records.count == 1)
    #expect(field(table, "E") == "education" && field(table, "F") == "education_in_service")
  }

  @Test("a header merged over two rows ends with both, whatever the second row's words mean")
  func unknownSplit() throws {
    let table = try #require(
      try LayoutTests.read(
        Sheet(
          name: "Sheet1",
          values: [
            ["党员名册"], ["序号", "姓名", "性别", "学历", nil, "入党时间"], [nil, nil, nil, "甲类", "乙类", nil],
            [1, "张三", "男", "大学", nil, "1996-06-20"],
          ], mergedRanges: ["A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3"].compactMap { CellRange(a1: $0) })
      ).tables.first)
    #expect(table.headerRows == 1...2 && table.records.count == 1)
  }

  @Test(
    "ledgers that offices keep beside the eighteen",
    arguments: [
      (
        "political_birthday", ["党员政治生日台账"], ["序号", "姓名", "入党日期", "政治生日月份", "是否发放贺卡"],
        ["1", "张三", "1996-06-20", "6月", "是"]
      ),
      (
        "lost_member", ["失联党员排查台账"], ["序号", "姓名", "所在党支部", "失联时间", "失联原因", "查找情况"],
        ["1", "张三", "机关第一党支部", "2020.5", "外出", "登报"]
      ),
      (
        "feature", ["“两优一先”表彰名单"], ["序号", "荣誉称号", "受表彰对象", "所在党支部", "表彰机关", "表彰时间"],
        ["1", "优秀共产党员", "张三", "机关第一党支部", "市委", "2025.7.1"]
      ),
      (
        "monthly_review", ["2025年9月份机关党建工作调度表"],
        ["序号", "党支部", "支部党员大会", "支委会", "党小组会", "党课", "主题党日开展次数", "党费收缴率"],
        ["1", "第一党支部", "1", "1", "2", "1", "1", "100%"]
      ),
      (
        "meeting", ["双周集体学习登记表"], ["序号", "学习时间", "学习内容", "领学人", "学习形式", "应到", "实到"],
        ["1", "2025.1.10", "党章", "张三", "集体学习", "12", "12"]
      ),
    ])
  func others(_ ledger: String, _ title: [String], _ header: [String], _ row: [String]) throws {
    let rows = [title, header, row].map { $0.map { CellValue.text($0) } }
    let table = try table(rows)
    #expect(table.definition.id.rawValue == ledger)
    #expect(table.unmapped.isEmpty)
  }
}
