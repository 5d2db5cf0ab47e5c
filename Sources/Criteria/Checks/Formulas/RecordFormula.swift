import Formula
import Ledgers
import SpreadsheetModel

/// A formula as a condition: `when: {formula: "=[@实到]<[@应到]"}`.
struct RecordFormula: Sendable {
  private let compiled: CompiledFormula
  private let fields: FormulaFields

  /// Parses and types a formula of a pack.
  init(
    _ node: PackNode, over ledger: LedgerDefinition, ledgers: [LedgerID: LedgerDefinition]
  ) throws(PackProblem) {
    fields = FormulaFields(ledger: ledger, ledgers: ledgers)
    compiled = try fields.compile(node, expecting: .boolean)
  }

  /// The formula with the ledgers' columns it looks at.
  func bound(in context: CheckContext) -> Bound {
    var columns = FormulaColumns(fields: fields, formulas: [compiled])
    return Bound(
      compiled: compiled, inputs: FormulaFields.inputs(context.asOf),
      columns: columns.values(of: nil, in: context), asOf: context.asOf)
  }

  /// A formula with everything but the record filled in.
  struct Bound: Sendable {
    fileprivate let compiled: CompiledFormula
    fileprivate let inputs: [CellValue]
    fileprivate let columns: [[FormulaArray]]
    fileprivate let asOf: CivilDate

    /// Whether the formula gives `TRUE`; what is blank or an error does not.
    func isTrue(for record: LedgerRecord) -> Bool {
      for index in compiled.requiredFields {
        guard index < record.fields.count, record.fields[index].value.isPresent else { return false }
      }
      let values = record.fields.map { FormulaFields.value($0.value) }
      switch compiled.value(
        with: FormulaInputs(record: values, inputs: inputs, tables: columns, today: asOf))
      {
      case .boolean(let truth): return truth
      case .number(let number): return number != 0
      default: return false
      }
    }
  }
}
