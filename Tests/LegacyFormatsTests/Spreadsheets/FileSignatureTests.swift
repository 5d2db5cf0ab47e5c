import Spreadsheets
import Testing

@Suite("What a file is, its bytes tell")
struct FileSignatureTests {
  @Test(
    "what is no spreadsheet is told by its kind, with a stable code",
    arguments: [
      ([], "file.empty"),
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], "format.not-a-spreadsheet"),
      (Array("%PDF-1.7\n".utf8), "format.not-a-spreadsheet"),
      ([0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07], "format.unknown"),
      (Array("<?xml version=\"1.0\"?><feed/>".utf8), "format.unknown-xml"),
    ] as [([UInt8], String)])
  func foreign(bytes: [UInt8], code: String) {
    let error = #expect(throws: SpreadsheetError.self) {
      try Spreadsheet(bytes: bytes, name: "名册.xlsx")
    }
    #expect(error?.code == code)
    #expect(error?.text(.zh).hasPrefix("名册.xlsx：") == true)
  }

  @Test(
    "text that begins like another format is text",
    arguments: [
      "ID3", "PAR1", "BM", "MZ", "GIF89a", "RIFF", "OggS", "Obj", "ORC", "PK", "PK00", "II*", "MM", "BZh",
      "Rar!",
      "%PDF", "ARROW1", "SQLite format 3", "7z", "<header>", "<trade>", "<divide>", "abcdftyp",
    ])
  func textLikeOthers(start: String) throws {
    let text = start + ",姓名\n1,王建国\n"
    for bytes in [
      Array(text.utf8), Array(text.utf8) + [0x1A],
      Array(text.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
    ] {
      let spreadsheet = try Spreadsheet(bytes: bytes, name: "名册.csv")
      #expect(spreadsheet.format == .csv)
      #expect(spreadsheet.workbook.sheets[0].rows[0].cells[0].value == .text(start))
      #expect(spreadsheet.workbook.sheets[0].rows[1].cells[1].value == "王建国")
    }
  }

  @Test(
    "and those formats are told still",
    arguments: [
      Array("ID3".utf8) + [3, 0, 0, 0, 0, 0x0F], Array("PAR1".utf8) + [0x15, 4, 0x15, 0],
      Array("BM".utf8) + [0x36, 0, 0, 0, 0, 0], Array("MZ".utf8) + [0x90, 0, 3, 0, 0, 0],
      Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0],
      Array("RIFF".utf8) + [0x24, 8, 0, 0] + Array("WAVE".utf8),
      [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0], Array("Obj".utf8) + [1, 4, 0x16], Array("{\\rtf1\\ansi}".utf8),
      [0, 0, 0, 0x18] + Array("ftypmp42".utf8) + [0, 0],
    ] as [[UInt8]])
  func foreignStill(bytes: [UInt8]) {
    let error = #expect(throws: SpreadsheetError.self) { try Spreadsheet(bytes: bytes, name: "x") }
    #expect(error?.code == "format.not-a-spreadsheet")
  }

  @Test("what reading text lived with is told in words, a kind at a time")
  func warnings() throws {
    let text = "a,b\n1,\"x\"y\n2,\"x\"y\n3,\u{0}4\n5\n'=1,6\n"
    let problems = try Spreadsheet(bytes: Array(text.utf8), name: "x.csv").facts.problems
    let told = SpreadsheetError.warnings(problems, path: "x.csv")
    #expect(told.map(\.code) == ["csv.nul-byte", "csv.stray-quote"])
    #expect(told[1].text(.zh) == "x.csv：第 2 行第 2 列的字段里有未加倍的引号，这样的共 2 处。已照常读取，请核对这一处。")
  }

  @Test("a CSV named .xls is read as what it is")
  func namedOtherwise() throws {
    let spreadsheet = try Spreadsheet(bytes: Array("a\tb\n1\t2\n".utf8), name: "folder/名册.2025.xls")
    #expect(spreadsheet.format == .csv)
    #expect(spreadsheet.workbook.sheets.map(\.name) == ["名册.2025"])
    #expect(spreadsheet.facts.dialect?.dialect.delimiter == .tab)
  }
}
