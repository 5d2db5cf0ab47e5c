import Foundation
import Ledgers
import SpreadsheetModel
import Testing

@Suite("Headers as real ledgers write them")
struct HeaderDictionaryTests {
  /// One table of the dictionary: its fields, each with the headers it goes by.
  private struct Table {
    var ledger: LedgerID
    var fields: [(field: FieldID, headers: [String])] = []
  }

  /// The tables of the dictionary by their own names.
  private static func dictionary() throws -> [(name: String, table: Table)] {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/headers", withExtension: "tsv"))
    var tables: [(name: String, table: Table)] = []
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    for line in lines where !line.hasPrefix("#") {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      try #require(cells.count == 4)
      if tables.last?.name != cells[0] {
        tables.append((cells[0], Table(ledger: LedgerID(rawValue: cells[1]))))
      }
      let field = FieldID(rawValue: cells[2])
      if let known = tables[tables.count - 1].table.fields.firstIndex(where: { $0.field == field }) {
        tables[tables.count - 1].table.fields[known].headers.append(cells[3])
      } else {
        tables[tables.count - 1].table.fields.append((field, [cells[3]]))
      }
    }
    return tables
  }

  @Test("every header of the dictionary is its field in a table of its ledger: at least 0.995")
  func everyHeader() throws {
    let catalog = try LedgerCatalog.standard
    let reader = LedgerReader(catalog: catalog)
    let samples = SampleValues(catalog: catalog, dateStyle: 0, addsUnits: false, isTraditional: false)
    var all = 0
    var wrong: [String] = []
    for (name, table) in try Self.dictionary() {
      let definition = try #require(catalog[table.ledger])
      for variant in 0..<(table.fields.map(\.headers.count).max() ?? 0) {
        var headers: [String] = []
        for field in table.fields {
          let header = field.headers[variant % field.headers.count]
          headers.append(headers.contains(header) ? field.headers[0] : header)
        }
        var random = SeededRandom(seed: UInt64(variant))
        var rows: [[CellValue]] = [headers.map { .text($0) }]
        for _ in 0..<4 {
          rows.append(
            try table.fields.map { samples.value(of: try #require(definition[$0.field]), &random).1 })
        }
        let found = reader.read(sheet: Sheet(name: "Sheet1", values: rows), path: "导出.xlsx")
        let own = found.first { $0.definition.id == table.ledger }
        for (position, field) in table.fields.enumerated() {
          all += 1
          let column = own?.columns.first { $0.column == position }
          if column?.field != field.field {
            let read = column?.field.rawValue ?? own.map { _ in "not understood" } ?? "no such ledger"
            wrong.append("\(name).\(field.field) '\(headers[position])': \(read)")
          }
        }
      }
    }
    let rate = 1 - Double(wrong.count) / Double(all)
    #expect(rate >= 0.995, "\(rate) of \(all)\n\(wrong.joined(separator: "\n"))")
  }
}
