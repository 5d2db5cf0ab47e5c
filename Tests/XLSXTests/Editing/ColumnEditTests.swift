import Foundation
import OpenPackaging
import SpreadsheetModel
import TestSupport
import Testing

@testable import XLSX

@Suite("Columns inserted and deleted")
struct ColumnEditTests {
  /// A sheet on which much depends on column C.
  private let sheet =
    "<dimension ref=\"A1:F5\"/>"
    + "<sheetViews><sheetView workbookViewId=\"0\"><pane xSplit=\"2\" ySplit=\"1\" topLeftCell=\"D2\" activePane=\"bottomRight\" state=\"frozen\"/>"
    + "<selection pane=\"bottomRight\" activeCell=\"D2\" sqref=\"D2:E3\"/></sheetView></sheetViews>"
    + "<cols><col min=\"1\" max=\"2\" width=\"9\"/><col min=\"3\" max=\"3\" width=\"30\" style=\"1\"/><col min=\"4\" max=\"16384\" width=\"5\"/></cols>"
    + "<sheetData><row r=\"1\" spans=\"1:6\"><c r=\"A1\"><f>SUM(C1:E1)</f><v>1</v></c><c r=\"B1\"><f>C1*2+$B$1</f></c><c r=\"C1\" s=\"2\" t=\"s\"><v>0</v></c><c r=\"F1\" t=\"s\"><v>0</v></c></row>"
    + "<row r=\"2\"><c><v>1</v></c><c/><c r=\"C2\"><v>5</v></c><c><v>6</v></c></row>"
    + "<row r=\"5\"><c r=\"C5\"><f t=\"shared\" ref=\"C5:E5\" si=\"0\">C$1+A5</f></c><c r=\"D5\"><f t=\"shared\" si=\"0\"/></c><c r=\"E5\"><f t=\"shared\" si=\"0\"/></c></row></sheetData>"
    + "<autoFilter ref=\"B1:E5\"><filterColumn colId=\"1\"><filters><filter val=\"5\"/></filters></filterColumn><filterColumn colId=\"3\"><filters><filter val=\"6\"/></filters></filterColumn>"
    + "<sortState ref=\"B2:E5\"><sortCondition ref=\"C2:C5\"/></sortState></autoFilter>"
    + "<mergeCells count=\"2\"><mergeCell ref=\"C3:C4\"/><mergeCell ref=\"D3:F3\"/></mergeCells>"
    + "<conditionalFormatting sqref=\"C1:E5 A1\"><cfRule type=\"expression\" dxfId=\"0\" priority=\"1\"><formula>C1&gt;$D$1</formula></cfRule></conditionalFormatting>"
    + "<dataValidations count=\"2\"><dataValidation type=\"list\" sqref=\"C2\"><formula1>$D$1:$E$1</formula1></dataValidation>"
    + "<dataValidation type=\"whole\" sqref=\"D2:E2\"><formula1>D1</formula1></dataValidation></dataValidations>"
    + "<hyperlinks><hyperlink ref=\"E1\" location=\"S!D1\"/></hyperlinks>"
    + "<rowBreaks count=\"1\" manualBreakCount=\"1\"><brk id=\"3\" max=\"16383\" man=\"1\"/></rowBreaks>"
    + "<colBreaks count=\"2\" manualBreakCount=\"1\"><brk id=\"2\" max=\"1048575\" man=\"1\"/><brk id=\"4\" max=\"1048575\"/></colBreaks>"
    + "<cellWatches><cellWatch r=\"D1\"/></cellWatches>"
  private let names =
    "<definedNames><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">S!$C:$C,S!$1:$1</definedName>"
    + "<definedName name=\"合计\">S!$E$1</definedName></definedNames>"

  private func edited(
    _ edit: (inout XLSXEditor) throws -> Void
  ) throws -> (sheet: String, workbook: String, strings: String) {
    var editor = try XLSXEditor(bytes: Editing.package(sheet, workbook: names, strings: ["甲"]))
    try edit(&editor)
    let bytes = try editor.save().bytes
    return (
      try Editing.part("xl/worksheets/sheet1.xml", of: bytes),
      try Editing.part("xl/workbook.xml", of: bytes), try Editing.part("xl/sharedStrings.xml", of: bytes)
    )
  }

  @Test(
    "inserted columns are followed by everything to the right",
    arguments: [
      "<dimension ref=\"A1:H5\"/>",
      "<pane xSplit=\"2\" ySplit=\"1\" topLeftCell=\"F2\" activePane=\"bottomRight\"",
      "activeCell=\"F2\" sqref=\"F2:G3\"",
      "<cols><col min=\"1\" max=\"2\" width=\"9\"/><col min=\"5\" max=\"5\" width=\"30\" style=\"1\"/><col min=\"6\" max=\"16384\" width=\"5\"/></cols>",
      "spans=\"1:8\"><c r=\"A1\"><f>SUM(E1:G1)</f><v>1</v></c><c r=\"B1\"><f>E1*2+$B$1</f></c><c r=\"E1\" s=\"2\" t=\"s\">",
      "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"/><c r=\"E2\"><v>5</v></c><c r=\"F2\"><v>6</v></c></row>",
      "<c r=\"E5\"><f>E$1+A5</f></c><c r=\"F5\"><f>F$1+B5</f></c><c r=\"G5\"><f>G$1+E5</f></c>",
      "<autoFilter ref=\"B1:G5\"><filterColumn colId=\"3\"><filters><filter val=\"5\"/></filters></filterColumn><filterColumn colId=\"5\">",
      "<sortState ref=\"B2:G5\"><sortCondition ref=\"E2:E5\"/>",
      "<mergeCell ref=\"E3:E4\"/><mergeCell ref=\"F3:H3\"/>", "sqref=\"E1:G5 A1\"",
      "<formula>E1&gt;$F$1</formula>",
      "sqref=\"E2\"><formula1>$F$1:$G$1</formula1>", "sqref=\"F2:G2\"><formula1>F1</formula1>",
      "ref=\"G1\" location=\"S!F1\"", "<brk id=\"3\" max=\"16383\"",
      "<brk id=\"4\" max=\"1048575\" man=\"1\"/>",
      "<cellWatch r=\"F1\"/>",
    ])
  func inserted(expected: String) throws {
    let after = try edited { try $0.insertColumns(at: 2, count: 2, in: "S") }
    #expect(after.sheet.contains(expected), "\(after.sheet)")
    #expect(after.workbook.contains(">S!$E:$E,S!$1:$1<") && after.workbook.contains(">S!$G$1<"))
  }

  @Test(
    "deleted columns are closed up, and lists written for them go on with the next",
    arguments: [
      "<dimension ref=\"A1:E5\"/>", "topLeftCell=\"C2\"", "activeCell=\"C2\" sqref=\"C2:D3\"",
      "<cols><col min=\"1\" max=\"2\" width=\"9\"/><col min=\"3\" max=\"16384\" width=\"5\"/></cols>",
      "spans=\"1:5\"><c r=\"A1\"><f>SUM(C1:D1)</f><v>1</v></c><c r=\"B1\"><f>#REF!*2+$B$1</f></c><c r=\"E1\" t=\"s\">",
      "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"/><c r=\"C2\"><v>6</v></c></row>",
      "<c r=\"C5\"><f>C$1+B5</f></c><c r=\"D5\"><f>D$1+#REF!</f></c>",
      "<autoFilter ref=\"B1:D5\"><filterColumn colId=\"2\">", "<sortState ref=\"B2:D5\"></sortState>",
      "<mergeCells count=\"1\"><mergeCell ref=\"C3:E3\"/></mergeCells>", "sqref=\"C1:D5 A1\"",
      "<formula>C1&gt;$C$1</formula>",
      "<dataValidations count=\"1\"><dataValidation type=\"whole\" sqref=\"C2:D2\"><formula1>C1</formula1>",
      "ref=\"D1\" location=\"S!C1\"", "<rowBreaks count=\"1\" manualBreakCount=\"1\"><brk id=\"3\"",
      "<colBreaks count=\"1\" manualBreakCount=\"0\"><brk id=\"3\" max=\"1048575\"/></colBreaks>",
      "<cellWatch r=\"C1\"/>",
    ])
  func deleted(expected: String) throws {
    let after = try edited { try $0.deleteColumns(at: 2, count: 1, in: "S", breaksReferences: true) }
    #expect(after.sheet.contains(expected), "\(after.sheet)")
    #expect(after.workbook.contains(">S!$1:$1<") && after.workbook.contains(">S!$D$1<"))
    #expect(after.strings.contains("count=\"0\""))
  }

  @Test("frozen columns that go take their pane along; a new one among them is frozen")
  func frozen() throws {
    let without = try edited { editor in
      try editor.deleteColumns(at: 0, count: 2, in: "S", breaksReferences: true)
    }
    #expect(
      without.sheet.contains(
        "<pane ySplit=\"1\" topLeftCell=\"B2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView>"))
    let wider = try edited { try $0.insertColumns(at: 1, count: 1, in: "S") }
    #expect(wider.sheet.contains("<pane xSplit=\"3\" ySplit=\"1\" topLeftCell=\"E2\""))
    let before = try edited { try $0.insertColumns(at: 0, count: 1, in: "S") }
    #expect(before.sheet.contains("<pane xSplit=\"3\" ySplit=\"1\""))
  }

  @Test("a formula that would lose its cell is a reason to refuse, and nothing has changed then")
  func refused() throws {
    let bytes = try Editing.package(sheet, workbook: names, strings: ["甲"])
    var editor = try XLSXEditor(bytes: bytes)
    let error = #expect(throws: EditError.self) { try editor.deleteColumns(at: 2, count: 1, in: "S") }
    #expect(error?.code == .dependent && error?.detail == "E$1+C5")
    #expect(try editor.save().bytes == bytes)
    let wide = #expect(throws: EditError.self) { try editor.insertColumns(at: 0, count: 16_380, in: "S") }
    #expect(wide?.code == .limitExceeded && wide?.detail == "column 16384")
    #expect(throws: EditError.self) { try editor.insertColumns(at: 16_384, count: 1, in: "S") }
  }

  @Test("arrays, tables and pivot tables go as a whole or not at all")
  func torn() throws {
    var rich = try XLSXEditor(
      bytes: Editing.package(
        "<sheetData><row r=\"1\"><c r=\"B1\"><f t=\"array\" ref=\"B1:C2\">A1:A2*{1,2}</f></c><c r=\"C1\"><v>2</v></c></row></sheetData>"
      ))
    let error = #expect(throws: EditError.self) { try rich.insertColumns(at: 2, count: 1, in: "S") }
    #expect(error?.code == .arrayFormula && error?.detail == "B1:C2")
    #expect(throws: EditError.self) { try rich.deleteColumns(at: 2, count: 1, in: "S") }
    try rich.insertColumns(at: 1, count: 1, in: "S")
    let moved = try Editing.part("xl/worksheets/sheet1.xml", of: rich.save().bytes)
    #expect(moved.contains("<c r=\"C1\"><f t=\"array\" ref=\"C1:D2\">A1:A2*{1,2}</f></c><c r=\"D1\">"))

    var tables = try XLSXEditor(bytes: Gallery.tables().bytes())
    let whole = #expect(throws: EditError.self) { try tables.deleteColumns(at: 7, count: 2, in: "党费") }
    #expect(whole?.code == .dependent && whole?.detail == "table Plain_Table H3:I5")
    let used = #expect(throws: EditError.self) { try tables.deleteColumns(at: 1, count: 1, in: "党费") }
    #expect(used?.code == .dependent && used?.detail.contains("[基数]") == true)
  }

  @Test(
    "openpyxl sees charts, names, tables and notes in their new places",
    .enabled(if: Judges.hasOpenpyxl, Judges.missing))
  func judged() throws {
    try withTemporaryFile { file in
      var editor = try XLSXEditor(bytes: Editing.fixture("openpyxl-summary.xlsx"))
      try editor.insertColumns(at: 1, count: 2, in: "汇总")
      try editor.insertColumns(at: 2, count: 1, in: "名册")
      try editor.save(to: file)
      let seen = Judges.openpyxl(
        """
        book = openpyxl.load_workbook(file)
        s, r = book['汇总'], book['名册']
        chart = s._charts[0]
        print(s['D12'].value, s['E3'].value, r['D3'].value, r['C1'].value, s['A5'].comment.text)
        print(chart.series[0].val.numRef.f, chart.anchor._from.col, chart.anchor._from.row)
        print(s.data_validations.dataValidation[0].sqref, list(s.conditional_formatting)[0].sqref, s.merged_cells.ranges)
        print(book.defined_names['总人数'].attr_text, s.print_title_rows, s.print_area)
        table = r.tables['名册表']
        print(table.ref, table.autoFilter.ref, len(table.column_names), table.column_names[2])
        """, file)
      #expect(
        seen.output == """
          =SUM(D2:D11) =D3*2 =汇总!D3 列1 原来的批注
          '汇总'!$D$2:$D$11 7 1
          F2:F11 D2:D11 {<MergedCellRange A14:E14>}
          汇总!$D$2:$D$11 $1:$1 '汇总'!$A$1:$F$14
          A1:D7 A1:D7 4 列1

          """, "\(seen.output)")
    }
  }

  @Test("a history of changes and topics of live data, which name cells, are reasons to refuse")
  func histories() throws {
    for kind in ["revisionHeaders", "volatileDependencies"] {
      var editor = try XLSXEditor(
        bytes: Editing.package(
          "<sheetData/>", more: [("xl/\(kind).xml", "<x/>")],
          workbookRelationships:
            "<Relationship Id=\"h\" Type=\"\(Editing.relationships)/\(kind)\" Target=\"\(kind).xml\"/>"))
      let error = #expect(throws: EditError.self) { try editor.insertColumns(at: 0, count: 1, in: "S") }
      #expect(error?.code == .dependent && error?.detail == kind)
      try editor.renameSheet("S", to: "T")
    }
  }

  @Test("a table at the last column is not pushed off the grid")
  func tableAtTheEdge() throws {
    let table =
      "<table xmlns=\"\(Editing.main)\" id=\"1\" name=\"T\" displayName=\"T\" ref=\"XFC1:XFD2\"><tableColumns count=\"2\">"
      + "<tableColumn id=\"1\" name=\"a\"/><tableColumn id=\"2\" name=\"b\"/></tableColumns></table>"
    let links =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" "
      + "Type=\"\(Editing.relationships)/table\" Target=\"../tables/table1.xml\"/></Relationships>"
    var editor = try XLSXEditor(
      bytes: Editing.package(
        "<sheetData/><tableParts count=\"1\"><tablePart r:id=\"r1\"/></tableParts>",
        more: [("xl/worksheets/_rels/sheet1.xml.rels", links), ("xl/tables/table1.xml", table)]))
    let error = #expect(throws: EditError.self) { try editor.insertColumns(at: 5, count: 1, in: "S") }
    #expect(error?.code == .dependent && error?.detail == "table T XFC1:XFD2")
    try editor.deleteColumns(at: 5, count: 1, in: "S")
    #expect(try Editing.part("xl/tables/table1.xml", of: editor.save().bytes).contains("ref=\"XFB1:XFC2\""))
  }

  @Test("a column within a table gets a heading that no other has; one that goes leaves #REF! behind")
  func tables() throws {
    var editor = try XLSXEditor(bytes: Gallery.tables().bytes())
    try editor.insertColumns(at: 2, count: 1, in: "党费")
    try editor.insertColumns(at: 1, count: 2, in: "党费")
    try editor.deleteColumns(at: 7, count: 1, in: "党费")
    let bytes = try editor.save().bytes
    let table = try Editing.part("xl/tables/table1.xml", of: bytes)
    #expect(table.contains("ref=\"A3:G12\"") && table.contains("<autoFilter ref=\"A3:G11\""))
    #expect(table.contains("<tableColumns count=\"7\">"))
    #expect(
      table.contains(
        "<tableColumn id=\"7\" name=\"列2\"/><tableColumn id=\"8\" name=\"列3\"/><tableColumn id=\"2\" name=\"基数\""
      ))
    #expect(XLSXLinter.lint(bytes: bytes).isEmpty)
    let sheet = try XLSXReader(bytes: bytes).workbook().sheets[0]
    #expect(
      (0..<7).map { sheet[CellReference(row: 2, column: $0)]?.value }
        == ["姓名", "列2", "列3", "基数", "列1", "比例", "应交\n[元]"].map { .text($0) })
    try editor.deleteColumns(at: 5, count: 1, in: "党费", breaksReferences: true)
    let broken = try Editing.part("xl/tables/table1.xml", of: editor.save().bytes)
    #expect(
      broken.contains("<calculatedColumnFormula>表1[[#This Row],[基数]]*#REF!</calculatedColumnFormula>"),
      "\(broken)")
  }
}
