import OpenPackaging
import SpreadsheetModel
import Testing

@testable import XLSX

@Suite("Parts with a prefix of their own are edited in their own words")
struct PrefixedPartTests {
  /// A workbook of texts, looks, rules, a list and a name.
  static func source(_ spelling: Editing.Spelling) throws -> [UInt8] {
    var book = XLSXWriter()
    book.sheet("Sheet") { sheet in
      sheet.write(row: 0, ["t0", "t1", 5])
      sheet.set("A2", "t2", style: CellStyle(font: Font(name: "Arial", size: 9), fill: .solid(0xFFEEDD)))
      sheet.set("B2", .formula("SUM(C1:C1)", result: 5))
      sheet.conditionalFormat("A1:C9", .value(.greater("3"), CellStyle(fill: .solid(0xFF0000))))
      sheet.list("D1:D9", ["是", "否"])
      sheet.note("A1", "注")
      sheet.merge("E1:F1")
    }
    book.define("范围", as: "Sheet!$A$1:$C$2")
    return try Editing.respelled(book.bytes(), spelling)
  }

  private static func values(_ bytes: [UInt8]) throws -> [[String]] {
    try XLSXReader(bytes: bytes).workbook().sheets.map { sheet in
      sheet.rows.flatMap { row in
        row.cells.map {
          "\(CellReference(row: row.index, column: $0.column)) \($0.value) \($0.formula ?? "")"
        }
      }
    }
  }

  /// Sessions of edits; after each the workbook is saved and opened again.
  private static let sessions: [@Sendable (inout XLSXEditor) throws -> Void] = [
    { editor in
      try editor.addSheet("A") { $0.append(["a0", "a1", "a2"]) }
      try editor.addSheet("B") { sheet in
        sheet.append(["b0", "b1", "b2"])
        sheet.set("A2", 1, style: CellStyle(font: Font(name: "Arial", size: 19)))
        sheet.conditionalFormat("A1:A9", .value(.less("1"), CellStyle(fill: .solid(0x00FF00))))
      }
    },
    { editor in
      try editor["Sheet"].set("C1", to: "t3")
      try editor["Sheet"].restyle("C1", with: CellStyle(font: Font(name: "Arial", size: 12)))
      try editor["Sheet"].conditionalFormat("B1:B9", .value(.equal("7"), CellStyle(fill: .solid(0x0000FF))))
      try editor["Sheet"].validate("E2", CellValidation(.list(["甲", "乙"])))
      try editor["Sheet"].note("B1", "又注")
      try editor.addSheet("C") { $0.append(["c0"]) }
      try editor["C"].set("D1", to: "t4")
    },
    { editor in
      try editor["Sheet"].set("C2", to: .rich([TextRun("a"), TextRun("b", font: Font(name: "黑体", size: 9))]))
      try editor["Sheet"].conditionalFormat("C1:C9", .value(.equal("8"), CellStyle(fill: .solid(0x0000FE))))
      try editor["Sheet"].set("B2", to: .formula("C1&\"x\""))
      try editor.insertRows(at: 1, count: 1, in: "Sheet")
    },
  ]

  @Test("what is written is what a workbook without prefixes gets", arguments: Editing.Spelling.allCases)
  func alike(spelling: Editing.Spelling) throws {
    var bytes = try Self.source(spelling)
    var plain = try Self.source(.plain)
    #expect(try Self.values(bytes) == Self.values(plain))
    for session in Self.sessions {
      var editor = try XLSXEditor(bytes: bytes)
      try session(&editor)
      bytes = try editor.save().bytes
      var other = try XLSXEditor(bytes: plain)
      try session(&other)
      plain = try other.save().bytes
      #expect(try Self.values(bytes) == Self.values(plain))
      let findings = XLSXLinter.lint(bytes: bytes)
      #expect(findings.isEmpty, "\(findings)")
    }
    let counts = /<(?:x:)?(sst|fonts|fills|borders|cellXfs|dxfs|dataValidations|cfRule)[^>]*>/
    for part in ["xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"] {
      let (own, expected) = (try Editing.part(part, of: bytes), try Editing.part(part, of: plain))
      func tags(_ text: String) -> [String] {
        text.matches(of: counts).map { match in
          String(match.output.0).replacing(/\ xmlns(:x)?="[^"]*"/, with: "").replacing("x:", with: "")
        }
      }
      #expect(tags(own) == tags(expected), "\(part)")
      guard spelling == .prefixed else { continue }
      #expect(own.firstMatch(of: /<[A-Za-z]+[ \/>]/) == nil, "\(part)")
    }
  }

  @Test("an empty list with a prefix is opened up")
  func emptyList() throws {
    let bytes = try Editing.package(
      "<x:worksheet xmlns:x=\"\(Editing.main)\"><x:sheetData/></x:worksheet>",
      more: [("xl/sharedStrings.xml", "<x:sst xmlns:x=\"\(Editing.main)\" count=\"0\"/>")],
      workbookRelationships:
        "<Relationship Id=\"rId8\" Type=\"\(Editing.relationships)/sharedStrings\" Target=\"sharedStrings.xml\"/>"
    )
    var editor = try XLSXEditor(bytes: bytes)
    try editor["S"].set("A1", to: "甲")
    try editor.addSheet("N") { $0.append(["乙", "甲"]) }
    let saved = try editor.save().bytes
    #expect(
      try Editing.part("xl/sharedStrings.xml", of: saved)
        == "<x:sst xmlns:x=\"\(Editing.main)\" count=\"3\"><x:si><x:t>甲</x:t></x:si><x:si><x:t>乙</x:t></x:si></x:sst>"
    )
    #expect(try Self.values(saved) == [["A1 text(\"甲\") "], ["A1 text(\"乙\") ", "B1 text(\"甲\") "]])
  }

  @Test("relationship attributes are found wherever their prefix is declared")
  func relationshipPrefixes() throws {
    let bytes = try Editing.package(
      "<worksheet xmlns=\"\(Editing.main)\" xmlns:rel=\"\(Editing.relationships)\"><sheetData/>"
        + "<hyperlinks xmlns:q=\"\(Editing.relationships)\"><hyperlink ref=\"A1\" q:id=\"rId1\"/></hyperlinks></worksheet>"
    )
    let document = try MarkupDocument(
      part: "s", bytes: OPCPackage(bytes: bytes).bytes(of: "xl/worksheets/sheet1.xml"))
    let list = try #require(try document.child(of: document.root, "hyperlinks"))
    let link = try #require(try document.children(of: list).first)
    #expect(document.relationshipID(of: link) == "rId1")
  }
}
