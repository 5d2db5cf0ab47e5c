import OpenPackaging
import SpreadsheetModel
import Testing

@testable import XLSX

@Suite("Shared formulas under edits")
struct SharedFormulaEditTests {
  private let column =
    "<row r=\"1\"><c r=\"C1\"><f t=\"shared\" ref=\"C1:C4\" si=\"0\">A1+B$1</f><v>1</v></c></row>"
    + "<row r=\"2\"><c r=\"C2\"><f t=\"shared\" si=\"0\"/><v>2</v></c></row>"
    + "<row r=\"3\"><c r=\"C3\"><f t=\"shared\" si=\"0\"/><v>3</v></c></row>"
    + "<row r=\"4\"><c r=\"C4\"><f t=\"shared\" si=\"0\"/><v>4</v></c></row>"

  @Test("the next follower becomes the master")
  func rehomed() throws {
    let after = try Editing.rows(column) { try $0["S"].set("C1", to: 9) }
    #expect(after.contains("<c r=\"C1\"><v>9</v></c>"))
    #expect(after.contains("<c r=\"C2\"><f t=\"shared\" ref=\"C2:C4\" si=\"0\">A2+B$1</f><v>2</v></c>"))
    #expect(after.contains("<c r=\"C3\"><f t=\"shared\" si=\"0\"/><v>3</v></c>"))
  }

  @Test("followers that are edited along do not become master")
  func editedFollower() throws {
    let after = try Editing.rows(column) { editor in
      try editor["S"].set("C1", to: 9)
      try editor["S"].set("C2", to: 8)
      try editor["S"].restyle("C3", with: CellStyle(fill: .solid(0xFFFF00)))
    }
    #expect(
      after.contains("<c r=\"C3\" s=\"1\"><f t=\"shared\" ref=\"C3:C4\" si=\"0\">A3+B$1</f><v>3</v></c>"))
  }

  @Test("a single follower left gets a formula of its own")
  func lastFollower() throws {
    let after = try Editing.rows(column) { editor in
      for cell in ["C1", "C2", "C3"] { try editor["S"].clear(cell) }
    }
    #expect(
      after
        == "<row r=\"1\"></row><row r=\"2\"></row><row r=\"3\"></row><row r=\"4\"><c r=\"C4\"><f>A4+B$1</f><v>4</v></c></row>"
    )
  }

  @Test("followers that do not lie in one line each get their formula")
  func block() throws {
    let block =
      "<row r=\"1\"><c r=\"C1\"><f t=\"shared\" ref=\"C1:D2\" si=\"3\">LOG10(A1)</f></c><c r=\"D1\"><f t=\"shared\" si=\"3\"/></c></row>"
      + "<row r=\"2\"><c r=\"C2\"><f t=\"shared\" si=\"3\"/></c><c r=\"D2\"><f t=\"shared\" si=\"3\"/></c></row>"
    let after = try Editing.rows(block) { try $0["S"].set("C1", to: 0) }
    #expect(
      after == "<row r=\"1\"><c r=\"C1\"><v>0</v></c><c r=\"D1\"><f>LOG10(B1)</f></c></row>"
        + "<row r=\"2\"><c r=\"C2\"><f>LOG10(A2)</f></c><c r=\"D2\"><f>LOG10(B2)</f></c></row>")
  }

  @Test("a follower is simply replaced, and the receipt has its formula written out")
  func follower() throws {
    var editor = try XLSXEditor(bytes: Editing.package("<sheetData>\(column)</sheetData>"))
    try editor["S"].set("C3", to: 5)
    let saved = try editor.save()
    #expect(saved.receipt.cells.first?.before == CellState(value: 3, formula: "A3+B$1"))
    #expect(
      try Editing.part("xl/worksheets/sheet1.xml", of: saved.bytes).contains("ref=\"C1:C4\" si=\"0\">A1+B$1"))
  }

  @Test("the calculation chain goes with its type and relationship, and results are computed anew")
  func calculationChain() throws {
    let bytes = try Editing.package(
      "<sheetData>\(column)</sheetData>", workbook: "</sheets><definedNames/><oleSize ref=\"A1\"/>",
      more: [("xl/calcChain.xml", "<calcChain xmlns=\"\(Editing.main)\"><c r=\"C1\" i=\"1\"/></calcChain>")],
      workbookRelationships:
        "<Relationship Id=\"rId3\" Type=\"\(Editing.relationships)/calcChain\" Target=\"calcChain.xml\"/>",
      types:
        "<Override PartName=\"/xl/calcChain.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml\"/>"
    )
    var editor = try XLSXEditor(bytes: bytes)
    try editor["S"].set("C3", to: 5)
    let saved = try editor.save()
    #expect(saved.receipt.parts.contains(.init(name: "xl/calcChain.xml", fate: .dropped)))
    #expect(try !Editing.part("[Content_Types].xml", of: saved.bytes).contains("calcChain"))
    #expect(try !Editing.part("xl/_rels/workbook.xml.rels", of: saved.bytes).contains("calcChain"))
    #expect(
      try Editing.part("xl/workbook.xml", of: saved.bytes)
        .contains("<definedNames/><calcPr fullCalcOnLoad=\"1\"/><oleSize ref=\"A1\"/>"))
    // A plain number leaves the chain as it is.
    var other = try XLSXEditor(bytes: bytes)
    try other["S"].set("A1", to: 5)
    #expect(try other.save().receipt.parts.contains(.init(name: "xl/calcChain.xml", fate: .kept)))
  }
}
