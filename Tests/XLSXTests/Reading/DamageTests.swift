import SpreadsheetModel
import TestSupport
import Testing

@testable import XLSX

@Suite("Workbooks with something wrong in them")
struct DamageTests {
  /// Three sheets with shared text, styles, notes and a table on the first.
  static func parts() -> [String: String] {
    var parts = ForeignWorkbookTests.parts()
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"]?.replacing(
      "</sheets>",
      with:
        "<sheet name=\"二\" sheetId=\"2\" r:id=\"s2\"/><sheet name=\"三\" sheetId=\"3\" r:id=\"s3\"/></sheets>")
    parts["xl/_rels/workbook.xml.rels"] = ForeignWorkbookTests.relationships([
      ("a", "worksheet", "worksheets/sheet1.xml"), ("b", "sharedStrings", "sharedStrings.xml"),
      ("c", "styles", "styles.xml"), ("s2", "worksheet", "worksheets/sheet2.xml"),
      ("s3", "worksheet", "worksheets/sheet3.xml"),
    ])
    for number in 2...3 {
      parts["xl/worksheets/sheet\(number).xml"] = sheet("<row r='1'><c r='A1'><v>\(number)</v></c></row>")
    }
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = ForeignWorkbookTests.relationships([
      ("n", "comments", "../comments1.xml"), ("t", "table", "../tables/table1.xml"),
    ])
    parts["xl/comments1.xml"] = """
      <comments xmlns="\(OddWorkbook.main)"><authors><author>a</author></authors><commentList><comment ref="A1" \
      authorId="0"><text><t>注</t></text></comment></commentList></comments>
      """
    parts["xl/tables/table1.xml"] =
      "<table xmlns=\"\(OddWorkbook.main)\" id=\"1\" name=\"T\" displayName=\"T\" ref=\"A1:B1\"/>"
    return parts
  }

  static func sheet(_ rows: String) -> String {
    "<worksheet xmlns=\"\(OddWorkbook.main)\"><sheetData>\(rows)</sheetData></worksheet>"
  }

  /// The shown cells of the sheets, and `kind sheet!cell` of each problem.
  static func read(_ parts: [String: String]) throws -> (shown: [[String]], problems: [String]) {
    let workbook = try XLSXReader(bytes: ForeignWorkbookTests.bytes(parts)).workbook()
    let shown = workbook.sheets.map { sheet in
      sheet.rows.flatMap { row in row.cells.map { sheet.displayedText(of: $0) } }
    }
    let problems = workbook.problems.all.map { problem in
      "\(problem.kind.rawValue) \(problem.sheet ?? "-")\(problem.cell.map { "!\($0)" } ?? "")"
    }
    return (shown, problems)
  }

  @Test("Nothing is told of a sound workbook")
  func sound() throws {
    let (shown, problems) = try Self.read(Self.parts())
    #expect(shown == [["党", "2023/3/15"], ["2"], ["3"]])
    #expect(problems.isEmpty)
  }

  @Test("One index that leads nowhere costs one cell its text or its look")
  func indexes() throws {
    var parts = Self.parts()
    parts["xl/worksheets/sheet2.xml"] = Self.sheet(
      "<row r='1'><c r='A1' t='s'><v>7</v></c><c r='B1' t='s'><v>0</v></c><c r='C1' t='s'><v>x</v></c><c r='D1' t='s'><f>1</f><v>9</v></c></row><row r='2'><c r='A2' s='9'><v>5</v></c><c r='B2' s='x'><v>6</v></c><c r='C2' s='9'/><c r='D2' s='1'><v>45000</v></c></row>"
    )
    let (shown, problems) = try Self.read(parts)
    #expect(shown == [["党", "2023/3/15"], ["党", "", "5", "6", "2023/3/15"], ["3"]])
    #expect(
      problems == [
        "missingText 二!A1", "missingText 二!C1", "missingText 二!D1", "missingStyle 二!A2", "missingStyle 二!B2",
      ])
  }

  @Test(
    "Rows before and sheets beside a fault are read",
    arguments: ["<c><v>3</c>", "<c r='B2' t='str'><v>\u{1}</v></c>"])
  func malformedSheet(fault: String) throws {
    var parts = Self.parts()
    parts["xl/worksheets/sheet2.xml"] = Self.sheet(
      "<row r='1'><c r='A1'><v>1</v></c></row><row r='2'><c r='A2'><v>2</v></c>\(fault)</row><row r='3'><c r='A3'><v>4</v></c></row>"
    )
    let (shown, problems) = try Self.read(parts)
    #expect(shown == [["党", "2023/3/15"], ["1", "2"], ["3"]])
    #expect(problems == ["damagedPart 二"])
    let reader = try XLSXReader(bytes: ForeignWorkbookTests.bytes(parts))
    // Who asks for this sheet alone is told by an error.
    #expect(throws: XLSXError.self) { try reader.sheet(reader.sheets[1]) }
    var told = ReadingProblems()
    #expect(try reader.cellCounts(of: reader.sheets[1], reporting: &told).cells == 2)
    #expect(told.counts == [.damagedPart: 1])
  }

  @Test("A sheet whose part is missing is told, and the others are read")
  func missingSheet() throws {
    var parts = Self.parts()
    parts["xl/worksheets/sheet2.xml"] = nil
    let (shown, problems) = try Self.read(parts)
    #expect(shown == [["党", "2023/3/15"], [], ["3"]])
    #expect(problems == ["damagedPart 二"])
  }

  @Test(
    "Of a part that contradicts its checksum nothing is used, and the others are read",
    arguments: [
      ("xl/worksheets/sheet2.xml", [["党", "2023/3/15"], [], ["3"]], ["damagedPart 二"]),
      ("xl/sharedStrings.xml", [["2023/3/15"], ["2"], ["3"]], ["damagedPart -", "missingText 一!A1"]),
      ("xl/styles.xml", [["党", "45000"], ["2"], ["3"]], ["damagedPart -"]),
    ])
  func checksum(part: String, shown: [[String]], problems: [String]) throws {
    var archive = RawArchive(Self.parts().sorted { $0.key < $1.key })
    let entry = try #require(archive.entries.firstIndex { $0.name == part })
    archive.entries[entry].checksum = 1
    let reader = try XLSXReader(bytes: archive.bytes())
    let workbook = try reader.workbook()
    #expect(
      workbook.sheets.map { sheet in
        sheet.rows.flatMap { row in row.cells.map { sheet.displayedText(of: $0) } }
      } == shown)
    let told = workbook.problems.all.map { problem in
      "\(problem.kind.rawValue) \(problem.sheet ?? "-")\(problem.cell.map { "!\($0)" } ?? "")"
    }
    #expect(told.filter { !$0.hasPrefix("missingStyle") } == problems)
  }

  @Test("A sheet of another vocabulary is told, and does not pass for an empty one")
  func foreignSheet() throws {
    var parts = Self.parts()
    parts["xl/worksheets/sheet2.xml"] = parts["xl/worksheets/sheet2.xml"]?.replacing(
      OddWorkbook.main, with: "urn:x")
    let (shown, problems) = try Self.read(parts)
    #expect(shown == [["党", "2023/3/15"], [], ["3"]])
    #expect(problems == ["foreignPart 二"])
    let findings = XLSXLinter.lint(bytes: try ForeignWorkbookTests.bytes(parts))
    #expect(findings.contains { $0.part == "xl/worksheets/sheet2.xml" && $0.rule == .wellFormed })
    parts["xl/worksheets/sheet2.xml"] = "<worksheet xmlns=\"\(OddWorkbook.main)\"/>"
    #expect(try Self.read(parts).problems.isEmpty)
  }

  @Test(
    "A damaged part beside the sheets costs what it holds, and no more",
    arguments: [
      ("xl/comments1.xml", "damagedPart 一", ["党", "2023/3/15"]),
      ("xl/styles.xml", "damagedPart -", ["党", "45000"]),
      ("xl/worksheets/_rels/sheet1.xml.rels", "damagedPart 一", ["党", "2023/3/15"]),
    ])
  func parts(part: String, problem: String, first: [String]) throws {
    var parts = Self.parts()
    parts[part] = parts[part].map { String($0.dropLast(9)) }
    let (shown, problems) = try Self.read(parts)
    #expect(shown == [first, ["2"], ["3"]])
    #expect(problems == [problem])
  }

  @Test("Of damaged shared strings the texts before the fault are read")
  func sharedStrings() throws {
    var parts = Self.parts()
    parts["xl/sharedStrings.xml"] = "<sst xmlns=\"\(OddWorkbook.main)\"><si><t>党</t></si><si><t>x</si></sst>"
    parts["xl/worksheets/sheet2.xml"] = Self.sheet(
      "<row r='1'><c r='A1' t='s'><v>1</v></c><c r='B1'><v>2</v></c></row>")
    let (shown, problems) = try Self.read(parts)
    #expect(shown == [["党", "2023/3/15"], ["2"], ["3"]])
    #expect(problems == ["damagedPart -", "missingText 二!A1"])
  }

  @Test("A damaged table is told beside the sheet's other details")
  func table() throws {
    var parts = Self.parts()
    parts["xl/tables/table1.xml"]?.removeLast(2)
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"]?.replacing(
      "</worksheet>",
      with:
        "<tableParts><tablePart xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"t\"/></tableParts></worksheet>"
    )
    parts["xl/comments1.xml"] = parts["xl/comments1.xml"]?.replacing("ref=\"A1\"", with: "ref=\"A0\"")
    let reader = try XLSXReader(bytes: ForeignWorkbookTests.bytes(parts))
    let details = try reader.details(of: reader.sheets[0])
    #expect(details.tables.isEmpty && details.notes.isEmpty)
    #expect(details.problems.all.map(\.kind) == [.damagedPart, .placelessNote])
    #expect(details.problems.all.allSatisfy { $0.sheet == "一" })
  }

  @Test("A workbook of which nothing can be read is an error")
  func nothing() throws {
    var parts = Self.parts()
    for number in 1...3 { parts["xl/worksheets/sheet\(number).xml"] = "<worksheet" }
    #expect(throws: XLSXError.self) { try Self.read(parts) }
  }
}

@Suite("Alternatives in sheets")
struct AlternativeTests {
  @Test("Of alternatives for one cell the understood one is read, once")
  func rows() throws {
    func alternatives(_ requires: String) -> String {
      """
      <worksheet xmlns="\(OddWorkbook.main)" xmlns:m="\(OddWorkbook.main)" xmlns:z="urn:z" \
      xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><sheetData><row r="1"><c r="A1"><v>0</v></c>\
      <mc:AlternateContent><mc:Choice Requires="\(requires)"><c r="B1"><v>1</v></c></mc:Choice><mc:Fallback><c \
      r="B1"><v>2</v></c></mc:Fallback></mc:AlternateContent><c r="C1"><v>3</v></c></row></sheetData></worksheet>
      """
    }
    for (requires, second) in [("z", 2), ("m", 1), ("nope", 2)] {
      for scans in [true, false] {
        let reading = try SheetReading(OddWorkbook(sheet: alternatives(requires)).bytes(), scans: scans)
        #expect(reading.text == "A1=n:0.0 B1=n:\(second).0 C1=n:3.0 ")
      }
    }
  }
}
