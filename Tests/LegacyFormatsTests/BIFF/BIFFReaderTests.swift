import LegacyFormats
import SpreadsheetModel
import Testing

@Suite("Workbooks of Excel 97 to 2003")
struct BIFFReaderTests {
  @Test("values, results, dates, merged ranges, notes and what is hidden come from LibreOffice's file")
  func roster() throws {
    let workbook = try BIFFReader(bytes: OpeningTests.fixture("roster.xls")).workbook()
    #expect(workbook.sheets.map(\.name) == ["党员名册", "字典", "空表"])
    #expect(workbook.sheets.map(\.visibility) == [.visible, .hidden, .visible])
    let sheet = workbook.sheets[0]
    func value(_ a1: String) throws -> CellValue? { try sheet[#require(CellReference(a1: a1))]?.value }
    #expect(sheet.mergedRanges == [CellRange(a1: "A1:F1")])
    #expect(sheet.hiddenColumns == [5])
    #expect(sheet.rows.map(\.isHidden) == [false, false, false, true, false])
    #expect(sheet.notes == [CellReference(row: 2, column: 0): "核对过"])
    #expect(try value("B3") == "110101199003078515")
    let date = try #require(sheet[CellReference(row: 2, column: 2)])
    #expect(sheet.date(of: date) == CivilDate(year: 1990, month: 3, day: 7))
    #expect(try value("D3") == 12.5)
    #expect(try value("E3") == true)
    #expect(try value("H3") == 1e-7)
    #expect(try value("H4") == 123_456_789.123)
    #expect(try value("G4") == -3)
    #expect(try value("F4") == "多行\n文字")
    #expect(try value("C5") == true)
    #expect(try value("D5") == 12.625)
    #expect(try value("E5") == "王建国同志")
    #expect(try value("F5") == .error(.divisionByZero))
  }

  @Test("shared strings run over CONTINUE records, half Latin, half wide")
  func continued() throws {
    let sheet = try BIFFReader(bytes: OpeningTests.fixture("continue.xls")).workbook().sheets[0]
    #expect(sheet.rows.count == 3000)
    for row in sheet.rows {
      let i = row.index
      #expect(row.cells[0].value == .text("党支部名称第\(i)号" + String(repeating: "长", count: i % 40)))
      #expect(row.cells[1].value == .text("latin \(i) " + String(repeating: "x", count: i % 50)))
      #expect(row.cells[2].value == .number(Double(i) * 1.5))
      #expect(row.cells[3].value == .number(Double(i)))
    }
  }

  @Test("rich text is joined, 1904 counts, very hidden is told")
  func rich() throws {
    let workbook = try BIFFReader(bytes: OpeningTests.fixture("rich-1904.xls")).workbook()
    let sheet = workbook.sheets[0]
    #expect(workbook.dateSystem == .base1904)
    #expect(sheet.rows[0].cells[0].value == "普通加粗结尾")
    #expect(sheet.date(of: sheet.rows[1].cells[0]) == CivilDate(year: 2019, month: 7, day: 1))
    #expect(workbook.sheets[1].visibility == .veryHidden)
  }

  /// The roster with two bytes at an offset behind its first BOF record changed.
  static func patched(_ offset: Int, _ bytes: [UInt8]) throws -> [UInt8] {
    var file = try OpeningTests.fixture("roster.xls")
    let start = try #require(file.firstRange(of: [0x09, 0x08, 0x10, 0x00, 0x00, 0x06])?.lowerBound)
    file.replaceSubrange(start + offset..<start + offset + bytes.count, with: bytes)
    return file
  }

  @Test("encrypted and older workbooks are told, truncated ones too")
  func refused() throws {
    // The record behind BOF becomes a FILEPASS that says nothing; BOF becomes that of Excel 4.
    let encrypted = #expect(throws: LegacyFormatError.self) {
      try BIFFReader(bytes: Self.patched(20, [0x2F, 0x00]))
    }
    #expect(encrypted?.code == .unsupportedEncryption)
    let old = #expect(throws: LegacyFormatError.self) {
      try BIFFReader(bytes: Self.patched(4, [0x00, 0x04]))
    }
    #expect(old?.code == .tooOld)
    let whole = try OpeningTests.fixture("roster.xls")
    for count in [100, 600, 3000] {
      let cut = #expect(throws: LegacyFormatError.self) {
        try BIFFReader(bytes: Array(whole.prefix(count))).workbook()
      }
      #expect(cut?.code == .truncated)
    }
  }
}
