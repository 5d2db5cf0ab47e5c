import SpreadsheetModel
import Testing
import Workflow
import XLSX

@Suite("Changes of the set command")
struct CellAssignmentTests {
  @Test(
    "A change is read as Excel reads what is typed, without its harm",
    arguments: [
      ("名册!B2=30", "名册", CellContent.number(30)), ("名册!B2=", "名册", .empty),
      ("名册!B2='30", "名册", .text("30")), ("名册!B2=007", "名册", .text("007")),
      ("名册!B2=11010519491231002", "名册", .text("11010519491231002")),
      ("名册!B2==SUM(A1:A3)", "名册", .formula("SUM(A1:A3)")), ("'一 月'!B2=x", "一 月", .text("x")),
      ("'it''s'!B2=TRUE", "it's", .boolean(true)), ("a=b!B2=1.5", "a=b", .number(1.5)),
      ("名册!B2=a=b!C3", "名册", .text("a=b!C3")),
    ])
  func reads(text: String, sheet: String, entry: CellContent) throws {
    let assignment = try #require(CellAssignment(text))
    #expect(assignment.sheet == sheet)
    #expect(assignment.cell == CellReference(a1: "B2"))
    #expect(assignment.entry == entry)
  }

  @Test("What is no change is refused", arguments: ["", "B2=3", "名册!B2", "名册!=3", "!B2=3", "'名册!B2=3"])
  func refuses(text: String) {
    #expect(CellAssignment(text) == nil)
  }
}
