import SpreadsheetModel
import Testing

@testable import CSV

@Suite("Departures from the dialect, lenient and strict")
struct ProblemTests {
  static func problems(_ text: String) throws -> [CSVProblems.Problem] {
    var problems = CSVProblems()
    _ = try CSVReader(bytes: Array(text.utf8), name: "x").sheet(reporting: &problems)
    return problems.all
  }

  static func strictError(_ bytes: [UInt8]) -> CSVError? {
    let options = CSVReadingOptions(mode: .strict)
    do throws(CSVError) {
      _ = try CSVReader(bytes: bytes, name: "x", options: options).sheet()
      return nil
    } catch { return error }
  }

  @Test(
    "each is told with row, column, line and byte",
    arguments: [
      ("a,b\n\"x\ny\",1\n2,3\"4\n", CSVError.Code.strayQuote, 4, 2, 1, 15),
      ("a,b\r\n1,2\r\n3\r\n4,5\r\n", .raggedRow, 3, 2, 0, 10),
      ("a,b\n1,2\n\"3,4\n5,6\n", .unclosedQuote, 3, 2, 0, 8),
      ("a,b\n1,2\n3,\u{0}4\n", .nulByte, 3, 2, 1, 10),
    ])
  func told(text: String, code: CSVError.Code, line: Int, row: Int, column: Int, byte: Int) throws {
    let place = CSVPlace(line: line, row: row, column: column, byteOffset: byte)
    let problem = try #require(Self.problems(text).first { $0.code == code })
    #expect(problem.place == place)
    let error = Self.strictError(Array(text.utf8))
    #expect(error?.code == code)
    #expect(error?.place == place)
  }

  @Test(
    "byte offsets are those of the file, whatever its encoding",
    arguments: [
      TextEncoding.utf16LittleEndian, .gb18030, .utf8,
    ])
  func offsets(encoding: TextEncoding) throws {
    let before = "姓名,支部\n王建国,第一支部\n李秀英,"
    let bytes = try encoding.byteOrderMark + TextEncoder.encode(Array((before + "机\"关\n").utf8), to: encoding)
    let quote = try TextEncoder.encode(Array((before + "机").utf8), to: encoding).count
    let error = Self.strictError(bytes)
    #expect(error?.code == .strayQuote)
    #expect(error?.place.byteOffset == encoding.byteOrderMark.count + quote)
    #expect(error?.place.line == 3)
  }

  @Test("a sound file has no problems and reads strictly")
  func sound() throws {
    let text = "a,b\r\n\"x\"\"y\",\"1,2\"\r\n\r\n3,4\r\n"
    #expect(try Self.problems(text).isEmpty)
    #expect(Self.strictError(Array(text.utf8)) == nil)
  }

  @Test("replaced bytes are told one by one")
  func replaced() throws {
    var bytes = Array("姓名,支部\n王建国,第一支部\n李秀英,机关支部\n".utf8)
    bytes.insert(0xFF, at: bytes.count - 1)
    bytes.insert(0xFE, at: bytes.count - 1)
    var problems = CSVProblems()
    let reader = try CSVReader(bytes: bytes, name: "x", options: .init(invalidBytes: .replace))
    let sheet = try reader.sheet(reporting: &problems)
    #expect(sheet.rows[2].cells[1].value == "机关支部\u{FFFD}\u{FFFD}")
    #expect(problems.counts == [.invalidBytes: 2])
    #expect(problems.all.map(\.place.line) == [3, 3])
    #expect(problems.all.map(\.place.byteOffset) == [bytes.count - 3, bytes.count - 2])
  }
}
