import SpreadsheetModel
import Testing

@testable import XLSX

@Suite("Setting cells")
struct CellEditTests {
  @Test(
    "a cell gets what is entered, and keeps its place and look",
    arguments: [
      (CellContent.number(5), "<c r=\"B1\" s=\"3\"><v>5</v></c>"),
      (.number(0.1), "<c r=\"B1\" s=\"3\"><v>0.1</v></c>"),
      (.number(-9_223_372_036_854_775_808), "<c r=\"B1\" s=\"3\"><v>-9.223372036854776e+18</v></c>"),
      (.number(-1e-7), "<c r=\"B1\" s=\"3\"><v>-1e-07</v></c>"),
      (.boolean(true), "<c r=\"B1\" s=\"3\" t=\"b\"><v>1</v></c>"),
      (.error(.notAvailable), "<c r=\"B1\" s=\"3\" t=\"e\"><v>#N/A</v></c>"),
      (.text("a<b & c"), "<c r=\"B1\" s=\"3\" t=\"inlineStr\"><is><t>a&lt;b &amp; c</t></is></c>"),
      (.text(" x"), "<c r=\"B1\" s=\"3\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> x</t></is></c>"),
      (
        .text("a\r\u{1}_x0041_"),
        "<c r=\"B1\" s=\"3\" t=\"inlineStr\"><is><t>a_x000D__x0001__x005F_x0041_</t></is></c>"
      ),
      (.formula("A1*2"), "<c r=\"B1\" s=\"3\"><f>A1*2</f></c>"),
      (
        .formula("A1&\"<\"", result: .text("1<")),
        "<c r=\"B1\" s=\"3\" t=\"str\"><f>A1&amp;\"&lt;\"</f><v>1&lt;</v></c>"
      ),
      (.empty, "<c r=\"B1\" s=\"3\"/>"),
    ])
  func replaced(content: CellContent, expected: String) throws {
    let before =
      "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\" s=\"3\" t=\"str\" cm=\"1\"><v>x</v></c><c r=\"C1\"/></row>"
    let after = try Editing.rows(before) { try $0["S"].set("B1", to: content, style: .keep) }
    #expect(after == "<row r=\"1\"><c r=\"A1\"><v>1</v></c>\(expected)<c r=\"C1\"/></row>")
  }

  @Test("a day becomes a serial number, and gets a date format where the cell has none")
  func days() throws {
    let day = try #require(CivilDate(year: 2019, month: 7, day: 1))
    let kept = try Editing.rows("<row r=\"1\"/>") { try $0["S"].set("A1", to: .date(day), style: .keep) }
    #expect(kept == "<row r=\"1\"><c r=\"A1\"><v>43647</v></c></row>")
    var editor = try XLSXEditor(bytes: Editing.fixture("xlsxwriter-rich.xlsx"))
    try editor["台账"].set("A2", to: .date(day))
    try editor["台账"].set("C2", to: .date(day))
    let saved = try editor.save()
    let sheet = try Editing.part("xl/worksheets/sheet1.xml", of: saved.bytes)
    let styles = try EditedStyles(
      part: "s", bytes: Array(Editing.part("xl/styles.xml", of: saved.bytes).utf8))
    func format(_ cell: String) throws -> String {
      let index = try SheetIndex(part: "p", bytes: Array(sheet.utf8))
      let reference = try #require(CellReference(a1: cell))
      let row = try #require(index.rows(at: reference.row).first)
      let found = try #require(
        CellMarkup.cells(of: row, in: index.document).first { $0.column == reference.column })
      return try styles.numberFormat(of: found.style(in: index.document) ?? 0).code
    }
    #expect(try format("A2") == "yyyy-mm-dd")
    #expect(try format("C2") == "yyyy\"年\"m\"月\"d\"日\"")
  }

  @Test(
    "a day over elapsed time or a time of day gets a format that shows the day",
    arguments: ["[h]:mm", "h:mm:ss", "[mm]:ss"])
  func dayOverTime(code: String) throws {
    let day = try #require(CivilDate(year: 2024, month: 3, day: 5))
    var first = try XLSXEditor(bytes: Editing.fixture("xlsxwriter-rich.xlsx"))
    let style = CellStyle(numberFormat: NumberFormat(code: code))
    try first["台账"].set("A2", to: .number(1.5), style: .overlay(style))
    var editor = try XLSXEditor(bytes: first.save().bytes)
    try editor["台账"].set("A2", to: .date(day))
    let sheet = try XLSXReader(bytes: editor.save().bytes).workbook().sheets[0]
    let cell = try #require(sheet[CellReference(row: 1, column: 0)])
    #expect(sheet.displayedText(of: cell) == "2024-03-05")
  }

  @Test("unknown attributes, white space and extensions of a cell survive")
  func unknownKept() throws {
    let before =
      "<row r='1' x='y'>\n <c s='3' foo = 'b\"ar' r='A1' t='n' ><v>1</v><extLst><ext/></extLst></c >\n</row>"
    let after = try Editing.rows(before) { try $0["S"].set("A1", to: 2) }
    #expect(
      after == "<row r='1' x='y'>\n <c s='3' foo = 'b\"ar' r='A1'><v>2</v><extLst><ext/></extLst></c>\n</row>"
    )
  }

  @Test(
    "new cells and rows come in order",
    arguments: [
      ("<row r=\"2\"><c r=\"B2\"/></row>", "A2", "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"/></row>"),
      ("<row r=\"2\"><c r=\"B2\"/></row>", "C2", "<row r=\"2\"><c r=\"B2\"/><c r=\"C2\"><v>1</v></c></row>"),
      ("<row r=\"2\"/>", "C2", "<row r=\"2\"><c r=\"C2\"><v>1</v></c></row>"),
      ("<row r=\"2\" />", "C2", "<row r=\"2\" ><c r=\"C2\"><v>1</v></c></row>"),
      ("<row r=\"2\"/>", "C1", "<row r=\"1\"><c r=\"C1\"><v>1</v></c></row><row r=\"2\"/>"),
      ("<row r=\"2\"/>", "C9", "<row r=\"2\"/><row r=\"9\"><c r=\"C9\"><v>1</v></c></row>"),
      ("", "XFD1048576", "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"),
      // Implied places are written down where something new comes before them.
      (
        "<row><c><v>7</v></c></row><row><c/></row>", "B1",
        "<row><c><v>7</v></c><c r=\"B1\"><v>1</v></c></row><row><c/></row>"
      ),
      (
        "<row r=\"2\" spans=\"2:3\"><c r=\"B2\"/></row>", "E2",
        "<row r=\"2\" spans=\"2:5\"><c r=\"B2\"/><c r=\"E2\"><v>1</v></c></row>"
      ),
      // A formatted row lends its look.
      (
        "<row r=\"2\" s=\"4\" customFormat=\"1\"/>", "A2",
        "<row r=\"2\" s=\"4\" customFormat=\"1\"><c r=\"A2\" s=\"4\"><v>1</v></c></row>"
      ),
      // Comments between rows make the scanner go the slow way.
      (
        "<!-- <row r=\"1\"> --><row r=\"2\"/>", "A2",
        "<!-- <row r=\"1\"> --><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>"
      ),
    ])
  func inserted(before: String, cell: String, expected: String) throws {
    #expect(try Editing.rows(before) { try $0["S"].set(cell, to: 1) } == expected)
  }

  @Test("an implied row is numbered when a row comes before it")
  func impliedRow() throws {
    let before = "<row r=\"3\"/><row><c><v>4</v></c></row>"
    #expect(
      try Editing.rows(before) { try $0["S"].set("A2", to: 1) }
        == "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>" + before)
    #expect(
      try Editing.rows("<row><c/></row><row><c><v>4</v></c></row>") { try $0["S"].set("B2", to: 1) }
        == "<row><c/></row><row><c><v>4</v></c><c r=\"B2\"><v>1</v></c></row>")
  }

  @Test("an empty sheetData opens up")
  func emptySheetData() throws {
    var editor = try XLSXEditor(bytes: Editing.package("<dimension ref=\"A1\"/><sheetData/><extLst/>"))
    try editor["s"].set("C3", to: 1)
    try editor["S"].set("D1", to: 2)
    let sheet = try Editing.part("xl/worksheets/sheet1.xml", of: editor.save().bytes)
    #expect(
      sheet.contains(
        "<dimension ref=\"A1:D3\"/><sheetData><row r=\"1\"><c r=\"D1\"><v>2</v></c></row>"
          + "<row r=\"3\"><c r=\"C3\"><v>1</v></c></row></sheetData><extLst/>"))
  }

  @Test("a sheet with a namespace prefix gets prefixed elements")
  func prefixed() throws {
    let sheet =
      "<x:worksheet xmlns:x=\"\(Editing.main)\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    var editor = try XLSXEditor(bytes: Editing.package(sheet))
    try editor["S"].set("A1", to: .formula("B1", result: 3))
    try editor["S"].set("B2", to: "t")
    let after = try Editing.part("xl/worksheets/sheet1.xml", of: editor.save().bytes)
    #expect(
      after.contains(
        "<x:row r=\"1\"><x:c r=\"A1\"><x:f>B1</x:f><x:v>3</x:v></x:c></x:row>"
          + "<x:row r=\"2\"><x:c r=\"B2\" t=\"inlineStr\"><x:is><x:t>t</x:t></x:is></x:c></x:row></x:sheetData>"
      ))
  }

  @Test("a UTF-16 sheet is written back in UTF-8")
  func utf16() throws {
    let sheet =
      "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet xmlns=\"\(Editing.main)\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>党</v></c></row></sheetData></worksheet>"
    let units: [UInt8] = [0xFF, 0xFE] + sheet.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let bytes = try PartEncoding.utf8(units, part: "p")
    #expect(String(decoding: bytes, as: UTF8.self) == sheet.replacing("UTF-16", with: "UTF-8"))
    #expect(throws: EditError.self) {
      try PartEncoding.utf8(Array("<?xml version=\"1.0\" encoding=\"X-NONE\"?><a/>".utf8), part: "p")
    }
  }

  @Test("text joins the shared strings, each once, and the counts follow")
  func sharedStrings() throws {
    var editor = try XLSXEditor(
      bytes: Editing.package(
        "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData>", strings: ["甲", "乙"]))
    try editor["S"].set("A1", to: "乙")
    try editor["S"].set("B1", to: "丙")
    try editor["S"].set("C1", to: "丙")
    let saved = try editor.save()
    let sheet = try Editing.part("xl/worksheets/sheet1.xml", of: saved.bytes)
    #expect(
      sheet.contains(
        "<c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" t=\"s\"><v>2</v></c><c r=\"C1\" t=\"s\"><v>2</v></c>"))
    let strings = try Editing.part("xl/sharedStrings.xml", of: saved.bytes)
    #expect(
      strings.hasSuffix(
        "count=\"4\" uniqueCount=\"3\"><si><t>甲</t></si><si><t>乙</t></si><si><t>丙</t></si></sst>"))
    #expect(
      saved.receipt.cells.map(\.before.value) == [.text("甲"), .empty, .empty]
        && saved.receipt.cells.map(\.after.value) == [.text("乙"), .text("丙"), .text("丙")])
  }

  @Test("what a cell holds already changes nothing, rich text included")
  func noChange() throws {
    let bytes = try Editing.package(
      "<sheetData><row r=\"1\"><c r=\"A1\"><v>1.0</v></c><c r=\"B1\" t=\"inlineStr\"><is><r><t>富</t></r><r><t>文本</t></r></is></c><c r=\"C1\"><f>A1</f><v>9</v></c></row></sheetData>"
    )
    var editor = try XLSXEditor(bytes: bytes)
    try editor["S"].set("A1", to: 1)
    try editor["S"].set("B1", to: "富文本")
    try editor["S"].set("C1", to: .formula("A1", result: 9))
    try editor["S"].clear("D1")
    let saved = try editor.save()
    #expect(saved.bytes == bytes)
    #expect(saved.receipt.cells.isEmpty)
  }

  @Test(
    "what cannot be entered is refused at once",
    arguments: [
      ("A0", CellContent.number(1), EditError.Code.invalidReference), ("XFE1", 1, .invalidReference),
      ("A1", .number(.nan), .invalidNumber), ("A1", .number(.infinity), .invalidNumber),
      ("A1", .text(String(repeating: "长", count: 32_768)), .textTooLong),
      ("A1", .formula("=A1"), .invalidFormula), ("A1", .formula(""), .invalidFormula),
      ("C2", 1, .arrayFormula), ("E5", 1, .dataTable),
    ])
  func refused(cell: String, content: CellContent, code: EditError.Code) throws {
    var editor = try XLSXEditor(
      bytes: Editing.package(
        "<sheetData><row r=\"1\"><c r=\"C1\"><f t=\"array\" ref=\"C1:C3\">A1:A3</f><v>1</v></c></row>"
          + "<row r=\"4\"><c r=\"E4\"><f t='dataTable' ref='E4:E6' dt2D='0' r1='A1'/><v>1</v></c></row></sheetData>"
      ))
    let error = #expect(throws: EditError.self) { try editor["S"].set(cell, to: content) }
    #expect(error?.code == code)
    #expect(throws: EditError.self) { try editor["T"].set("A1", to: 1) }
  }

  @Test("rows and cells that contradict each other are refused where an edit would have to guess")
  func contradictions() throws {
    for rows in [
      "<row r=\"0\"><c r=\"A1\"><v>1</v></c></row>", "<row r=\"1048577\"/>",
      "<row r=\"2\"><c r=\"A1\"><v>1</v></c></row>",
    ] {
      var editor = try XLSXEditor(bytes: Editing.package("<sheetData>\(rows)</sheetData>"))
      let error = #expect(throws: EditError.self) {
        try editor["S"].set("A2", to: 2)
        _ = try editor.save()
      }
      #expect(error?.code == .malformedPart, "\(rows)")
    }
  }
}
