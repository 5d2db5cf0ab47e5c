import Formula
import OpenPackaging
import SpreadsheetModel
import Testing

@testable import XLSX

@Suite("Formulas that are entered")
struct EnteredFormulaTests {
  private static func editor() throws -> XLSXEditor {
    var book = XLSXWriter()
    book.sheet("S") { sheet in
      sheet.table(
        WorksheetTable(name: "T", columns: [.init("a"), .init("b")]), at: "E1", rows: [[1, 2], [3, 4]])
      sheet.set("A1", 1)
    }
    return try XLSXEditor(bytes: book.bytes())
  }

  @Test(
    "what is none of Excel is refused with its place",
    arguments: [
      ("IF(A1;1;2)", 5), ("1+", 1), ("SUM(A1", 5), ("\"a", 0), ("SUM（A1）", 3), (" ", 0), ("A1#", 2),
      ("Nowhere!A1", 0), ("SUM(None[x])", 4), ("[1]Sheet1!A1", 0), ("[@a]*2", 0), ("", 0), ("=1", 0),
    ])
  func refused(formula: String, place: Int) throws {
    var editor = try Self.editor()
    let error = #expect(throws: EditError.self) { try editor["S"].set("C1", to: .formula(formula)) }
    #expect(error?.code == .invalidFormula)
    #expect(error?.formula?.range.lowerBound == place, "\(formula)")
    #expect(try editor.plan().parts.allSatisfy { $0.fate == .kept })
  }

  @Test("newer functions get their prefix, rows of a table their table")
  func spelled() throws {
    var editor = try Self.editor()
    try editor["S"].set("C1", to: .formula("XLOOKUP(1,A1:A3,B1:B3)"))
    try editor["S"].set("C2", to: .formula("SUM(T[@a])"))
    try editor["S"].set("F2", to: .formula("[@a]*2"))
    let saved = try editor.save()
    let sheet = try Editing.part("xl/worksheets/sheet1.xml", of: saved.bytes)
    #expect(sheet.contains("<f>_xlfn.XLOOKUP(1,A1:A3,B1:B3)</f>"))
    #expect(sheet.contains("<f>SUM(T[[#This Row],[a]])</f>") && sheet.contains("<f>T[[#This Row],[a]]*2</f>"))
    #expect(XLSXLinter.lint(bytes: saved.bytes).isEmpty)
    // The same again is no change.
    var again = try XLSXEditor(bytes: saved.bytes)
    try again["S"].set("C1", to: .formula("XLOOKUP(1,A1:A3,B1:B3)"))
    #expect(try again.save().bytes == saved.bytes)
  }

  @Test("rules and lists are checked alike")
  func rules() throws {
    var editor = try Self.editor()
    let bad: [() throws -> Void] = [
      { try editor["S"].validate("A1", CellValidation(.listFrom("a,,("))) },
      { try editor["S"].validate("A1", CellValidation(.custom("A1>"))) },
      { try editor["S"].validate("A1", CellValidation(.whole(.between("1", "Nowhere!A1")))) },
      { try editor["S"].conditionalFormat("A1", .formula("A1;B1", CellStyle())) },
      { try editor["S"].conditionalFormat("A1", .value(.greater("1+"), CellStyle())) },
      { try editor.addSheet("N") { $0.set("A1", .formula("1+(")) } },
      { try editor.addSheet("N") { $0.set("A1", .formula("Nowhere!A1")) } },
    ]
    for body in bad {
      let error = #expect(throws: EditError.self) { try body() }
      #expect(error?.code == .invalidFormula && error?.formula != nil)
    }
    // A sheet may name those that the workbook has.
    try editor.addSheet("N") { $0.set("A1", .formula("S!A1+SUM(T[a])")) }
    #expect(XLSXLinter.lint(bytes: try editor.save().bytes).isEmpty)
  }

  @Test("looks that the format has no room for are refused")
  func looks() throws {
    var editor = try Self.editor()
    for style in WriteLimitTests.badStyles {
      let error = #expect(throws: EditError.self) { try editor["S"].restyle("A1", with: style) }
      #expect(error?.code == .invalidStyle, "\(style)")
    }
  }

  @Test("a dynamic array is added beside another, and set into a cell")
  func dynamicArrays() throws {
    let range = try #require(CellRange(a1: "A1:A3"))
    let array = CellContent.formula(CellFormula("SORT(B1:B3)", result: 1, reach: .dynamic(range)))
    for hasOne in [true, false] {
      var book = XLSXWriter()
      book.sheet("S") { if hasOne { $0.set("A1", array) } else { $0.set("B1", 1) } }
      for spelling in Editing.Spelling.allCases {
        var editor = try XLSXEditor(bytes: Editing.respelled(book.bytes(), spelling))
        try editor.addSheet("N") { $0.set("A1", array) }
        let own = try #require(CellRange(a1: "D1:D3"))
        try editor["S"].set("D1", to: .formula(CellFormula("UNIQUE(B1:B3)", reach: .dynamic(own))))
        #expect(throws: EditError.self) {
          try editor["N"].set("A2", to: .formula(CellFormula("UNIQUE(B1:B3)", reach: .dynamic(range))))
        }
        let bytes = try editor.save().bytes
        #expect(XLSXLinter.lint(bytes: bytes).isEmpty)
        #expect(
          try Editing.part("xl/worksheets/sheet1.xml", of: bytes)
            .contains(/cm="1"><(x:)?f t="array" ref="D1:D3">_xlfn.UNIQUE/))
      }
    }
  }

  @Test("dynamic arrays beside other metadata have an entry of their own")
  func otherMetadata() throws {
    let metadata =
      "<metadata xmlns=\"\(Editing.main)\"><metadataTypes count=\"1\"><metadataType name=\"XLRICHVALUE\" "
      + "minSupportedVersion=\"120000\"/></metadataTypes><cellMetadata count=\"1\"><bk><rc t=\"1\" v=\"0\"/></bk>"
      + "</cellMetadata></metadata>"
    let bytes = try Editing.package(
      "<sheetData/>", more: [("xl/metadata.xml", metadata)],
      workbookRelationships:
        "<Relationship Id=\"rId9\" Type=\"\(Editing.relationships)/sheetMetadata\" Target=\"metadata.xml\"/>",
      types:
        "<Override PartName=\"/xl/metadata.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheetMetadata+xml\"/>"
    )
    var editor = try XLSXEditor(bytes: bytes)
    let range = try #require(CellRange(a1: "A1:A3"))
    try editor["S"].set("A1", to: .formula(CellFormula("SORT(B1:B3)", reach: .dynamic(range))))
    let saved = try editor.save().bytes
    #expect(try Editing.part("xl/worksheets/sheet1.xml", of: saved).contains("cm=\"2\""))
    let after = try Editing.part("xl/metadata.xml", of: saved)
    #expect(
      after.contains("<cellMetadata count=\"2\"><bk><rc t=\"1\" v=\"0\"/></bk><bk><rc t=\"2\" v=\"0\"/></bk>")
    )
    #expect(after.contains("</metadataTypes><futureMetadata name=\"XLDAPR\""))
    #expect(XLSXLinter.lint(bytes: saved).isEmpty)
  }
}
