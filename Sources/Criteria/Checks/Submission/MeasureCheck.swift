import Diagnostics
import Foundation
import Ledgers

/// `measure`: a number of the organisation within limits, or equal to what its own record states.
struct MeasureCheck: Check {
  static let name = "measure"
  static let keys = ["measure", "atLeast", "above", "atMost", "below", "equals", "tolerance"]
  static let message = Phrase(
    zh: "{organisation}{measure}为 {actual}，应{expected}",
    en: "{organisation}: {measure} is {actual}, should be {expected}")
  static let placeholders: Set<String> = [
    "organisation", "measure", "actual", "expected", "limit", "value", "field",
  ]

  let measure: String
  /// A number, or a share of a field of the organisation's record or of another measure.
  enum Limit: Sendable {
    case number(Decimal)
    case field(FieldID, times: Decimal, least: Decimal)
    case measure(String, times: Decimal, least: Decimal)
  }

  let limits: [(relation: RangeCheck.Relation, limit: Limit)]
  /// The field of the organisation's record that must state the same number.
  let field: FieldID?
  let tolerance: Decimal

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    measure = try scope.measure(try reader.required("measure"))
    var limits: [(RangeCheck.Relation, Limit)] = []
    for relation in RangeCheck.Relation.allCases {
      if let node = reader.node(relation.rawValue) { limits.append((relation, try Self.limit(node, scope))) }
    }
    self.limits = limits
    let own = scope.ledgers[scope.subjects.organisation.ledger]
    field = if let node = reader.node("equals") { try scope.field(node, of: own) } else { nil }
    if limits.isEmpty, field == nil { _ = try reader.required("atLeast") }
    tolerance = try reader.decimal(ifAny: "tolerance") ?? 0
  }

  private static func limit(_ node: PackNode, _ scope: CheckScope) throws(PackProblem) -> Limit {
    if node.scalar != nil { return .number(try node.decimal()) }
    let reader = try NodeReader(node, allowing: ["field", "measure", "times", "least"])
    let times = try reader.decimal(ifAny: "times") ?? 1
    let least = try reader.decimal(ifAny: "least") ?? 0
    if let measure = reader.node("measure") {
      return .measure(try scope.measure(measure), times: times, least: least)
    }
    let own = scope.ledgers[scope.subjects.organisation.ledger]
    return .field(try scope.field(try reader.required("field"), of: own), times: times, least: least)
  }

  /// The limit for an organisation; `nil` where what it is a share of is not known.
  private func value(_ limit: Limit, _ organisation: Int, _ context: CheckContext) -> Decimal? {
    switch limit {
    case .number(let number): return number
    case .field(let field, let times, let least):
      guard let (table, row) = context.record(of: organisation),
        let index = table.definition.index(of: field),
        let number = table.field(index, ofRecord: row).value.number
      else { return nil }
      return max(number * times, least)
    case .measure(let id, let times, let least):
      guard let index = context.measureIndex(id), let measured = context.measure(index, of: organisation)
      else {
        return nil
      }
      return max(measured.value * times, least)
    }
  }

  func evaluate(_ run: inout RuleRun) {
    guard let index = run.context.measureIndex(measure) else { return }
    let title = run.pack.measures[index].title
    let ledger = run.pack.measures[index].ledger
    run.forEachOrganisation { run, organisation in
      let name = run.context.organisations[organisation].name
      guard let measured = run.context.measure(index, of: organisation), field == nil || measured.isCounted
      else {
        let missing = run.context.missingColumn(
          ofMeasure: run.pack.measures[index], organisation: organisation)
        let gap =
          missing.map { RuleRun.Phrases.noColumn($0.table, $0.field) }
          ?? RuleRun.Phrases.noRecords(name, ledger, run)
        return run.noteGap(gap, organisation: organisation)
      }
      if let field { return judgeEquality(field, measured.value, title, organisation, in: &run) }
      var judged = false
      for (relation, bound) in limits {
        guard let limit = value(bound, organisation, run.context) else { continue }
        let holds = keeps(measured.value, relation, limit)
        if !judged { run.countUnit(organisation: organisation) }
        judged = true
        // Where the organisation's own record says that enough there are, the list is one of some: that the two
        // disagree is another rule's finding.
        if measured.isDoubtful, !holds, relation == .atLeast || relation == .above {
          return run.noteGap(
            RuleRun.Phrases.unreadable(name, ledger, run), organisation: organisation)
        }
        let own = stated(run.pack.measures[index], organisation, run.context)
        if holds || own.map({ keeps($0, relation, limit) }) == true { continue }
        run.report(
          organisation: organisation,
          field: statedField(run.pack.measures[index], organisation, run.context),
          arguments: [
            "measure": title, "actual": Phrase(measured.value.plain), "limit": Phrase(limit.plain),
            "expected": RangeCheck.words(relation, limit.plain),
          ])
        return
      }
      if !judged { run.countNotApplicable() }
    }
  }

  private func keeps(_ value: Decimal, _ relation: RangeCheck.Relation, _ limit: Decimal) -> Bool {
    switch relation {
    case .atLeast: value >= limit
    case .above: value > limit
    case .atMost: value <= limit
    case .below: value < limit
    }
  }

  /// What the organisation's own record states the measure to be.
  private func stated(_ measure: Measure, _ organisation: Int, _ context: CheckContext) -> Decimal? {
    guard let (table, row) = context.record(of: organisation) else { return nil }
    for fields in measure.otherwise {
      let numbers = fields.compactMap { field in
        table.definition.index(of: field).flatMap { table.field($0, ofRecord: row).value.number }
      }
      if numbers.count == fields.count { return numbers.reduce(0, +) }
    }
    return nil
  }

  /// The field of the organisation's own record that states the measure.
  private func statedField(_ measure: Measure, _ organisation: Int, _ context: CheckContext) -> FieldID? {
    guard let (table, row) = context.record(of: organisation) else { return nil }
    return measure.otherwise.joined().first { field in
      table.definition.index(of: field).map { table.field($0, ofRecord: row).cell != nil } ?? false
    }
  }

  private func judgeEquality(
    _ field: FieldID, _ value: Decimal, _ title: Phrase, _ organisation: Int, in run: inout RuleRun
  ) {
    guard let (table, row) = run.context.record(of: organisation),
      let index = table.definition.index(of: field)
    else { return run.countNotApplicable() }
    guard table.hasField[index] else {
      return run.noteGap(RuleRun.Phrases.noColumn(table, field), organisation: organisation)
    }
    let recordField = table.field(index, ofRecord: row)
    guard let stated = recordField.value.number else { return run.countNotApplicable() }
    run.countUnit(organisation: organisation)
    guard abs(stated - value) > tolerance else { return }
    run.report(
      organisation: organisation, field: field,
      arguments: ["measure": title, "actual": Phrase(value.plain), "expected": Phrase(value.plain)],
      message: run.clause.message == Self.message
        ? Phrase(
          zh: "{field}为 {value}，按台账{measure}为 {actual}",
          en: "{field} says {value}; {measure} by the ledger is {actual}") : nil,
      fix: FieldFix.make(.number(value), safety: .suggested, field: recordField),
      // Fewer on the list than stated may be a list of some.
      severity: value < stated ? run.absence : nil)
  }
}
