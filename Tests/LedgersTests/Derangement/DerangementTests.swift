import Ledgers
import SpreadsheetModel
import Testing

@Suite("Layouts deranged at random")
struct DerangementTests {
  /// How often something was right, against what was wanted and what was given.
  private struct Measure {
    var right = 0
    var wanted = 0
    var given = 0
    var recall: Double { wanted == 0 ? 1 : Double(right) / Double(wanted) }
    var precision: Double { given == 0 ? 1 : Double(right) / Double(given) }
  }

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
      compare(layout, table, &values, variant, &wrong)
    }
    let report = """
      mapping: recall \(mapping.recall), precision \(mapping.precision); \
      values: recall \(values.recall), precision \(values.precision)
      \(wrong.filter { !$0.contains(" record ") }.prefix(40).joined(separator: "\n"))
      """
    #expect(mapping.recall >= 0.995 && mapping.precision >= 0.995, "\(report)")
    #expect(values.recall >= 0.995 && values.precision >= 0.995, "\(report)")
  }

  private func compare(
    _ layout: DerangedLayout, _ table: LedgerTable?, _ values: inout Measure, _ variant: Int,
    _ wrong: inout [String]
  ) {
    for (index, record) in layout.records.enumerated() {
      for (field, wanted) in record.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        var read = FieldValue.missing
        if let table, index < table.records.count, let position = table.definition.index(of: field) {
          read = table.records[index].fields[position].value
        }
        if wanted != .missing { values.wanted += 1 }
        if read != .missing { values.given += 1 }
        if wanted == read {
          if wanted != .missing { values.right += 1 }
        } else if wrong.count < 200 {
          wrong.append("\(variant) \(layout.ledger) record \(index).\(field): \(wanted) read as \(read)")
        }
      }
    }
  }
}
