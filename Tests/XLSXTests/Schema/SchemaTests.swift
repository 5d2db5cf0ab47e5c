import SpreadsheetModel
import Testing

@testable import XLSX

@Suite("Element order and counts after the schemas")
struct SchemaTests {
  @Test("of every part that the writer makes", arguments: Gallery.all.map(\.name))
  func written(name: String) throws {
    let make = try #require(Gallery.all.first { $0.name == name }?.make)
    let found = try SchemaTable().violations(in: make().bytes())
    #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
  }

  @Test("of every part that the editor makes or changes", arguments: Gallery.all.map(\.name))
  func edited(name: String) throws {
    let make = try #require(Gallery.all.first { $0.name == name }?.make)
    let table = try SchemaTable()
    let found = try table.violations(in: edit(make().bytes()))
    #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    // The edits have reached what they are to reach.
    for element in ["x:dataValidation", "x:cfRule", "x14:dataBar", "x:comment", "x:hyperlink"] {
      #expect(table.met.contains(element), "\(element)")
    }
  }

  @Test("of other programs' workbooks, which get no worse", arguments: Editing.fixtures)
  func others(name: String) throws {
    let before = try Editing.fixture(name)
    let known = try Set(SchemaTable().violations(in: before).map(\.withoutPlace))
    let new = try SchemaTable().violations(in: edit(before)).filter { !known.contains($0.withoutPlace) }
    #expect(new.isEmpty, "\(new.joined(separator: "\n"))")
  }

  @Test(
    "The table tells what is out of order, missing or too many",
    arguments: [
      ("<sheetData/><dimension ref=\"A1\"/>", "x:worksheet holds"),
      (
        "<sheetData/><mergeCells count=\"2\"><mergeCell ref=\"A1:B1\"/></mergeCells>",
        "x:mergeCells @count=2, 1"
      ),
      ("<sheetData/><mergeCells/>", "x:mergeCells holds"),
      ("<sheetData><row x=\"1\"/></sheetData>", "x:row @x"),
      ("<sheetData/><drawing/>", "x:drawing lacks @:id"),
      ("<sheetData/><pivot/>", "<x:pivot> is not in the table"),
      (
        "<sheetData/><conditionalFormatting><cfRule priority=\"1\"><dataBar><cfvo type=\"min\"/><color/></dataBar></cfRule></conditionalFormatting>",
        "x:dataBar holds"
      ),
    ])
  func told(sheet: String, expected: String) throws {
    let found = try SchemaTable().violations(in: Editing.package(sheet))
    #expect(found.contains { $0.contains(expected) }, "\(found)")
  }

  /// One of each edit, those that a workbook refuses left out.
  private func edit(_ bytes: [UInt8]) throws -> [UInt8] {
    var editor = try XLSXEditor(bytes: bytes)
    let first = try #require(try editor.sheetNames.first)
    let day = try #require(CivilDate(year: 2025, month: 7, day: 1))
    let look = CellStyle(
      font: Font(name: "黑体", size: 12, isBold: true), fill: .solid(0xFFFF00), border: .box(),
      alignment: Alignment(wrapsText: true), numberFormat: NumberFormat(code: "0.000"), isLocked: false)
    for (cell, content) in [
      ("Z30", CellContent.text(" 新 ")), ("Z31", 5), ("Z32", .formula("SUM(A1:A2)", result: 1)), ("Z33", true),
      ("Z34", .date(day)),
      ("Z35", .rich([TextRun("富", font: Font(name: "楷体", size: 10)), TextRun("文")])),
      ("Z36", .error(.notAvailable)),
    ] { try editor[first].set(cell, to: content, style: .overlay(look)) }
    try editor[first].note("Z30", "看这里")
    try editor[first].link("Z31", Hyperlink(address: "https://example.org"))
    try editor[first].validate("Y30:Y40", CellValidation(.list((1...90).map { "第\($0)党支部" })))
    try editor[first].validate("X30", CellValidation(.whole(.between("1", "9"))))
    let red = CellStyle(font: Font(name: "宋体", size: 11, color: .rgb(0xFF0000)))
    for rule in [
      ConditionalFormat.Rule.dataBar(.init()), .colorScale(.redToGreen), .iconSet(.init(.threeArrows)),
      .contains("新", red), .highest(3, red), .value(.between("1", "2"), red),
    ] { try editor[first].conditionalFormat("Z30:Z40", rule) }
    try editor.addSheet("新表") { sheet in
      sheet.write(row: 0, ["甲", "乙"])
      sheet.note("A1", "注")
      sheet.conditionalFormat("A1:A9", .dataBar(.init()))
    }
    try? editor.insertColumns(at: 2, count: 1, in: first)
    try? editor.insertRows(at: 1, count: 2, in: first)
    try? editor.deleteColumns(at: 24, count: 1, in: first, breaksReferences: true)
    try? editor.deleteRows(at: 29, count: 1, in: first, breaksReferences: true)
    try editor.renameSheet(first, to: "改名 '1' 表")
    try editor.moveSheet("新表", to: 0)
    return try editor.save().bytes
  }
}

extension String {
  /// A violation without the part and the children it was met at.
  fileprivate var withoutPlace: Substring {
    let text = self[(firstIndex(of: ":") ?? startIndex)...]
    return text.firstRange(of: " holds").map { text[..<$0.lowerBound] } ?? text
  }
}
