import Diagnostics
import Ledgers
import SpreadsheetModel

/// `match`: a record says the same as the record of the same person (or organisation) in another
/// ledger, and that record meets a condition.
struct MatchCheck: Check {
  static let name = "match"
  static let keys = [
    "with", "fields", "plus", "require", "person", "at", "gap", "blame", "witness", "ownWitness",
  ]
  static let message = Phrase(
    zh: "{field}为“{value}”，{ledger}中为“{expected}”", en: "{field} is '{value}'; {ledger} says '{expected}'")
  static let placeholders: Set<String> = [
    "field", "value", "expected", "ledger", "other", "name", "span", "start",
  ]

  enum Target: String, CaseIterable { case person, organisation }

  /// A length of time from a date of the other record to one of this.
  struct Gap: Sendable {
    var from: FieldID
    var to: FieldID
    var atLeast: CalendarSpan
  }

  /// Which record a disagreement is told of.
  enum Blame: String, CaseIterable { case own, other }

  struct Pair: Sendable {
    var own: FieldID
    var other: FieldID
  }

  let target: Target
  let pairs: [Pair]
  /// How much later than this record's dates those of the other are.
  let plus: CalendarSpan?
  let requirement: Condition?
  let gap: Gap?
  let blame: Blame
  /// Dates a year after the compared ones: whichever side they bear out is not to blame.
  let witness: FieldID?
  let ownWitness: FieldID?
  /// The field to mark where no pair of fields is to blame.
  let mark: FieldID?
  /// The field that names the person; the person ledger's own name field unless given.
  let person: FieldID?

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    target = try reader.required("with").word(as: Target.self)
    let definition =
      switch target {
      case .organisation: scope.ledgers[scope.subjects.organisation.ledger]
      case .person: scope.subjects.person.flatMap { scope.ledgers[$0.ledger] }
      }
    var pairs: [Pair] = []
    for entry in reader.node("fields")?.entries ?? [] {
      let own = PackNode(content: .scalar(entry.key), place: entry.keyPlace)
      pairs.append(Pair(own: try scope.field(own), other: try scope.field(entry.value, of: definition)))
    }
    self.pairs = pairs
    plus = if let node = reader.node("plus") { try CalendarSpan(node) } else { nil }
    requirement = try ConditionParser(scope: scope).parse(ifAny: reader.node("require"), definition)
    mark = if let node = reader.node("at") { try scope.field(node) } else { nil }
    blame = try reader.word(ifAny: "blame", as: Blame.self) ?? .own
    witness = if let node = reader.node("witness") { try scope.field(node, of: definition) } else { nil }
    ownWitness = if let node = reader.node("ownWitness") { try scope.field(node) } else { nil }
    if let node = reader.node("gap") {
      let part = try NodeReader(node, allowing: ["from", "to", "atLeast"])
      gap = Gap(
        from: try scope.field(try part.required("from"), of: definition),
        to: try scope.field(try part.required("to")), atLeast: try CalendarSpan(try part.required("atLeast")))
    } else {
      gap = nil
    }
    if pairs.isEmpty, requirement == nil, gap == nil { _ = try reader.required("fields") }
    person = if let node = reader.node("person") { try scope.field(node) } else { nil }
  }

  func evaluate(_ run: inout RuleRun) {
    let context = run.context
    guard let subject = run.pack.subjects.person else { return }
    let named = person ?? (target == .person ? subject.name : nil)
    // Slots: the person, the field to mark, the start of the gap, then the pairs.
    guard let first = named ?? mark ?? pairs.first?.own else { return }
    let optional = [mark ?? first, gap?.to ?? first] + pairs.map(\.own)
    run.forEachRecord(fields: [first], optional: optional, blanks: .judged) { run, unit in
      guard let (table, row) = counterpart(of: unit, named: named, subject, context) else { return }
      for (index, pair) in pairs.enumerated() {
        judge(pair, slot: index + 3, unit, table, row, in: &run)
      }
      judgeGap(unit, table, row, in: &run)
      judgeRequirement(unit, table, row, subject, in: &run)
    }
  }

  private func judge(
    _ pair: Pair, slot: Int, _ unit: RuleRun.Unit, _ table: IndexedTable, _ row: Int, in run: inout RuleRun
  ) {
    guard let other = table.definition.index(of: pair.other) else { return }
    let own = later(unit.value(slot), run.context.calendar)
    let theirs = table.field(other, ofRecord: row).value
    guard own.isPresent, theirs.isPresent, !own.agrees(with: theirs) else { return }
    if blame == .other, blamesOther(own, theirs, unit, table, row) {
      let field = table.field(other, ofRecord: row)
      run.report(
        table: table, row: row, field: other,
        arguments: [
          "expected": Phrase(masked(own.display ?? "", unit.table.definition.fields[unit.slots[slot]])),
          "ledger": unit.table.definition.title,
        ],
        notes: [run.note(unit, slot: slot)], fix: FieldFix.make(own, safety: .suggested, field: field),
        basis: [FindingBasis(unit.table, row: unit.row, field: unit.slots[slot])])
    } else {
      run.report(
        unit, slot: slot,
        arguments: [
          "expected": Phrase(masked(theirs.display ?? "", table.definition.fields[other])),
          "ledger": table.definition.title,
          "other": table.definition.fields[other].title,
        ], notes: [run.note(table, row: row, field: other)],
        fix: FieldFix.make(theirs, safety: .suggested, field: unit[slot]),
        basis: [FindingBasis(table, row: row, field: other)])
    }
  }

  private func later(_ value: FieldValue, _ calendar: WorkingCalendar) -> FieldValue {
    guard let plus, case .date(let day) = value, let day = plus.after(day, calendar: calendar) else {
      return value
    }
    return .date(day)
  }

  /// Whether the other record is to blame: a date of either record lies a year after this one's, and
  /// none a year after the other's. Without such a witness the record under check is.
  private func blamesOther(
    _ own: FieldValue, _ theirs: FieldValue, _ unit: RuleRun.Unit, _ table: IndexedTable, _ row: Int
  ) -> Bool {
    guard witness != nil || ownWitness != nil else { return true }
    func isWitnessed(_ value: FieldValue) -> Bool {
      guard let year = value.date?.adding(years: 1) else { return false }
      func says(_ field: FieldID?, _ table: IndexedTable, _ row: Int) -> Bool {
        guard let field, let index = table.definition.index(of: field) else { return false }
        return table.field(index, ofRecord: row).value == .date(year)
      }
      return says(witness, table, row) || says(ownWitness, unit.table, unit.row)
    }
    return isWitnessed(own) && !isWitnessed(theirs)
  }

  private func judgeGap(_ unit: RuleRun.Unit, _ table: IndexedTable, _ row: Int, in run: inout RuleRun) {
    guard let gap, let index = table.definition.index(of: gap.from),
      let start = table.field(index, ofRecord: row).value.day, let end = unit.value(2).lastDay,
      let limit = gap.atLeast.after(start, calendar: run.context.calendar), end < limit
    else { return }
    run.report(
      unit, slot: 0,
      arguments: [
        "name": Phrase(unit.value(0).display ?? ""), "ledger": table.definition.title,
        "span": gap.atLeast.phrase, "start": Phrase(start.description),
        "other": table.definition.fields[index].title, "expected": Phrase(limit.description),
      ], notes: [run.note(table, row: row, field: index)], discriminator: "gap",
      basis: [FindingBasis(table, row: row)])
  }

  private func judgeRequirement(
    _ unit: RuleRun.Unit, _ table: IndexedTable, _ row: Int, _ subject: Subjects.PersonSubject,
    in run: inout RuleRun
  ) {
    guard let requirement else { return }
    let context = run.context
    let bound = BoundCondition(requirement, definition: table.definition, context: context)
    guard let verdict = bound.verdict(on: row, of: table, in: context) else {
      if let missing = bound.usedFields.first(where: { !table.hasField[$0] }) {
        run.noteGap(
          RuleRun.Phrases.noColumn(table, table.definition.fields[missing].id), table: unit.table)
      }
      return
    }
    if verdict { return }
    let name = unit.value(0).display ?? ""
    let noted = target == .person ? subject.name : context.subjects.organisation.name
    run.report(
      unit, slot: 1, arguments: ["name": Phrase(name), "ledger": table.definition.title],
      message: run.clause.message == Self.message
        ? Phrase(zh: "“{name}”在{ledger}中的记录不符合要求", en: "the record of '{name}' in {ledger} does not qualify")
        : nil,
      notes: [run.note(table, row: row, field: table.definition.index(of: noted) ?? 0)],
      discriminator: "require", basis: [FindingBasis(table, row: row)])
  }

  private func counterpart(
    of unit: RuleRun.Unit, named: FieldID?, _ subject: Subjects.PersonSubject, _ context: CheckContext
  ) -> (table: IndexedTable, row: Int)? {
    switch target {
    case .organisation: return context.record(of: unit.organisation)
    case .person:
      let number =
        named == subject.name
        ? subject.number.flatMap { unit.table.definition.index(of: $0) }.flatMap {
          unit.table.field($0, ofRecord: unit.row).value.text
        } : nil
      guard
        let position = context.persons.person(
          number: number, name: unit.value(0).words.first, organisation: unit.organisation)
      else { return nil }
      return (context.tables(subject.ledger)[position.table], position.row)
    }
  }
}
