import Diagnostics
import Ledgers
import SpreadsheetModel
import Testing

@Suite("Dates as people write them")
struct DateTests {
  /// Reads one value as the date a ledger of meetings has.
  private func read(_ value: CellValue, format: NumberFormat = .general, system: DateSystem = .base1900)
    throws -> RecordField
  {
    var sheet = Sheet(
      name: "2024年三会一课",
      values: [["党支部", "时间", "会议类型", "主题"], ["机关第一党支部", value, "党课", "学习"]])
    sheet.formats = [.general, format]
    sheet.dateSystem = system
    for index in sheet.rows[1].cells.indices where sheet.rows[1].cells[index].column == 1 {
      sheet.rows[1].cells[index].format = 1
    }
    let table = try #require(LedgerReader(catalog: try .standard).read(sheet: sheet, path: "甲.xlsx").first)
    let index = try #require(table.definition.index(of: "date"))
    return try #require(table.records.first).fields[index]
  }

  @Test(
    "a day in every style of marks is the same day",
    arguments: [
      "2023-05-06", "2023/5/6", "2023.5.6", "2023.05.06", "2023年5月6日", "2023、5、6", "2023。5。6", "２０２３．５．６",
      "20230506", "2023-05-06 00:00:00", "2023/05/06 0:00", "二〇二三年五月六日", "二○二三年五月六日", "'2023-05-06",
      " 2023.5.6 ", "2023.5.6日", "2023 年 5 月 6 日", "45052",
    ])
  func day(_ text: String) throws {
    let field = try read(.text(text))
    #expect(field.value == .date(try #require(CivilDate(year: 2023, month: 5, day: 6))), "\(text)")
    #expect((field.change == nil) == (text == "2023-05-06"), "\(text)")
    if let change = field.change { #expect(change.safety == .safe, "\(text)") }
  }

  @Test(
    "a day with more beside it, or in a form that takes a look, is read and not rewritten unasked",
    arguments: [
      "2023-5-6 9:00", "2023年5月6日上午9:00", "2023年5月6日（星期六）下午", "二0二三年五月六日", "贰零贰叁年伍月陆日",
      "2023年05月06号", "2023\u{A0}5 6", "2023年5月6日（星期六）", "2023年5月6日 周六",
    ])
  func dayAndMore(_ text: String) throws {
    let field = try read(.text(text))
    #expect(field.value == .date(try #require(CivilDate(year: 2023, month: 5, day: 6))), "\(text)")
    #expect(field.change != nil && field.change?.safety != .safe, "\(text)")
  }

  @Test(
    "a month stays a month",
    arguments: ["2023.5", "2023.05", "2023年5月", "2023-05", "202305", "二〇二三年五月", "2023年5月份", "2010.05.00"])
  func month(_ text: String) throws {
    guard case .month(let month) = try read(.text(text)).value else {
      Issue.record("\(text) is no month")
      return
    }
    #expect(month.month == 5)
  }

  @Test("numbers in a column of dates")
  func numbers() throws {
    let day = FieldValue.date(try #require(CivilDate(year: 2023, month: 5, day: 6)))
    #expect(try read(45052, format: NumberFormat(code: "yyyy/m/d")).value == day)
    #expect(try read(45052).value == day)
    #expect(try read(45052).change?.kind == .dateForm)
    #expect(try read(20_230_506).value == day)
    #expect(try read(43590, format: .isoDate, system: .base1904).value == day)
    #expect(try read(2023.5).value == .month(try #require(CivilMonth(year: 2023, month: 5))))
    #expect(try read(2023.11).value == .month(try #require(CivilMonth(year: 2023, month: 11))))
    let doubtful = try read(2023.1)
    #expect(doubtful.value == .unreadable && doubtful.change?.kind == .ambiguous)
  }

  @Test(
    "what is no day says why",
    arguments: [
      ("2023.2.30", ValueChange.Kind.impossible), ("2023.13.1", .impossible), ("20230230", .impossible),
      ("明年春天", .unreadable), ("23.5.6", .ambiguous), ("800506", .ambiguous),
    ])
  func faults(_ text: String, _ kind: ValueChange.Kind) throws {
    let field = try read(.text(text))
    #expect(field.change?.kind == kind, "\(text)")
    #expect(field.change?.safety != .safe)
  }

  @Test(
    "six digits are a month, but a day where they can be no month, or where the rest of the column has days",
    arguments: [
      (["202305"], "2023-05"), (["230506"], "2023-05-06"), (["190206"], "2019-02-06"),
      (["201109"], "2011-09"),
      (["201109", "230506"], "2020-11-09"), (["201109", "230506", "202313", "199907", "202108"], "2011-09"),
    ])
  func sixDigits(_ cells: [String], _ value: String) throws {
    for isNumber in [false, true] {
      let values = cells.map { isNumber ? CellValue.number(Double($0) ?? 0) : .text($0) }
      let sheet = Sheet(
        name: "Sheet1",
        values: [["党支部", "时间", "会议类型", "主题"]] + values.map { ["机关第一党支部", $0, "党课", "学习"] })
      let table = try #require(LedgerReader(catalog: try .standard).read(sheet: sheet, path: "甲.xlsx").first)
      switch table.value("date", of: try #require(table.records.first)) {
      case .date(let date): #expect(date.description == value, "\(cells), number \(isNumber)")
      case .month(let month): #expect(month.description == value, "\(cells), number \(isNumber)")
      default: Issue.record("\(cells), number \(isNumber): no date")
      }
    }
  }

  @Test("a day without a year takes the ledger's")
  func yearFromTitle() throws {
    #expect(try read(.text("5月6日")).value == .date(try #require(CivilDate(year: 2024, month: 5, day: 6))))
    #expect(try read(.text("5.6")).value == .date(try #require(CivilDate(year: 2024, month: 5, day: 6))))
  }

  @Test("absences keep their class")
  func absences() throws {
    #expect(try read(.text("待补")).value == .missing)
    #expect(try read(.text("无")).value == FieldValue.none)
    #expect(try read(.text("—")).value == .notApplicable)
    #expect(try read(.text("至今")).value == .openEnd)
  }

  @Test("a range and a remark beside a date")
  func ranges() throws {
    let field = try read(.text("2020/1/21——2020/1/23"))
    #expect(field.value == .date(try #require(CivilDate(year: 2020, month: 1, day: 21))))
    #expect(field.change?.safety == nil)
    let remark = try read(.text("1958.7.1（候补）"))
    #expect(remark.value == .date(try #require(CivilDate(year: 1958, month: 7, day: 1))))
    #expect(remark.change?.kind == .annotation && remark.change?.safety == .suggested)
  }
}
