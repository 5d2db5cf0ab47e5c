import CSV
import SpreadsheetModel
import Testing

@Suite("Reading delimited text")
struct CSVReaderTests {
  /// Cell texts by row and column, blanks as empty text.
  static func grid(_ bytes: [UInt8], _ options: CSVReadingOptions = .init()) throws -> [[String]] {
    let sheet = try CSVReader(bytes: bytes, name: "台账", options: options).sheet()
    guard let used = sheet.usedRange else { return [] }
    return (0...used.last.row).map { row in
      (0...used.last.column).map { column in
        guard case .text(let text) = sheet[CellReference(row: row, column: column)]?.value else {
          return ""
        }
        return text
      }
    }
  }

  @Test(
    "RFC 4180 files read as they are meant",
    arguments: [
      ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
      ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
      ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
      ("\"a\",\"b\"\r\n\"x,y\",\"1\"\"2\"\r\n", [["a", "b"], ["x,y", "1\"2"]]),
      ("a,b\r\n\"two\r\nlines\",2\r\n", [["a", "b"], ["two\r\nlines", "2"]]),
      ("a,b\r\n\"\",2\r\n", [["a", "b"], ["", "2"]]),
      ("a,b\r\n,\r\n1,\r\n", [["a", "b"], ["", ""], ["1", ""]]),
      ("a,b\r\n\"x;y;z;w\",\"p\tq\"\r\n", [["a", "b"], ["x;y;z;w", "p\tq"]]),
    ])
  func rfc4180(text: String, expected: [[String]]) throws {
    #expect(try Self.grid(Array(text.utf8)) == expected)
  }

  @Test("a sheet is named after its file and its cells are text")
  func textCells() throws {
    let sheet = try CSVReader(bytes: Array("编号,数\n00123,1.50\n".utf8), name: "党费").sheet()
    #expect(sheet.name == "党费")
    #expect(sheet[CellReference(row: 1, column: 0)]?.value == .text("00123"))
    #expect(sheet[CellReference(row: 1, column: 1)]?.value == .text("1.50"))
  }
}
