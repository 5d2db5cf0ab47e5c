import OpenPackaging
import SpreadsheetModel
import Testing

@testable import XLSX

/// Workbooks put together as some producers do, against the standard or at its edges.
@Suite("Workbooks of careless producers")
struct ForeignWorkbookTests {
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let type = "application/vnd.openxmlformats-officedocument.spreadsheetml"

  /// The parts of a sound workbook whose cells A1 and B1 hold shared text and a date.
  static func parts() -> [String: String] {
    let overrides = [
      ("xl/workbook.xml", "sheet.main"), ("xl/worksheets/sheet1.xml", "worksheet"),
      ("xl/sharedStrings.xml", "sharedStrings"), ("xl/styles.xml", "styles"),
    ].map { "<Override PartName=\"/\($0.0)\" ContentType=\"\(type).\($0.1)+xml\"/>" }.joined()
    return [
      "[Content_Types].xml":
        "<Types xmlns=\"\(package)/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>\(overrides)</Types>",
      "_rels/.rels": relationships([("a", "officeDocument", "xl/workbook.xml")]),
      "xl/workbook.xml":
        "<workbook xmlns=\"\(OddWorkbook.main)\" xmlns:r=\"\(office)\"><sheets><sheet name=\"一\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>",
      "xl/_rels/workbook.xml.rels": relationships([
        ("a", "worksheet", "worksheets/sheet1.xml"), ("b", "sharedStrings", "sharedStrings.xml"),
        ("c", "styles", "styles.xml"),
      ]),
      "xl/worksheets/sheet1.xml":
        "<worksheet xmlns=\"\(OddWorkbook.main)\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>45000</v></c></row></sheetData></worksheet>",
      "xl/sharedStrings.xml": "<sst xmlns=\"\(OddWorkbook.main)\"><si><t>党</t></si></sst>",
      "xl/styles.xml":
        "<styleSheet xmlns=\"\(OddWorkbook.main)\"><cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
    ]
  }

  static func relationships(_ links: [(String, String, String)]) -> String {
    let list = links.map { "<Relationship Id=\"\($0.0)\" Type=\"\(office)/\($0.1)\" Target=\"\($0.2)\"/>" }
    return "<Relationships xmlns=\"\(package)/relationships\">\(list.joined())</Relationships>"
  }

  static func bytes(_ parts: [String: String], renamed: (String) -> String = { $0 }) throws -> [UInt8] {
    let zip = ZIPWriter()
    for (name, text) in parts.sorted(by: { $0.key < $1.key }) {
      try zip.add(renamed(name), bytes: Array(text.utf8))
    }
    return try zip.finish()
  }

  /// What the cells show, row by row.
  static func shown(_ bytes: [UInt8]) throws -> [[String]] {
    let workbook = try XLSXReader(bytes: bytes).workbook()
    return workbook.sheets.flatMap { sheet in
      sheet.rows.map { row in row.cells.map { sheet.displayedText(of: $0) } }
    }
  }

  static let expected = [["党", "2023/3/15"]]

  @Test("The workbook as it should be")
  func sound() throws { #expect(try Self.shown(Self.bytes(Self.parts())) == Self.expected) }

  @Test("Part names with backslashes, leading slashes and in other case are the same parts")
  func names() throws {
    for renamed: (String) -> String in [
      { $0.replacing("/", with: "\\") }, { "/" + $0 }, { $0.uppercased() }, { "\\" + $0 },
    ] {
      #expect(try Self.shown(Self.bytes(Self.parts(), renamed: renamed)) == Self.expected)
    }
  }

  @Test(
    "Targets may be absolute, relative to the wrong folder, or written with backslashes",
    arguments: [
      "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml", "worksheets\\sheet1.xml",
      "../xl/worksheets/sheet1.xml", "\\xl\\worksheets\\sheet1.xml", "./worksheets/Sheet1.xml",
    ])
  func targets(target: String) throws {
    var parts = Self.parts()
    parts["xl/_rels/workbook.xml.rels"] = Self.relationships([
      ("a", "worksheet", target), ("b", "sharedStrings", "xl/sharedStrings.xml"),
      ("c", "styles", "/xl/styles.xml"),
    ])
    #expect(try Self.shown(Self.bytes(parts)) == Self.expected)
    // What is read can be edited.
    var editor = try XLSXEditor(bytes: Self.bytes(parts))
    try editor["一"].set("A1", to: "新")
    #expect(try Self.shown(editor.save().bytes) == [["新", "2023/3/15"]])
  }

  @Test("Shared strings, styles and the workbook are found by their type where no relationship names them")
  func withoutRelationships() throws {
    var parts = Self.parts()
    parts["_rels/.rels"] = nil
    parts["xl/_rels/workbook.xml.rels"] = Self.relationships([("a", "worksheet", "worksheets/sheet1.xml")])
    #expect(try Self.shown(Self.bytes(parts)) == Self.expected)
  }

  @Test("A sheet whose part is missing is told, and the others are read")
  func missingSheets() throws {
    var parts = Self.parts()
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"]?.replacing(
      "</sheets>",
      with:
        "<sheet name=\"二\" sheetId=\"2\" r:id=\"z\"/><sheet name=\"三\" sheetId=\"3\" r:id=\"d\"/></sheets>")
    parts["xl/_rels/workbook.xml.rels"] = Self.relationships([
      ("a", "worksheet", "worksheets/sheet1.xml"), ("d", "worksheet", "worksheets/sheet3.xml"),
    ])
    let bytes = try Self.bytes(parts)
    let reader = try XLSXReader(bytes: bytes)
    #expect(reader.missingSheets.map(\.name) == ["二", "三"])
    #expect(reader.sheets.map(\.kind) == [.worksheet, .missing, .missing])
    #expect(try Self.shown(bytes) == Self.expected)
    #expect(throws: XLSXError.self) { try reader.rows(of: reader.sheets[1]) }
  }

  @Test("What follows the root element is called faulty, what is cut off incomplete")
  func ends() throws {
    for (change, code) in [("</worksheet>x", XLSXError.Code.malformedPart), ("", .truncated)] {
      var parts = Self.parts()
      parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"]?.replacing(
        "</worksheet>", with: change)
      let bytes = try Self.bytes(parts)
      let reader = try XLSXReader(bytes: bytes)
      let error = #expect(throws: XLSXError.self) { try reader.sheet(reader.sheets[0]) }
      #expect(error?.code == code)
      // In a workbook it is told beside what was read before.
      #expect(try reader.workbook().problems.counts == [.damagedPart: 1])
      #expect(try Self.shown(bytes) == Self.expected)
    }
  }
}
