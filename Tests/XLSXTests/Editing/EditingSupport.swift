import Foundation
import OpenPackaging
import SpreadsheetModel
import Testing

@testable import XLSX

/// Workbooks for the editor's tests.
enum Editing {
  /// A workbook that another program made, from `Fixtures/Editing`.
  static func fixture(_ name: String) throws -> [UInt8] {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    return try [UInt8](Data(contentsOf: folder.appendingPathComponent("Editing/\(name)")))
  }

  /// All of them.
  static let fixtures = ["openpyxl-summary.xlsx", "xlsxwriter-rich.xlsx", "libreoffice-formulas.xlsx"]

  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// A package of one worksheet, whose `worksheet` content is given, and further parts.
  static func package(
    _ sheet: String, workbook: String = "", strings: [String]? = nil, more: [(String, String)] = [],
    workbookRelationships: String = "", types: String = ""
  ) throws -> [UInt8] {
    let sheetPart =
      sheet.hasPrefix("<?xml") || sheet.contains("worksheet ")
      ? sheet : "<worksheet xmlns=\"\(main)\" xmlns:r=\"\(relationships)\">\(sheet)</worksheet>"
    let spreadsheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    var parts = [
      (
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
          + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
          + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(spreadsheetType).sheet.main+xml\"/>"
          + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"\(spreadsheetType).worksheet+xml\"/>"
          + types + "</Types>"
      ),
      (
        "_rels/.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
          + "<Relationship Id=\"rId1\" Type=\"\(relationships)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
      ),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relationships)\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/>"
          + (workbook.contains("</sheets>") ? workbook : "</sheets>\(workbook)") + "</workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
          + "<Relationship Id=\"rId1\" Type=\"\(relationships)/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
          + (strings == nil
            ? ""
            : "<Relationship Id=\"rId8\" Type=\"\(relationships)/sharedStrings\" Target=\"sharedStrings.xml\"/>")
          + workbookRelationships + "</Relationships>"
      ),
      ("xl/worksheets/sheet1.xml", sheetPart),
    ]
    if let strings {
      parts.append(
        (
          "xl/sharedStrings.xml",
          "<sst xmlns=\"\(main)\" count=\"\(strings.count)\" uniqueCount=\"\(strings.count)\">"
            + strings.map { "<si><t>\($0)</t></si>" }.joined() + "</sst>"
        ))
    }
    let writer = ZIPWriter()
    for (name, text) in parts + more { try writer.add(name, bytes: Array(text.utf8)) }
    return try writer.finish()
  }

  /// A part of a package as text.
  static func part(_ name: String, of bytes: [UInt8]) throws -> String {
    String(decoding: try OPCPackage(bytes: bytes).bytes(of: name), as: UTF8.self)
  }

  /// What stands between the tags of `sheetData` after an edit of the one sheet.
  static func rows(
    _ rows: String, strings: [String]? = nil, edit: (inout XLSXEditor) throws -> Void
  ) throws -> String {
    var editor = try XLSXEditor(bytes: package("<sheetData>\(rows)</sheetData>", strings: strings))
    try edit(&editor)
    let sheet = try part("xl/worksheets/sheet1.xml", of: editor.save().bytes)
    let open = try #require(sheet.range(of: "<sheetData>"))
    let close = try #require(sheet.range(of: "</sheetData>"))
    return String(sheet[open.upperBound..<close.lowerBound])
  }
}
