import Diagnostics
import Formula
import Foundation
import SpreadsheetModel
import Testing

@testable import XLSX

@Suite("Excel's limits are errors before anything is written")
struct WriteLimitTests {
  struct Case: Sendable {
    var name: String
    var code: XLSXWriteError.Code
    var fill: @Sendable (inout XLSXWriter) -> Void

    init(_ code: XLSXWriteError.Code, _ name: String, _ fill: @escaping @Sendable (inout XLSXWriter) -> Void)
    {
      self.code = code
      self.name = name
      self.fill = fill
    }

    static func sheet(
      _ code: XLSXWriteError.Code, _ name: String, _ fill: @escaping @Sendable (inout SheetWriter) -> Void
    ) -> Case {
      Case(code, name) { book in book.sheet("表") { fill(&$0) } }
    }
  }

  private static let data = SheetReference(
    sheet: "表", range: CellRange(CellReference(row: 0, column: 0), CellReference(row: 2, column: 0)))

  static let cases: [Case] = [
    Case(.invalidSheetName, "a slash") { $0.sheet("a/b") { _ in } },
    Case(.invalidSheetName, "32 characters") { $0.sheet(String(repeating: "表", count: 32)) { _ in } },
    Case(.invalidSheetName, "empty") { $0.sheet("") { _ in } },
    Case(.invalidSheetName, "an apostrophe at the end") { $0.sheet("表'") { _ in } },
    Case(.invalidSheetName, "reserved") { $0.sheet("History") { _ in } },
    Case(.duplicateSheetName, "but for case") {
      $0.sheet("A") { _ in }
      $0.sheet("a") { _ in }
    },
    Case(.noVisibleSheet, "none at all") { _ in },
    Case(.noVisibleSheet, "all hidden") { $0.sheet("A") { $0.visibility = .hidden } },
    Case(.invalidName, "a name like a cell") {
      $0.sheet("A") { _ in }
      $0.define("AB12", as: "A!$A$1")
    },
    Case(.invalidName, "a name with a blank") {
      $0.sheet("A") { _ in }
      $0.define("两 词", as: "A!$A$1")
    },
    Case(.invalidName, "twice") {
      $0.sheet("A") { _ in }
      $0.define("x_y", as: "A!$A$1")
      $0.define("X_Y", as: "A!$A$2")
    },
    .sheet(.invalidReference, "below the grid") { $0["A1048577"] = 1 },
    .sheet(.invalidReference, "negative") { $0.set(-1, 0, 1) },
    .sheet(.textTooLong, "32,768 characters") { $0["A1"] = .text(String(repeating: "字", count: 32_768)) },
    .sheet(.invalidNumber, "infinite") { $0["A1"] = .number(.infinity) },
    .sheet(.invalidNumber, "not a number") { $0["A1"] = .number(.nan) },
    .sheet(.invalidNumber, "a date before 1900") { sheet in
      if let date = CivilDate(year: 1899, month: 12, day: 31) { sheet["A1"] = .date(date) }
    },
    .sheet(.invalidFormula, "a leading equals sign") { $0["A1"] = .formula("=1+1") },
    .sheet(.invalidFormula, "empty") { $0["A1"] = .formula("") },
    .sheet(.invalidFormula, "8,193 characters") {
      $0["A1"] = .formula(String(repeating: "1+", count: 4096) + "1")
    },
    .sheet(.invalidFormula, "semicolons") { $0["A1"] = .formula("IF(1;2;3)") },
    .sheet(.invalidFormula, "not finished") { $0["A1"] = .formula("1+(") },
    .sheet(.invalidFormula, "a sheet that is not there") { $0["A1"] = .formula("别处!A1") },
    .sheet(.invalidFormula, "a table that is not there") { $0["A1"] = .formula("SUM(无[a])") },
    .sheet(.invalidFormula, "a rule's formula") { $0.conditionalFormat("A1", .formula("A1>", CellStyle())) },
    .sheet(.invalidFormula, "a list's reference") { $0.validate("A1", CellValidation(.listFrom("a,,("))) },
    .sheet(.invalidFormula, "a column's formula") {
      $0.table(
        WorksheetTable(columns: [.init("a"), .init("b", formula: "[@a];2")]), at: "A1", rows: [[1, nil]])
    },
    Case(.invalidFormula, "a name's") {
      $0.sheet("A") { _ in }
      $0.define("x_y", as: "别处!$A$1")
    },
    Case(.invalidFormula, "in a streamed row") {
      $0.sheet("A", streaming: { rows in try rows.write([.formula("别处!A1")]) })
    },
    .sheet(.invalidReference, "sparklines past the last column") {
      $0.sparklines(.line, over: "A1:B2", in: 16_384)
    },
    .sheet(.invalidReference, "a chart of a sheet that is not there") { sheet in
      sheet.chart(
        Chart(.line, series: [ChartSeries(values: SheetReference(sheet: "别处", range: data.range))]), at: "A1")
    },
    .sheet(.invalidReference, "an array past the last row") {
      let range = CellRange(CellReference(row: 0, column: 0), CellReference(row: 1_048_576, column: 0))
      $0["A1"] = .formula(CellFormula("B1:B2", reach: .array(range)))
    },
    .sheet(.invalidStyle, "an indent of -4") {
      $0.set("A1", 1, style: CellStyle(alignment: Alignment(indent: -4)))
    },
    .sheet(.invalidStyle, "in a conditional format") {
      $0.conditionalFormat(
        "A1", .duplicates(CellStyle(fill: Fill(pattern: .solid, foreground: .theme(77, tint: 0)))))
    },
    .sheet(.invalidNumberFormat, "an unknown colour") {
      $0.set("A1", 1, style: CellStyle(numberFormat: NumberFormat(code: "[Rod]0")))
    },
    .sheet(.invalidSize, "a column of 256") { $0.width(0, 256) },
    .sheet(.invalidSize, "a row of 410") { $0.height(0, 410) },
    .sheet(.invalidSize, "an outline of 8") { $0.group(rows: 0...1, level: 8) },
    .sheet(.invalidSize, "a zoom of 5") { $0.zoom = 5 },
    .sheet(.invalidMerge, "one cell") { $0.merge("A1") },
    .sheet(.invalidMerge, "overlapping") {
      $0.merge("A1:B2")
      $0.merge("B2:C3")
    },
    .sheet(.invalidTable, "a heading twice") {
      $0.table(WorksheetTable(columns: [.init("a"), .init("A")]), at: "A1", rows: [[1, 2]])
    },
    .sheet(.invalidTable, "headings that are not there") {
      $0.table(WorksheetTable(columns: [.init("a"), .init("b")]), over: "A1:B3")
    },
    .sheet(.overlappingTables, "two tables") {
      $0.table(WorksheetTable(columns: [.init("a")]), at: "A1", rows: [[1], [2]])
      $0.table(WorksheetTable(columns: [.init("b")]), at: "A3", rows: [[1]])
    },
    .sheet(.overlappingTables, "a table and the filter") {
      $0.table(WorksheetTable(columns: [.init("a")]), at: "A1", rows: [[1], [2]])
      $0.filter("A1:C9")
    },
    .sheet(.invalidName, "two tables of one name") {
      $0.table(WorksheetTable(name: "T", columns: [.init("a")]), at: "A1", rows: [[1]])
      $0.table(WorksheetTable(name: "t", columns: [.init("b")]), at: "C1", rows: [[1]])
    },
    .sheet(.phraseTooLong, "a prompt's title of 33") {
      $0.validate(
        "A1",
        CellValidation(.whole(.equal("1")), prompt: .init(title: String(repeating: "题", count: 33), text: ""))
      )
    },
    .sheet(.phraseTooLong, "a footer of 256") { $0.page.footer = String(repeating: "页", count: 256) },
    .sheet(.invalidRule, "an empty list") { $0.list("A1", []) },
    .sheet(.invalidFormula, "an empty formula") { $0.conditionalFormat("A1", .formula("", CellStyle())) },
    .sheet(.invalidRule, "a scale of one colour") {
      $0.conditionalFormat("A1", .colorScale(.init([.init(.lowest, .rgb(0))])))
    },
    .sheet(.invalidNumberFormat, "an open quote") {
      $0.set("A1", 1, style: CellStyle(numberFormat: NumberFormat(code: "0\"元")))
    },
    .sheet(.invalidHyperlink, "2,081 characters") {
      $0.link("A1", Hyperlink(address: "https://" + String(repeating: "a", count: 2073)))
    },
    .sheet(.invalidChart, "no series") { $0.chart(Chart(.line), at: "A1") },
    .sheet(.invalidChart, "a pie among columns") {
      $0.chart(
        Chart(.column, series: [ChartSeries(values: data), ChartSeries(values: data, kind: .pie)]), at: "A1")
    },
    .sheet(.invalidImage, "a text") { $0.image(Array("no picture".utf8), at: "A1") },
    .sheet(.invalidPageSetup, "a scale of 500") { $0.page.scale = 500 },
  ]

  /// Looks that the format has no room for.
  static let badStyles: [CellStyle] = [
    CellStyle(font: Font(name: "宋体", size: 0)), CellStyle(font: Font(name: "宋体", size: 5000)),
    CellStyle(font: Font(name: "宋体", size: .nan)), CellStyle(font: Font(name: "", size: 11)),
    CellStyle(font: Font(name: String(repeating: "体", count: 32), size: 11)),
    CellStyle(font: Font(name: "宋体", size: 11, color: .theme(12, tint: 0))),
    CellStyle(alignment: Alignment(indent: -4)), CellStyle(alignment: Alignment(indent: 400)),
    CellStyle(alignment: Alignment(rotation: 200)), CellStyle(alignment: Alignment(rotation: -91)),
    CellStyle(fill: Fill(pattern: .solid, foreground: .rgb(0x1_000_000))),
    CellStyle(fill: Fill(pattern: .solid, foreground: .theme(1, tint: 2))),
    CellStyle(fill: .gradient(.init(from: .rgb(0), to: .indexed(99)))),
    CellStyle(border: .box(.thin, color: .indexed(-1))),
  ]

  @Test(
    "looks without room in the format are refused, those at the edge are not", arguments: badStyles.indices)
  func styles(index: Int) throws {
    var book = XLSXWriter()
    book.sheet("表") { $0.set("A1", 1, style: Self.badStyles[index]) }
    let error = #expect(throws: XLSXWriteError.self) { try book.bytes() }
    #expect(error?.code == .invalidStyle)
  }

  @Test("a refused formula says where it goes wrong")
  func formulaPlace() throws {
    var book = XLSXWriter()
    book.sheet("表") { $0["B2"] = .formula("IF(A1;1;2)") }
    let error = #expect(throws: XLSXWriteError.self) { try book.bytes() }
    #expect(error?.formula?.range == 5..<6 && error?.cell == CellReference(a1: "B2") && error?.sheet == "表")
    #expect(error?.message.zh.contains("此处不应有“;”") == true)
  }

  @Test("a total past the range of numbers is told, and the workbook written")
  func overflowingTotal() throws {
    var book = XLSXWriter()
    book.sheet("表") { sheet in
      sheet.table(
        WorksheetTable(name: "T", columns: [.init("a", total: .sum), .init("b", total: .variance)]), at: "A1",
        rows: [[1.7e308, 1e200], [1.7e308, -1e200]])
    }
    try withTemporaryFile { file in
      let report = try book.save(to: file)
      #expect(report.overflowingTotals.map(\.range.description) == ["A4", "B4"])
      let sheet = try XLSXReader(file).workbook().sheets[0]
      #expect(sheet.rows[3].cells.map(\.value) == [.error(.number), .error(.number)])
      #expect(XLSXLinter.lint(path: file.path).isEmpty)
    }
  }

  @Test(
    "texts with what looks like an escape come back",
    arguments: [
      "_x0041_", "_x0041", "A_x0041\u{1}", "_x0041\u{FFFF}", "_x0041_x0042_", "__x0041__", "_x005F_",
      "a\r\nb", "_xZZZZ_",
      "_x0041\r", "\u{FFFE}_x0041",
    ])
  func escapes(text: String) throws {
    var book = XLSXWriter()
    book.sheet("表") { sheet in
      sheet.set("A1", .text(text))
      sheet.set("A2", .formula("\"\(text.filter { $0 != "\r" && $0 != "\r\n" })\"", result: .text(text)))
      sheet.note("A1", text)
    }
    let bytes = try book.bytes()
    let cells = try XLSXReader(bytes: bytes).workbook().sheets[0].rows.map(\.cells[0].value)
    #expect(cells == [.text(text), .text(text)])
    var editor = try XLSXEditor(bytes: bytes)
    try editor["表"].set("B1", to: .text(text))
    try editor["表"].set("B2", to: .rich([TextRun(text)]))
    let read = try XLSXReader(bytes: editor.save().bytes).workbook().sheets[0]
    #expect(read.rows.map(\.cells[1].value) == [.text(text), .text(text)])
    #expect(EscapedCharacters.decoded(XString.escaped(text)) == text)
  }

  @Test("targets of links are written as relationships can hold them")
  func linkTargets() throws {
    var book = XLSXWriter()
    book.sheet("表") { $0.link("A1", Hyperlink(address: "https://ex ample.com/ä?q=\"x\"&b={1}")) }
    let part = try Editing.part("xl/worksheets/_rels/sheet1.xml.rels", of: book.bytes())
    #expect(part.contains("Target=\"https://ex%20ample.com/ä?q=%22x%22&amp;b=%7B1%7D\""))
  }

  @Test("each by its name", arguments: cases.indices)
  func limit(index: Int) throws {
    let item = Self.cases[index]
    var book = XLSXWriter()
    item.fill(&book)
    try withTemporaryFile { file in
      #expect {
        try book.save(to: file)
      } throws: { error in
        (error as? XLSXWriteError)?.code == item.code
      }
      let left = try FileManager.default.contentsOfDirectory(atPath: file.deletingLastPathComponent().path)
      #expect(left.isEmpty, "\(item.name)")
    }
  }

  @Test("every code but those of streams and the largest books is met")
  func coverage() {
    let met = Set(Self.cases.map(\.code)).union([.rowOrder, .tooManyStyles])
    #expect(Set(XLSXWriteError.Code.allCases).subtracting(met).isEmpty)
  }

  @Test("what just fits is written")
  func justFits() throws {
    var book = XLSXWriter()
    book.sheet(String(repeating: "表", count: 31)) { sheet in
      sheet["XFD1048576"] = .text(String(repeating: "字", count: 32_767))
      sheet["A1"] = .formula(String(repeating: "1+", count: 4095) + "10")
      sheet.width(0, 255)
      sheet.height(0, 409)
      sheet.page.header = String(repeating: "页", count: 255)
    }
    #expect(try XLSXLinter.lint(bytes: book.bytes()).isEmpty)
  }
}
