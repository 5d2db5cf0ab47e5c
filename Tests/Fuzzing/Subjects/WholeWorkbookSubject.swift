import OpenPackaging
import SpreadsheetModel
import XLSX

extension FuzzSubject {
  /// A whole workbook, any of its parts changed: read, and then, by lot, linted or edited one way or the
  /// other and the edited file read again.
  static let workbook = FuzzSubject(
    name: "workbook", structure: .parts, maximumLength: 8000,
    words: [
      "<sheet name=\"乙\" sheetId=\"2\" r:id=\"r4\"/>", "<definedName name=\"M\">甲!$1:$1048576</definedName>",
      "<hyperlink ref=\"A1\" r:id=\"r1\"/>", "<tablePart r:id=\"r2\"/>", "<mergeCell ref=\"XFD1048576:A1\"/>",
      "Target=\"../../../etc/passwd\"", "TargetMode=\"External\"", "<legacyDrawing r:id=\"r3\"/>",
    ],
    seeds: {
      [
        PackageParts([
          ("xl/workbook.xml", PackageParts.workbook), ("xl/worksheets/sheet1.xml", PackageParts.sheet),
          ("xl/sharedStrings.xml", PackageParts.strings), ("xl/styles.xml", PackageParts.styles),
        ]).input,
        PackageParts([
          ("xl/_rels/workbook.xml.rels", PackageParts.workbookLinks),
          ("xl/worksheets/sheet1.xml", sheetWithTable),
          (
            "xl/worksheets/_rels/sheet1.xml.rels",
            PackageParts.links([
              ("t", "table", "../tables/table1.xml"), ("n", "comments", "../comments1.xml"),
              ("v", "vmlDrawing", "../drawings/vml1.vml"),
            ])
          ),
          ("xl/tables/table1.xml", table), ("xl/comments1.xml", comments), ("xl/drawings/vml1.vml", shapes),
        ]).input,
      ]
    },
    feed: { bytes throws(FuzzComplaint) in
      guard let archive = try? PackageParts(input: bytes).archive() else { return }
      let drawn = Int(lot(of: bytes, among: UInt64(edits.count + 1)))
      guard drawn < edits.count else {
        _ = XLSXLinter.lint(bytes: archive, limits: fuzzLimits)
        return
      }
      guard let reader = try? XLSXReader(bytes: archive, limits: fuzzLimits) else { return }
      for sheet in reader.sheets { _ = try? reader.details(of: sheet) }
      guard (try? reader.workbook()) != nil else { return }
      // What the scanner lets pass and the parser does not may come to the parser in the edited copy.
      for sheet in reader.sheets where sheet.hasCells {
        guard let parsed = try? SheetText(reader, sheet, scans: false) else { return }
        let scanned = try? SheetText(reader, sheet, scans: true)
        try promise(scanned?.text == parsed.text, "\(scanned?.text ?? "-")\nis not\n\(parsed.text)")
      }
      guard let edited = try? edits[drawn](archive) else { return }
      let again = try? XLSXReader(bytes: edited, limits: fuzzLimits).workbook()
      try promise(again != nil, "an edited copy of a workbook that reads does not read")
    })

  /// Edits of the first sheet, each of another kind.
  private static let edits: [@Sendable ([UInt8]) throws -> [UInt8]] = [
    { bytes in
      var editor = try XLSXEditor(bytes: bytes, limits: fuzzLimits)
      let name = try editor.sheetNames.first ?? ""
      try editor[name].set("B2", to: .text("新"))
      try editor[name].set("C3", to: .number(5))
      try editor[name].clear("A3")
      try editor[name].note("A1", "注")
      return try editor.save(compression: .stored).bytes
    },
    { bytes in
      var editor = try XLSXEditor(bytes: bytes, limits: fuzzLimits)
      let name = try editor.sheetNames.first ?? ""
      try editor.insertRows(at: 1, count: 2, in: name)
      try editor.deleteRows(at: 0, count: 1, in: name, breaksReferences: true)
      try editor.insertColumns(at: 1, count: 2, in: name)
      try editor.deleteColumns(at: 0, count: 1, in: name, breaksReferences: true)
      try editor.renameSheet(name, to: "新 名")
      return try editor.save(compression: .stored).bytes
    },
  ]

  private static let sheetWithTable = """
    <worksheet \(PackageParts.main)><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>h</t></is></c></row><row \
    r="2"><c r="A2"><v>1</v></c></row></sheetData><conditionalFormatting sqref="A1:A9"><cfRule type="expression" \
    priority="1"><formula>A1&gt;0</formula></cfRule></conditionalFormatting><legacyDrawing r:id="v"/><tableParts \
    count="1"><tablePart r:id="t"/></tableParts></worksheet>
    """
  private static let table = """
    <table \(PackageParts.main) id="1" name="T" displayName="T" ref="A1:A2"><autoFilter ref="A1:A2"/><tableColumns \
    count="1"><tableColumn id="1" name="h"/></tableColumns></table>
    """
  private static let comments = """
    <comments \(PackageParts.main)><authors><author>a</author></authors><commentList><comment ref="A1" \
    authorId="0"><text><t>n</t></text></comment></commentList></comments>
    """
  private static let shapes = """
    <xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape \
    id="_x0000_s1025" type="#_x0000_t202"><x:ClientData ObjectType="Note"><x:Row>0</x:Row><x:Column>0</x:Column>\
    </x:ClientData></v:shape></xml>
    """
}
