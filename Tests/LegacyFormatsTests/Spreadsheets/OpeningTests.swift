import Foundation
import Spreadsheets
import Testing

@Suite("One door for every format")
struct OpeningTests {
  static func fixture(_ name: String) throws -> [UInt8] {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil))
    return Array(try Data(contentsOf: url))
  }

  @Test("a workbook opens with its sheets, hidden ones included")
  func workbook() throws {
    let spreadsheet = try Spreadsheet(bytes: Self.fixture("two-sheets.xlsx"), name: "二.xls")
    #expect(spreadsheet.format == .xlsx)
    #expect(spreadsheet.facts.producer?.hasPrefix("Microsoft Excel") == true)
    #expect(spreadsheet.facts.sheets.map(\.name) == ["名册", "字典"])
    #expect(spreadsheet.facts.sheets.map(\.visibility) == [.visible, .hidden])
    #expect(spreadsheet.facts.sheets[0].usedRange == CellRange(a1: "A1:B2"))
  }

  @Test(
    "an OpenDocument spreadsheet, a truncated and a foreign archive are told",
    arguments: [
      ("two-sheets.ods", 1.0, "format.ods"), ("two-sheets.xlsx", 0.6, "xlsx.truncated"),
    ])
  func told(name: String, share: Double, code: String) throws {
    let bytes = try Self.fixture(name)
    let error = #expect(throws: SpreadsheetError.self) {
      try Spreadsheet(bytes: Array(bytes.prefix(Int(Double(bytes.count) * share))), name: name)
    }
    #expect(error?.code == code)
  }
}
