import OpenPackaging
import SpreadsheetModel
import TestSupport
import Testing

@testable import XLSX

@Suite("Sheets of one workbook behind those of another")
struct JoiningTests {
  private func book(_ rate: String, look: CellStyle = CellStyle()) throws -> [UInt8] {
    var book = XLSXWriter()
    book.sheet("数据") { sheet in
      sheet.table(
        WorksheetTable(name: "党费", columns: [.init("姓名"), .init("金额", total: .sum)]), at: "A1",
        rows: [[.text("甲\(rate)"), 1], [.text("乙\(rate)"), 2]])
      sheet.set("D1", .formula("SUM(党费[金额])*比例", result: 1), style: look)
      sheet.set("D2", .formula("SUM(区域)", result: 3))
      sheet.set("D3", .formula("说明!A1", result: .text("文")))
      sheet.note("A2", "注\(rate)")
      sheet.link("A3", Hyperlink(sheet: "说明", cell: CellReference(row: 0, column: 0)))
      sheet.validate("F1:F9", CellValidation(.listFrom("说明!$A$1:$A$3")))
      sheet.conditionalFormat("B2:B3", .value(.greater("比例"), CellStyle(fill: .solid(0xFFC7CE))))
      sheet.chart(.column, over: "A1:B3", at: "H1")
      sheet.image(Gallery.png, at: "H20")
      sheet.merge("J1:K2")
      sheet.width(0, 33)
      sheet.freeze(below: 1)
      sheet.page.printArea = CellRange(a1: "A1:D9")
    }
    book.sheet("说明") { sheet in sheet["A1"] = "文" }
    book.define("比例", as: rate)
    book.define("区域", as: "数据!$B$2:$B$3")
    book.define("倍数", as: "区域*2")
    book.define("同", as: "7")
    book.define("独有\(rate)", as: "数据!$A$1")
    return try book.bytes()
  }

  @Test("bring what they own, and keep what every formula means")
  func joined() throws {
    let red = CellStyle(font: Font(name: "黑体", size: 20, color: .rgb(0xC00000)), border: .box())
    var editor = try XLSXEditor(bytes: book("2"))
    let report = try editor.append(
      XLSXEditor(bytes: book("3", look: red)), renaming: ["数据": "乙 数据", "说明": "乙 说明"])
    #expect(report.ownNames == ["比例", "区域", "倍数"])
    #expect(report.renamedTables == [JoinReport.RenamedTable(old: "党费", new: "党费_2")])
    #expect(report.left.isEmpty)
    let bytes = try editor.save().bytes
    #expect(XLSXLinter.lint(bytes: bytes).isEmpty)
    let reader = try XLSXReader(bytes: bytes)
    #expect(reader.sheets.map(\.name) == ["数据", "说明", "乙 数据", "乙 说明"])
    let sheet = try reader.sheet(reader.sheets[2])
    func formula(_ cell: String) -> String? { CellReference(a1: cell).flatMap { sheet[$0]?.formula } }
    #expect(formula("D1") == "SUM(党费_2[金额])*比例")
    #expect(formula("D2") == "SUM(区域)")
    #expect(formula("D3") == "'乙 说明'!A1")
    let own = reader.definedNames.filter { $0.sheetIndex == 2 }
    #expect(own.first { $0.name == "比例" }?.formula == "3")
    #expect(own.first { $0.name == "区域" }?.formula == "'乙 数据'!$B$2:$B$3")
    #expect(own.first { $0.name == "倍数" }?.formula == "区域*2")
    #expect(own.first { $0.name == "_xlnm.Print_Area" }?.formula == "'乙 数据'!$A$1:$D$9")
    #expect(reader.definedNames.filter { $0.name == "同" }.count == 1)
    #expect(reader.definedNames.first { $0.name == "独有3" }?.formula == "'乙 数据'!$A$1")
    let details = try reader.details(of: reader.sheets[2])
    #expect(details.tables.map(\.name) == ["党费_2"])
    #expect(details.notes.values.map(\.text) == ["注3"])
    #expect(details.links.map(\.hyperlink.destination) == [.inside("'乙 说明'!A1")])
    #expect(details.conditionalFormats.map(\.formulas) == [["比例"]])
    #expect(details.mergedRanges.count == 1 && details.frozenAt != nil && details.validations.count == 1)
    #expect(details.columns.first?.width.map { Int($0) } == 33)
    let counts = reader.contents()
    #expect(counts[.chart] == 2 && counts[.picture] == 2 && counts[.note] == 2 && counts[.table] == 2)
    let chart = try reader.package.bytes(of: "xl/charts/chart2.xml")
    #expect(String(decoding: chart, as: UTF8.self).contains("'乙 数据'!"))
  }

  @Test("and a name that is not free is refused, with nothing changed")
  func taken() throws {
    var editor = try XLSXEditor(bytes: book("2"))
    #expect { _ = try editor.append(XLSXEditor(bytes: book("3"))) } throws: {
      ($0 as? EditError)?.code == .duplicateSheetName
    }
    #expect(try editor.plan().parts.allSatisfy { $0.fate == .kept })
  }

  @Test("Several sheets change names with each other at once")
  func exchanged() throws {
    var editor = try XLSXEditor(bytes: book("2"))
    try editor.renameSheets(["数据": "说明", "说明": "数据"])
    let reader = try XLSXReader(bytes: editor.save().bytes)
    #expect(reader.sheets.map(\.name) == ["说明", "数据"])
    let sheet = try reader.sheet(reader.sheets[0])
    #expect(CellReference(a1: "D3").flatMap { sheet[$0]?.formula } == "数据!A1")
    #expect(reader.definedNames.first { $0.name == "区域" }?.formula == "说明!$B$2:$B$3")
  }
}

@Suite("Functions that give arrays, set into cells")
struct EnteredArrayTests {
  @Test(
    "are dynamic arrays beside others, and fill the cells they need",
    arguments: [("SORT(A1:A3)", [1.0, 2, 3]), ("UNIQUE(A1:A3)", [3, 1, 2]), ("SEQUENCE(2)", [1, 2])])
  func entered(formula: String, expected: [Double]) throws {
    var book = XLSXWriter()
    book.sheet("S") { sheet in
      for (row, value) in [3.0, 1, 2].enumerated() { sheet.set(row, 0, .number(value)) }
      let filled = CellRange(CellReference(row: 0, column: 2), CellReference(row: 2, column: 2))
      sheet.set("C1", .formula(CellFormula("SORT(A1:A3)", result: 1, reach: .dynamic(filled))))
      sheet.set("C2", 2)
      sheet.set("C3", 3)
    }
    var editor = try XLSXEditor(bytes: book.bytes())
    try editor["S"].set("E1", to: .formula(formula))
    try editor["S"].set("G1", to: .formula("SUM(E1:E3)"))
    try editor.calculate(storing: .missing)
    let bytes = try editor.save().bytes
    #expect(XLSXLinter.lint(bytes: bytes).isEmpty)
    #expect(try SchemaTable().violations(in: bytes).isEmpty)
    let reader = try XLSXReader(bytes: bytes)
    let sheet = try reader.sheet(reader.sheets[0])
    #expect(sheet.rows.compactMap { $0[4]?.value } == expected.map { .number($0) })
    #expect(sheet.rows[0][6]?.value == .number(expected.reduce(0, +)))
    let part = String(decoding: try reader.package.bytes(of: "xl/worksheets/sheet1.xml"), as: UTF8.self)
    #expect(
      part.contains("ref=\"E1:E\(expected.count)\"") && part.contains("<c r=\"E1\" cm=\"1\""), "\(part)")
  }
}
