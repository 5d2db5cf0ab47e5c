import Diagnostics
import Testing
import XLSX

@Suite("The lint on broken workbooks")
struct LintRuleTests {
  private static let sheet = "xl/worksheets/sheet1.xml"
  private static let sheet2 = "xl/worksheets/sheet2.xml"
  private static let workbook = "xl/workbook.xml"
  private static let styles = "xl/styles.xml"
  private static let types = "[Content_Types].xml"

  /// At least one deliberately broken package for each rule.
  static let broken: [BrokenPackage] = [
    .init(
      .contentTypes, "a part without a type",
      (types, "<Override PartName=\"/xl/styles.xml\"", "<Override PartName=\"/xl/other.xml\"")),
    .init(.contentTypes, "a type for a part that is missing", removed: ["docProps/app.xml"]),
    .init(
      .relationships, "an r:id without a relationship",
      (sheet, "<drawing r:id=\"rId2\"", "<drawing r:id=\"rId99\"")),
    .init(
      .relationships, "a web address as an internal target",
      ("xl/worksheets/_rels/sheet1.xml.rels", " TargetMode=\"External\"", "")),
    .init(.relationships, "a repeated id", ("xl/_rels/workbook.xml.rels", "\"rId2\"", "\"rId1\"")),
    .init(
      .workbookType, "macros in a workbook without",
      (
        "xl/_rels/workbook.xml.rels", "</Relationships>",
        "<Relationship Id=\"rId50\" Type=\"http://schemas.microsoft.com/office/2006/relationships/vbaProject\" Target=\"vbaProject.bin\"/></Relationships>"
      ),
      (
        types, "</Types>",
        "<Default Extension=\"bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/></Types>"
      ),
      added: ["xl/vbaProject.bin": "x"]),
    .init(
      .container, "a name with a backslash",
      (types, "</Types>", "<Default Extension=\"txt\" ContentType=\"text/plain\"/></Types>"),
      added: ["xl\\note.txt": "x"]),
    .init(.wellFormed, "a tag that is not closed", (styles, "</fonts>", "")),
    .init(
      .wellFormed, "an undeclared prefix in mc:Ignorable",
      (
        sheet, "<worksheet ",
        "<worksheet xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" mc:Ignorable=\"x14ac\" "
      )),
    .init(
      .worksheetOrder, "merges before the filter", (sheet, "<autoFilter ref=\"A1:C3\"/>", ""),
      (sheet, "</mergeCells>", "</mergeCells><autoFilter ref=\"A1:C3\"/>")),
    .init(
      .sheetElementOrder, "a value before its formula",
      (sheet, "<f>SUM(B2:B2)</f><v>100</v>", "<v>100</v><f>SUM(B2:B2)</f>")),
    .init(
      .sheetElementOrder, "the tab's colour behind the page's properties",
      (
        sheet, "<tabColor rgb=\"FFFF0000\"/><pageSetUpPr fitToPage=\"1\"/>",
        "<pageSetUpPr fitToPage=\"1\"/><tabColor rgb=\"FFFF0000\"/>"
      )),
    .init(
      .workbookOrder, "names before the sheets",
      (workbook, "<bookViews>", "<calcPr calcId=\"1\"/><bookViews>")),
    .init(.styleOrder, "the size before bold", (styles, "<fills ", "<dxfs count=\"0\"/><fills ")),
    .init(
      .extensionLists, "two extension lists",
      (sheet, "</extLst></worksheet>", "</extLst><extLst/></worksheet>")),
    .init(.cellPositions, "a row out of order", (sheet, "<row r=\"3\"", "<row r=\"1\"")),
    .init(.cellPositions, "a cell in another row", (sheet, "r=\"B2\"", "r=\"B9\"")),
    .init(.cellIndices, "a text that does not exist", (sheet, "t=\"s\"><v>0</v>", "t=\"s\"><v>999</v>")),
    .init(.cellIndices, "a style that does not exist", (sheet, " s=\"1\"", " s=\"88\"")),
    .init(
      .sharedStringCounts, "a wrong count", ("xl/sharedStrings.xml", "uniqueCount=\"", "uniqueCount=\"1")),
    .init(
      .textLimits, "a text of 40,000 characters",
      ("xl/sharedStrings.xml", "<t>李四</t>", "<t>" + String(repeating: "长", count: 40_000) + "</t>")),
    .init(.illegalCharacters, "a control character", ("xl/sharedStrings.xml", "李四", "李\u{1}四")),
    .init(
      .lostBlanks, "a leading blank without xml:space",
      ("xl/sharedStrings.xml", " xml:space=\"preserve\"", "")),
    .init(.numbers, "NaN", (sheet, "<v>0.5</v>", "<v>NaN</v>")),
    .init(.numbers, "an empty number", (sheet, "<v>0.5</v>", "<v></v>")),
    .init(.errorsAndBooleans, "an unknown error", (sheet, "#N/A", "#NANU")),
    .init(.errorsAndBooleans, "a truth value of 2", (sheet, "t=\"b\"><v>1</v>", "t=\"b\"><v>2</v>")),
    .init(.formulas, "a leading equals sign", (sheet, "<f>SUM(", "<f>=SUM(")),
    .init(.formulas, "a future function without its prefix", (sheet, "_xlfn.UNIQUE", "UNIQUE")),
    .init(
      .formulas, "a follower without a master", (sheet, "<f>SUM(B2:B2)</f>", "<f t=\"shared\" si=\"3\"/>")),
    .init(.formulas, "semicolons", (sheet, "<f>SUM(B2:B2)</f>", "<f>IF(B2;1;2)</f>")),
    .init(.formulas, "not finished", (sheet, "<f>SUM(B2:B2)</f>", "<f>SUM(B2</f>")),
    .init(.formulas, "a spill by its sign", (sheet, "<f>SUM(B2:B2)</f>", "<f>SUM(A4#)</f>")),
    .init(.formulas, "a sheet that is not there", (sheet, "<f>SUM(B2:B2)</f>", "<f>My Sheet!A1</f>")),
    .init(.formulas, "a table that is not there", (sheet, "<f>SUM(B2:B2)</f>", "<f>SUM(无[x])</f>")),
    .init(.formulas, "a workbook that is not linked", (sheet, "<f>SUM(B2:B2)</f>", "<f>[1]Sheet1!A1</f>")),
    .init(.formulas, "full-width signs", (sheet, "<f>SUM(B2:B2)</f>", "<f>IF(B2=“x”，1，2)</f>")),
    .init(
      .formulas, "a text of 256 characters",
      (sheet, "<f>SUM(B2:B2)</f>", "<f>\"\(String(repeating: "x", count: 256))\"</f>")),
    .init(
      .formulas, "arrays that overlap", (sheet, "<f>SUM(B2:B2)</f>", "<f t=\"array\" ref=\"A3:B5\">1</f>")),
    .init(
      .contentTypes, "a stylesheet that is called something else",
      (types, "spreadsheetml.styles+xml", "spreadsheetml.table+xml")),
    .init(
      .documentProperties, "a day without its type",
      (
        "docProps/core.xml", "</cp:coreProperties>",
        "<dcterms:created>2025-01-01T00:00:00Z</dcterms:created></cp:coreProperties>"
      )),
    .init(.definedNames, "a name that is no formula", (workbook, "甲!$A$1:$A$3", "甲!$A$1;1")),
    .init(
      .validations, "a list that is no formula",
      (sheet, "<formula1>\"是,否\"</formula1>", "<formula1>a,,(</formula1>")),
    .init(
      .columnsAndRows, "breaks that are counted wrong",
      (sheet, "manualBreakCount=\"1\"", "manualBreakCount=\"2\"")),
    .init(.columnsAndRows, "a break below the last row", (sheet, "<brk id=\"30\"", "<brk id=\"1048576\"")),
    .init(
      .columnsAndRows, "two breaks at one place",
      (sheet, "<rowBreaks count=\"1\"", "<rowBreaks count=\"2\""),
      (sheet, "<brk id=\"30\"", "<brk id=\"30\"/><brk id=\"30\"")),
    .init(
      .views, "a view of a window that is not there", (sheet, "workbookViewId=\"0\"", "workbookViewId=\"3\"")),
    .init(.styleLimits, "a size of 0", (styles, "<sz val=\"12\"/>", "<sz val=\"0\"/>")),
    .init(.styleLimits, "an unknown pattern", (styles, "patternType=\"gray125\"", "patternType=\"grey\"")),
    .init(
      .styleTables, "an unknown colour in a format", (styles, "formatCode=\"0.000", "formatCode=\"[Rod]0.000")
    ),
    .init(.extensions, "a sparkline off the grid", (sheet, "<xm:sqref>", "<xm:sqref>ZZZ")),
    .init(.dynamicArrays, "no metadata entry of that number", (sheet, "cm=\"1\"", "cm=\"4\"")),
    .init(
      .calculationChain, "a chain that names a cell without formula",
      (
        "xl/_rels/workbook.xml.rels", "</Relationships>",
        "<Relationship Id=\"rId50\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain\" Target=\"calcChain.xml\"/></Relationships>"
      ),
      (
        types, "</Types>",
        "<Override PartName=\"/xl/calcChain.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml\"/></Types>"
      ),
      added: [
        "xl/calcChain.xml":
          "<calcChain xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><c r=\"A1\" i=\"1\"/></calcChain>"
      ]),
    .init(.sheets, "two sheets of one name", (workbook, "name=\"乙\"", "name=\"甲\"")),
    .init(.sheets, "no visible sheet", (workbook, "<sheet ", "<sheet state=\"hidden\" ")),
    .init(
      .sheets, "an active sheet that does not exist",
      (workbook, "<workbookView ", "<workbookView activeTab=\"7\" ")),
    .init(.definedNames, "a name like a cell", (workbook, "name=\"范围\"", "name=\"AB12\"")),
    .init(.definedNames, "a name without content", (workbook, "甲!$A$1:$A$3", "")),
    .init(
      .filterName, "no hidden name for the filter", (workbook, "_xlnm._FilterDatabase", "Filter_Database")),
    .init(.styleTables, "another second fill", (styles, "gray125", "lightGray")),
    .init(.styleTables, "a font that does not exist", (styles, "fontId=\"1\"", "fontId=\"30\"")),
    .init(.styleTables, "an open quote in a format", (styles, "0.000&quot;元&quot;", "0.000&quot;元")),
    .init(.styleLimits, "a colour of six digits", (styles, "FF112233", "112233")),
    .init(.merges, "overlapping merges", (sheet, "\"E2:F2\"", "\"E1:F2\"")),
    .init(.merges, "a merge of one cell", (sheet, "\"E2:F2\"", "\"E2\"")),
    .init(
      .validations, "a list of 300 characters",
      (sheet, "\"是,否\"", "\"" + String(repeating: "是", count: 300) + "\"")),
    .init(
      .validations, "a wrong count", (sheet, "<dataValidations count=\"2\"", "<dataValidations count=\"5\"")),
    .init(.conditionalFormats, "a look that does not exist", (sheet, "dxfId=\"0\"", "dxfId=\"9\"")),
    .init(.conditionalFormats, "an icon too few", (sheet, "<cfvo type=\"percent\" val=\"67\"/>", "")),
    .init(
      .conditionalFormats, "a data bar without its other half",
      (sheet, "<x14:id>{DA7ABA45", "<x14:id>{DA7ABA46")),
    .init(.tables, "a column that is not the heading", ("xl/tables/table1.xml", "name=\"金额\"", "name=\"钱\"")),
    .init(
      .tables, "a total's text that is not its cell's",
      ("xl/tables/table1.xml", "totalsRowLabel=\"", "totalsRowLabel=\"不")),
    .init(
      .tables, "more heading rows than can be counted",
      (
        "xl/tables/table1.xml", "totalsRowCount=\"1\"",
        "headerRowCount=\"\(Int.max)\" totalsRowCount=\"\(Int.max)\""
      )),
    .init(.tables, "two columns of one name", ("xl/tables/table1.xml", "name=\"金额\"", "name=\"姓名\"")),
    .init(
      .tables, "the name of a defined name",
      ("xl/tables/table1.xml", "isplayName=\"人员\"", "isplayName=\"范围\"")),
    .init(
      .notes, "a note without a shape",
      ("xl/drawings/vmlDrawing1.vml", "<x:Row>2</x:Row>", "<x:Row>7</x:Row>")),
    .init(.notes, "no drawing for the notes", (sheet, "<legacyDrawing r:id=\"rId3\"/>", "")),
    .init(.hyperlinks, "a link that leads nowhere", (sheet, " location=\"乙!A1\"", "")),
    .init(
      .drawings, "two drawings of one id", ("xl/drawings/drawing1.xml", "id=\"3\" name", "id=\"2\" name")),
    .init(
      .drawings, "a chart's overlap before its gap",
      ("xl/charts/chart1.xml", "<c:gapWidth ", "<c:axId val=\"1\"/><c:gapWidth ")),
    .init(
      .drawings, "an axis that does not exist",
      ("xl/charts/chart1.xml", "<c:crossAx val=\"50010001\"/>", "<c:crossAx val=\"7\"/>")),
    .init(
      .headersAndFooters, "a header of 300 characters",
      (sheet, "&amp;C页眉", "&amp;C" + String(repeating: "页", count: 300))),
    .init(.pageSetup, "a scale of 5", (sheet, "scale=\"80\"", "scale=\"5\"")),
    .init(.columnsAndRows, "overlapping columns", (sheet, "<col min=\"3\"", "<col min=\"1\"")),
    .init(.columnsAndRows, "a column of 300 characters", (sheet, "width=\"14\"", "width=\"300\"")),
    .init(.views, "two selected sheets", (sheet2, "<sheetView ", "<sheetView tabSelected=\"1\" ")),
    .init(
      .views, "the focus in a pane that is not there",
      (sheet, "activePane=\"bottomLeft\"", "activePane=\"topRight\"")),
    .init(
      .pivots, "a pivot table without its cache",
      (
        types, "</Types>",
        "<Override PartName=\"/xl/pivotTables/pivotTable1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.pivotTable+xml\"/></Types>"
      ),
      added: [
        "xl/pivotTables/pivotTable1.xml":
          "<pivotTableDefinition xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" cacheId=\"5\"/>"
      ]),
    .init(
      .extensions, "sparklines under another URI",
      (sheet, "{05C60535-1F16-4fd2-B633-F4F36F0B64E0}", "{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}")),
    .init(
      .dates, "a date that is none", (sheet, "<v>0.5</v>", "<v>2025-02-30</v>"),
      (sheet, "<c r=\"B4\"", "<c t=\"d\" r=\"B4\"")),
    .init(
      .dates, "date1904 that is no truth value", (workbook, "<workbookPr ", "<workbookPr date1904=\"yes\" ")),
    .init(
      .compatibility, "newer attributes that are not ignorable",
      (
        sheet, "<worksheet ",
        "<worksheet xmlns:xr=\"http://schemas.microsoft.com/office/spreadsheetml/2014/revision\" xr:uid=\"{0}\" "
      )),
  ]

  @Test("the workbook they are made of is sound")
  func sound() throws {
    let findings = try XLSXLinter.lint(bytes: BrokenPackage.sound().bytes())
    #expect(findings.isEmpty, "\(findings)")
  }

  @Test("names the rule", arguments: broken.indices)
  func rule(index: Int) throws {
    let package = Self.broken[index]
    let bytes = try #require(try package.bytes(), "nothing to change: \(package.name)")
    let findings = XLSXLinter.lint(bytes: bytes)
    #expect(findings.contains { $0.rule == package.rule }, "\(package.rule) \(package.name): \(findings)")
  }

  @Test("every rule has a broken package, and words in both languages", arguments: LintRule.allCases)
  func coverage(rule: LintRule) {
    #expect(Self.broken.contains { $0.rule == rule })
    #expect(
      !rule.reason.zh.isEmpty && !rule.reason.en.isEmpty && !rule.remedy.zh.isEmpty && !rule.remedy.en.isEmpty
    )
  }

  @Test("what is no package is one finding")
  func noPackage() {
    #expect(XLSXLinter.lint(bytes: Array("no archive".utf8)).map(\.rule) == [.container])
  }

  @Test("a finding tells the line and column of its part")
  func places() throws {
    let sheet =
      "<sheetData>\n<row r=\"1\">\n  <c r=\"A1\" t=\"x\"><v>1</v></c>\n</row></sheetData>\n<mergeCells count=\"9\">\n<mergeCell ref=\"B1:C1\"/></mergeCells>"
    let findings = try XLSXLinter.lint(bytes: Editing.package(sheet))
    let cell = try #require(findings.first { $0.rule == .cellIndices })
    #expect(cell.place?.line == 3 && cell.source.hasPrefix("\(Self.sheet):3:"))
    #expect(cell.place.map { (14...19).contains($0.column) } == true, "\(cell)")
    #expect(findings.first { $0.rule == .merges }?.place?.line == 5)
    let broken = try XLSXLinter.lint(bytes: Editing.package("<sheetData>\n<row></sheetData>"))
    #expect(broken.first { $0.rule == .wellFormed }?.place?.line == 2, "\(broken)")
  }
}
