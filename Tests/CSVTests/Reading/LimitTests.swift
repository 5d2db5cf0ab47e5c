import CSV
import SpreadsheetModel
import Testing

@Suite("Limits, and typed rows")
struct LimitTests {
  @Test("a row or a sheet past its limit is told with its start, whatever the mode")
  func limits() throws {
    let long = Array("a\nb,".utf8) + [UInt8](repeating: 0x78, count: 3 << 20)
    let error = #expect(throws: CSVError.self) {
      try CSVReader(bytes: long, name: "x", options: .init(rowByteLimit: 1 << 20)).sheet()
    }
    #expect(error?.code == .rowTooLong && error?.place.line == 2 && error?.place.byteOffset == 2)
    let wide = Array(("a,b\n" + String(repeating: "x,", count: 5000)).utf8)
    let columns = #expect(throws: CSVError.self) {
      try CSVReader(bytes: wide, name: "x", options: .init(columnLimit: 5000)).sheet()
    }
    #expect(columns?.code == .tooManyColumns && columns?.place.row == 1 && columns?.detail == "5000")
    #expect(try CSVReader(bytes: wide, name: "x", options: .init(columnLimit: 5001)).sheet().rows.count == 2)
    let rows = Array(String(repeating: "1,2\n", count: 10_000).utf8)
    let large = #expect(throws: CSVError.self) {
      try CSVReader(bytes: rows, name: "x", options: .init(modelBytes: 100_000)).sheet()
    }
    #expect(large?.code == .sheetTooLarge)
    // Row by row there is no such limit.
    #expect(try CSVReader(bytes: rows, name: "x", options: .init(modelBytes: 1)).countCells() == 20_000)
  }

  private struct Member: Decodable, Equatable {
    var name: String
    var joined: CivilDate
    var dues: Double
  }

  @Test("typed rows are decoded by the same call as a workbook's, failures with their cells")
  func typed() throws {
    let text = "某支部,,\njoined;name;dues\n2019-07-01;王建国;12.5\n去年;李秀英;3\n1998-07-01;张三;0.5\n"
    let sheet = try CSVReader(bytes: Array(text.utf8), name: "x").sheet()
    let members = try sheet.decode(Member.self)
    let day = try #require(CivilDate(year: 2019, month: 7, day: 1))
    #expect(members.records.first == Member(name: "王建国", joined: day, dues: 12.5))
    #expect(members.records.count == 2)
    #expect(members.failures.map(\.cell) == [CellReference(row: 3, column: 0)])
  }
}
