import Foundation
import OpenPackaging
import SpreadsheetModel
import Testing

@testable import XLSX

@Suite("Shared strings after edits")
struct SharedStringCountTests {
  private static func head(_ edit: (inout XLSXEditor) throws -> Void) throws -> String {
    let rows =
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
      + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\"><v>1</v></c></row>"
    let strings =
      "<sst xmlns=\"\(Editing.main)\" count=\"3\" uniqueCount=\"2\"><si><t>a</t></si><si><t>b</t></si></sst>"
    let bytes = try Editing.package("<sheetData>\(rows)</sheetData>", strings: [])
    let zip = ZIPWriter()
    let original = try OPCPackage(bytes: bytes)
    for entry in original.archive.entries {
      let isStrings = entry.name == "xl/sharedStrings.xml"
      try zip.add(entry.name, bytes: isStrings ? Array(strings.utf8) : original.bytes(of: entry.name))
    }
    var editor = try XLSXEditor(bytes: zip.finish())
    try edit(&editor)
    let after = try Editing.part("xl/sharedStrings.xml", of: editor.save().bytes)
    return String(after.prefix { $0 != ">" })
      .replacingOccurrences(of: "<sst xmlns=\"\(Editing.main)\" ", with: "")
  }

  @Test("count is the number of cells that refer to them, uniqueCount that of the texts")
  func counts() throws {
    #expect(try Self.head { try $0["S"].set("B2", to: "a") } == "count=\"4\" uniqueCount=\"2\"")
    #expect(try Self.head { try $0["S"].set("B2", to: "c") } == "count=\"4\" uniqueCount=\"3\"")
    #expect(try Self.head { try $0["S"].set("A1", to: 5) } == "count=\"2\" uniqueCount=\"2\"")
    #expect(try Self.head { try $0["S"].clear("A1") } == "count=\"2\" uniqueCount=\"2\"")
    #expect(try Self.head { try $0["S"].set("A1", to: "b") } == "count=\"3\" uniqueCount=\"2\"")
    #expect(
      try Self.head { try $0.deleteRows(at: 0, count: 1, in: "S") } == "count=\"1\" uniqueCount=\"2\"")
  }
}
