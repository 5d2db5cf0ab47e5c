import Foundation
import OpenPackaging
import SpreadsheetModel
import Testing
import XLSX

/// What a developer writes, from end to end: the calls of the library's first page.
@Suite("The calls a developer makes")
struct CallSiteTests {
  struct Member: Decodable, Equatable {
    enum CodingKeys: String, CodingKey {
      case name = "姓名"
      case joined = "入党日期"
      case dues = "党费"
    }
    var name: String
    var joined: CivilDate
    var dues: Decimal
  }

  /// A roster: a merged title, a header, two sound rows and one that does not fit.
  static func roster(at url: URL) throws {
    let day = try #require(CivilDate(year: 2019, month: 7, day: 1))
    var book = XLSXWriter()
    book.sheet("名册") { sheet in
      sheet.set("A1", "党员名册")
      sheet.merge("A1:C1")
      sheet.write(row: 1, ["姓名", "入党日期", "党费"])
      sheet.write(row: 2, ["张伟", .date(day), 0.1])
      sheet.write(row: 3, ["王芳", "去年", 12.35])
      sheet.write(row: 4, ["李娜", .date(day), "1,234.50"])
    }
    try book.save(to: url)
  }

  static func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "calls-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test("Rows are read by column letters, as text and as dates")
  func rows() throws {
    try Self.inFolder { folder in
      let url = folder.appending(path: "roster.xlsx")
      try Self.roster(at: url)
      let workbook = try XLSXReader(url)
      var read: [String] = []
      let rows = try workbook.sheet("名册").rows(columns: "A"..."B")
      while let row = try rows.next() {
        let day = row["B"].date.map { "\($0)" } ?? row["B"].text
        read.append("\(row.index + 1) \(row["A"].text) \(day) \(row["C"].isEmpty)")
      }
      #expect(
        read == [
          "1 党员名册  true", "2 姓名 入党日期 true", "3 张伟 2019-07-01 true", "4 王芳 去年 true",
          "5 李娜 2019-07-01 true",
        ])
      #expect(throws: XLSXError.self) { try workbook.sheet("没有") }
    }
  }

  @Test("Rows are a sequence, too")
  func sequence() async throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "calls-\(UUID()).xlsx")
    defer { try? FileManager.default.removeItem(at: url) }
    try Self.roster(at: url)
    var names: [String] = []
    for try await row in try XLSXReader(url).sheet("名册").rows(columns: "A"..."F") {
      names.append(row["A"].text)
    }
    #expect(names == ["党员名册", "姓名", "张伟", "王芳", "李娜"])
  }

  @Test("Records are decoded under their header, money exactly, and what does not fit has its cell")
  func records() throws {
    try Self.inFolder { folder in
      let url = folder.appending(path: "roster.xlsx")
      try Self.roster(at: url)
      let members = try XLSXReader(url).sheet("名册").decode(Member.self)
      #expect(members.records.map(\.name) == ["张伟", "李娜"])
      #expect(members.records.map(\.dues) == [Decimal(string: "0.1"), Decimal(string: "1234.5")])
      for failure in members.failures {
        #expect(failure.cell.description == "B4")
        #expect(failure.message == "B4 holds '去年', and '入党日期' needs a date")
      }
      #expect(members.failures.count == 1)
    }
  }

  @Test("A cell is set, a note is put, and the receipt tells of both")
  func edit() throws {
    try Self.inFolder { folder in
      let url = folder.appending(path: "roster.xlsx")
      let output = folder.appending(path: "edited.xlsx")
      try Self.roster(at: url)
      let day = try #require(CivilDate(year: 2020, month: 1, day: 2))
      var editor = try XLSXEditor(url)
      try editor["名册"].set("B4", to: .date(day), style: .keep)
      try editor["名册"].note("A4", "身份证号校验位不符")
      let receipt = try editor.save(to: output)
      #expect(receipt.cells.map(\.cell.description) == ["B4"])
      #expect(receipt.cells.map(\.before.value) == [.text("去年")])
      #expect(receipt.parts.contains { $0.fate == .kept } && receipt.parts.contains { $0.fate == .added })
      let sheet = try XLSXReader(output).sheet("名册").sheet()
      #expect(sheet.notes.values.contains { $0.contains("校验位") })
      #expect(sheet.value(at: CellReference(row: 3, column: 1)) == .number(43832))
    }
  }

  @Test("A summary with a table, frozen rows and a chart is written in one closure")
  func summary() throws {
    try Self.inFolder { folder in
      let url = folder.appending(path: "summary.xlsx")
      var book = XLSXWriter()
      book.sheet("汇总") { sheet in
        sheet.table(
          WorksheetTable(columns: [.init("支部"), .init("党员")]), at: "A3",
          rows: [["第一支部", 23], ["第二支部", 31]])
        sheet.freeze(below: 3)
        sheet.chart(.column, over: "A3:B5", at: "E3")
      }
      try book.save(to: url)
      let details = try XLSXReader(url).sheet("汇总").details()
      #expect(details.tables.count == 1)
      #expect(XLSXLinter.lint(path: url.path).isEmpty)
    }
  }

  @Test("A merged range gives each of its cells the value it shows, where asked to")
  func mergedCells() throws {
    try Self.inFolder { folder in
      let url = folder.appending(path: "roster.xlsx")
      try Self.roster(at: url)
      let sheet = try XLSXReader(url).sheet("名册").sheet()
      let covered = CellReference(row: 0, column: 2)
      #expect(sheet.value(at: covered) == .empty)
      #expect(sheet.value(at: covered, merged: .filled) == .text("党员名册"))
      #expect(sheet.cell(at: covered, merged: .filled)?.column == 2)
      #expect(sheet.value(at: CellReference(row: 1, column: 2), merged: .filled) == .text("党费"))
    }
  }

  @Test("Columns are in their order in a sheet, not in that of text")
  func columns() {
    #expect(ColumnName(letters: "b")?.column == 1)
    #expect(ColumnName(letters: "1") == nil)
    #expect(("B" as ColumnName) < "AA")
    let range: ClosedRange<ColumnName> = "B"..."AA"
    #expect(range.contains("Z"))
    #expect("\(ColumnName(column: 27))" == "AB")
  }
}
