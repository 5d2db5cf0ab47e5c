import OpenPackaging

/// A package as one flat input: parts one after another, each its name, a line end and its content.
///
/// What every package needs is filled in where the input says nothing of it, so that most inputs get as
/// far as the reader.
struct PackageParts {
  /// What stands before each part: ASCII's record separator, which XML may not have.
  static let separator: UInt8 = 0x1E

  var parts: [(name: String, bytes: [UInt8])] = []

  init(_ parts: [(String, String)]) {
    self.parts = parts.map { ($0.0, Array($0.1.utf8)) }
  }

  /// Takes an input apart.
  init(input: [UInt8]) {
    for piece in input.split(separator: Self.separator) {
      let end = piece.firstIndex(of: UInt8(ascii: "\n")) ?? piece.endIndex
      let name = String(decoding: piece[..<end], as: UTF8.self)
      parts.append((name, Array(piece[end...].dropFirst())))
    }
  }

  /// As an input.
  var input: [UInt8] {
    var bytes: [UInt8] = []
    for part in parts {
      bytes += [Self.separator] + Array(part.name.utf8) + [UInt8(ascii: "\n")] + part.bytes
    }
    return bytes
  }

  /// As an archive, nothing compressed: time is better spent on reading.
  func archive() throws(OutputError) -> [UInt8] {
    let writer = ZIPWriter()
    let given = Set(parts.map { $0.name.lowercased() })
    for (name, content) in Self.common where !given.contains(name.lowercased()) {
      try writer.add(name, bytes: Array(content.utf8), level: .stored)
    }
    for part in parts { try writer.add(part.name, bytes: part.bytes, level: .stored) }
    return try writer.finish()
  }

  private static let common = [
    ("[Content_Types].xml", contentTypes), ("_rels/.rels", packageLinks),
    ("xl/_rels/workbook.xml.rels", workbookLinks), ("xl/workbook.xml", workbook),
    ("xl/worksheets/sheet1.xml", sheet), ("xl/sharedStrings.xml", strings), ("xl/styles.xml", styles),
  ]

  static let contentTypes = """
    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" \
    ContentType="application/xml"/><Default Extension="rels" \
    ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override \
    PartName="/xl/workbook.xml" \
    ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>
    """
  static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let main =
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"\(office)\""

  static func links(_ links: [(id: String, kind: String, target: String)]) -> String {
    let items = links.map {
      "<Relationship Id=\"\($0.id)\" Type=\"\(office)/\($0.kind)\" Target=\"\($0.target)\"/>"
    }
    return
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\(items.joined())</Relationships>"
  }

  static let packageLinks = links([("a", "officeDocument", "xl/workbook.xml")])
  static let workbookLinks = links([
    ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "sharedStrings", "sharedStrings.xml"),
    ("r3", "styles", "styles.xml"), ("r4", "worksheet", "worksheets/sheet2.xml"),
  ])
  static let workbook = """
    <workbook \(main)><sheets><sheet name="甲" sheetId="1" r:id="r1"/></sheets><definedNames><definedName \
    name="N">甲!$A$1</definedName></definedNames></workbook>
    """
  static let sheet = """
    <worksheet \(main)><dimension ref="A1:C3"/><cols><col min="2" max="2" hidden="1"/></cols><sheetData><row \
    r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>43831.5</v></c><c r="C1" \
    t="inlineStr"><is><t>x</t></is></c></row><row r="3" hidden="1"><c r="A3"><f t="shared" ref="A3:B3" \
    si="0">A1+1</f><v>2</v></c><c r="B3"><f t="shared" si="0"/><v>3</v></c></row></sheetData><mergeCells \
    count="1"><mergeCell ref="A1:B1"/></mergeCells><dataValidations count="1"><dataValidation type="list" \
    sqref="C1:C9"><formula1>"x,y"</formula1></dataValidation></dataValidations></worksheet>
    """
  static let strings = """
    <sst \(main) count="2" uniqueCount="2"><si><t>甲</t></si><si><r><t>富</t></r><r><t xml:space="preserve"> \
    文</t></r><rPh sb="0" eb="1"><t>fu</t></rPh></si><si><t>_x0041__xD83D__xDE00_</t></si></sst>
    """
  static let styles = """
    <styleSheet \(main)><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>\
    </numFmts><fonts><font><b/><sz val="11"/><color rgb="FF00FF00"/><name val="宋体"/></font></fonts><fills>\
    <fill><patternFill patternType="solid"><fgColor theme="1" tint="0.5"/></patternFill></fill></fills><borders>\
    <border><left style="thin"><color auto="1"/></left></border></borders><cellXfs count="2"><xf numFmtId="0" \
    fontId="0" fillId="0" borderId="0"/><xf numFmtId="164" applyNumberFormat="1"><alignment horizontal="center" \
    textRotation="90"/></xf></cellXfs></styleSheet>
    """
}
