import OpenPackaging
import SpreadsheetModel
import Testing

@testable import XLSX

@Suite("Links, validations and conditional formats added")
struct SheetFeatureEditTests {
  private func edited(
    _ sheet: String, _ edit: (inout SheetEditor) throws -> Void
  ) throws -> (sheet: String, relationships: String?) {
    var editor = try XLSXEditor(bytes: Editing.package(sheet))
    try edit(&editor["S"])
    let bytes = try editor.save().bytes
    return (
      try Editing.part("xl/worksheets/sheet1.xml", of: bytes),
      try? Editing.part("xl/worksheets/_rels/sheet1.xml.rels", of: bytes)
    )
  }

  @Test("new elements stand where the schema wants them")
  func order() throws {
    let after = try edited("<sheetData/><pageMargins left=\"1\"/><tableParts count=\"0\"/>") { sheet in
      try sheet.note("A1", "n")
      try sheet.link("A1", Hyperlink(.inside("S!B2"), tip: "到\"那里\""))
      try sheet.validate("A1:A9", CellValidation(.list(["甲", "乙"])))
      try sheet.conditionalFormat("A1:A9", .formula("A1>1", CellStyle(fill: .solid(0xFF0000))))
      try sheet.conditionalFormat("A1:A9", .duplicates(CellStyle(fill: .solid(0xFF0000))))
    }
    let names = [
      "sheetData", "conditionalFormatting", "dataValidations", "hyperlinks", "pageMargins", "legacyDrawing",
      "tableParts",
    ]
    let places = names.compactMap { after.sheet.firstRange(of: "<\($0)")?.lowerBound }
    #expect(places.count == names.count && places == places.sorted())
    #expect(after.sheet.contains("<cfRule type=\"duplicateValues\" dxfId=\"0\" priority=\"2\"></cfRule>"))
    #expect(after.sheet.contains("<hyperlink ref=\"A1\" location=\"S!B2\" tooltip=\"到&quot;那里&quot;\"/>"))
  }

  @Test("a link takes the place of the one there, and goes with its list")
  func links() throws {
    let before =
      "<sheetData/><hyperlinks><hyperlink ref=\"A1\" location=\"S!B2\"/><hyperlink ref=\"B1\" location=\"S!B3\"/></hyperlinks>"
    let after = try edited(before) { try $0.link("A1", Hyperlink(address: "https://example.org/?a&b")) }
    #expect(after.sheet.contains("<hyperlinks><hyperlink ref=\"A1\" r:id=\"rId1\"/><hyperlink ref=\"B1\""))
    #expect(
      after.relationships?.contains("Target=\"https://example.org/?a&amp;b\" TargetMode=\"External\"") == true
    )
    let bare = try edited(before) { sheet in
      try sheet.unlink("A1")
      try sheet.unlink("B1")
    }
    #expect(bare.sheet.hasSuffix("<sheetData/></worksheet>"))
  }

  @Test(
    "data bars have their Excel 2010 form, in the extension that is there or one beside others",
    arguments: [
      ("<sheetData/><tableParts count=\"0\"/>", "<tableParts count=\"0\"/><extLst><ext "),
      ("<sheetData/><extLst/>", "</conditionalFormatting><extLst><ext "),
      (
        "<sheetData/><extLst><ext uri=\"{05C60535-1F16-4fd2-B633-F4F36F0B64E0}\"><x14:sparklineGroups xmlns:x14=\"\(Namespace.x14)\"/></ext></extLst>",
        "</x14:conditionalFormattings></ext><ext uri=\"{05C60535"
      ),
      (
        "<sheetData/><extLst><ext uri=\"{78C0D931-6437-407D-A8EE-F0AAD7539E65}\"><e:conditionalFormattings xmlns:e=\"\(Namespace.x14)\"><e:conditionalFormatting/></e:conditionalFormattings></ext></extLst>",
        "<e:conditionalFormatting/><x14:conditionalFormatting xmlns:x14=\"\(Namespace.x14)\""
      ),
    ])
  func dataBars(before: String, expected: String) throws {
    let after = try edited(before) { sheet in
      try sheet.conditionalFormat("A1:A9", .dataBar(.init(color: .rgb(0x63C384))))
      try sheet.conditionalFormat("B1:B9", .dataBar(.init(minimum: .number(0), isGradient: true)))
    }
    #expect(after.sheet.contains(expected), "\(after.sheet)")
    for rule in 0...1 {
      let id = ExtendedDataBar.id(sheet: 0, rule: rule)
      #expect(after.sheet.contains("<x14:id>\(id)</x14:id>"))
      #expect(after.sheet.contains("<x14:cfRule type=\"dataBar\" id=\"\(id)\">"))
    }
    #expect(after.sheet.contains("<xm:sqref>B1:B9</xm:sqref>"))
  }

  @Test("a data bar that is there is not added again, and a new one has an id of its own")
  func knownDataBars() throws {
    let bytes = try Gallery.things().bytes()
    var editor = try XLSXEditor(bytes: bytes)
    try editor["图片与迷你图"].conditionalFormat("B2:E5", .dataBar(.init(color: .rgb(0xFFC000))))
    #expect(try editor.save().bytes == bytes)
    try editor["图片与迷你图"].conditionalFormat("B2:B5", .dataBar(.init(color: .rgb(0xFFC000))))
    let after = try editor.save().bytes
    #expect(XLSXLinter.lint(bytes: after).isEmpty)
    let sheet = try Editing.part("xl/worksheets/sheet1.xml", of: after)
    #expect(sheet.split(separator: "<x14:conditionalFormattings>").count == 2)
    let ids = sheet.matches(of: #/<x14:id>([^<]*)</#).map { String($0.output.1) }
    #expect(ids.count == 2 && Set(ids).count == 2)
    for id in ids { #expect(sheet.contains(" id=\"\(id)\"")) }
  }

  @Test("lists keep count, and what is there already is not added again")
  func counted() throws {
    let rule = CellValidation(.whole(.between("1", "9")))
    var editor = try XLSXEditor(bytes: Editing.package("<sheetData/>"))
    try editor["S"].validate("A1", rule)
    try editor["S"].conditionalFormat("A1", .blank(CellStyle(fill: .solid(1))))
    let first = try editor.save().bytes
    var again = try XLSXEditor(bytes: first)
    try again["S"].validate("A1", rule)
    try again["S"].conditionalFormat("A1", .blank(CellStyle(fill: .solid(1))))
    #expect(try again.save().bytes == first)
    try again["S"].validate("B1", rule)
    #expect(
      try Editing.part("xl/worksheets/sheet1.xml", of: again.save().bytes).contains(
        "<dataValidations count=\"2\">"))
  }
}
