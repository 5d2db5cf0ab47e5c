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

  @Test("a CSV named .xls is read as what it is")
  func namedOtherwise() throws {
    let spreadsheet = try Spreadsheet(bytes: Array("a\tb\n1\t2\n".utf8), name: "folder/名册.2025.xls")
    #expect(spreadsheet.format == .csv)
    #expect(spreadsheet.workbook.sheets.map(\.name) == ["名册.2025"])
    #expect(spreadsheet.facts.dialect?.dialect.delimiter == .tab)
  }
}
