import Foundation
import SpreadsheetModel
import Spreadsheets
import TestSupport
import Testing
import XLSX

@Suite("Conversions that lose nothing, or tell what they lose")
struct LosslessConvertTests {
  private func convert(_ inputs: String..., to output: String, _ options: String...) -> ProgramRun {
    ProgramRun(
      ProgramRun.taizhang, ["convert"] + inputs + ["-o", output] + options,
      environment: ["LANG": "C.UTF-8", "LC_ALL": ""])
  }

  private func book(_ tag: String) -> XLSXWriter {
    var book = XLSXWriter()
    book.sheet("表") { sheet in
      sheet.table(
        WorksheetTable(name: "T", columns: [.init("a"), .init("b")]), at: "A1", rows: [[1, .text(tag)]])
      sheet.set("D1", .formula("SUM(T[a])", result: 1))
      sheet.note("A2", "注")
      sheet.link("B2", Hyperlink(address: "https://example.org"))
      sheet.merge("F1:G1")
      sheet.list("H1:H9", ["男", "女"])
    }
    book.define("名", as: "表!$A$1")
    return book
  }

  @Test("One workbook is carried over byte for byte, whatever is in it")
  func carried() throws {
    try withTemporaryFolder { folder in
      let bytes = try book("x").bytes()
      try Data(bytes).write(to: URL(fileURLWithPath: folder + "/a.xlsx"))
      let run = convert(folder + "/a.xlsx", to: folder + "/b.xlsx", "--raw")
      #expect(run.status == 0 && !run.errors.contains("没有带过去"))
      #expect(try [UInt8](Data(contentsOf: URL(fileURLWithPath: folder + "/b.xlsx"))) == bytes)
    }
  }

  @Test("Several workbooks bring all they own, and clashes are told")
  func joined() throws {
    try withTemporaryFolder { folder in
      for name in ["甲", "乙"] { try book(name).save(to: URL(fileURLWithPath: "\(folder)/\(name).xlsx")) }
      try "姓名,年龄\n张三,30\n".write(toFile: folder + "/丙.csv", atomically: true, encoding: .utf8)
      let run = convert(
        folder + "/甲.xlsx", folder + "/乙.xlsx", folder + "/丙.csv", to: folder + "/all.xlsx", "--raw")
      #expect(run.status == 0)
      #expect(run.errors.contains("改为只在本表有效：名") && run.errors.contains("T → T_2"))
      let reader = try XLSXReader(contentsOf: URL(fileURLWithPath: folder + "/all.xlsx"))
      #expect(reader.sheets.map(\.name) == ["甲", "乙", "丙"])
      let counts = reader.contents()
      #expect(counts[.table] == 2 && counts[.note] == 2 && counts[.link] == 2 && counts[.validation] == 2)
      #expect(XLSXLinter.lint(path: folder + "/all.xlsx").isEmpty)
    }
  }

  @Test(
    "What a poorer format has no room for is told by kind and number", arguments: ["csv", "jsonl", "sqlite"])
  func told(_ format: String) throws {
    try withTemporaryFolder { folder in
      try book("x").save(to: URL(fileURLWithPath: folder + "/a.xlsx"))
      let run = convert(folder + "/a.xlsx", to: "\(folder)/b.\(format)", "--raw")
      #expect(run.status == 0)
      for told in ["批注 1 处", "链接 1 处", "合并区域 1 处", "数据验证 1 条", "表格 1 个", "名称 1 个"] {
        #expect(run.errors.contains(told), "\(run.errors)")
      }
      #expect(run.errors.contains("公式 1 处（只保留结果）") == (format != "jsonl"))
    }
  }

  @Test(
    "A ledger keeps columns without a field and texts that fit none, and knows them again",
    arguments: ["csv", "xlsx"])
  func ledgers(_ format: String) throws {
    try withTemporaryFolder { folder in
      let input = """
        姓名,性别,出生日期,所在党支部,人员类别,职务备考
        张三,男,不清楚了,机关第一党支部,正式党员,A-1
        李四,男,1980-01-02,机关第一党支部,正式党员,B-2

        """
      try input.write(toFile: folder + "/名册.csv", atomically: true, encoding: .utf8)
      let run = convert(folder + "/名册.csv", to: "\(folder)/一.\(format)")
      #expect(run.status == 0)
      #expect(run.errors.contains("职务备考") && run.errors.contains("原文另存在旁边：出生日期"), "\(run.errors)")
      let sheet = try Spreadsheet(contentsOf: URL(fileURLWithPath: "\(folder)/一.\(format)")).workbook.sheets[
        0]
      let headers = sheet.rows[0].cells.map { sheet.displayedText(of: $0) }
      #expect(headers.last == "职务备考")
      let birth = try #require(headers.firstIndex(of: "出生日期"))
      #expect(headers[birth + 1] == "出生日期（原文）")
      #expect(sheet.rows[1][birth] == nil || sheet.rows[1][birth]?.value.isEmpty == true)
      #expect(sheet.rows[1][birth + 1]?.value == "不清楚了")
      #expect(sheet.rows[1][headers.count - 1]?.value == "A-1")
      // Read again it is the same in every format.
      #expect(convert("\(folder)/一.\(format)", to: "\(folder)/二.\(format)").status == 0)
      let again = try Spreadsheet(contentsOf: URL(fileURLWithPath: "\(folder)/二.\(format)")).workbook.sheets[
        0]
      #expect(again.rows == sheet.rows)
      let lines = convert("\(folder)/一.\(format)", to: "-", "--to", "jsonl").output
      #expect(lines.contains(#""birth":{"absent":"unreadable","original":"不清楚了"}"#), "\(lines)")
      #expect(lines.contains(#""unmapped":{"职务备考":"A-1"}"#))
    }
  }
}
