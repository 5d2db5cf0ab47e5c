import SpreadsheetModel
import Testing

@testable import XLSX

/// What readers, editor and lint make of the places that cells and rows tell.
@Suite("Places of cells")
struct PlaceTests {
  /// A reader's cells, and what it could not place: `AAAA1=7`.
  struct Reading: Equatable {
    var cells: String
    var left: [String]

    init(_ bytes: [UInt8], scans: Bool) throws {
      let reader = try XLSXReader(bytes: bytes)
      let rows = try reader.rows(of: reader.sheets[0], scans: scans)
      try rows.skipRest()
      cells = try SheetReading(bytes, scans: scans).text
      left = rows.problems.all.filter { $0.kind == .placelessCell }.map { "\($0.reference)=\($0.value)" }
      #expect(rows.problems.haveLosses == !left.isEmpty)
      #expect(rows.problems.all.allSatisfy { $0.sheet == "表" })
    }
  }

  /// What the lint finds wrong with the places of these rows.
  static func lint(_ rows: String) throws -> [String] {
    var parts = ForeignWorkbookTests.parts()
    parts["xl/worksheets/sheet1.xml"] = DamageTests.sheet(rows)
    let findings = XLSXLinter.lint(bytes: try ForeignWorkbookTests.bytes(parts))
    return findings.filter { $0.rule == .cellPositions }.map(\.detail)
  }

  @Test(
    "A reference that names a cell of the grid places it there, whatever its spelling",
    arguments: [
      ("a1", "A1"), ("$A$1", "A1"), ("$A1", "A1"), ("A$1", "A1"), ("$c$1", "C1"), ("xfd1", "XFD1"),
      ("A01", "A1"),
    ])
  func spellings(reference: String, place: String) throws {
    let bytes = try OddWorkbook(rows: "<row r='1'><c r='\(reference)'><v>7</v></c></row>").bytes()
    for scans in [true, false] {
      let reading = try Reading(bytes, scans: scans)
      #expect(reading.cells == "\(place)=n:7.0 ")
      #expect(reading.left.isEmpty)
    }
    // Excel writes it in one way only.
    #expect(try Self.lint("<row r='1'><c r='\(reference)'><v>7</v></c></row>") == ["c \(reference)"])
  }

  @Test(
    "A cell whose reference names none of the grid is left out and told, and the rest is read",
    arguments: [
      "A0", "A1:B2", "Ａ１", "AAAA1", "XFE1", "A1048577", "A4294967297", "A18446744073709551617", "A-1", "A+1",
      "A 1",
      "A1.0", "1A", "R1C1", "A", "$", "$1", "$$A1", "[1]S!A1", "A1\u{301}", "A1$", "1",
    ])
  func placeless(reference: String) throws {
    let rows = """
      <row r='1'><c r='B1'><v>8</v></c><c r='\(reference)' t='str'><v>七</v></c><c><v>9</v></c><c r='D1'><v>1</v></c>\
      </row><row><c><v>2</v></c></row>
      """
    let bytes = try OddWorkbook(rows: rows).bytes()
    for scans in [true, false] {
      let reading = try Reading(bytes, scans: scans)
      // What follows such a cell without a place of its own has none either.
      #expect(reading.cells == "B1=n:8.0 D1=n:1.0 A2=n:2.0 ")
      #expect(reading.left == ["\(reference)=七", "row 1=9"])
    }
    let sheet = try XLSXReader(bytes: bytes).workbook()
    #expect(sheet.problems.counts == [.placelessCell: 2])
    // The lint tells of each, and an edit of another cell leaves them as they are.
    #expect(try Self.lint(rows).sorted() == ["c", "c \(reference)"])
    var editor = try XLSXEditor(bytes: bytes)
    try editor["表"].set("C1", to: .number(3))
    let edited = try editor.save().bytes
    let reading = try Reading(edited, scans: true)
    #expect(reading.cells == "B1=n:8.0 C1=n:3.0 D1=n:1.0 A2=n:2.0 ")
    #expect(reading.left.contains("\(reference)=七"))
  }

  @Test(
    "A row that the grid does not have holds no cell but those that tell a place of their own",
    arguments: ["1048577", "4294967297", "18446744073709551617", "-1", "x", "", "1.0", "9223372036854775808"])
  func placelessRows(number: String) throws {
    let rows =
      "<row r='\(number)'><c><v>7</v></c><c r='B2'><v>8</v></c></row><row><c><v>9</v></c></row><row r='5'><c><v>1</v></c></row>"
    let bytes = try OddWorkbook(rows: rows).bytes()
    for scans in [true, false] {
      let reading = try Reading(bytes, scans: scans)
      #expect(reading.cells == "B2=n:8.0 A5=n:1.0 ")
      #expect(reading.left.map { String($0.suffix(2)) } == ["=7", "=9"])
    }
    #expect(try Self.lint(rows).contains("row \(number)"))
    #expect(throws: EditError.self) {
      var editor = try XLSXEditor(bytes: bytes)
      try editor["表"].set("C1", to: .number(3))
      _ = try editor.save()
    }
  }

  @Test("Row 0 is told, and the row after it is row 1")
  func rowZero() throws {
    let bytes = try OddWorkbook(rows: "<row r='0'><c><v>7</v></c></row><row><c><v>9</v></c></row>").bytes()
    for scans in [true, false] {
      let reading = try Reading(bytes, scans: scans)
      #expect(reading.cells == "A1=n:9.0 ")
      #expect(reading.left == ["row 0=7"])
    }
  }

  @Test("Numbers of rows may have blanks and signs around them")
  func rowNumbers() throws {
    let rows =
      "<row r=' 2\n'><c><v>1</v></c></row><row r='+4'><c><v>2</v></c></row><row r='007'><c><v>3</v></c></row>"
    let bytes = try OddWorkbook(rows: rows).bytes()
    for scans in [true, false] {
      #expect(try Reading(bytes, scans: scans).cells == "A2=n:1.0 A4=n:2.0 A7=n:3.0 ")
    }
  }

  @Test("Nothing is told of cells without content")
  func empty() throws {
    let bytes = try OddWorkbook(rows: "<row r='0'><c s='1'/></row><row r='1'><c r='A0'/></row>").bytes()
    for scans in [true, false] { #expect(try Reading(bytes, scans: scans).left.isEmpty) }
  }

  @Test("Of a huge number of cells without a place the first are told and all are counted")
  func many() throws {
    let cells = String(repeating: "<c r='A0'><v>1</v></c>", count: 5000)
    let reader = try XLSXReader(bytes: OddWorkbook(rows: "<row r='1'>\(cells)</row>").bytes())
    let problems = try reader.workbook().problems
    #expect(problems.counts == [.placelessCell: 5000])
    #expect(problems.all.count == ReadingProblems.limit)
  }
}
