import OpenPackaging
import SpreadsheetModel
import Testing

@testable import XLSX

@Suite("Notes under edits")
struct NoteEditTests {
  private func notes(_ bytes: [UInt8], _ part: String) throws -> [String: String] {
    let document = try MarkupDocument(part: part, bytes: Array(Editing.part(part, of: bytes).utf8))
    let list = try #require(try document.child(of: document.root, "commentList"))
    var found: [String: String] = [:]
    for comment in try document.children(of: list, "comment") {
      let text = try #require(try document.child(of: comment, "text"))
      found[document.value("ref", of: comment) ?? ""] = try EditedStrings.text(of: text, in: document)
    }
    return found
  }

  @Test("a note joins those there, and gets a slip of its own")
  func joined() throws {
    var editor = try XLSXEditor(bytes: Editing.fixture("xlsxwriter-rich.xlsx"))
    try editor["台账"].note("D5", "金额不符", author: "台账核查")
    let bytes = try editor.save().bytes
    #expect(try notes(bytes, "xl/comments1.xml") == ["B3": "批注一", "B4": "批注二", "D5": "金额不符"])
    let slips = try Editing.part("xl/drawings/vmlDrawing1.vml", of: bytes)
    #expect(slips.contains("id=\"_x0000_s1027\"") && slips.contains("<x:Row>4</x:Row>"))
  }

  @Test("slips are found and written whatever prefixes a program has given its own")
  func prefixes() throws {
    var editor = try XLSXEditor(bytes: Editing.fixture("openpyxl-summary.xlsx"))
    try editor["汇总"].note("B6", "金额不符", author: "台账核查")
    try editor.insertRows(at: 0, count: 2, in: "汇总")
    try editor.insertColumns(at: 0, count: 1, in: "汇总")
    let bytes = try editor.save().bytes
    let slips = try Editing.part("xl/drawings/commentsDrawing1.vml", of: bytes)
    #expect(slips.contains("<ns2:Row>6</ns2:Row><ns2:Column>1</ns2:Column>"), "\(slips)")
    #expect(slips.contains("<x:Row>7</x:Row><x:Column>2</x:Column>"))
    #expect(slips.contains("<v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o="))
    #expect(slips.contains("id=\"_x0000_s1027\""))
    #expect(XLSXLinter.lint(bytes: bytes).isEmpty)
    var again = try XLSXEditor(bytes: bytes)
    try again["汇总"].removeNotes(by: "台账核查")
    let without = try Editing.part("xl/drawings/commentsDrawing1.vml", of: again.save().bytes)
    #expect(!without.contains("<v:shape ") && without.contains("<ns2:Row>6</ns2:Row>"))
  }

  @Test("text beside someone else's note is appended, and goes again without a trace of it")
  func appended() throws {
    var editor = try XLSXEditor(bytes: Editing.fixture("openpyxl-summary.xlsx"))
    try editor["汇总"].note("A5", "一", author: "台账核查")
    try editor["汇总"].note("A5", "二", author: "台账核查")
    let bytes = try editor.save().bytes
    #expect(try notes(bytes, "xl/comments/comment1.xml")["A5"] == "原来的批注\n―― 台账核查 ――\n二")
    var again = try XLSXEditor(bytes: bytes)
    try again["汇总"].removeNotes(by: "台账核查")
    #expect(try notes(again.save().bytes, "xl/comments/comment1.xml")["A5"] == "原来的批注")
  }

  @Test("a comments part without its lists gets them with the first note")
  func noLists() throws {
    let bytes = try Editing.package(
      "<sheetData/>",
      more: [
        ("xl/comments1.xml", "<comments xmlns=\"\(Editing.main)\"/>"),
        (
          "xl/worksheets/_rels/sheet1.xml.rels",
          "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"\(Editing.relationships)/comments\" Target=\"../comments1.xml\"/></Relationships>"
        ),
      ])
    var editor = try XLSXEditor(bytes: bytes)
    try editor["S"].note("A1", "核对")
    let reader = try XLSXReader(bytes: editor.save().bytes)
    #expect(try reader.sheet(reader.sheets[0]).notes == [.origin: "核对"])
  }

  @Test("new notes get blocks of ids that no other sheet has, and parts go with the last note")
  func blocks() throws {
    var editor = try XLSXEditor(bytes: Editing.fixture("xlsxwriter-rich.xlsx"))
    try editor["代码"].note("A1", "码", author: "a")
    let bytes = try editor.save().bytes
    #expect(try Editing.part("xl/drawings/vmlDrawing2.vml", of: bytes).contains("data=\"2\""))
    let sheet = try Editing.part("xl/worksheets/sheet2.xml", of: bytes)
    #expect(sheet.contains("<legacyDrawing r:id=\"rId2\"/></worksheet>"))
    var again = try XLSXEditor(bytes: bytes)
    try again["代码"].removeNotes(by: "a")
    let saved = try again.save()
    #expect(
      saved.receipt.parts.filter { $0.fate == .dropped }.map(\.name).sorted() == [
        "xl/comments2.xml", "xl/drawings/vmlDrawing2.vml", "xl/worksheets/_rels/sheet2.xml.rels",
      ])
  }
}
