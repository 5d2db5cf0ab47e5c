import Diagnostics
import Ledgers

/// `required`: fields that must be filled; `fields: declared` takes those the ledger's definition
/// requires. A column that is missing altogether is one finding, not one for every record.
struct RequiredCheck: Check {
  static let name = "required"
  static let collapsesColumns = true
  static let keys = ["fields", "anyOf", "columnRequired"]
  static let message = Phrase(zh: "{field}未填写", en: "{field} is not filled in")
  static let placeholders: Set<String> = ["field", "count"]

  /// `nil` for the fields the definition requires.
  let fields: [FieldID]?
  /// Whether one of the fields is enough.
  let anyIsEnough: Bool
  /// Whether the column itself must exist; otherwise a missing column is only a gap.
  let columnRequired: Bool

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    anyIsEnough = reader.node("anyOf") != nil
    if let any = reader.node("anyOf") {
      fields = try scope.fields(any)
    } else {
      let node = try reader.required("fields")
      fields = node.scalar == "declared" ? nil : try scope.fields(node)
    }
    columnRequired = try reader.flag("columnRequired", default: fields == nil)
  }

  func evaluate(_ run: inout RuleRun) {
    for ledger in run.ledgers {
      let tables = run.context.tables(ledger)
      for table in tables {
        guard let applies = run.applicability(to: table) else { continue }
        evaluate(table, applies, in: &run)
      }
    }
  }

  private func evaluate(_ table: IndexedTable, _ applies: (Int) -> Bool, in run: inout RuleRun) {
    let definition = table.definition
    let wanted = (fields ?? definition.fields.filter(\.isRequired).map(\.id)).compactMap(
      definition.index(of:))
    var present = wanted.filter { table.hasField[$0] }
    // Only what the definition asks for has its excuses there.
    let excuses = definition.fields.map {
      fields == nil ? $0.requiredUnless.compactMap(definition.index(of:)) : []
    }
    let spoilers = definition.fields.map { $0.requiredWith.compactMap(definition.index(of:)) }
    func isExcused(_ index: Int, _ isThere: (Int) -> Bool) -> Bool {
      !excuses[index].isEmpty && excuses[index].allSatisfy(isThere)
    }
    for index in wanted where !table.hasField[index] && !(anyIsEnough && !present.isEmpty) {
      if isExcused(index, { table.hasField[$0] }) { continue }
      if columnRequired {
        run.report(
          header: table, field: index,
          message: Phrase(zh: "缺少“{field}”列", en: "the column '{field}' is missing"),
          occurrences: max(1, table.table.records.count), discriminator: "column")
      } else {
        run.noteGap(RuleRun.Phrases.noColumn(table, definition.fields[index].id), table: table)
      }
    }
    if anyIsEnough, !present.isEmpty { present = wanted.filter { table.hasField[$0] } }
    guard !present.isEmpty else { return }
    for (row, record) in table.table.records.enumerated() where applies(row) {
      run.countUnit(organisation: table.organisations[row])
      func isFilled(_ index: Int) -> Bool {
        index < record.fields.count && record.fields[index].value != .missing
      }
      let blanks = present.filter { index in
        !isFilled(index) && (spoilers[index].contains(where: isFilled) || !isExcused(index, isFilled))
      }
      if anyIsEnough {
        guard blanks.count == present.count, let first = present.first else { continue }
        run.report(table: table, row: row, field: first)
      } else {
        for index in blanks { run.report(table: table, row: row, field: index) }
      }
    }
  }
}
