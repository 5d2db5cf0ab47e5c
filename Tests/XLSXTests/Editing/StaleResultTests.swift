import OpenPackaging
import SpreadsheetModel
import Testing

@testable import XLSX

@Suite("Results that no longer hold")
struct StaleResultTests {
  private let rows =
    "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><f>A1*2</f><v>2</v></c><c r=\"C1\" t=\"str\"><f>\"x\"&amp;B1</f><v>x2</v></c></row>"
    + "<row r=\"2\"><c r=\"A2\"><v>5</v></c><c r=\"B2\"><f>A2*2</f><v>10</v></c><c r=\"C2\"><f>合计</f><v>6</v></c></row>"
    + "<row r=\"3\"><c r=\"B3\"><f>SUM(A:A)</f><v>6</v></c><c r=\"C3\"><f>A3:A4 A2:A9</f><v>0</v></c></row>"
  private let names = "<definedNames><definedName name=\"合计\">SUM(S!$A$1:$A$2)</definedName></definedNames>"

  private func edited(_ policy: XLSXEditor.StaleResults) throws -> (sheet: String, workbook: String) {
    var editor = try XLSXEditor(bytes: Editing.package("<sheetData>\(rows)</sheetData>", workbook: names))
    editor.staleResults = policy
    try editor["S"].set("A1", to: 4)
    let bytes = try editor.save().bytes
    return (
      try Editing.part("xl/worksheets/sheet1.xml", of: bytes), try Editing.part("xl/workbook.xml", of: bytes)
    )
  }

  @Test("what depends on a changed cell, directly or not, loses its stored result; the rest keeps it")
  func removed() throws {
    let after = try edited(.recalculated)
    for expected in [
      "<c r=\"B1\"><f>A1*2</f></c>", "<c r=\"C1\"><f>\"x\"&amp;B1</f></c>", "<c r=\"C2\"><f>合计</f></c>",
      "<c r=\"B3\"><f>SUM(A:A)</f></c>", "<c r=\"B2\"><f>A2*2</f><v>10</v></c>", "A2:A9</f><v>0</v></c>",
    ] { #expect(after.sheet.contains(expected), "\(expected)") }
    #expect(after.workbook.contains("<calcPr fullCalcOnLoad=\"1\"/>"))
  }

  @Test("results stay where the caller wants them to")
  func kept() throws {
    #expect(try edited(.marked).sheet.contains("<f>A1*2</f><v>2</v>"))
    #expect(try edited(.marked).workbook.contains("fullCalcOnLoad"))
    #expect(try edited(.kept).sheet.contains("<f>A1*2</f><v>2</v>"))
    #expect(try !edited(.kept).workbook.contains("fullCalcOnLoad"))
  }
}
