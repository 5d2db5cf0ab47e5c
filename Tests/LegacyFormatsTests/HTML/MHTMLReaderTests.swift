import Spreadsheets
import Testing

@Suite("Single-file web pages")
struct MHTMLReaderTests {
  /// As Excel lays one out: a frame page with the names, a page for each sheet.
  static let page = """
    MIME-Version: 1.0
    X-Document-Type: Workbook
    Content-Type: multipart/related;
    \tboundary="----=_NextPart_01"

    This document is a Single File Web Page.

    ------=_NextPart_01
    Content-Location: file:///C:/roster.htm
    Content-Transfer-Encoding: quoted-printable
    Content-Type: text/html; charset="utf-8"

    <html><head><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet>
    <x:Name>=E5=90=8D=E5=86=8C</x:Name></x:ExcelWorksheet><x:ExcelWorksheet><x:Name>=E5=85=9A=E8=B4=B9</x:=
    Name></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]--></head><frameset></frameset></html>

    ------=_NextPart_01
    Content-Location: file:///C:/roster.files/sheet001.htm
    Content-Transfer-Encoding: quoted-printable
    Content-Type: text/html; charset="gb2312"

    <html><table><tr><td style=3D'mso-number-format:"\\@"'>007</td><td x:num=3D"12.5">12.5</td></tr>
    <tr><td>=CD=F5=BD=A8=B9=FA</td><td>&nbsp</td></tr></table></html>

    ------=_NextPart_01
    Content-Location: file:///C:/roster.files/sheet002.htm
    Content-Transfer-Encoding: base64
    Content-Type: text/html; charset="utf-8"

    PHRhYmxlPjx0cj48dGQ+5p2O56eA6IuxPC90ZD48L3RyPjwvdGFibGU+

    ------=_NextPart_01--

    """

  @Test("each page with a table is a sheet under its name, whatever its encoding", arguments: ["\n", "\r\n"])
  func sheets(lineEnd: String) throws {
    let bytes = Array(Self.page.replacing("\n", with: lineEnd).utf8)
    let spreadsheet = try Spreadsheet(bytes: bytes, name: "名册.xls")
    #expect(spreadsheet.format == .mhtml)
    #expect(spreadsheet.workbook.sheets.map(\.name) == ["名册", "党费"])
    let sheet = spreadsheet.workbook.sheets[0]
    #expect(sheet.rows.map { $0.cells.map(\.value) } == [["007", 12.5], ["王建国"]])
    #expect(spreadsheet.workbook.sheets[1].rows[0].cells[0].value == "李秀英")
  }

  @Test("cut, shuffled and nested messages give content or an error")
  func damaged() {
    let whole = Array(Self.page.utf8)
    for count in stride(from: 20, to: whole.count, by: 37) {
      let name = (try? Spreadsheet(bytes: Array(whole.prefix(count)), name: "x.mht"))?.path
      #expect(name == nil || name == "x.mht")
    }
    let nested = String(
      repeating: "Content-Type: multipart/mixed; boundary=a\n\n--a\n", count: 2000)
    #expect(throws: SpreadsheetError.self) {
      try Spreadsheet(bytes: Array("MIME-Version: 1.0\n\(nested)".utf8), name: "x")
    }
  }
}
