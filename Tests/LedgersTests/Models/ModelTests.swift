import Foundation
import Ledgers
import SpreadsheetModel
import Testing

@Suite("Records as typed models")
struct ModelTests {
  private func submission(_ sheets: Sheet...) throws -> Submission {
    let reader = LedgerReader(catalog: try .standard)
    return Submission(files: [reader.read(workbook: Workbook(sheets: sheets), path: "甲.xlsx")])
  }

  private let roster = Sheet(
    name: "名册",
    values: [
      ["姓名", "性别", "身份证号", "出生日期", "学历", "所在党支部", "人员类别", "入党时间", "是否流动党员"],
      ["张三", "男", "11010519491231002X", "1949-12-31", "本科", "机关第一党支部", "正式党员", "1975.7", "是"],
      ["李四", "女", nil, "1980.1.2", "大专", "机关第二党支部", "预备党员", "待补", "否"],
      [nil, "女", nil, "1980.1.2", "大专", "机关第二党支部", "预备党员", nil, nil],
    ])

  @Test("members with their types; a record without its name is told")
  func members() throws {
    let decoded = try submission(roster).decode(Member.self)
    #expect(decoded.models.count == 2)
    let first = try #require(decoded.models.first)
    #expect(first.idNumber == "11010519491231002X")
    #expect(first.birth == CivilDate(year: 1949, month: 12, day: 31).map(PartialDate.day))
    #expect(first.joined == CivilMonth(year: 1975, month: 7).map(PartialDate.month))
    #expect(first.mobile == true)
    #expect(first.branch?.name == "机关第一党支部")
    #expect(decoded.failures.map(\.field) == ["name"])
    #expect(decoded.failures.first?.location.cell == CellReference(a1: "A4"))
  }

  @Test("a month where a day is needed is nil and told with its cell")
  func mismatch() throws {
    let decoded = try submission(
      Sheet(
        name: "三会一课",
        values: [
          ["党支部", "时间", "会议类型", "主题", "应到人数", "实到人数"],
          ["机关第一党支部", "2025.3", "党课", "学习", "32人", 30],
        ])
    ).decode(Meeting.self)
    #expect(decoded.models.first?.date == nil)
    #expect(decoded.models.first?.expected == 32)
    #expect(decoded.failures.map(\.original) == ["2025.3"])
    #expect(decoded.failures.first?.dropsRecord == false)
  }

  @Test("payments, the same from twelve columns and from the long form, and whose they are")
  func payments() throws {
    let months: [CellValue] = (1...12).map { .text("\($0)月") }
    let all = try submission(
      roster,
      Sheet(
        name: "2025年党费",
        values: [
          ["姓名", "所在党支部", "月应缴"] + months,
          ["张三", "机关第一党支部", 50] + [CellValue](repeating: 50, count: 11) + ["免交"],
        ]),
      Sheet(
        name: "党费明细",
        values: [
          ["姓名", "所在党支部", "缴费月份", "应缴金额", "实缴金额", "缴费日期"],
          ["李四", "机关第二党支部", "2025-03", "20元", 20, "2025.3.8"],
        ]))
    let wide = try #require(all.tables(of: "dues").first)
    let record = try #require(wide.records.first)
    let paid = wide.payments(of: record)
    #expect(paid.map(\.month) == Array(1...12))
    #expect(paid.allSatisfy { $0.year == 2025 && $0.due == 50 })
    #expect(paid.last?.state == "免交")
    let long = try #require(all.tables(of: "dues").last)
    let last = try #require(long.records.first)
    let one = try #require(long.payments(of: last).first)
    #expect(one.month == 3 && one.year == 2025 && one.paid == 20 && one.due == 20)

    let payments = all.decode(DuesPayment.self).models
    #expect(payments.first?.months.count == 12)
    let index = ReferenceIndex(all)
    let payment = try #require(payments.first)
    #expect(index.member(for: payment.member)?.idNumber == "11010519491231002X")
    #expect(index.member(for: MemberKey(name: "王五")) == nil)
  }

  @Test("a model as JSON and back")
  func json() throws {
    let member = try #require(try submission(roster).decode(Member.self).models.first)
    let data = try JSONEncoder().encode(member)
    #expect(try JSONDecoder().decode(Member.self, from: data) == member)
  }
}
