import OpenPackaging
import TestSupport
import Testing

/// An input made to do harm, and what must come of it.
struct HostileInput: Sendable, CustomTestStringConvertible {
  /// What must come of it.
  enum Outcome: Sendable {
    /// It is read; whatever is wrong with it harms nothing else.
    case reads
    /// What is wrong with it is left out and told, and the rest is read.
    case readsInPart
    /// It is refused with the code of a `SpreadsheetError`.
    case refused(String)
  }

  var name: String
  /// The name the file has.
  var file = "a.xlsx"
  var outcome: Outcome
  /// Most memory the command may hold when it reads the file, in MB.
  var megabytes = 140
  var bytes: @Sendable () throws -> [UInt8]

  init(
    _ name: String, file: String = "a.xlsx", _ outcome: Outcome, megabytes: Int = 140,
    _ bytes: @escaping @Sendable () throws -> [UInt8]
  ) {
    self.name = name
    self.file = file
    self.outcome = outcome
    self.megabytes = megabytes
    self.bytes = bytes
  }

  var testDescription: String { name }

  static let all: [HostileInput] = archives + markup + sheets + texts
}

/// A small workbook with pieces of the caller's in it.
struct HostileWorkbook {
  static let main =
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"\(office)\""
  static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  var sheet: [UInt8]
  var workbook =
    "<workbook \(main)><sheets><sheet name=\"甲\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
  var links = [("r1", "worksheet", "worksheets/sheet1.xml")]
  var strings: [UInt8]?
  var styles: [UInt8]?
  var more: [(String, [UInt8])] = []

  /// A workbook with this worksheet part.
  init(sheet: some Sequence<UInt8>) { self.sheet = Array(sheet) }

  /// A workbook with these rows, and markup before and after them.
  init(rows: String, before: String = "", after: String = "") {
    let markup =
      "<worksheet \(Self.main)>\(before)<sheetData>\(rows)</sheetData>\(after)</worksheet>"
    sheet = Array(markup.utf8)
  }

  /// The parts, by name.
  var parts: [(String, [UInt8])] {
    let office = Self.office
    let relations = links.map {
      "<Relationship Id=\"\($0.0)\" Type=\"\(office)/\($0.1)\" Target=\"\($0.2)\"/>"
    }
    let package = "http://schemas.openxmlformats.org/package/2006"
    var parts: [(String, [UInt8])] = [
      (
        "[Content_Types].xml",
        Array(
          "<Types xmlns=\"\(package)/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"
            .utf8)
      ),
      (
        "_rels/.rels",
        Array(
          "<Relationships xmlns=\"\(package)/relationships\"><Relationship Id=\"a\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            .utf8)
      ),
      ("xl/workbook.xml", Array(workbook.utf8)),
      (
        "xl/_rels/workbook.xml.rels",
        Array(
          "<Relationships xmlns=\"\(package)/relationships\">\(relations.joined())<Relationship Id=\"s1\" Type=\"\(office)/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"s2\" Type=\"\(office)/styles\" Target=\"styles.xml\"/></Relationships>"
            .utf8)
      ),
      ("xl/worksheets/sheet1.xml", sheet),
    ]
    if let strings { parts.append(("xl/sharedStrings.xml", strings)) }
    if let styles { parts.append(("xl/styles.xml", styles)) }
    return parts + more
  }

  /// The workbook as any sound writer would pack it.
  func packed() throws -> [UInt8] {
    let writer = ZIPWriter()
    for (name, bytes) in parts { try writer.add(name, bytes: bytes, level: .fast) }
    return try writer.finish()
  }

  /// The same, its entries changed behind the writer's back; nothing is compressed.
  func packed(_ change: (inout RawArchive) -> Void) -> [UInt8] {
    var archive = RawArchive()
    archive.entries = parts.map { RawArchive.Entry(name: $0.0, bytes: $0.1) }
    change(&archive)
    return archive.bytes()
  }
}

extension HostileWorkbook {
  /// A relationships part: id, kind and target of each.
  static func relations(_ links: some Sequence<(String, String, String)>) -> [UInt8] {
    let markup = links.map { "<Relationship Id=\"\($0)\" Type=\"\(office)/\($1)\" Target=\"\($2)\"/>" }
    let namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return Array("<Relationships xmlns=\"\(namespace)\">\(markup.joined())</Relationships>".utf8)
  }

  /// Sheets that have one part of so many notes in common.
  static func sharingNotes(of count: Int, _ notes: Int) -> HostileWorkbook {
    var workbook = HostileWorkbook(rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")
    let sheets = (1...count).map { "<sheet name=\"s\($0)\" sheetId=\"\($0)\" r:id=\"r\($0)\"/>" }
    workbook.workbook = "<workbook \(main)><sheets>\(sheets.joined())</sheets></workbook>"
    workbook.links = (1...count).map { ("r\($0)", "worksheet", "worksheets/sheet\($0).xml") }
    let shared = relations([("c", "comments", "../comments1.xml")])
    for number in 1...count {
      if number > 1 { workbook.more.append(("xl/worksheets/sheet\(number).xml", workbook.sheet)) }
      workbook.more.append(("xl/worksheets/_rels/sheet\(number).xml.rels", shared))
    }
    let comments = (1...notes).map {
      "<comment ref=\"A\($0)\" authorId=\"0\"><text><t>n</t></text></comment>"
    }
    workbook.more.append(
      (
        "xl/comments1.xml",
        Array(
          "<comments \(main)><authors><author>a</author></authors><commentList>\(comments.joined())</commentList></comments>"
            .utf8)
      ))
    return workbook
  }
}
