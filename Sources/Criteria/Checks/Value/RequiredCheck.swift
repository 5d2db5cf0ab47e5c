import Diagnostics
import Ledgers

/// `required`: fields that must be filled; `fields: declared` takes those the ledger's definition
/// requires. A column that is missing altogether is one finding, not one for every record.
///
/// A blank cell is unknown and no contradiction, so it is told as a warning at most, and a column that the layout
/// never had as a notice.
struct RequiredCheck: Check {
  static let name = "required"
  static let collapsesColumns = true
  static let keys = ["fields", "anyOf", "columnRequired", "lasting", "excused"]
  static let message = Phrase(zh: "{field}未填写", en: "{field} is not filled in")
  static let placeholders: Set<String> = ["field", "count"]

  /// Fields that records of a kind do without: a talk has no attendance.
  struct Excuse: Sendable {
    var ledger: LedgerID
    var fields: Set<FieldID>
    var condition: Condition
  }

  /// `nil` for the fields the definition requires.
  let fields: [FieldID]?
  /// Whether one of the fields is enough.
  let anyIsEnough: Bool
  /// Whether the column itself must exist; otherwise a missing column is only a gap.
  let columnRequired: Bool
  /// Fields whose day need not come: `长期坚持` is an answer there.
  let lasting: Set<FieldID>
  let excuses: [Excuse]

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    anyIsEnough = reader.node("anyOf") != nil
    if let any = reader.node("anyOf") {
      fields = try scope.fields(any)
    } else {
      let node = try reader.required("fields")
      fields = node.scalar == "declared" ? nil : try scope.fields(node)
    }
    columnRequired = try reader.flag("columnRequired", default: fields == nil)
    lasting = Set(try reader.texts("lasting").map(FieldID.init(rawValue:)))
    var excuses: [Excuse] = []
    for item in reader.node("excused")?.items ?? [] {
      let part = try NodeReader(item, allowing: ["ledger", "fields", "when"])
      let definition = try scope.definition(of: try part.required("ledger"))
      excuses.append(
        Excuse(
          ledger: definition.id, fields: Set(try scope.fields(part.node("fields"), of: definition)),
          condition: try ConditionParser(scope: scope).parse(try part.required("when"), definition)))
    }
    self.excuses = excuses
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
    let needs = Needs(self, table, run.context)
    let present = needs.wanted.filter { table.hasField[$0] }
    for index in needs.wanted where !table.hasField[index] && !(anyIsEnough && !present.isEmpty) {
      if needs.areColumnsEnough(without: index) { continue }
      if columnRequired {
        run.report(
          header: table, field: index,
          message: Phrase(zh: "缺少“{field}”列", en: "the column '{field}' is missing"), severity: .info,
          occurrences: max(1, table.table.records.count), discriminator: "column")
      } else {
        run.noteGap(RuleRun.Phrases.noColumn(table, table.definition.fields[index].id), table: table)
      }
    }
    guard !present.isEmpty else { return }
    for row in table.table.records.indices where applies(row) {
      run.countUnit(organisation: table.organisations[row])
      let blanks = present.filter { needs.isWanting($0, row: row) }
      if anyIsEnough {
        guard blanks.count == present.count, let first = present.first else { continue }
        run.report(table: table, row: row, field: first, severity: run.absence)
      } else {
        for index in blanks { run.report(table: table, row: row, field: index, severity: run.absence) }
      }
    }
  }

  /// What one table's records must have.
  private struct Needs {
    let table: IndexedTable
    /// The fields asked for, by position.
    let wanted: [Int]
    /// By field: others that, all of them filled, stand in for it, and others that take that excuse away.
    private let substitutes: [[Int]]
    private let spoilers: [[Int]]
    private let excuses: [(fields: Set<Int>, condition: BoundCondition)]
    private let lasting: Set<Int>
    private let context: CheckContext

    init(_ check: RequiredCheck, _ table: IndexedTable, _ context: CheckContext) {
      let definition = table.definition
      self.table = table
      self.context = context
      wanted = (check.fields ?? definition.fields.filter(\.isRequired).map(\.id)).compactMap(
        definition.index(of:))
      // Only what the definition asks for has its excuses there.
      substitutes = definition.fields.map {
        check.fields == nil ? $0.requiredUnless.compactMap(definition.index(of:)) : []
      }
      spoilers = definition.fields.map { $0.requiredWith.compactMap(definition.index(of:)) }
      excuses = check.excuses.filter { $0.ledger == definition.id }.map { excuse in
        (
          Set(excuse.fields.compactMap(definition.index(of:))),
          BoundCondition(excuse.condition, definition: definition, context: context)
        )
      }
      lasting = Set(check.lasting.compactMap(definition.index(of:)))
    }

    /// Whether a table may do without a column: others stand in for it, or none of its records needs it.
    func areColumnsEnough(without index: Int) -> Bool {
      if !substitutes[index].isEmpty, substitutes[index].allSatisfy({ table.hasField[$0] }) { return true }
      let rows = table.table.records.indices
      return !rows.isEmpty && rows.allSatisfy { isExcused(index, row: $0) }
    }

    /// Whether a record lacks a field that it needs.
    func isWanting(_ index: Int, row: Int) -> Bool {
      if isFilled(index, row: row) || isExcused(index, row: row) { return false }
      if spoilers[index].contains(where: { isFilled($0, row: row) }) { return true }
      return substitutes[index].isEmpty || !substitutes[index].allSatisfy { isFilled($0, row: row) }
    }

    private func isExcused(_ index: Int, row: Int) -> Bool {
      excuses.contains { excuse in
        excuse.fields.contains(index)
          && excuse.condition.holds(
            for: table.table.records[row], organisation: table.organisations[row], in: context)
      }
    }

    private func isFilled(_ index: Int, row: Int) -> Bool {
      switch table.value(index, ofRecord: row) {
      case .missing: false
      // `无` or `—` as a name or a day is not filled in; as a number or a remark it is an answer.
      case .none, .notApplicable: !table.definition.fields[index].kind.cannotBeNone
      case .openEnd: lasting.contains(index)
      default: true
      }
    }
  }
}

extension FieldKind {
  /// Whether a record that must have it must have a value of it: everybody has a name and was born on a day.
  fileprivate var cannotBeNone: Bool {
    switch self {
    case .personName, .personNames, .organisationName, .idNumber, .code, .date, .dateOrMonth, .year, .month,
      .period:
      true
    default: false
    }
  }
}
