import Foundation
import SpreadsheetModel
import TestSupport
import Testing
import XLSX

@Suite("A new workbook")
struct FirstWorkbookTests {
  static func ledger() throws -> XLSXWriter {
    var book = XLSXWriter()
    book.properties.title = "年度汇总"
    book.properties.created = CivilDate(year: 2025, month: 12, day: 31)
    let heading = CellStyle(
      font: Font(name: "黑体", size: 11, isBold: true, color: .rgb(0xFFFFFF)), fill: .solid(0xC00000),
      border: .box(), alignment: Alignment(horizontal: .center, vertical: .center, wrapsText: true))
    let amount = book.style(CellStyle(border: .box(), numberFormat: NumberFormat(code: "#,##0.00")))
    let plain = book.style(CellStyle(border: .box()))
    try book.sheet("汇总") { sheet in
      sheet.merge(
        "A1:D1", "某某街道2025年度台账汇总表",
        style: CellStyle(
          font: Font(name: "方正小标宋简体", size: 18), alignment: Alignment(horizontal: .center)))
      sheet.height(0, 32)
      sheet.write(row: 1, ["支部", "人数", "应交党费", "成立日期"], style: heading)
      for index in 0..<6 {
        sheet.write(
          row: 2 + index,
          [
            .text("第\(index + 1)党支部"), .number(Double(10 + index * 3)), .number(Double(index) * 123.45),
            .date(try #require(CivilDate(year: 2019, month: 7, day: 1 + index))),
          ], styles: [plain, plain, amount, plain])
      }
      sheet.write(
        row: 8, ["合计", .formula("SUM(B3:B8)", result: 105), .formula("SUM(C3:C8)", result: 1851.75)])
      sheet.fitWidth()
      sheet.freeze(below: 2, rightOf: 1)
      sheet.filter("A2:D8")
      sheet.tabColor = .rgb(0xC00000)
      sheet.note("B3", "身份证号校验位不符\n请核对", author: "检查")
      sheet.link("A3", Hyperlink(sheet: "问题 清单", cell: CellReference(row: 1, column: 0), tip: "去看"))
      sheet.link("A4", Hyperlink(address: "https://example.org/?a=1&b=2"))
      sheet.list("D20:D30", ["是", "否"])
      sheet.list("C20:C30", (0..<80).map { "选项\($0)" })
      sheet.page = .landscapeA4
      sheet.page.repeatedRows = 0...1
      sheet.page.footer = "&C第 &P 页，共 &N 页"
      sheet.chart(.column, over: "A2:C8", at: "F2", title: "各支部人数与党费")
    }
    book.sheet("问题 清单") { sheet in
      sheet["A1"] = "序号"
      sheet["A2"] = 1
      sheet["B2"] = true
      sheet["C2"] = .error(.notAvailable)
    }
    book.sheet("隐藏") { sheet in
      sheet.visibility = .hidden
      sheet["A1"] = "x"
    }
    book.define("代码", as: "'问题 清单'!$A$1:$A$2")
    return book
  }

  @Test("openpyxl sees what was written", .enabled(if: Judges.hasOpenpyxl, Judges.missing))
  func openpyxl() throws {
    try withTemporaryFile { file in
      try Self.ledger().save(to: file)
      let seen = Judges.openpyxl(
        """
        book = openpyxl.load_workbook(file)
        sheet = book["汇总"]
        print(book.sheetnames, [s.sheet_state for s in book], sheet["A1"].value, sheet["A1"].font.name)
        print(sheet["A3"].value, sheet["B3"].value, sheet["C4"].value, sheet["D3"].value, sheet["D3"].number_format)
        print(sheet["B9"].value, sheet.freeze_panes, sheet.auto_filter.ref, sheet.merged_cells.ranges)
        print(sheet["B3"].comment.text, sheet["A3"].hyperlink.location, sheet["A4"].hyperlink.target)
        print(sheet.print_title_rows, sheet.page_setup.orientation, sheet.page_setup.fitToHeight, len(sheet._charts))
        print(sorted((str(v.sqref), v.formula1) for v in sheet.data_validations.dataValidation))
        """, file)
      #expect(seen.status == 0, "\(seen.output)")
      #expect(
        seen.output == """
          ['汇总', '问题 清单', '隐藏', '_lists'] ['visible', 'visible', 'hidden', 'veryHidden'] 某某街道2025年度台账汇总表 方正小标宋简体
          第1党支部 10 123.45 2019-07-01 00:00:00 yyyy-mm-dd
          =SUM(B3:B8) B3 A2:D8 {<MergedCellRange A1:D1>}
          身份证号校验位不符
          请核对 '问题 清单'!A2 https://example.org/?a=1&b=2
          $1:$2 landscape 0 1
          [('C20:C30', '_lists!$A$1:$A$80'), ('D20:D30', '"是,否"')]

          """, "\(seen.output)")
    }
  }
}
