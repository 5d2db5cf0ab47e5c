import OpenPackaging
import SpreadsheetModel
import Testing

@testable import XLSX

@Suite("Copies of changed cells")
struct CopiedCellTests {
  private static let drawings = "http://schemas.openxmlformats.org/drawingml/2006"

  private static func relationships(_ links: [(String, String)]) -> String {
    let list = links.map {
      "<Relationship Id=\"\($0.0)\" Type=\"\(Editing.relationships)/\($0.0)\" Target=\"\($0.1)\"/>"
    }
    return
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\(list.joined())</Relationships>"
  }

  private static func series(_ kind: String, _ formula: String) -> String {
    "<c:\(kind)Ref><c:f>\(formula)</c:f><c:\(kind)Cache><c:ptCount val=\"1\"/></c:\(kind)Cache></c:\(kind)Ref>"
  }

  /// A sheet with a chart over A1:A3 and C1:C3 (formulas over column B), and a pivot table's cache over
  /// A1:B3.
  private static func workbook() throws -> [UInt8] {
    let rows = (1...3).map { row in
      "<row r=\"\(row)\"><c r=\"A\(row)\"><v>1</v></c><c r=\"B\(row)\"><v>1</v></c><c r=\"C\(row)\"><f>B\(row)*2</f><v>2</v></c></row>"
    }
    let chart =
      "<c:chartSpace xmlns:c=\"\(drawings)/chart\">" + series("num", "S!$A$1:$A$3")
      + series("num", "'S'!$C$1:$C$3") + series("str", "S!$D$1") + "</c:chartSpace>"
    let pivot =
      "<pivotCacheDefinition xmlns=\"\(Editing.main)\" recordCount=\"3\"><cacheSource type=\"worksheet\"><worksheetSource ref=\"A1:B3\" sheet=\"S\"/></cacheSource></pivotCacheDefinition>"
    return try Editing.package(
      "<sheetData>\(rows.joined())</sheetData><drawing r:id=\"drawing\"/>",
      more: [
        ("xl/worksheets/_rels/sheet1.xml.rels", relationships([("drawing", "../drawings/drawing1.xml")])),
        ("xl/drawings/drawing1.xml", "<d:wsDr xmlns:d=\"\(drawings)/spreadsheetDrawing\"/>"),
        ("xl/drawings/_rels/drawing1.xml.rels", relationships([("chart", "../charts/chart1.xml")])),
        ("xl/charts/chart1.xml", chart), ("xl/pivotCache/pivotCacheDefinition1.xml", pivot),
      ],
      workbookRelationships:
        "<Relationship Id=\"rId7\" Type=\"\(Editing.relationships)/pivotCacheDefinition\" Target=\"pivotCache/pivotCacheDefinition1.xml\"/>"
    )
  }

  private static func caches(after cell: String, isWanted: Bool = true) throws
    -> (charts: [Bool], refreshes: Bool)
  {
    var editor = try XLSXEditor(bytes: workbook())
    editor.refreshesCopies = isWanted
    try editor["S"].set(cell, to: 9)
    let bytes = try editor.save().bytes
    let chart = try Editing.part("xl/charts/chart1.xml", of: bytes)
    let pivot = try Editing.part("xl/pivotCache/pivotCacheDefinition1.xml", of: bytes)
    let charts = ["$A$3</c:f><c:numCache", "$C$3</c:f><c:numCache", "$D$1</c:f><c:strCache"]
    return (charts.map { chart.contains($0) }, pivot.contains("refreshOnLoad=\"1\""))
  }

  @Test("A chart loses the values it has copied of changed cells, and no others; pivot tables are refreshed")
  func direct() throws {
    let after = try Self.caches(after: "A2")
    #expect(after.charts == [false, true, true])
    #expect(after.refreshes)
  }

  @Test("So it does where formulas over changed cells are what it shows")
  func throughFormulas() throws {
    let after = try Self.caches(after: "B2")
    #expect(after.charts == [true, false, true])
    #expect(after.refreshes)
  }

  @Test("Nothing is touched by a change elsewhere, or unless the caller asks for it")
  func elsewhere() throws {
    #expect(try Self.caches(after: "F9") == ([true, true, true], false))
    #expect(try Self.caches(after: "A2", isWanted: false) == ([true, true, true], false))
  }
}
