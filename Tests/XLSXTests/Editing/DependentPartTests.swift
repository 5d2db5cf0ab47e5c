import OpenPackaging
import SpreadsheetModel
import Testing

@testable import XLSX

@Suite("What depends on cells and sheets follows them")
struct DependentPartTests {
  private static func open(_ fill: (inout XLSXWriter) throws -> Void) throws -> XLSXEditor {
    var book = XLSXWriter()
    try fill(&book)
    return try XLSXEditor(bytes: book.bytes())
  }

  private static func table(_ bytes: [UInt8]) throws -> String {
    try Editing.part("xl/tables/table1.xml", of: bytes)
  }

  private static func totals() throws -> XLSXEditor {
    try open { book in
      book.sheet("S") { sheet in
        sheet.table(
          WorksheetTable(
            name: "T", columns: [.init("姓名", total: .label("合计")), .init("金额", total: .sum), .init("备注")]),
          at: "A1", rows: [["甲", 1, nil], ["乙", 2, nil]])
      }
    }
  }

  @Test(
    "the totals of a table are what their cells show",
    arguments: [
      ("A4", CellContent.text("总_x0041_计"), "name=\"姓名\" totalsRowLabel=\"总_x005F_x0041_计\"/>"),
      ("A4", .empty, "name=\"姓名\"/>"), ("A4", 5, "name=\"姓名\"/>"),
      ("B4", "无", "name=\"金额\" totalsRowLabel=\"无\"/>"),
      ("B4", .formula("SUBTOTAL(101,T[金额])"), "name=\"金额\" totalsRowFunction=\"average\"/>"),
      (
        "B4", .formula("SUM(T[金额])+1"),
        "name=\"金额\" totalsRowFunction=\"custom\"><totalsRowFormula>SUM(T[金额])+1</totalsRowFormula></tableColumn>"
      ),
      ("C4", "无", "name=\"备注\" totalsRowLabel=\"无\"/>"),
    ])
  func totals(cell: String, content: CellContent, column: String) throws {
    var editor = try Self.totals()
    try editor["S"].set(cell, to: content)
    let saved = try editor.save().bytes
    let table = try Self.table(saved)
    #expect(table.contains(column), "\(table)")
    #expect(XLSXLinter.lint(bytes: saved).isEmpty)
    // A formula of a total's own goes again.
    var again = try XLSXEditor(bytes: saved)
    try again["S"].set(cell, to: "x")
    let second = try again.save().bytes
    #expect(try Self.table(second).contains("totalsRowLabel=\"x\""))
    #expect(try !Self.table(second).contains("totalsRowFormula"))
  }

  @Test("a row put before the totals is filtered with the others")
  func filterAboveTotals() throws {
    var editor = try Self.totals()
    try editor.insertRows(at: 3, count: 2, in: "S")
    let saved = try editor.save().bytes
    let table = try Self.table(saved)
    #expect(table.contains("ref=\"A1:C6\"") && table.contains("<autoFilter ref=\"A1:C5\"/>"), "\(table)")
    #expect(XLSXLinter.lint(bytes: saved).isEmpty)
  }

  @Test("a heading has at most 255 characters")
  func headings() throws {
    var editor = try Self.totals()
    try editor["S"].set("A1", to: .text(String(repeating: "名", count: 255)))
    #expect(throws: EditError.self) {
      try editor["S"].set("A1", to: .text(String(repeating: "名", count: 256)))
    }
  }

  @Test("the dimension holds cells that have only a look or a note")
  func dimension() throws {
    var editor = try Self.open { $0.sheet("S") { $0.set("B2", 1) } }
    try editor["S"].restyle("D9", with: CellStyle(fill: .solid(1)))
    #expect(
      try Editing.part("xl/worksheets/sheet1.xml", of: editor.save().bytes).contains(
        "<dimension ref=\"B2:D9\"/>"))
    try editor["S"].note("F3", "注")
    try editor["S"].clear("Z99")
    #expect(
      try Editing.part("xl/worksheets/sheet1.xml", of: editor.save().bytes).contains(
        "<dimension ref=\"B2:F9\"/>"))
  }

  @Test("the active tab is a visible sheet", arguments: ["", "activeTab=\"0\"", "activeTab=\"2\"", nil])
  func activeTab(attribute: String?) throws {
    var editor = try Self.open { book in
      book.sheet("首") { $0.set("A1", 1) }
      book.sheet("藏") { $0.visibility = .hidden }
      book.sheet("末") { $0.set("A1", 2) }
    }
    let view = /<bookViews>.*<\/bookViews>/
    let part = "xl/workbook.xml"
    var package = editor.package
    let text = String(decoding: try package.content(of: part), as: UTF8.self)
    try package.set(
      part,
      to: Array(
        text.replacing(
          view, with: attribute.map { "<bookViews><workbookView \($0)/></bookViews>" } ?? ""
        ).utf8))
    editor.package = package
    try editor.removeSheet("首")
    let saved = try editor.save().bytes
    #expect(try Editing.part(part, of: saved).contains("activeTab=\"1\""))
    #expect(XLSXLinter.lint(bytes: saved).isEmpty)
    var other = try XLSXEditor(bytes: saved)
    try other.moveSheet("末", to: 0)
    #expect(XLSXLinter.lint(bytes: try other.save().bytes).isEmpty)
  }

  @Test("an extension goes with the last rule in it")
  func emptyExtensions() throws {
    var editor = try Self.open { book in
      book.sheet("S") { sheet in
        sheet.set("A1", 1)
        sheet.conditionalFormat("C1:C5", .dataBar(.init()))
        sheet.sparklines(.line, over: "A1:B2", in: 3)
      }
    }
    try editor.deleteColumns(at: 2, count: 1, in: "S")
    let first = try editor.save().bytes
    let sheet = try Editing.part("xl/worksheets/sheet1.xml", of: first)
    #expect(!sheet.contains("conditionalFormatting") && sheet.contains("x14:sparkline>"))
    #expect(XLSXLinter.lint(bytes: first).isEmpty)
    try editor.deleteColumns(at: 2, count: 1, in: "S")
    #expect(try !Editing.part("xl/worksheets/sheet1.xml", of: editor.save().bytes).contains("ext"))
  }

  @Test("new relationships have a type where the package has none for them")
  func relationshipTypes() throws {
    var book = XLSXWriter()
    book.sheet("S") { $0.set("A1", 1) }
    let package = try OPCPackage(bytes: book.bytes())
    let zip = ZIPWriter()
    for entry in package.archive.entries {
      var text = String(decoding: try package.bytes(of: entry.name), as: UTF8.self)
      if entry.name == "[Content_Types].xml" {
        text = text.replacing(/<Default [^>]*\/>/, with: "")
        for part in ["_rels/.rels", "xl/_rels/workbook.xml.rels"] {
          text = text.replacing(
            "</Types>",
            with:
              "<Override PartName=\"/\(part)\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/></Types>"
          )
        }
      }
      try zip.add(entry.name, bytes: Array(text.utf8))
    }
    let bytes = try zip.finish()
    #expect(XLSXLinter.lint(bytes: bytes).isEmpty)
    for edit in [
      { try $0["S"].link("A1", Hyperlink(address: "https://example.org/a b")) },
      { try $0["S"].note("A1", "注") },
      { editor in
        try editor.addSheet("N") { sheet in
          sheet.append([1, 2])
          sheet.append([3, 4])
          sheet.chart(.column, over: "A1:B2", at: "C1")
        }
      },
    ] as [(inout XLSXEditor) throws -> Void] {
      var editor = try XLSXEditor(bytes: bytes)
      try edit(&editor)
      let findings = XLSXLinter.lint(bytes: try editor.save().bytes)
      #expect(findings.isEmpty, "\(findings)")
    }
  }

  // MARK: Sheets of lists

  private static let long = CellValidation(.list((0..<80).map { "项目 \($0)" }))

  @Test("a sheet called like ours stays, ours goes when nothing uses it")
  func lists() throws {
    var own = try Self.open { book in
      book.sheet("S") { $0.set("A1", 1) }
      book.sheet("_lists") { sheet in
        sheet.visibility = .veryHidden
        sheet.append(["precious", 42])
      }
    }
    try own["S"].validate("B1:B3", Self.long)
    let saved = try own.save().bytes
    #expect(try XLSXReader(bytes: saved).sheets.map(\.name) == ["S", "_lists", "_lists2"])
    #expect(
      try XLSXReader(bytes: saved).workbook().sheets[1].rows[0].cells.map(\.value) == [
        .text("precious"), .number(42),
      ])
    // Without its rule our sheet is one that nothing uses, and makes room for the next.
    var again = try XLSXEditor(bytes: saved)
    try again.deleteColumns(at: 1, count: 1, in: "S")
    try again.addSheet("N") { $0.validate("A1", Self.long) }
    let second = try again.save().bytes
    #expect(try XLSXReader(bytes: second).sheets.map(\.name) == ["S", "_lists", "_lists2", "N"])
    #expect(XLSXLinter.lint(bytes: second).isEmpty)
  }

  @Test("a list sheet that is being changed is not taken out under the change")
  func changedLists() throws {
    var editor = try Self.open { book in
      book.sheet("S") { $0.set("A1", 1) }
      book.sheet("T") { $0.validate("B1:B3", Self.long) }
    }
    try editor.removeSheet("T")
    try editor["_lists"].validate("C1", Self.long)
    let saved = try editor.save().bytes
    #expect(XLSXLinter.lint(bytes: saved).isEmpty)
    let package = try OPCPackage(bytes: saved)
    #expect(package.archive.entries.filter { $0.name.contains("worksheets/sheet") }.count == 3)
  }

  @Test("a sheet that is refused leaves nothing behind")
  func refusedSheet() throws {
    var editor = try Self.open { $0.sheet("S") { $0.set("A1", 1) } }
    #expect(throws: EditError.self) {
      try editor.addSheet("N") { sheet in
        sheet.validate("A1", Self.long)
        sheet.table(WorksheetTable(name: "A1", columns: [.init("a")]), at: "C1", rows: [[1]])
      }
    }
    #expect(try editor.plan().parts.allSatisfy { $0.fate == .kept })
  }
}
