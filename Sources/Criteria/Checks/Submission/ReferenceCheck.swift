import Diagnostics
import Ledgers
import SpreadsheetModel

/// `reference`: what a field names exists: an organisation of the list, or a person of the
/// organisation's roster who meets a condition.
///
/// Nothing is said where there is no list or no roster to look in. One unknown name in a column is one
/// finding, however many rows repeat it.
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
    var told: [String: Int] = [:]
    run.forEachRecord(fields: [field]) { run, unit in
      for name in unit.value(0).words {
        let match = known[name] ?? context.organisationNames.match(name)
        known[name] = match
        let suggestion: String?
        switch match {
        case .same, .form:
          if match.organisation.flatMap({ context.organisations[$0].position }) != nil { continue }
          suggestion = nil
        case .near(let index): suggestion = context.organisations[index].name
        case .none: suggestion = nil
        }
        let key = "\(unit.table.order)\u{1f}\(name)"
        told[key, default: 0] += 1
        guard told[key] == 1 || suggestion != nil else { continue }
        run.report(
          unit, slot: 0, arguments: ["name": Phrase(name), "target": listTitle],
          message: suggestion.map {
            Phrase(
              zh: "{field}“{name}”在{target}中找不到，疑为“\($0)”",
              en: "{field} '{name}' is not in {target}; '\($0)' is probably meant")
          },
          fix: suggestion.flatMap { FieldFix.make(.text($0), safety: .suggested, field: unit[0]) })
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
          !found.contains(where: { position in
            let record = tables[position.table].table.records[position.row]
            // A term of no list is a finding of its own and proves nothing here.
            return bound[position.table].isDoubtful(for: record)
              || bound[position.table].holds(for: record, organisation: organisation, in: context)
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
      fix: fix, discriminator: name)
  }
}
