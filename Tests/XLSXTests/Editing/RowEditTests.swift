import Foundation
import OpenPackaging
import SpreadsheetModel
import TestSupport
import Testing

@testable import XLSX

@Suite("Rows inserted and deleted")
struct RowEditTests {
  /// A sheet on which much depends on row 5.
  private let sheet =
    "<dimension ref=\"A1:C9\"/><sheetData>"
    + "<row r=\"1\"><c r=\"A1\"><f>SUM(A5:A9)</f><v>1</v></c><c r=\"B1\"><f>A5*2+$A$4</f></c></row>"
    + "<row r=\"5\" ht=\"30\"><c r=\"A5\" s=\"2\"><v>5</v></c><c r=\"C5\"><f t=\"shared\" ref=\"C5:C7\" si=\"0\">A5+A$1</f></c></row>"
    + "<row r=\"6\"><c r=\"A6\"><v>6</v></c><c r=\"C6\"><f t=\"shared\" si=\"0\"/></c></row>"
    + "<row r=\"7\"><c r=\"A7\"><v>7</v></c><c r=\"C7\"><f t=\"shared\" si=\"0\"/></c></row>"
    + "<row r=\"9\"><c r=\"A9\"><v>9</v></c></row></sheetData>"
    + "<autoFilter ref=\"A4:C9\"><sortState ref=\"A5:C9\"><sortCondition ref=\"A5:A9\"/></sortState></autoFilter>"
    + "<mergeCells count=\"2\"><mergeCell ref=\"A5:B5\"/><mergeCell ref=\"A7:B9\"/></mergeCells>"
    + "<conditionalFormatting sqref=\"A5:A9 C1\"><cfRule type=\"expression\" dxfId=\"0\" priority=\"1\"><formula>A5&gt;$C$7</formula></cfRule></conditionalFormatting>"
    + "<dataValidations count=\"2\"><dataValidation type=\"list\" sqref=\"B5\"><formula1>$A$6:$A$9</formula1></dataValidation>"
    + "<dataValidation type=\"whole\" sqref=\"B6:B9\"><formula1>A6</formula1></dataValidation></dataValidations>"
    + "<hyperlinks><hyperlink ref=\"A9\" location=\"S!A7\"/></hyperlinks>"
    + "<rowBreaks count=\"1\" manualBreakCount=\"1\"><brk id=\"6\" max=\"16383\" man=\"1\"/></rowBreaks>"
    + "<colBreaks count=\"1\" manualBreakCount=\"1\"><brk id=\"6\" max=\"1048575\" man=\"1\"/></colBreaks>"
  private let names =
    "<definedNames><definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">S!$A$5:$C$5</definedName>"
    + "<definedName name=\"合计\">S!$A$9</definedName></definedNames>"

  private func edited(_ edit: (inout XLSXEditor) throws -> Void) throws -> (sheet: String, workbook: String) {
    var editor = try XLSXEditor(bytes: Editing.package(sheet, workbook: names))
    try edit(&editor)
    let bytes = try editor.save().bytes
    return (
      try Editing.part("xl/worksheets/sheet1.xml", of: bytes), try Editing.part("xl/workbook.xml", of: bytes)
    )
  }

  @Test(
    "inserted rows are followed by everything below",
    arguments: [
      "<dimension ref=\"A1:C11\"/>", "<f>SUM(A7:A11)</f>", "<f>A7*2+$A$4</f>",
      "<row r=\"7\" ht=\"30\"><c r=\"A7\" s=\"2\"><v>5</v></c><c r=\"C7\"><f t=\"shared\" ref=\"C7:C9\" si=\"0\">A7+A$1</f></c></row>",
      "<c r=\"C8\"><f t=\"shared\" si=\"0\"/></c>",
      "<autoFilter ref=\"A4:C11\"><sortState ref=\"A7:C11\"><sortCondition ref=\"A7:A11\"/>",
      "<mergeCell ref=\"A7:B7\"/><mergeCell ref=\"A9:B11\"/>", "sqref=\"A7:A11 C1\"",
      "<formula>A7&gt;$C$9</formula>",
      "sqref=\"B7\"><formula1>$A$8:$A$11</formula1>", "sqref=\"B8:B11\"><formula1>A8</formula1>",
      "ref=\"A11\" location=\"S!A9\"", "<brk id=\"8\" max=\"16383\"", "<brk id=\"6\" max=\"1048575\"",
    ])
  func inserted(expected: String) throws {
    let after = try edited { try $0.insertRows(at: 4, count: 2, in: "S") }
    #expect(after.sheet.contains(expected))
    #expect(after.workbook.contains(">S!$A$7:$C$7<") && after.workbook.contains(">S!$A$11<"))
  }

  @Test(
    "deleted rows are closed up, and lists written for them go on with the next",
    arguments: [
      "<dimension ref=\"A1:C8\"/>", "<f>SUM(A5:A8)</f>", "<f>#REF!*2+$A$4</f>",
      "<row r=\"5\"><c r=\"A5\"><v>6</v></c><c r=\"C5\"><f>A5+A$1</f></c></row>",
      "<mergeCells count=\"1\"><mergeCell ref=\"A6:B8\"/></mergeCells>", "sqref=\"A5:A8 C1\"",
      "<formula>A5&gt;$C$6</formula>",
      "<dataValidations count=\"1\"><dataValidation type=\"whole\" sqref=\"B5:B8\"><formula1>A5</formula1>",
      "ref=\"A8\" location=\"S!A6\"", "<brk id=\"5\" max=\"16383\"",
    ])
  func deleted(expected: String) throws {
    let after = try edited { try $0.deleteRows(at: 4, count: 1, in: "S", breaksReferences: true) }
    #expect(after.sheet.contains(expected))
    #expect(!after.workbook.contains("Print_Area") && after.workbook.contains(">S!$A$8<"))
  }

  @Test("a formula that would lose its cell is a reason to refuse, and nothing has changed then")
  func refused() throws {
    let bytes = try Editing.package(sheet, workbook: names)
    var editor = try XLSXEditor(bytes: bytes)
    let error = #expect(throws: EditError.self) { try editor.deleteRows(at: 4, count: 1, in: "S") }
    #expect(error?.code == .dependent && error?.detail == "A5*2+$A$4")
    #expect(try editor.save().bytes == bytes)
    #expect(throws: EditError.self) { try editor.insertRows(at: 0, count: 1_048_570, in: "S") }
    #expect(throws: EditError.self) { try editor.insertRows(at: -1, count: 1, in: "S") }
  }

  @Test("inserting and deleting the same rows gives the rows back")
  func undone() throws {
    let after = try edited { editor in
      try editor.insertRows(at: 4, count: 3, in: "S")
      try editor.deleteRows(at: 4, count: 3, in: "S")
    }
    #expect(after.sheet.contains(sheet))
  }

  @Test(
    "arrays and tables are not torn apart",
    arguments: [
      ("xlsxwriter-rich.xlsx", "台账", 2, EditError.Code.arrayFormula),
      ("openpyxl-summary.xlsx", "名册", 0, .dependent),
    ])
  func torn(name: String, sheet: String, row: Int, code: EditError.Code) throws {
    var editor = try XLSXEditor(bytes: Editing.fixture(name))
    let error = #expect(throws: EditError.self) {
      try editor.deleteRows(at: row, count: 1, in: sheet, breaksReferences: true)
    }
    #expect(error?.code == code)
  }

  @Test(
    "openpyxl sees charts, names, tables and notes in their new places",
    .enabled(if: Judges.hasOpenpyxl, Judges.missing))
  func judged() throws {
    try withTemporaryFile { file in
      var editor = try XLSXEditor(bytes: Editing.fixture("openpyxl-summary.xlsx"))
      try editor.insertRows(at: 2, count: 2, in: "汇总")
      try editor.insertRows(at: 1, count: 1, in: "名册")
      try editor.renameSheet("汇总", to: "汇总 '25")
      try editor.moveSheet("汇总 '25", to: 1)
      try editor.save(to: file)
      let seen = Judges.openpyxl(
        """
        book = openpyxl.load_workbook(file)
        s, r = book["汇总 '25"], book['名册']
        chart = s._charts[0]
        print(book.sheetnames, s['B14'].value, s['C5'].value, r['C4'].value, r['C3'].value)
        print(chart.series[0].val.numRef.f, chart.anchor._from.row, s['A7'].comment.text)
        print(s.data_validations.dataValidation[0].sqref, list(s.conditional_formatting)[0].sqref, s.merged_cells.ranges)
        print(book.defined_names['总人数'].attr_text, s.print_title_rows, s.print_area, r.tables['名册表'].ref, r.tables['名册表'].autoFilter.ref, r['A4'].hyperlink.ref)
        """, file)
      #expect(
        seen.output == """
          ['名册', "汇总 '25"] =SUM(B2:B13) =B5*2 ='汇总 ''25'!B5 ='汇总 ''25'!B2
          '汇总 ''25'!$B$2:$B$13 1 原来的批注
          D2:D13 B2:B13 {<MergedCellRange A16:C16>}
          '汇总 ''25'!$B$2:$B$13 $1:$1 '汇总 ''25'!$A$1:$D$16 A1:C8 A1:C8 A4

          """)
    }
  }

  @Test("what XlsxWriter makes follows too: sparklines, extensions, images, text boxes, notes")
  func extensions() throws {
    var editor = try XLSXEditor(bytes: Editing.fixture("xlsxwriter-rich.xlsx"))
    try editor.insertRows(at: 1, count: 3, in: "台账")
    let bytes = try editor.save().bytes
    let sheet = try Editing.part("xl/worksheets/sheet1.xml", of: bytes)
    for expected in [
      "<xm:f>台账!D5:D12</xm:f><xm:sqref>F5</xm:sqref>", "<xm:sqref>D5:D12</xm:sqref>",
      "ref=\"G5:G7\">D5:D7*2</f>",
      "<autoFilter ref=\"A1:E12\"/>", "sqref=\"H5:H12\"",
    ] { #expect(sheet.contains(expected), "\(expected)") }
    #expect(try Editing.part("xl/drawings/drawing1.xml", of: bytes).contains("textlink=\"台账!$D$5\""))
    #expect(try Editing.part("xl/comments1.xml", of: bytes).contains("ref=\"B6\""))
    let slips = try Editing.part("xl/drawings/vmlDrawing1.vml", of: bytes)
    #expect(
      slips.contains("<x:Row>5</x:Row>") && slips.contains("<x:Anchor>2, 15, 4, 10, 4, 15, 8, 4</x:Anchor>"))
    for chart in ["xl/charts/chart1.xml", "xl/charts/chart2.xml"] {
      #expect(try Editing.part(chart, of: bytes).contains("<c:f>台账!$D$5:$D$12</c:f>"))
    }
  }
}
