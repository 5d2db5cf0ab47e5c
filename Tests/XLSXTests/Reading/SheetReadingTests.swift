import OpenPackaging
import SpreadsheetModel
import Testing

@testable import XLSX

/// What one sheet's markup reads as, `A1=n:1 B1=s:x=FORMULA`, by scanner and by parser.
struct SheetReading {
  let text: String
  let didHandOver: Bool

  init(_ bytes: [UInt8], scans: Bool) throws {
    let reader = try XLSXReader(bytes: bytes)
    try self.init(reader, reader.sheets[0], scans: scans)
  }

  init(_ reader: XLSXReader, _ sheet: SheetInfo, scans: Bool) throws {
    var text = ""
    let rows = try reader.rows(of: sheet, scans: scans)
    while try rows.advance() {
      let row = rows.row
      var isFirst = true
      for cell in row.cells where cell.kind != .empty || cell.hasFormula {
        if isFirst, row.isHidden { text += "hidden " }
        isFirst = false
        text += "\(CellReference(row: row.index, column: Int(cell.column)))="
        switch row.value(of: cell) {
        case .empty: text += "-"
        case .number(let number): text += "n:\(number)"
        case .text(let string): text += "s:\(string)"
        case .boolean(let truth): text += "b:\(truth)"
        case .error(let error): text += "e:\(error.spelling)"
        }
        if let digits = row.exactDigits(of: cell) { text += "~\(digits)" }
        if let formula = row.formula(of: cell) { text += "=\(formula)" }
        if cell.style != 0 { text += "#\(cell.style)" }
        text += " "
      }
    }
    self.text = text
    didHandOver = rows.didHandOver
  }
}

@Suite("Reading sheets")
struct SheetReadingTests {
  static let sharedStrings = """
    <sst xmlns="\(OddWorkbook.main)" count="99" uniqueCount="1"><si><t>甲</t></si><si/>\
    <si><r><rPr><b/><t/></rPr><t>富</t></r><r><t xml:space="preserve"> 文</t></r><rPh sb="0" eb="1"><t>fu</t></rPh>\
    <phoneticPr fontId="1"/></si><si><t>_x0041__xD83D__xDE00__x005F_x0041_ a&amp;b</t></si></sst>
    """

  /// Markup of rows, what it reads as, and whether the scanner leaves it to the parser.
  static let cases: [(rows: String, reads: String, handsOver: Bool)] = [
    (
      "<row r='1'><c r='A1'><v>1</v></c><c r='C1' s='3'><v>-2.5E3</v></c></row>", "A1=n:1.0 C1=n:-2500.0#3 ",
      false
    ),
    (
      "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", "A1=n:1.0 B1=n:2.0 A2=n:3.0 ",
      false
    ),
    // A cell outside of rows is nobody's, as openpyxl and LibreOffice have it.
    (
      "<row r='1'><c r='A1'><v>1</v></c></row><c r='B1'><v>2</v></c><c r='B2'><v>2</v></c><row r='3'><c><v>3</v></c></row>",
      "A1=n:1.0 A3=n:3.0 ", true
    ),
    // What a cell says of its place counts more than its row, as openpyxl, calamine and LibreOffice have it.
    (
      "<row r='3' hidden='1'><c r='A3'><v>3</v></c><c r='B2'><v>22</v></c><c><v>33</v></c></row><row><c><v>4</v></c></row>",
      "hidden A3=n:3.0 B2=n:22.0 hidden C3=n:33.0 A4=n:4.0 ", true
    ),
    (
      "<row><c r='B5'><v>5</v></c></row><row><c r='B6'><f t='shared' ref='B6:B7' si='0'>A6</f><v>6</v></c></row><row><c r='B7'><f t='shared' si='0'/></c></row>",
      "B5=n:5.0 B6=n:6.0=A6 B7=-=A7 ", true
    ),
    // A row 0 has but the cells that tell a place, as openpyxl and LibreOffice have it.
    (
      "<row r='0'><c><v>1</v></c><c r='A0'><v>7</v></c><c r='B1'><v>2</v></c><c t='str'><f>1</f><v>x</v></c></row><row><c><v>3</v></c></row>",
      "B1=n:2.0 A1=n:3.0 ", true
    ),
    (
      "<row r='5' hidden='1'><c><v>1</v></c></row><row><c r='D6'><v>2</v></c></row>",
      "hidden A5=n:1.0 D6=n:2.0 ", false
    ),
    (
      "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v> 2 </v></c><c t='s'><v>3</v></c></row>",
      "A1=s:甲 B1=s: C1=s:富 文 D1=s:A😀_x0041_ a&b ", false
    ),
    (
      "<row><c t='b'><v>1</v></c><c t='b'><v>0</v></c><c t='e'><v>#N/A</v></c></row>",
      "A1=b:true B1=b:false C1=e:#N/A ", false
    ),
    (
      "<row><c t='inlineStr'><is><t>a &lt; b</t></is></c><c t='inlineStr'><is><r><t>x</t></r><rPh sb='0' eb='1'><t>no</t></rPh><r><t>y</t></r></is></c></row>",
      "A1=s:a < b B1=s:xy ", false
    ),
    (
      "<row><c t='str'><f>A1&amp;\"x\"</f><v>r&#x4E2D;</v></c><c><f>1/0</f></c><c t='str'><f>\"\"</f><v></v></c></row>",
      "A1=s:r中=A1&\"x\" B1=-=1/0 C1=s:=\"\" ", false
    ),
    (
      "<row><c><f t='shared' ref='A1:A3' si='0'>B1+LOG10($C1)</f><v>1</v></c></row><row><c><f t='shared' si='0'/><v>2</v></c></row><row r='3'><c r='B3'><f si='0' t='shared'></f></c></row>",
      "A1=n:1.0=B1+LOG10($C1) A2=n:2.0=B2+LOG10($C2) B3=-=C3+LOG10($C3) ", false
    ),
    (
      "<row><c t='d'><v>2024-02-29T12:00:00Z</v></c><c t='d'><v>18:00</v></c></row>",
      "A1=n:45351.5 B1=n:0.75 ", false
    ),
    (
      "<row><c t='n'><v>  7\n</v></c><c><v>abc</v></c><c><v>NaN</v></c><c><v>1e999</v></c><c><v/></c></row>",
      "A1=n:7.0 B1=s:abc C1=s:NaN D1=s:1e999 ", false
    ),
    (
      "<row><c><v>12345678901234567890</v></c><c><v>0.1000000000000000055511151231257827</v></c></row>",
      "A1=n:1.2345678901234567e+19~12345678901234567890 B1=n:0.1 ", false
    ),
    (
      "\r\n<row  spans=\"1:2\"\n r=\"1\" ><c s='1'\tr='A1' t=\"n\" ><v>1</v ></c ></row >\n", "A1=n:1.0#1 ",
      false
    ),
    ("<row><c t='str'><v>a\r\nb\rc</v></c></row>", "A1=s:a\nb\nc ", false),
    ("<row><c t='inlineStr'><v>5</v></c><c><is><t>x</t></is></c></row>", "A1=s:5 B1=s:x ", false),
    (
      "<row><c t='b'><v>true</v></c><c t='b'><v> 1 </v></c><c t='b'><v>FALSE</v></c><c t='b'><v>2</v></c><c t='b'><v>0.0</v></c></row>",
      "A1=b:true B1=b:true C1=b:false D1=b:true E1=b:false ", false
    ),
    (
      "<row><c><v>+5</v></c><c><v> 12</v></c><c><v>.5</v></c><c><v>5.</v></c><c><v>1E+2</v></c><c><v>1,5</v></c><c><v>1E-400</v></c></row>",
      "A1=n:5.0 B1=n:12.0 C1=n:0.5 D1=n:5.0 E1=n:100.0 F1=s:1,5 G1=n:0.0 ", false
    ),
    (
      "<row r='1'><c r='C1'><v>3</v></c><c r='A1'><v>1</v></c><c r='C1'><v>4</v></c></row><row r='3' spans='9:9'><c r='b3'><v>5</v></c></row><row r='2'><c r='$A$2'><v>6</v></c></row>",
      "A1=n:1.0 C1=n:4.0 B3=n:5.0 A2=n:6.0 ", false
    ),
    (
      "<row><c t='d'><v>2024-05-01T08:00:00+08:00</v></c><c t='d'><v>2024-05-01T12:30</v></c><c t='d'><v>20240501</v></c><c t='x'><v>7</v></c></row>",
      "A1=n:45413.333333333336 B1=n:45413.520833333336 C1=s:20240501 D1=n:7.0 ", false
    ),
    (
      "<row><c cm='1' vm='2'><f t='array' ref='A1:A2'>FILTER(B1:B2,1)</f><v>4</v></c><c><f t='dataTable' ref='B1:B2' dt2D='0' dtr='0' r1='C1'/><v>5</v></c></row>",
      "A1=n:4.0=FILTER(B1:B2,1) B1=n:5.0= ", false
    ),
    ("<row/><row r='3'/><row><c><v>1</v></c></row>", "A4=n:1.0 ", false),
    // An empty cell is empty in every spelling, whatever the cell before it holds.
    (
      "<row><c t='inlineStr'><is><t>ab</t></is></c><c/><c s='1'/><c></c><c t='str'/><c t='inlineStr'/><c t='s'/><c><v/></c><c><is/></c></row><row><c/><c><v>1</v></c></row>",
      "A1=s:ab E1=s: B2=n:1.0 ", false
    ),
    (
      "<row><c t='inlineStr'><is><r><t>a</t></r><r><t>b</t></r></is></c><c s='1'/></row><row><c t='str'><v>a&amp;b</v></c><c s='1'/><c t='str'><f>\"&amp;\"</f><v>&lt;</v></c><c/><c><f/></c></row>",
      "A1=s:ab A2=s:a&b C2=s:<=\"&\" E2=-= ", false
    ),
    (
      "<row><c t='inlineStr'><is><t>x</t></is><v>&#54;</v></c><c t='n'><is><t>y</t></is><v>&#55;</v></c><c t='n'/></row>",
      "A1=s:x B1=n:7.0 ", false
    ),
    // Of several values in one cell the last counts.
    (
      "<row><c><v>1</v><v>2</v></c><c t='inlineStr'><is><t>a</t></is><is><t>b</t></is></c><c><v>3</v><v/></c><c><f>1</f><f>2</f><v>4</v></c></row>",
      "A1=n:2.0 B1=s:b D1=n:4.0=2 ", true
    ),
    (
      "<row><c><v>1</v></c><!-- c --><c><v>2</v></c></row><row><c><v>3</v></c></row>",
      "A1=n:1.0 B1=n:2.0 A2=n:3.0 ", true
    ),
    ("<row><c><v>1</v></c></row><!-- c --><row><c><v>2</v></c></row>", "A1=n:1.0 A2=n:2.0 ", true),
    (
      "<row><c t='str'><v><![CDATA[a<b]]></v></c><c><v>1<!-- c -->2</v></c></row>", "A1=s:a<b B1=n:12.0 ",
      true
    ),
    ("<row><c><v>1</v><extLst><ext/></extLst></c><c><v>2</v></c></row>", "A1=n:1.0 B1=n:2.0 ", true),
    ("<row><?pi data?><c r='&#66;1'><v>2</v></c></row>", "B1=n:2.0 ", true),
    ("<x:row xmlns:x='\(OddWorkbook.main)'><x:c><x:v>4</x:v></x:c></x:row>", "A1=n:4.0 ", true),
    ("<row xmlns='urn:other'><c><v>1</v></c></row><row><c><v>2</v></c></row>", "A1=n:2.0 ", true),
  ]

  @Test("Scanner and parser read the same, and each case as it should", arguments: cases.indices)
  func both(index: Int) throws {
    let (rows, reads, handsOver) = Self.cases[index]
    var workbook = OddWorkbook(rows: rows)
    workbook.sharedStrings = Self.sharedStrings
    let bytes = try workbook.bytes()
    let scanned = try SheetReading(bytes, scans: true)
    let parsed = try SheetReading(bytes, scans: false)
    #expect(scanned.text == reads)
    #expect(parsed.text == reads)
    #expect(scanned.didHandOver == handsOver)
  }

  @Test("Prefixed sheets and UTF-16 sheets are the parser's")
  func parserOnly() throws {
    let prefixed =
      "<p:worksheet xmlns:p=\"\(OddWorkbook.main)\"><!-- <sheetData> --><p:sheetData><p:row><p:c><p:v>5</p:v></p:c></p:row></p:sheetData></p:worksheet>"
    #expect(try SheetReading(OddWorkbook(sheet: prefixed).bytes(), scans: true).text == "A1=n:5.0 ")
    var wide = OddWorkbook(rows: "")
    let text =
      "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet xmlns=\"\(OddWorkbook.main)\"><sheetData><row><c t=\"str\"><v>党</v></c></row></sheetData></worksheet>"
    wide.sheetBytes =
      [0xFF, 0xFE] + text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(try SheetReading(wide.bytes(), scans: true).text == "A1=s:党 ")
  }

  @Test("A comment that mentions sheetData does not mislead the scanner")
  func mention() throws {
    let sheet =
      "<worksheet xmlns=\"\(OddWorkbook.main)\"><!-- <sheetData> --><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"
    let reading = try SheetReading(OddWorkbook(sheet: sheet).bytes(), scans: true)
    #expect(reading.text == "A1=n:1.0 ")
    #expect(!reading.didHandOver)
  }

  @Test("A cell longer than the window is read whole")
  func longCell() throws {
    let long = String(repeating: "长文本&amp;", count: 60_000)
    let rows = "<row><c><v>1</v></c><c t='inlineStr'><is><t>\(long)</t></is></c><c><v>2</v></c></row>"
    let bytes = try OddWorkbook(rows: rows).bytes()
    let scanned = try SheetReading(bytes, scans: true)
    #expect(scanned.text == (try SheetReading(bytes, scans: false).text))
    #expect(scanned.text.count > 60_000 * 4)
  }

  @Test("A window may end anywhere in the markup", arguments: 0..<24)
  func windowEnds(shift: Int) throws {
    // Rows that drift against the window's size, so that its end cuts every part of a cell.
    var rows = String(repeating: " ", count: shift)
    for index in 1...6000 {
      rows +=
        "<row r='\(index)' spans='1:4'><c r='A\(index)' s='2'><v>\(index * 37)</v></c><c r='B\(index)' t='str'><f>A\(index)&amp;1</f><v>值\(index)</v></c><c r='C\(index)' t='s'><v>2</v></c><c r='D\(index)' t='inlineStr'><is><t>党员 &lt;\(index)</t></is></c></row>"
    }
    var workbook = OddWorkbook(rows: rows)
    workbook.sharedStrings = Self.sharedStrings
    let bytes = try workbook.bytes()
    let scanned = try SheetReading(bytes, scans: true)
    #expect(!scanned.didHandOver)
    if shift % 8 == 0 { #expect(scanned.text == (try SheetReading(bytes, scans: false).text)) }
    #expect(scanned.text.hasSuffix("D6000=s:党员 <6000 "))
  }

  @Test(
    "What is no XML is refused with its sheet",
    arguments: [
      ("<row><c><v>1</v></row>", XLSXError.Code.malformedPart),
      ("<row><c><v>&nbsp;</v></c></row>", .malformedPart),
      ("<row><c t='str'><v>\u{1}</v></c></row>", .malformedPart),
    ])
  func refusals(rows: String, code: XLSXError.Code) throws {
    let bytes = try OddWorkbook(rows: rows).bytes()
    for scans in [true, false] {
      let error = #expect(throws: XLSXError.self) { try SheetReading(bytes, scans: scans) }
      #expect(error?.code == code)
      #expect(error?.sheet == "表")
    }
  }

  @Test("Bad UTF-8 in a cell is refused by both")
  func badUTF8() throws {
    var workbook = OddWorkbook(rows: "")
    workbook.sheetBytes =
      Array("<worksheet xmlns='\(OddWorkbook.main)'><sheetData><row><c t='str'><v>".utf8)
      + [0xE5, 0x85, 0x3F] + Array("</v></c></row></sheetData></worksheet>".utf8)
    let bytes = try workbook.bytes()
    #expect(throws: XLSXError.self) { try SheetReading(bytes, scans: true) }
    #expect(throws: XLSXError.self) { try SheetReading(bytes, scans: false) }
  }

  @Test("Scanner and parser agree on the sheets of other programs", arguments: Fixture.names)
  func fixtures(name: String) throws {
    let bytes = try Fixture.bytes(name)
    #expect(try SheetReading(bytes, scans: true).text == SheetReading(bytes, scans: false).text)
    let reader = try XLSXReader(bytes: bytes)
    guard let part = reader.relationships.first("sharedStrings")?.part else { return }
    let scanned = try SharedStringsReader.read(part, of: reader.package, scans: true)
    let parsed = try SharedStringsReader.read(part, of: reader.package, scans: false)
    #expect(scanned.bytes == parsed.bytes)
    #expect(scanned.offsets == parsed.offsets)
  }
}
