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

  /// The header rows of real templates: the ledger, the title, each header with its field.
  private static func templates() throws -> [(ledger: String, title: String, columns: [(String, FieldID?)])] {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/real-headers", withExtension: "tsv"))
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    return lines.filter { !$0.hasPrefix("#") }.map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let columns = cells.dropFirst(2).map { cell in
        let parts = cell.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        return (parts[0], parts[1].isEmpty ? nil : FieldID(rawValue: parts[1]))
      }
      return (cells[0], cells[1], Array(columns))
    }
  }

  @Test("blank templates that are in use: ledger and every column right, at least 0.995, both ways")
  func realTemplates() throws {
    let reader = LedgerReader(catalog: try .standard)
    var (right, wanted, given) = (0, 0, 0)
    var wrong: [String] = []
    let templates = try Self.templates()
    try #require(templates.count >= 35)
    for (ledger, title, columns) in templates {
      let titleRows: [[CellValue]] = title.isEmpty ? [] : [[.text(title)]]
      let sheet = Sheet(name: "Sheet1", values: titleRows + [columns.map { .text($0.0) }])
      let found = reader.read(sheet: sheet, path: "导出.xlsx")
      #expect(found.map(\.definition.id.rawValue) == (ledger == "-" ? [] : [ledger]), "\(columns.map(\.0))")
      for (index, column) in columns.enumerated() {
        let field = found.first?.columns.first { $0.column == index }?.field
        wanted += column.1 == nil ? 0 : 1
        given += field == nil ? 0 : 1
        right += field != nil && field == column.1 ? 1 : 0
        if field != column.1 { wrong.append("\(ledger) '\(column.0)': \(field?.rawValue ?? "nothing")") }
      }
    }
    #expect(Double(right) >= 0.995 * Double(wanted), "\(wrong.joined(separator: "\n"))")
    #expect(Double(right) >= 0.995 * Double(given), "\(wrong.joined(separator: "\n"))")
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
