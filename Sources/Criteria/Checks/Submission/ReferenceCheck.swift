import Diagnostics
import Ledgers
import SpreadsheetModel

/// `reference`: what a field names is no slip of an organisation's name, or is a person of the organisation's roster
/// who meets a condition.
///
/// Nothing is said where there is no list or no roster to look in, and no list is that of all: an organisation of
/// another name is another organisation, and a roster that lacks more than a quarter of a table's persons is one of
/// some. One unknown name in a column is one finding, however many rows repeat it.
struct ReferenceCheck: Check {
  static let name = "reference"
  static let keys = ["field", "to", "where", "anywhere", "ifListed"]
  static let message = Phrase(zh: "{field}“{name}”在{target}中找不到", en: "{field} '{name}' is not in {target}")
  static let placeholders: Set<String> = ["field", "value", "name", "target", "count", "organisation"]

  enum Target: String, CaseIterable { case organisation, person }

  let field: FieldID
  let target: Target
  let condition: Condition?
  /// Whether a person of another organisation will do.
  let anywhere: Bool
  /// Whether a name that is not listed at all is another rule's business.
  let onlyListed: Bool

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    field = try scope.field(try reader.required("field"))
    target = try reader.required("to").word(as: Target.self)
    anywhere = try reader.flag("anywhere")
    onlyListed = try reader.flag("ifListed")
    let definition =
      switch target {
      case .organisation: scope.ledgers[scope.subjects.organisation.ledger]
      case .person: scope.subjects.person.flatMap { scope.ledgers[$0.ledger] }
      }
    condition = try ConditionParser(scope: scope).parse(ifAny: reader.node("where"), definition)
  }

  func evaluate(_ run: inout RuleRun) {
    switch target {
    case .organisation: evaluateOrganisations(&run)
    case .person: evaluatePersons(&run)
    }
  }

  private func evaluateOrganisations(_ run: inout RuleRun) {
    let context = run.context
    guard context.hasOrganisationLedger else {
      return run.noteMissing(context.subjects.organisation.ledger)
    }
    let listTitle = run.pack.ledgers[context.subjects.organisation.ledger]?.title ?? Phrase("organisation")
    var known: [String: OrganisationNames.Match] = [:]
    run.forEachRecord(fields: [field]) { run, unit in
      for name in unit.value(0).words {
        let match = known[name] ?? context.organisationNames.match(name)
        known[name] = match
        guard case .near(let index) = match else { continue }
        let suggestion = context.organisations[index].name
        run.report(
          unit, slot: 0, arguments: ["name": Phrase(name), "target": listTitle],
          message: Phrase(
            zh: "{field}“{name}”在{target}中找不到，疑为“\(suggestion)”",
            en: "{field} '{name}' is not in {target}; '\(suggestion)' is probably meant"),
          fix: FieldFix.make(.text(suggestion), safety: .suggested, field: unit[0]), severity: run.absence)
      }
    }
  }

  private func evaluatePersons(_ run: inout RuleRun) {
    let context = run.context
    guard let person = run.pack.subjects.person else { return run.noteMissing("person") }
    guard !context.persons.isEmpty || context.isHandedInElsewhere(person.ledger) else {
      return run.noteMissing(person.ledger)
    }
    let title = run.pack.ledgers[person.ledger]?.title ?? Phrase(person.ledger.rawValue)
    let tables = context.tables(person.ledger)
    let bound = condition.map { condition in
      tables.map { BoundCondition(condition, definition: $0.definition, context: context) }
    }
    var told: [String: Int] = [:]
    var unknown: [Int: Int] = [:]
    var slips = NameSlips()
    let partial = partialRosters(&run, person)
    let numberField = person.number
    run.forEachRecord(fields: [field]) { run, unit in
      let organisation = unit.organisation
      guard organisation >= 0, context.organisations[organisation].records[person.ledger, default: 0] > 0
      else { return }
      let number =
        field == person.name
        ? numberField.flatMap { unit.table.definition.index(of: $0) }.flatMap {
          unit.table.field($0, ofRecord: unit.row).value.text
        } : nil
      for name in unit.value(0).words {
        var found = context.persons.name(name, in: organisation)
        if found.isEmpty, let number { found = context.persons.number(number) }
        if found.isEmpty, anywhere { found = context.persons.name(name) }
        if found.isEmpty {
          if onlyListed || anywhere && context.isListedElsewhere(name) { continue }
          if partial.contains(Roster(table: unit.table.order, organisation: organisation)) { continue }
          // Somebody whose own record has lost the name or the organisation has a finding there.
          if context.persons.isStray(name) { continue }
          let key = "\(unit.table.order)\u{1f}\(organisation)\u{1f}\(name)"
          told[key, default: 0] += 1
          let nearest = slips.name(like: name, in: organisation, context)
          if nearest == nil, told[key] == 1 { unknown[organisation, default: 0] += 1 }
          guard told[key] == 1 || nearest != nil,
            unknown[organisation, default: 0] > context.persons.nameless(in: organisation) || nearest != nil
          else { continue }
          tellMissing(name, nearest, title, unit, in: &run)
        } else if let bound,
          // What a list does not say, or says in words that nobody knows, proves nothing.
          found.allSatisfy({
            bound[$0.table].verdict(on: $0.row, of: tables[$0.table], in: context) == false
          })
        {
          run.report(
            unit, slot: 0, arguments: ["name": Phrase(name), "target": title],
            message: run.clause.message == Self.message
              ? Phrase(zh: "{field}“{name}”不符合要求", en: "{field} '{name}' does not qualify") : nil,
            notes: found.prefix(1).map { position in
              run.note(
                tables[position.table], row: position.row,
                field: tables[position.table].definition.index(of: person.name) ?? 0)
            }, discriminator: name)
        }
      }
    }
  }

  /// A table's persons of one organisation, to be looked for on the organisation's roster.
  private struct Roster: Hashable {
    var table: Int
    var organisation: Int
  }

  /// Those of whom the roster lacks so many that it is one of some only.
  private func partialRosters(_ run: inout RuleRun, _ person: Subjects.PersonSubject) -> Set<Roster> {
    let context = run.context
    var names: [Roster: Set<String>] = [:]
    for table in run.ledger.map(context.tables) ?? [] {
      guard let index = table.definition.index(of: field) else { continue }
      for (row, organisation) in table.organisations.enumerated() where organisation >= 0 {
        names[Roster(table: table.order, organisation: organisation), default: []].formUnion(
          table.value(index, ofRecord: row).words)
      }
    }
    return Set(
      names.filter { roster, names in
        let missing = names.count { context.persons.name($0, in: roster.organisation).isEmpty }
        return missing > 1 && missing * 4 > names.count
      }.keys)
  }

  private func tellMissing(
    _ name: String, _ nearest: String?, _ title: Phrase, _ unit: RuleRun.Unit, in run: inout RuleRun
  ) {
    var fix: Diagnostic.Fix?
    if let nearest {
      let words = unit.value(0).words.map { $0 == name ? nearest : $0 }
      fix = FieldFix.make(.text(words.joined(separator: "、")), safety: .suggested, field: unit[0])
    }
    run.report(
      unit, slot: 0, arguments: ["name": Phrase(name), "target": title],
      message: nearest.map {
        Phrase(
          zh: "{field}“{name}”在本支部{target}中找不到，疑为“\($0)”",
          en: "{field} '{name}' is not in the branch's {target}; '\($0)' is probably meant")
      }
        ?? Phrase(
          zh: "{field}“{name}”在本支部{target}中找不到", en: "{field} '{name}' is not in the branch's {target}"),
      fix: fix, severity: run.absence, discriminator: name)
  }
}
