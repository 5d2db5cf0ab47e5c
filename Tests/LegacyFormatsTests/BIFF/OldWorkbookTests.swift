import LegacyFormats
import SpreadsheetModel
import Spreadsheets
import Testing

@Suite("Workbooks of Excel 5 and 95, and encrypted ones")
struct OldWorkbookTests {
  @Test("BIFF5 is read in its code page: Gnumeric's file")
  func biff5() throws {
    let spreadsheet = try Spreadsheet(bytes: OpeningTests.fixture("roster-95.xls"), name: "旧.xls")
    #expect(spreadsheet.format == .biff5)
    let sheet = spreadsheet.workbook.sheets[0]
    #expect(spreadsheet.workbook.sheets.map(\.name) == ["党员名册", "字典"])
    #expect(spreadsheet.workbook.sheets.map(\.visibility) == [.visible, .hidden])
    func value(_ a1: String) throws -> CellValue? { try sheet[#require(CellReference(a1: a1))]?.value }
    #expect(try value("A1") == "某某党支部名册")
    #expect(try value("D3") == "龘镕")
    #expect(try value("D4") == "多行\n文字")
    #expect(try value("C4") == 1e-7)
    #expect(try value("E3") == 25)
    #expect(try value("E4") == "王建国同志")
    #expect(try value("F3") == true)
    #expect(try value("F4") == .error(.divisionByZero))
    let birth = try #require(sheet[CellReference(row: 2, column: 1)])
    #expect(sheet.date(of: birth) == CivilDate(year: 1990, month: 3, day: 7))
    #expect(sheet.displayedText(of: birth) == "1990年3月7日")
    #expect(sheet.rows.map(\.isHidden) == [false, false, false, true])
  }

  @Test(
    "encrypted workbooks open with their password, and those of Excel's silent one without",
    arguments: [
      ("encrypted-rc4.xls", "台账123", "RC4 40"), ("encrypted-silent.xls", nil, "RC4 40"),
      ("encrypted-silent.xls", "他人的", "RC4 40"),
      ("encrypted-cryptoapi.xls", "密码 Api", "RC4 CryptoAPI 128"),
    ] as [(String, String?, String)])
  func encrypted(name: String, password: String?, encryption: String) throws {
    let options = ReadingOptions(password: password)
    let spreadsheet = try Spreadsheet(bytes: OpeningTests.fixture(name), name: name, options: options)
    #expect(spreadsheet.facts.encryption == encryption)
    #expect(spreadsheet.workbook.sheets.map(\.name) == ["党员名册", "字典"])
    #expect(spreadsheet.workbook.sheets[0][CellReference(row: 2, column: 0)]?.value == "王建国")
    #expect(spreadsheet.workbook.sheets[0][CellReference(row: 2, column: 4)]?.value == 25)
  }

  @Test(
    "without it they are told by kind",
    arguments: [
      ("encrypted-rc4.xls", nil, "xls.encrypted"), ("encrypted-rc4.xls", "台账", "xls.wrong-password"),
      ("encrypted-cryptoapi.xls", nil, "xls.encrypted"),
      ("encrypted-cryptoapi.xls", "x", "xls.wrong-password"),
    ] as [(String, String?, String)])
  func refused(name: String, password: String?, code: String) throws {
    let bytes = try OpeningTests.fixture(name)
    let error = #expect(throws: SpreadsheetError.self) {
      try Spreadsheet(bytes: bytes, name: name, options: ReadingOptions(password: password))
    }
    #expect(error?.code == code)
    #expect(error?.text(.zh).contains("RC4") == true)
  }

  @Test(
    "a sheet of Excel 2 to 4 that stops behind its first record is told as cut short",
    arguments: [
      [0x09, 0x00, 0x04, 0x00, 0x02, 0x00, 0x10, 0x00],
      [0x09, 0x02, 0x06, 0x00, 0x00, 0x03, 0x10, 0x00, 0x00, 0x00],
      [0x09, 0x04, 0x06, 0x00, 0x00, 0x04, 0x10, 0x00, 0x00, 0x00],
    ] as [[UInt8]])
  func older(bytes: [UInt8]) {
    let error = #expect(throws: SpreadsheetError.self) { try Spreadsheet(bytes: bytes, name: "x.xls") }
    #expect(error?.code == "xls.truncated")
  }

  @Test("a sheet of Excel 3 is read under the name of its file")
  func excel3() throws {
    let stream = BIFFCellTests.workbook(.biff3) { $0.record(0x0203, BIFFCellTests.number(5, 1, 2)) }
    let spreadsheet = try Spreadsheet(bytes: stream, name: "a/党费.xls")
    #expect(spreadsheet.format == .biff4)
    #expect(spreadsheet.workbook.sheets.map(\.name) == ["党费"])
    #expect(spreadsheet.workbook.sheets[0].rows[0].cells[0].value == 5)
  }
}
