import Foundation
import OpenPackaging
import Testing

/// Workbooks with one sheet of hand-written markup, for what no sound producer writes.
struct OddWorkbook {
  var sheet = "<worksheet xmlns=\"\(Self.main)\"><sheetData/></worksheet>"
  var sharedStrings: String?
  var styles: String?
  var workbookProperties = ""
  var sheetBytes: [UInt8]?

  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let strictMain = "http://purl.oclc.org/ooxml/spreadsheetml/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// A sheet with these rows.
  init(rows: String) {
    sheet =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"\(Self.main)\"><sheetData>\(rows)</sheetData></worksheet>"
  }

  /// A sheet with this markup.
  init(sheet: String) { self.sheet = sheet }

  /// The workbook's bytes; its parts have names that no one would guess.
  func bytes() throws -> [UInt8] {
    let zip = ZIPWriter()
    func add(_ name: String, _ text: String) throws { try zip.add(name, bytes: Array(text.utf8)) }
    try add(
      "[Content_Types].xml",
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
    )
    try add("_rels/.rels", Self.relationships([("r", "officeDocument", "/odd/book.part")]))
    try add(
      "odd/book.part",
      "<workbook xmlns=\"\(Self.main)\" xmlns:q=\"\(Self.office)\"><workbookPr\(workbookProperties)/><sheets><sheet sheetId=\"7\" q:id=\"s\" name=\"表\"/></sheets></workbook>"
    )
    try add(
      "odd/_rels/book.part.rels",
      Self.relationships([
        ("s", "worksheet", "..\\sheets/one.part"), ("t", "sharedStrings", "texts.part"),
        ("u", "styles", "/Odd/looks.part"),
      ]))
    try zip.add("sheets/one.part", bytes: sheetBytes ?? Array(sheet.utf8))
    if let sharedStrings { try add("odd/texts.part", sharedStrings) }
    if let styles { try add("odd/looks.part", styles) }
    return try zip.finish()
  }

  private static func relationships(_ links: [(String, String, String)]) -> String {
    let list = links.map { "<Relationship Id=\"\($0.0)\" Type=\"\(office)/\($0.1)\" Target=\"\($0.2)\"/>" }
    return
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\(list.joined())</Relationships>"
  }
}

/// The workbooks that other programs made.
enum Fixture {
  static let names = [
    "kinds-openpyxl", "kinds-libreoffice", "rich-xlsxwriter", "date1904-xlsxwriter",
  ]

  static func url(_ name: String) throws -> URL {
    try #require(Bundle.module.url(forResource: "Fixtures/Reading/\(name)", withExtension: "xlsx"))
  }

  static func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: url(name))) }
}
