import Diagnostics
import Ledgers
import SpreadsheetModel

/// `sequence`: serial numbers run on by one. Each table may begin anew, and begin anew with each
/// organisation; a column that is no sequence at all is left alone.
struct SequenceCheck: Check {
  static let name = "sequence"
  static let keys = ["field"]
  static let message = Phrase(
    zh: "{field}为 {value}，按顺序应为 {expected}", en: "{field} is {value}, {expected} is due")
  static let placeholders: Set<String> = ["field", "value", "expected"]

  let field: FieldID

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    let node = try reader.required("field")
    field = scope.ledger == nil ? FieldID(rawValue: try node.text()) : try scope.field(node)
  }

  func evaluate(_ run: inout RuleRun) {
    for ledger in run.ledgers {
      for table in run.context.tables(ledger) {
        if let index = table.definition.index(of: field), table.hasField[index] {
          evaluate(table, index, in: &run)
        }
      }
    }
  }

  private func evaluate(_ table: IndexedTable, _ index: Int, in run: inout RuleRun) {
    struct Step {
      var row: Int
      var number: Int?
    }
    var steps: [Step] = []
    var lastSheetRow = -1
    for (row, record) in table.table.records.enumerated() {
      let recordField = table.field(index, ofRecord: row)
      guard recordField.cell != nil, record.row != lastSheetRow else { continue }
      lastSheetRow = record.row
      // What is too large to count up from is no serial number.
      steps.append(Step(row: row, number: recordField.value.display.flatMap { Int32($0) }.map(Int.init)))
    }
    // Numbers must be there and, by and large, run on; a column of department codes does not.
    let numbered = steps.filter { $0.number != nil }.count
    guard steps.count >= 3, numbered * 10 >= steps.count * 8, let first = steps.first?.number else { return }
    var runsOn = 0
    for (previous, next) in zip(steps, steps.dropFirst()) {
      if let left = previous.number, let right = next.number, right == left + 1 || right == 1 { runsOn += 1 }
    }
    guard runsOn * 2 >= steps.count - 1 else { return }
    var expected = first
    for (position, step) in steps.enumerated() {
      run.countUnit(organisation: table.organisations[step.row])
      if position > 0 {
        let newOrganisation = table.organisations[step.row] != table.organisations[steps[position - 1].row]
        expected = step.number == 1 && newOrganisation ? 1 : expected + 1
      }
      guard step.number != expected else { continue }
      run.report(
        table: table, row: step.row, field: index, arguments: ["expected": Phrase(String(expected))],
        message: step.number == nil
          ? Phrase(zh: "{field}未编号，按顺序应为 {expected}", en: "{field} is missing, {expected} is due") : nil,
        fix: Diagnostic.Fix(safety: .suggested, value: .number(Double(expected))))
    }
  }
}
