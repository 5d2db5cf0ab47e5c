import SpreadsheetModel
import Spreadsheets
import Testing

@Suite("Formulas of XML Spreadsheet 2003")
struct R1C1FormulaTests {
  /// A sheet whose cell at row 5, column 3 (C5) has a formula.
  static func cell(_ formula: String) throws -> Cell? {
    let escaped = formula.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing(
      "<", with: "&lt;")
    let text = """
      <?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
      <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
       xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="甲"><Table>
      <Row ss:Index="5"><Cell ss:Index="3" ss:Formula="\(escaped)"><Data ss:Type="Number">3</Data></Cell></Row>
      </Table></Worksheet></Workbook>
      """
    return try Spreadsheet(bytes: Array(text.utf8), name: "x.xls").workbook.sheets[0][
      CellReference(row: 4, column: 2)]
  }

  @Test(
    "references in R1C1 notation become A1 notation",
    arguments: [
      ("=SUM(R[-3]C:R[-1]C)", "SUM(C2:C4)"), ("=R1C1+RC[-1]*R5C", "$A$1+B5*C$5"), ("=RC", "C5"),
      ("=SUM(C[1])+SUM(R2:R[1])", "SUM(D:D)+SUM($2:6)"), ("=SUM(C1:C2)", "SUM($A:$B)"),
      ("=IF(RC[-1]=\"R1C1\",ROUND(RC[-2],2),\"\")", "IF(B5=\"R1C1\",ROUND(A5,2),\"\")"),
      ("='R1C1 表'!R[1]C[1]&字典!R1C2", "'R1C1 表'!D6&字典!$B$1"), ("=R[-9]C", "#REF!"),
      ("=RATE+COUNT(R[-1]C)+LOG10(RC1)", "RATE+COUNT(C4)+LOG10($A5)"), ("=名称_R+C_x", "名称_R+C_x"),
      ("=1", "1"), ("=R[99999999999]C", "R[99999999999]C"),
    ])
  func translated(r1c1: String, a1: String) throws {
    let cell = try Self.cell(r1c1)
    #expect(cell?.formula == a1)
    #expect(cell?.value == 3)
  }
}
