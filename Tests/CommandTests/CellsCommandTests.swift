import Foundation
import TestSupport
import Testing
import XLSX

@Suite("The cells command")
struct CellsCommandTests {
  @Test(
    "What is uncertain or astray in delimited text is told on standard error", arguments: [[], ["--count"]])
  func uncertain(options: [String]) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/名单.csv"
      try Data("1,5;2,5\n3,5;4,5\n6,5;7,5\n".utf8).write(to: URL(fileURLWithPath: path))
      let run = ProgramRun(ProgramRun.taizhang, ["cells", path, "--lang", "en"] + options)
      #expect(run.status == 0)
      #expect(run.errors.contains("the delimiter is uncertain; columns are taken to be split at ';'"))
      let damaged = folder + "/坏.csv"
      try Data("姓名,性别\n张三,男\n李\u{0}四,女\n".utf8).write(to: URL(fileURLWithPath: damaged))
      let told = ProgramRun(ProgramRun.taizhang, ["cells", damaged, "--lang", "en"] + options)
      #expect(told.errors.contains("line 3") && told.errors.contains("has a NUL byte"))
      let inspected = ProgramRun(ProgramRun.taizhang, ["inspect", path, "--format", "json"])
      #expect(inspected.output.contains("csv.uncertain-dialect"))
      #expect(inspected.errors.contains("分隔符看不准"))
    }
  }

  @Test("Numbers at the ends of what whole numbers hold are told")
  func greatNumbers() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/in.xlsx"
      var book = XLSXWriter()
      book.sheet("S") { $0.append([.number(-0x1p63), .number(0x1p63), .number(-0x1p53 + 1)]) }
      try book.save(to: URL(fileURLWithPath: path))
      let run = ProgramRun(ProgramRun.taizhang, ["cells", path])
      #expect(run.status == 0, "\(run.errors)")
      for number in ["-9.223372036854776e+18", "9.223372036854776e+18", "-9007199254740991"] {
        #expect(run.output.contains(number), "\(run.output)")
      }
    }
  }

  /// A workbook of one sheet with these rows, as no sound program writes it.
  static func workbook(_ rows: String) -> [UInt8] {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006"
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    func link(_ kind: String, _ target: String) -> String {
      """
      <Relationships xmlns="\(package)/relationships"><Relationship Id="r" Type="\(office)/\(kind)" \
      Target="\(target)"/></Relationships>
      """
    }
    return RawArchive([
      (
        "[Content_Types].xml",
        "<Types xmlns=\"\(package)/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
      ),
      ("_rels/.rels", link("officeDocument", "xl/workbook.xml")),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"r\"/></sheets></workbook>"
      ),
      ("xl/_rels/workbook.xml.rels", link("worksheet", "worksheets/sheet1.xml")),
      (
        "xl/worksheets/sheet1.xml", "<worksheet xmlns=\"\(main)\"><sheetData>\(rows)</sheetData></worksheet>"
      ),
    ]).bytes()
  }

  /// What a command says of such a workbook, its cells as `A1=7`.
  static func cells(_ rows: String, _ options: [String] = []) throws -> (cells: [String], run: ProgramRun) {
    try withTemporaryFolder { folder in
      let path = folder + "/in.xlsx"
      try Data(workbook(rows)).write(to: URL(fileURLWithPath: path))
      let run = ProgramRun(ProgramRun.taizhang, ["cells", path] + options)
      let cells = run.output.split(separator: "\n").map { line in
        let fields = line.split(separator: "\"", omittingEmptySubsequences: false)
        return "\(fields[7])=\(fields.last?.dropFirst().dropLast() ?? "")"
      }
      return (cells, run)
    }
  }

  @Test(
    "Cells come in order, each once, the last of several, whatever the order of the file",
    arguments: [
      ("<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>", ["A1=2"]),
      (
        "<row r='1'><c r='E1'><v>4</v></c><c r='B1'><v>1</v></c></row><row r='5'><c r='A5'><v>5</v></c></row><row r='3'><c r='A3'><v>3</v></c></row><row r='5'><c r='B5'><v>55</v></c><c r='A5'><v>6</v></c></row>",
        ["B1=1", "E1=4", "A3=3", "A5=6", "B5=55"]
      ),
    ])
  func order(rows: String, cells: [String]) throws {
    let (found, run) = try Self.cells(rows)
    #expect(found == cells)
    #expect(run.status == 0)
    let totals = try Self.cells(rows, ["--count"]).run.output
    #expect(totals.contains("\"cells\":\(cells.count),"))
    #expect(
      try Self.cells(rows, ["--range", "A1:B3"]).cells
        == cells.filter { $0.hasSuffix("=1") || $0.hasPrefix("A3") || $0.hasPrefix("A1") })
  }

  @Test("A sheet too long to be held back is in order all the same")
  func longSheet() throws {
    var rows = ""
    for row in 1...90_000 {
      rows +=
        "<row r='\(row)'><c r='A\(row)'><v>1</v></c><c r='B\(row)'><v>2</v></c><c r='C\(row)'><v>3</v></c><c r='D\(row)'><v>4</v></c></row>"
    }
    let sound = try Self.cells(rows)
    #expect(sound.cells.count == 360_000)
    let late = try Self.cells(rows + "<row r='1'><c r='E1'><v>5</v></c></row>")
    #expect(late.cells.prefix(6) == ["A1=1", "B1=2", "C1=3", "D1=4", "E1=5", "A2=1"])
    #expect(late.cells.count == 360_001)
  }

  @Test("What stands nowhere is told with its reference and value, the rest is read, and the status is 3")
  func placeless() throws {
    let rows =
      "<row r='1'><c r='AAAA1'><v>7</v></c><c r='B1'><v>8</v></c></row><row r='0'><c><v>6</v></c></row>"
    for options in [[], ["--count"], ["--lang", "en"]] {
      let (cells, run) = try Self.cells(rows, options)
      if options != ["--count"] { #expect(cells == ["B1=8"]) }
      #expect(run.status == 3)
      for word in ["AAAA1", "7", "row 0", "6", "表"] { #expect(run.errors.contains(word), "\(run.errors)") }
    }
    #expect(try Self.cells(rows).run.errors.contains("未读入"))
    // Numbers of persons are masked.
    let masked = try Self.cells("<row r='1'><c r='A0' t='str'><v>11010519491231002X</v></c></row>").run
    #expect(masked.status == 3 && !masked.errors.contains("19491231"))
  }
}
