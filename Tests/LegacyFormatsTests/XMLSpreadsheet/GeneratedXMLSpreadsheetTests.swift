import LegacyFormats
import SpreadsheetModel
import TestSupport
import Testing

@Suite("XML Spreadsheets made from seeds")
struct GeneratedXMLSpreadsheetTests {
  static func read(_ table: String, styles: String = "") throws -> (sheet: Sheet, problems: ReadingProblems) {
    let text = """
      <?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
      <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
       xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
       xmlns:x="urn:schemas-microsoft-com:office:excel"><Styles>\(styles)</Styles>
      <Worksheet ss:Name="页">\(table)</Worksheet></Workbook>
      """
    let workbook = try XMLSpreadsheetReader(bytes: Array(text.utf8)).workbook
    return (try #require(workbook.sheets.first), workbook.problems)
  }

  private static func data(_ value: CellValue) -> String {
    switch value {
    case .number(let number): "<Data ss:Type=\"Number\">\(number)</Data>"
    case .boolean(let truth): "<Data ss:Type=\"Boolean\">\(truth ? 1 : 0)</Data>"
    case .error(let error): "<Data ss:Type=\"Error\">\(error.spelling)</Data>"
    case .text(let text):
      "<Data ss:Type=\"String\">\(text.replacing("&", with: "&amp;").replacing("<", with: "&lt;"))</Data>"
    case .empty: ""
    }
  }

  @Test(
    "every cell stands where its indices put it; of several at one place the last",
    arguments: UInt64(0)..<4)
  func truth(part: UInt64) throws {
    for seed in part * 300..<(part + 1) * 300 {
      var random = SeededGenerator(seed: seed)
      func chance(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }
      let values: [CellValue] = [
        "王建国", 1, -2.5, true, false, .error(.notAvailable), "a<b&c", .empty, "", 1e-7,
      ]
      var expected: [CellReference: CellValue] = [:]
      var table = "<Table>"
      var row = -1
      for _ in 0..<chance(8) {
        let leaps = chance(3) == 0
        row = leaps ? chance(10) : row + 1
        table += leaps ? "<Row ss:Index=\"\(row + 1)\">" : "<Row>"
        var column = 0
        for _ in 0..<chance(6) {
          let leaps = chance(3) == 0
          if leaps { column = chance(10) }
          let across = chance(6) == 0 ? chance(3) : 0
          let value = values[chance(values.count)]
          table += "<Cell" + (leaps ? " ss:Index=\"\(column + 1)\"" : "")
          table += (across > 0 ? " ss:MergeAcross=\"\(across)\"" : "") + ">" + Self.data(value) + "</Cell>"
          let place = CellReference(row: row, column: column)
          expected.removeValue(forKey: place)
          if !value.isEmpty, value != "" { expected[place] = value }
          column += 1 + across
        }
        table += "</Row>"
      }
      let (sheet, problems) = try Self.read(table + "</Table>")
      #expect(GeneratedWorkbookTests.content(sheet) == expected, "seed \(seed): \(table)")
      #expect(!problems.counts.keys.contains(.placelessCell), "seed \(seed)")
    }
  }

  @Test(
    "a cell without a place is left out and told as it is written, the rest is read",
    arguments: [
      ("<Row ss:Index=\"0\"><Cell>X</Cell></Row>", ["R0C1"]),
      ("<Row ss:Index=\"-3\"><Cell>X</Cell></Row>", ["R-3C1"]),
      ("<Row ss:Index=\"x\"><Cell ss:Index=\"3\">X</Cell></Row><Row><Cell>X</Cell></Row>", ["RxC3", "R?C1"]),
      ("<Row ss:Index=\"1048576\"/><Row><Cell>X</Cell></Row>", ["R1048577C1"]),
      ("<Row ss:Index=\"99999999999999999999\"><Cell>X</Cell></Row>", ["R99999999999999999999C1"]),
      ("<Row><Cell ss:Index=\"0\">X</Cell><Cell>X</Cell></Row>", ["R2C0", "R2C?"]),
      ("<Row><Cell ss:Index=\"16384\"/><Cell>X</Cell></Row>", ["R2C16385"]),
      ("<Row><Cell ss:Index=\"9223372036854775807\">X</Cell></Row>", ["R2C9223372036854775807"]),
    ] as [(String, [String])])
  func placeless(rows: String, references: [String]) throws {
    let data = "<Data ss:Type=\"String\">无处</Data>"
    let good = "<Cell><Data ss:Type=\"Number\">7</Data></Cell>"
    let (sheet, problems) = try Self.read(
      "<Table><Row>\(good)</Row>\(rows.replacing("X", with: data))<Row ss:Index=\"5\">\(good)</Row></Table>")
    #expect(sheet.rows.map(\.index) == [0, 4])
    #expect(problems.all.map(\.reference) == references)
    #expect(problems.all.allSatisfy { $0.kind == .placelessCell && $0.value == "无处" && $0.sheet == "页" })
    #expect(problems.haveLosses)
  }

  @Test("formats come from the cell, its row, its column, the table or a style's parent")
  func styles() throws {
    var styles = ""
    for (id, code) in [("a", "0.0"), ("b", "0.00"), ("c", "0.000"), ("d", "0.0000")] {
      styles += "<Style ss:ID=\"\(id)\"><NumberFormat ss:Format=\"\(code)\"/></Style>"
    }
    styles += "<Style ss:ID=\"e\" ss:Parent=\"a\"><Font/></Style><Style ss:ID=\"Default\"/>"
    let number = "<Data ss:Type=\"Number\">1</Data>"
    let (sheet, _) = try Self.read(
      """
      <Table ss:StyleID="d"><Column ss:Index="2" ss:Span="1" ss:StyleID="c"/>
      <Row><Cell>\(number)</Cell><Cell>\(number)</Cell><Cell ss:StyleID="e">\(number)</Cell></Row>
      <Row ss:StyleID="b"><Cell>\(number)</Cell><Cell>\(number)</Cell><Cell ss:StyleID="a">\(number)</Cell></Row>
      </Table>
      """, styles: styles)
    #expect(
      sheet.rows.map { $0.cells.map { sheet.displayedText(of: $0) } }
        == [["1.0000", "1.000", "1.0"], ["1.00", "1.00", "1.0"]])
  }

  @Test("rows written again and again, and columns, take no longer than their bytes")
  func linear() throws {
    let row = "<Row ss:Index=\"1\"><Cell><Data ss:Type=\"Number\">1</Data></Cell></Row>"
    let column = "<Column ss:Index=\"1\" ss:Span=\"16383\" ss:Hidden=\"1\"/>"
    let (sheet, problems) = try Self.read(
      "<Table>\(String(repeating: column, count: 20_000))\(String(repeating: row, count: 20_000))</Table>")
    #expect(sheet.rows.count == 1)
    #expect(sheet.hiddenColumns.count == 16_384)
    #expect(problems.counts == [.repeatedCell: 19_999])
  }

  @Test("a truth value is true, false or no truth value; a formula too long leaves its result")
  func values() throws {
    func truth(_ text: String) -> String { "<Cell><Data ss:Type=\"Boolean\">\(text)</Data></Cell>" }
    let formula = "=RC[1]" + String(repeating: "+RC[1]", count: 2000)
    let (sheet, problems) = try Self.read(
      """
      <Table><Row>\(truth("1"))\(truth("true"))\(truth("0"))\(truth("否"))
      <Cell ss:Formula="\(formula)"><Data ss:Type="Number">5</Data></Cell></Row></Table>
      """)
    #expect(sheet.rows[0].cells.map(\.value) == [true, true, false, "否", 5])
    #expect(sheet.rows[0].cells.allSatisfy { $0.formula == nil })
    #expect(problems.counts == [.longFormula: 1])
  }
}
