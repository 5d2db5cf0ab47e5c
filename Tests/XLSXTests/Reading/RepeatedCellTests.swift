import SpreadsheetModel
import Testing

@testable import XLSX

@Suite("Cells and rows written twice or out of order")
struct RepeatedCellTests {
  /// Markup of rows, and what the sheet holds: the last of several cells for one place, rows in order.
  static let cases: [(rows: String, holds: [String], repeated: Int)] = [
    ("<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>", ["A1=2.0"], 1),
    (
      "<row r='1'><c r='A1'><v>0</v></c><c r='E1'><v>4</v></c><c r='B1'><v>1</v></c></row><row r='5'><c r='A5'><v>5</v></c></row><row r='3'><c r='A3'><v>3</v></c></row><row r='5'><c r='B5'><v>55</v></c></row>",
      ["A1=0.0", "B1=1.0", "E1=4.0", "A3=3.0", "A5=5.0", "B5=55.0"], 0
    ),
    ("<row r='2'><c><v>1</v></c></row><row r='2'><c><v>2</v></c></row>", ["A2=2.0"], 1),
    (
      "<row r='2'><c><v>1</v></c><c><v>3</v></c></row><row r='1'/><row r='2'><c r='A2'/></row>", ["B2=3.0"], 1
    ),
    ("<row r='1'><c r='A1'><v>1</v></c><c r='A1'/></row>", [], 1),
    (
      "<row r='2'><c r='A2'><v>1</v></c><c r='A1'><v>2</v></c><c r='A2'><v>3</v></c></row>",
      ["A1=2.0", "A2=3.0"], 1
    ),
    ("<row r='1'><c r='$A$1'><v>1</v></c><c r='a1'><v>2</v></c></row>", ["A1=2.0"], 1),
  ]

  static func holds(_ sheet: Sheet) -> [String] {
    sheet.rows.flatMap { row in
      row.cells.map { cell in
        guard case .number(let number) = cell.value else { return "?" }
        return "\(CellReference(row: row.index, column: cell.column))=\(number)"
      }
    }
  }

  @Test("The last one counts, each is read once and told, and counted once", arguments: cases.indices)
  func reading(index: Int) throws {
    let (rows, holds, repeated) = Self.cases[index]
    let reader = try XLSXReader(bytes: OddWorkbook(rows: rows).bytes())
    var problems = ReadingProblems()
    let sheet = try reader.sheet(reader.sheets[0], reporting: &problems)
    #expect(Self.holds(sheet) == holds)
    #expect(problems.counts[.repeatedCell, default: 0] == repeated)
    // The last one counts, so that nothing is missing.
    #expect(!problems.haveLosses)
    #expect(try reader.cellCounts(of: reader.sheets[0]).cells == holds.count)
    let isSorted = try reader.hasRowsInOrder(reader.sheets[0])
    #expect(isSorted == (index == 0 || index == 4 || index == 6))
    #expect(try !PlaceTests.lint(rows).isEmpty)
  }

  @Test(
    "An edit changes the one that counts",
    arguments: [
      "<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>",
      "<row r='1'><c r='A1'><v>1</v></c></row><row r='2'><c r='A2'><v>5</v></c></row><row r='1'><c r='A1'><v>2</v></c></row>",
      "<row r='1'><c r='A1'><v>1</v></c></row><row r='1'><c r='B1'><v>2</v></c></row>",
      "<row r='1'><c r='$A$1'><v>1</v></c><c r='B1'/><c r='a1'><v>2</v></c></row>",
    ])
  func editing(rows: String) throws {
    let bytes = try OddWorkbook(rows: rows).bytes()
    func first(_ bytes: [UInt8]) throws -> CellValue? {
      try XLSXReader(bytes: bytes).workbook().sheets[0][CellReference(row: 0, column: 0)]?.value
    }
    var editor = try XLSXEditor(bytes: bytes)
    try editor["表"].set("A1", to: .number(9))
    let (edited, receipt) = try editor.save()
    #expect(try first(edited) == .number(9))
    #expect(receipt.cells.map(\.before.value) == [try first(bytes)])
    // Emptied, it does not bring an earlier one back.
    var emptying = try XLSXEditor(bytes: bytes)
    try emptying["表"].clear("A1")
    #expect(try first(emptying.save().bytes) ?? .empty == .empty)
  }

  @Test("A sound sheet is in order, and its rows are handed out as they come")
  func sound() throws {
    let rows = (1...3000).map { "<row r='\($0)'><c r='A\($0)'><v>\($0)</v></c></row>" }.joined()
    let reader = try XLSXReader(bytes: OddWorkbook(rows: rows).bytes())
    #expect(try reader.hasRowsInOrder(reader.sheets[0]))
    let late = try XLSXReader(bytes: OddWorkbook(rows: rows + "<row r='7'><c><v>0</v></c></row>").bytes())
    #expect(try !late.hasRowsInOrder(late.sheets[0]))
    #expect(try late.cellCounts().cells == 3000)
  }
}
