import SpreadsheetModel
import Testing

@testable import CSV

@Suite("Writing delimited text")
struct CSVWriterTests {
  @Test("the default is UTF-8 with its mark, CR LF and as few quotes as will do")
  func defaults() throws {
    var writer = CSVWriter()
    writer.append(["姓名", "a,b", "say \"hi\"", "two\nlines", " x ", ""])
    let expected = "\u{FEFF}姓名,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\", x ,\r\n"
    #expect(try writer.encoded() == Array(expected.utf8))
  }

  @Test(
    "what a program would run as a formula is guarded, and told; numbers are not",
    arguments: [
      ("=1+1", true), ("+cmd|' /C calc'!A0", true), ("-2+3", true), ("@SUM(A1)", true), ("\tx", true),
      ("\rx", true), ("-3.5", false), ("+86", false), ("-", false), ("-1,234.50", false), ("a=b", false),
      ("-12%", false), ("- 无", true),
    ])
  func guarded(field: String, isGuarded: Bool) throws {
    var writer = CSVWriter()
    writer.append(["x", field])
    #expect(writer.guarded.map(\.cell) == (isGuarded ? [CellReference(row: 0, column: 1)] : []))
    let back = try CSVReader(bytes: writer.encoded(), name: "x").sheet()
    #expect(back.rows[0].cells[1].value == .text(field))
    let marked = try CSVReader(
      bytes: writer.encoded(), name: "x", options: .init(removesProgramMarks: false)
    ).sheet()
    #expect(marked.rows[0].cells[1].value == .text(isGuarded ? "'" + field : field))
    var open = CSVWriter(options: .init(formulaGuard: .off))
    open.append(["x", field])
    #expect(open.guarded.isEmpty)
  }

  @Test("encodings, delimiters and line ends as asked", arguments: TextEncoding.allCases, LineEnd.allCases)
  func asAsked(encoding: TextEncoding, lineEnd: LineEnd) throws {
    let rows =
      encoding == .windows1252
      ? [["Straße", "é;x"], ["Müller", "ö\"y"], ["Zoë", "naïve"]]
      : [["支部", "人;x"], ["第一", "中\"y"], ["第二", "三"]]
    var writer = CSVWriter(
      options: .init(encoding: encoding, delimiter: .semicolon, lineEnd: lineEnd, quoting: .all))
    for row in rows { writer.append(row) }
    let options = CSVReadingOptions(encoding: encoding)
    let reader = try CSVReader(bytes: writer.encoded(), name: "x", options: options)
    #expect(reader.dialect.lineEnds == [lineEnd])
    let sheet = try reader.sheet()
    #expect(sheet.rows.map { $0.cells.map(\.value) } == rows.map { $0.map { .text($0) } })
  }

  @Test("a character without bytes in the encoding is told with its line")
  func unencodable() {
    var writer = CSVWriter(options: .init(encoding: .windows1252))
    writer.append(["é"])
    writer.append(["党"])
    let error = #expect(throws: CSVError.self) { try writer.encoded() }
    #expect(error?.code == .unencodable)
    #expect(error?.detail == "党")
    #expect(error?.place.line == 2)
  }

  @Test("numbers keep their digits and dates their looks")
  func values() throws {
    var sheet = Sheet(name: "x")
    sheet.formats = [.general, .isoDate, NumberFormat(code: "0.00"), NumberFormat(code: "0")]
    let cells = [
      Cell(column: 0, value: 0.123456789012345), Cell(column: 1, value: 43647, format: 1),
      Cell(column: 2, value: 1.5, format: 2), Cell(column: 3, value: 2.75, format: 3),
      Cell(column: 4, value: 110_101_199_003_078_510, exactDigits: "110101199003078515"),
      Cell(column: 6, value: true), Cell(column: 7, value: -5),
    ]
    sheet.rows = [Row(index: 0, cells: cells)]
    var writer = CSVWriter()
    writer.append(sheet)
    let text = String(decoding: try writer.encoded().dropFirst(3), as: UTF8.self)
    #expect(text == "0.123456789012345,2019-07-01,1.50,2.75,110101199003078515,,TRUE,-5\r\n")
    #expect(writer.guarded.isEmpty)
  }
}
