import OpenPackaging
import SpreadsheetModel
import Testing

@testable import XLSX

@Suite("Sheets added and removed")
struct SheetStructureTests {
  @Test("two sheets of one name: the first is edited, once")
  func sameNames() throws {
    let bytes = try Editing.package(
      "<sheetData/>", workbook: "<sheet name=\"S\" sheetId=\"2\" r:id=\"rId2\"/></sheets>",
      more: [("xl/worksheets/sheet2.xml", "<worksheet xmlns=\"\(Editing.main)\"><sheetData/></worksheet>")],
      workbookRelationships:
        "<Relationship Id=\"rId2\" Type=\"\(Editing.relationships)/worksheet\" Target=\"worksheets/sheet2.xml\"/>"
    )
    var editor = try XLSXEditor(bytes: bytes)
    try editor["S"].set("A1", to: .number(1))
    try editor["S"].note("A1", "n")
    let saved = try editor.save()
    #expect(saved.receipt.cells.count == 1)
    let package = try OPCPackage(bytes: saved.bytes)
    #expect(package.archive.entries.map(\.name).filter { $0.contains("comments") } == ["xl/comments1.xml"])
    #expect(try Editing.part("xl/worksheets/sheet2.xml", of: saved.bytes).contains("<sheetData/>"))
  }

  @Test("two sheets that are one part are not edited: an edit of the one would change the other")
  func onePartTwice() throws {
    let bytes = try Editing.package(
      "<sheetData/>", workbook: "<sheet name=\"T\" sheetId=\"2\" r:id=\"rId1\"/></sheets>")
    let error = #expect(throws: EditError.self) { _ = try XLSXEditor(bytes: bytes) }
    #expect(error?.code == .malformedPart && error?.sheet == "T")
  }

  @Test("an added sheet brings its looks, texts, names and parts along")
  func added() throws {
    var editor = try XLSXEditor(bytes: Editing.fixture("openpyxl-summary.xlsx"))
    try editor.addSheet("问题清单") { sheet in
      sheet.set("A1", "标题", style: CellStyle(font: Font(name: "黑体", size: 16, isBold: true)))
      sheet.set("A2", .number(0.5), style: CellStyle(numberFormat: NumberFormat(code: "0.0%")))
      sheet.set("B2", 4)
      sheet.filter("A1:B2")
      sheet.note("A1", "说明", author: "台账核查")
      sheet.chart(.column, over: "A1:B2", at: "D2")
    }
    #expect(try editor.sheetNames == ["汇总", "名册", "问题清单"])
    let bytes = try editor.save().bytes
    let workbook = try Editing.part("xl/workbook.xml", of: bytes)
    #expect(workbook.contains("_xlnm._FilterDatabase\" localSheetId=\"2\" hidden=\"1\">"))
    let app = try Editing.part("docProps/app.xml", of: bytes)
    #expect(!app.contains("TitlesOfParts") || app.contains("问题清单"))
    var again = try XLSXEditor(bytes: bytes)
    #expect(throws: EditError.self) { try again.addSheet("汇总") { _ in } }
    #expect(throws: EditError.self) { try again.addSheet("a/b") { _ in } }
    #expect(throws: EditError.self) { try again.addSheet("x") { $0.set("A1", .number(.nan)) } }
    try again.removeSheet("问题清单")
    let saved = try again.save()
    let dropped = saved.receipt.parts.filter { $0.fate == .dropped }.map(\.name)
    #expect(dropped.contains("xl/worksheets/sheet3.xml") && dropped.contains { $0.contains("chart2") })
    #expect(try !Editing.part("xl/workbook.xml", of: saved.bytes).contains("FilterDatabase"))
  }

  @Test(
    "a sheet that something depends on is not removed",
    arguments: [("汇总", EditError.Code.dependent), ("没有", .noSuchSheet)])
  func refused(name: String, code: EditError.Code) throws {
    var editor = try XLSXEditor(bytes: Editing.fixture("openpyxl-summary.xlsx"))
    let error = #expect(throws: EditError.self) { try editor.removeSheet(name) }
    #expect(error?.code == code)
    try editor.removeSheet("名册")
    let last = #expect(throws: EditError.self) { try editor.removeSheet("汇总") }
    #expect(last?.code == .lastVisibleSheet)
  }
}
