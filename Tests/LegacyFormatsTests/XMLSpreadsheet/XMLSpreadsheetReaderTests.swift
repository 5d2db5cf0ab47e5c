import LegacyFormats
import SpreadsheetModel
import Testing

@Suite("XML Spreadsheet 2003")
struct XMLSpreadsheetReaderTests {
  @Test("a template's sheets, types, leaps and merged cells")
  func template() throws {
    let workbook = try XMLSpreadsheetReader(bytes: OpeningTests.fixture("template.xml.xls")).workbook
    #expect(workbook.sheets.map(\.name) == ["名册", "字典"])
    #expect(workbook.sheets[1].visibility == .hidden)
    let sheet = workbook.sheets[0]
    #expect(sheet.rows.map(\.index) == [0, 2])
    #expect(sheet.rows[0].cells.map(\.column) == [0, 4])
    #expect(sheet.rows[1].isHidden)
    #expect(sheet.rows[1].cells.map(\.column) == [0, 2, 3, 4, 5, 6, 7, 8])
    let values = sheet.rows[1].cells.map(\.value)
    #expect(values[0] == "王建国")
    #expect(sheet.date(of: sheet.rows[1].cells[1]) == CivilDate(year: 2019, month: 7, day: 1))
    #expect(values[2...5] == [2, true, .error(.notAvailable), 0.5])
    #expect(values[7] == "红黑")
    #expect(sheet.format(of: sheet.rows[1].cells[5]).code == "0.00%")
    #expect(sheet.mergedRanges == [CellRange(a1: "A1:D1"), CellRange(a1: "H3:H4")].compactMap { $0 })
    #expect(sheet.hiddenColumns == [1])
    #expect(sheet.notes == [CellReference(row: 2, column: 0): "核对过"])
  }

  @Test("a fault is told with its line")
  func malformed() throws {
    let bytes = try OpeningTests.fixture("template.xml.xls")
    let error = #expect(throws: LegacyFormatError.self) {
      try XMLSpreadsheetReader(bytes: Array(bytes.prefix(2000)))
    }
    #expect(error?.code == .malformedXML)
    #expect((error?.line ?? 0) > 10)
  }
}
