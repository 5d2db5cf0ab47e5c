import Diagnostics
import Ledgers

/// `match`: a record says the same as the record of the same person (or organisation) in another
/// ledger, and that record meets a condition.
struct MatchCheck: Check {
  static let name = "match"
  static let keys = ["with", "fields", "require", "person"]
  static let message = Phrase(zh: "{field}为“{value}”，{ledger}中为“{expected}”", en: "{field} is '{value}'; {ledger} says '{expected}'")
  static let placeholders: Set<String> = ["field", "value", "expected", "ledger", "other", "name"]

  enum Target: String, CaseIterable { case person, organisation }

  struct Pair: Sendable {
    var own: FieldID
    var other: FieldID
  }

  let target: Target
  let pairs: [Pair]
  let requirement: Condition?
  /// The field that names the person; the person ledger's own name field unless given.
  let person: FieldID?

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    target = try reader.required("with").word(as: Target.self)
    let definition = switch target {
    case .organisation: scope.ledgers[scope.subjects.organisation.ledger]
    case .person: scope.subjects.person.flatMap { scope.ledgers[$0.ledger] }
    }
    var pairs: [Pair] = []
    for entry in reader.node("fields")?.entries ?? [] {
      let own = PackNode(content: .scalar(entry.key), place: entry.keyPlace)
      pairs.append(Pair(own: try scope.field(own), other: try scope.field(entry.value, of: definition)))
    }
    self.pairs = pairs
    requirement = try ConditionParser(scope: scope).parse(ifAny: reader.node("require"), definition)
    if pairs.isEmpty, requirement == nil { _ = try reader.required("fields") }
    person = if let node = reader.node("person") { try scope.field(node) } else { nil }
  }

  func evaluate(_ run: inout RuleRun) {
    let context = run.context
    guard let subject = run.pack.subjects.person else { return }
    let named = person ?? (target == .person ? subject.name : nil)
    let offset = named == nil ? 0 : 1
    run.forEachRecord(fields: named.map { [$0] } ?? [], optional: pairs.map(\.own), blanks: .judged) { run, unit in
      guard let (table, row) = counterpart(of: unit, named: named, subject, context) else { return }
      for (index, pair) in pairs.enumerated() {
        guard let other = table.definition.index(of: pair.other) else { continue }
        let own = unit[index + offset].value
        let theirs = table.field(other, ofRecord: row).value
        guard own.isPresent, theirs.isPresent, !own.agrees(with: theirs) else { continue }
        run.report(
          unit, slot: index + offset,
          arguments: [
            "expected": Phrase(theirs.display ?? ""), "ledger": table.definition.title,
            "other": table.definition.fields[other].title,
          ], notes: [run.note(table, row: row, field: other)],
          fix: FieldFix.make(theirs, safety: .suggested, field: unit[index + offset]))
      }
      if let requirement {
        let bound = BoundCondition(requirement, definition: table.definition, context: context)
        guard !bound.neededFields.contains(where: { !table.hasField[$0] }) else { return }
        if !bound.holds(for: table.table.records[row], organisation: table.organisations[row], in: context) {
          let name = named == nil ? "" : unit[0].value.words.first ?? ""
          run.report(
            unit, slot: 0, arguments: ["name": Phrase(name), "ledger": table.definition.title],
            message: run.clause.message == Self.message
              ? Phrase(zh: "“{name}”在{ledger}中的记录不符合要求", en: "the record of '{name}' in {ledger} does not qualify") : nil,
            notes: [run.note(table, row: row, field: table.definition.index(of: subject.name) ?? 0)],
            discriminator: "require")
        }
      }
    }
  }

  private func counterpart(
    of unit: RuleRun.Unit, named: FieldID?, _ subject: Subjects.PersonSubject, _ context: CheckContext
  ) -> (table: IndexedTable, row: Int)? {
    switch target {
    case .organisation: return context.record(of: unit.organisation)
    case .person:
      let number = named == subject.name
        ? subject.number.flatMap { unit.table.definition.index(of: $0) }.flatMap {
          unit.table.field($0, ofRecord: unit.row).value.text
        } : nil
      guard let position = context.persons.person(
        number: number, name: unit[0].value.words.first, organisation: unit.organisation)
      else { return nil }
      return (context.tables(subject.ledger)[position.table], position.row)
    }
  }
}
