import SpreadsheetModel
import Testing

@testable import XLSX

@Suite("Tables under edits")
struct TableHeadingTests {
  @Test("a changed heading renames its column")
  func renamed() throws {
    var editor = try XLSXEditor(bytes: Editing.fixture("openpyxl-summary.xlsx"))
    try editor["名册"].set("B1", to: "所在\n支部")
    let saved = try editor.save()
    #expect(try Editing.part("xl/tables/table1.xml", of: saved.bytes).contains("name=\"所在_x000a_支部\""))
  }

  @Test("a heading that cannot be one is refused", arguments: [CellContent.number(1), .empty, "姓名"])
  func refused(content: CellContent) throws {
    var editor = try XLSXEditor(bytes: Editing.fixture("openpyxl-summary.xlsx"))
    let error = #expect(throws: EditError.self) {
      try editor["名册"].set("B1", to: content)
      _ = try editor.save()
    }
    #expect(error?.code == .tableHeading)
  }
}
