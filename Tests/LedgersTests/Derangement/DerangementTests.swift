import Ledgers
import SpreadsheetModel
import Testing

@Suite("Layouts deranged at random")
struct DerangementTests {
  @Test("720 layouts of all ledgers: recall and precision of mapping and values at least 0.995")
  func deranged() throws {
    let catalog = try LedgerCatalog.standard
    let reader = LedgerReader(catalog: catalog)
    var mapping = Measure()
    var values = Measure()
    var wrong: [String] = []
    for variant in 0..<720 {
      let definition = catalog.ledgers[variant % catalog.ledgers.count]
      let layout = DerangedLayout(definition, catalog: catalog, seed: 20_250_000 + UInt64(variant))
      let tables = reader.read(sheet: layout.sheet, path: "台账.xlsx")
      let table = tables.first { $0.definition.id == layout.ledger }
      if tables.count != 1 || table == nil {
        wrong.append("\(variant) \(layout.ledger): read as \(tables.map(\.definition.id))")
      }
      mapping.wanted += layout.columns.count
      for column in table?.columns ?? [] {
        mapping.given += 1
        if layout.columns[column.column] == column.field {
          mapping.right += 1
        } else {
          let right = layout.columns[column.column]?.rawValue ?? "nothing"
          wrong.append("\(variant) \(layout.ledger): '\(column.header)' is \(right), read as \(column.field)")
        }
      }
      for header in table?.unmapped ?? [] where layout.columns[header.column] != nil {
        wrong.append("\(variant) \(layout.ledger): '\(header.text)' not understood")
      }
      if let table, table.records.count != layout.records.count {
        wrong.append("\(variant) \(layout.ledger): \(table.records.count) of \(layout.records.count) records")
      }
      values.compare(layout.records, table)
    }
    hold(mapping, values, wrong)
  }

  @Test("432 sheets of other shapes: recall and precision of mapping and values at least 0.995")
  func shapes() throws {
    let catalog = try LedgerCatalog.standard
    let reader = LedgerReader(catalog: catalog)
    var mapping = Measure()
    var values = Measure()
    var wrong: [String] = []
    let kinds = DerangedShape.Kind.allCases
    for variant in 0..<432 {
      let kind = kinds[variant / catalog.ledgers.count % kinds.count]
      let shape = DerangedShape(
        kind, catalog.ledgers[variant % catalog.ledgers.count], catalog: catalog,
        seed: 77_000_000 + UInt64(variant))
      var found = reader.read(workbook: Workbook(sheets: shape.sheets), path: "台账.xlsx").tables
      for expected in shape.tables {
        let index = found.firstIndex {
          $0.definition.id == expected.ledger && $0.sheet == expected.sheet
        }
        let table = index.map { found.remove(at: $0) }
        if table == nil { wrong.append("\(variant) \(kind): no \(expected.ledger)") }
        mapping.wanted += expected.columns.count
        for column in table?.columns ?? [] {
          mapping.given += 1
          if expected.columns[column.field] == column.column {
            mapping.right += 1
          } else {
            wrong.append("\(variant) \(kind) \(expected.ledger): '\(column.header)' as \(column.field)")
          }
        }
        for field in expected.columns.keys where table?.column(of: field) == nil {
          wrong.append("\(variant) \(kind) \(expected.ledger): no column for \(field)")
        }
        if let table, table.records.count != expected.records.count {
          wrong.append("\(variant) \(kind) \(expected.ledger): \(table.records.count) records")
        }
        values.compare(expected.records, table)
      }
      for table in found {
        wrong.append("\(variant) \(kind): \(table.definition.id) where there is none")
        mapping.given += table.columns.count
      }
    }
    hold(mapping, values, wrong)
  }

  /// Holds both measures against the goal; says what was wrong where they miss it.
  private func hold(_ mapping: Measure, _ values: Measure, _ wrong: [String]) {
    let report = """
      mapping: recall \(mapping.recall), precision \(mapping.precision); \
      values: recall \(values.recall), precision \(values.precision)
      \((wrong + values.wrong).prefix(40).joined(separator: "\n"))
      """
    #expect(mapping.recall >= 0.995 && mapping.precision >= 0.995, "\(report)")
    #expect(values.recall >= 0.995 && values.precision >= 0.995, "\(report)")
  }
}
