import CSV
import LegacyFormats
import SpreadsheetModel
import Testing

@Suite("Web pages named .xls")
struct HTMLTableReaderTests {
  static func sheet(_ html: String) throws -> Sheet {
    try HTMLTableReader(bytes: Array(html.utf8), name: "页").workbook().sheets[0]
  }

  static func texts(_ sheet: Sheet) -> [[String]] {
    sheet.rows.map { row in row.cells.map { sheet.displayedText(of: $0) } }
  }

  @Test("LibreOffice's page is read with its merged title and note")
  func libreOffice() throws {
    let reader = try HTMLTableReader(bytes: OpeningTests.fixture("roster.html.xls"), name: "名册")
    let sheet = try reader.workbook().sheets[0]
    #expect(reader.producer?.hasPrefix("LibreOffice") == true)
    #expect(sheet.name == "名册")
    #expect(sheet.mergedRanges == [CellRange(a1: "A1:F1")])
    #expect(sheet[CellReference(row: 2, column: 0)]?.value == "王建国")
    #expect(sheet[CellReference(row: 2, column: 1)]?.value == "110101199003078515")
    #expect(sheet.notes == [CellReference(row: 2, column: 0): "核对过"])
  }

  @Test("spans, references, breaks, nested tables and missing end tags")
  func markup() throws {
    let html = """
      <html><head><meta name=Generator content="WPS Office ET"><style>td{color:red}</style>
      <!--[if gte mso 9]><xml><x:ExcelWorksheet><x:Name>党费&amp;台账</x:Name></x:ExcelWorksheet></xml><![endif]-->
      </head><body><TABLE><TR><TD rowspan=2>甲&nbsp;<TD colspan="2">乙&#20826;<br>丙<TR><td>丁</td><td x:num="3.50">3.50</td>
      <tr style='display:none'><td>&lt;a&gt;</td><td><table><tr><td>x<td>y</table></td></tr></TABLE>
      <table><tr><th>表二</th></tr></table>
      """
    let sheet = try Self.sheet(html)
    #expect(sheet.name == "党费&台账")
    #expect(Self.texts(sheet) == [["甲", "乙党\n丙"], ["丁", "3.5"], ["<a>", "x y"], ["表二"]])
    #expect(sheet.mergedRanges == [CellRange(a1: "A1:A2"), CellRange(a1: "B1:C1")].compactMap { $0 })
    #expect(sheet.rows[1].cells.map(\.column) == [1, 2])
    #expect(sheet.rows[1].cells[1].value == 3.5)
    #expect(sheet.rows[2].isHidden)
  }

  @Test("a page in GBK says so in its charset")
  func charset() throws {
    let html = "<html><meta charset=gb2312><table><tr><td>é</td></tr></table>"
    let reader = try HTMLTableReader(
      bytes: Array(html.utf8).flatMap { $0 == 0xC3 ? [0xB5] : $0 == 0xA9 ? [0xB3] : [$0] }, name: "x")
    #expect(try reader.workbook().sheets[0].rows[0].cells[0].value == "党")
    #expect(reader.encoding.encoding == .gb18030)
  }

  @Test("a log-in page has no table")
  func noTable() throws {
    let error = #expect(throws: LegacyFormatError.self) {
      try Self.sheet("<html><body>请登录</body></html>")
    }
    #expect(error?.code == .noTable)
  }
}
