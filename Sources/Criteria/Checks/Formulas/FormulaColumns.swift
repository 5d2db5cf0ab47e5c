import Formula
import Ledgers
import SpreadsheetModel

/// The ledgers' columns that a rule's formulas look at, read once for each organisation or for all.
struct FormulaColumns {
  private let fields: FormulaFields
  private let wanted: [CompiledFormula.Column]
  private var known: [Int: [[FormulaArray]]] = [:]
  private static let everyone = Int.min

  init(fields: FormulaFields, formulas: [CompiledFormula]) {
    self.fields = fields
    wanted = Set(formulas.flatMap(\.columns)).sorted()
  }

  /// The columns by the schema's tables, those not asked for left empty.
  ///
  /// `organisation` picks the records of one; -1 those of none, `nil` all.
  mutating func values(of organisation: Int?, in context: CheckContext) -> [[FormulaArray]] {
    guard !wanted.isEmpty else { return [] }
    let key = organisation ?? Self.everyone
    if let values = known[key] { return values }
    var values: [[FormulaArray]] = fields.tables.map { _ in [] }
    for column in wanted {
      let ledger = fields.tables[column.table]
      while values[column.table].count < column.column {
        values[column.table].append(FormulaArray(column: []))
      }
      var cells: [CellValue] = []
      for table in context.tables(ledger.id) {
        for row in table.table.records.indices
        where organisation == nil || table.organisations[row] == organisation {
          cells.append(FormulaFields.value(table.field(column.column, ofRecord: row).value))
        }
      }
      values[column.table].append(FormulaArray(column: cells))
    }
    known[key] = values
    return values
  }
}
