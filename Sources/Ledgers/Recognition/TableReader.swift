import Diagnostics
import Foundation
import SpreadsheetModel

/// Reads the rows of one ledger whose place and columns are known.
struct TableReader {
  let layout: TableLayout
  let grid: SheetGrid
  let reader: LedgerReader
  let path: String

  /// The table with all its records.
  func table() -> LedgerTable {
    let context = TableContext(layout: layout, grid: grid, reader: reader, path: path)
    var table = LedgerTable(
      definition: layout.definition, file: path, sheet: grid.sheet.name, headerRows: layout.band.rows,
      confidence: layout.confidence, columns: layout.columns.map(\.mapping), unmapped: layout.unmapped,
      records: [], formLine: layout.preamble.entries, title: layout.preamble.title, year: context.year,
      virtualColumns: context.outside.columns, alternatives: layout.alternatives)
    table.isPlan = layout.isPlan || plansOnly
    table.titled = layout.titled
    var builder = RecordBuilder(context: context, layout: layout, grid: grid)
    let classifier = RowClassifier(
      grid: grid, header: layout.band, columns: layout.extent, kinds: context.kinds,
      serialColumns: context.serialColumns)
    var isAfterGap = false
    var blanks = 0
    var previousRow = layout.band.rows.upperBound
    for row in grid.sheet.rows[layout.rows] {
      if let reason = layout.repeats[row.index] {
        table.skippedRows.append(SkippedRow(row: row.index, reason: reason, text: grid.text(of: row.cells)))
        continue
      }
      blanks += row.index - previousRow - 1
      previousRow = row.index
      switch classifier.verdict(row, isFirst: table.records.isEmpty) {
      case .skipped(let reason):
        if reason == .blank { blanks += 1 } else { blanks = 0 }
        if reason != .blank {
          table.skippedRows.append(
            SkippedRow(
              row: row.index, reason: reason, text: text(of: row), fields: stated(row, reason, builder)))
        }
      case .group(let name):
        blanks = 0
        table.skippedRows.append(SkippedRow(row: row.index, reason: .group, text: text(of: row)))
        builder.enter(group: name)
      case .record:
        // Below a gap, what fills none of the ledger's own columns is no record any more, until one is.
        if blanks >= 2 { isAfterGap = !builder.isPlausible(row) }
        if isAfterGap, builder.isPlausible(row), classifier.isConvincing(row) { isAfterGap = false }
        if isAfterGap {
          table.skippedRows.append(SkippedRow(row: row.index, reason: .note, text: text(of: row)))
        } else {
          table.records.append(builder.record(row))
        }
        blanks = 0
      }
    }
    // A column that fills several fields has an entry for each.
    for (index, field) in builder.halved.sorted(by: { $0.key > $1.key }) {
      var mapping = layout.columns[index].mapping
      mapping.field = layout.definition.fields[field].id
      table.columns.insert(mapping, at: index + 1)
    }
    if !builder.groupNames.isEmpty, let field = context.branchField {
      table.virtualColumns.append(
        VirtualColumn(
          field: layout.definition.fields[field].id, text: builder.groupNames.joined(separator: "、"),
          source: .groupRow))
    }
    return table
  }

  /// Whether the only day a record has is the one it is planned for.
  private var plansOnly: Bool {
    guard let date = layout.definition.index(of: "date"), layout.definition.fields[date].isRequired else {
      return false
    }
    return layout.columns.contains { $0.mapping.field == "planned_on" }
      && !layout.columns.contains { $0.field == date }
  }

  /// What stands in the table's own cells of a row.
  private func text(of row: Row) -> String {
    grid.text(of: row.cells.lazy.filter { layout.extent.contains($0.column) })
  }

  /// The fields of a total or subtotal; what they say fills no record below.
  private func stated(_ row: Row, _ reason: SkippedRow.Reason, _ builder: RecordBuilder) -> [RecordField] {
    guard reason == .total || reason == .subtotal else { return [] }
    var aside = builder
    return aside.record(row).fields
  }
}
