import Ledgers
import SpreadsheetModel

/// Finds the organisations and persons of a submission and whom every record belongs to.
struct ContextBuilder {
  private(set) var ledgers: [LedgerID: [IndexedTable]] = [:]
  private(set) var organisations: [CheckContext.Organisation] = []
  private(set) var names = OrganisationNames()
  private(set) var persons = PersonIndex()
  private(set) var hasOrganisationLedger = false
  private let subjects: Subjects
  /// Names looked up before: 240 files name the same few hundred organisations.
  private var matches: [String: Int] = [:]

  init(_ submission: Submission, pack: CriteriaPack, asOf: CivilDate) {
    subjects = pack.subjects
    var tables: [(table: LedgerTable, order: Int, file: Int)] = []
    var order = 0
    for (file, ledgerFile) in submission.files.enumerated() {
      for table in ledgerFile.tables {
        // Nothing of a plan has happened: no rule looks at it.
        if !table.isPlan { tables.append((table, order, file)) }
        order += 1
      }
    }
    listOrganisations(tables.map(\.table))
    let perFile = soleOrganisations(tables.map { ($0.table, $0.file) })
    nameUnlisted(tables.map(\.table))
    // Persons first: other ledgers may name only the person.
    let person = subjects.person?.ledger
    for (table, order, file) in tables.sorted(by: {
      ($0.table.definition.id == person ? 0 : 1, $0.order) < (
        $1.table.definition.id == person ? 0 : 1, $1.order
      )
    }) {
      let owners = self.owners(of: table, default: perFile[file])
      let indexed = IndexedTable(table, order: order, organisations: owners)
      let position = ledgers[table.definition.id, default: []].count
      ledgers[table.definition.id, default: []].append(indexed)
      count(indexed)
      if table.definition.id == person { register(indexed, at: position) }
    }
    linkParents()
  }

  // MARK: Organisations

  private mutating func listOrganisations(_ tables: [LedgerTable]) {
    let subject = subjects.organisation
    var tableIndex = 0
    for table in tables where table.definition.id == subject.ledger {
      hasOrganisationLedger = true
      defer { tableIndex += 1 }
      guard let nameIndex = table.definition.index(of: subject.name) else { continue }
      let kindIndex = subject.kind.flatMap { table.definition.index(of: $0) }
      let foundedIndex = subject.founded.flatMap { table.definition.index(of: $0) }
      for (row, record) in table.records.enumerated() {
        guard nameIndex < record.fields.count, let name = record.fields[nameIndex].value.text,
          names.exact(name) == nil
        else { continue }
        func value(_ index: Int?) -> FieldValue? {
          index.flatMap { $0 < record.fields.count ? record.fields[$0].value : nil }
        }
        add(
          name, kind: value(kindIndex)?.text, founded: value(foundedIndex)?.day,
          position: RecordPosition(table: tableIndex, row: row),
          place: table.location(of: record.fields[nameIndex], in: record))
      }
    }
  }

  private mutating func add(
    _ name: String, kind: String?, founded: CivilDate?, position: RecordPosition?, place: SourceLocation
  ) {
    let kind = kind ?? self.kind(of: name)
    let scored = subjects.organisation.scoredKinds
    names.add(name, index: organisations.count)
    organisations.append(
      CheckContext.Organisation(
        name: name, position: position, kind: kind, founded: founded,
        isScored: scored.isEmpty || kind.map(scored.contains) ?? true, place: place))
  }

  /// The kind of organisation that a name ends in.
  private func kind(of name: String) -> String? {
    let key = OrganisationNames.key(name)
    return subjects.organisation.kindBySuffix.first { key.hasSuffix(OrganisationNames.key($0.suffix)) }?.kind
  }

  /// The only organisation a file lists, which its tables without such a column belong to.
  private func soleOrganisations(_ tables: [(table: LedgerTable, file: Int)]) -> [Int: Int] {
    var found: [Int: Set<Int>] = [:]
    for (table, file) in tables where table.definition.id == subjects.organisation.ledger {
      guard let index = table.definition.index(of: subjects.organisation.name) else { continue }
      for record in table.records where index < record.fields.count {
        if let name = record.fields[index].value.text, let organisation = names.exact(name) {
          found[file, default: []].insert(organisation)
        }
      }
    }
    return found.compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  /// Takes up organisations that no list names: no list is that of all. What is a letter away from a listed name is
  /// a slip of it, unless most of a table is about it.
  private mutating func nameUnlisted(_ tables: [LedgerTable]) {
    for table in tables where table.definition.id != subjects.organisation.ledger {
      guard let index = subjects.ownField(of: table.definition) else { continue }
      var counts: [String: (count: Int, first: SourceLocation)] = [:]
      var order: [String] = []
      for record in table.records where index < record.fields.count {
        guard let name = record.fields[index].value.text else { continue }
        if counts[name] == nil {
          order.append(name)
          counts[name] = (0, table.location(of: record.fields[index], in: record))
        }
        counts[name]?.count += 1
      }
      for name in order {
        guard let entry = counts[name] else { continue }
        let dominates = entry.count >= 5 && entry.count * 2 > table.records.count
        switch names.match(name) {
        case .none where !hasOrganisationLedger || dominates || kind(of: name) != nil:
          add(name, kind: nil, founded: nil, position: nil, place: entry.first)
        case .near where dominates:
          add(name, kind: nil, founded: nil, position: nil, place: entry.first)
        default: break
        }
      }
    }
  }

  private mutating func linkParents() {
    let subject = subjects.organisation
    guard let parentField = subject.parent else { return }
    for index in organisations.indices {
      guard let position = organisations[index].position,
        let table = ledgers[subject.ledger]?[position.table],
        let fieldIndex = table.definition.index(of: parentField),
        let name = table.field(fieldIndex, ofRecord: position.row).value.text,
        let parent = names.match(name).organisation, parent != index
      else { continue }
      // A ring of parents would never end; its last link stays open and is reported by a rule.
      var ancestor: Int? = parent
      var isRing = false
      while let next = ancestor {
        if next == index {
          isRing = true
          break
        }
        ancestor = organisations[next].parent
      }
      if isRing { continue }
      organisations[index].parent = parent
      organisations[parent].children.append(index)
    }
  }

  // MARK: Owners of records

  private mutating func owners(of table: LedgerTable, default fallback: Int?) -> [Int] {
    let organisationIndices = subjects.organisationFields(of: table.definition)
    let nameIndex = subjects.person.flatMap { person in
      table.definition.id == person.ledger ? nil : table.definition.index(of: person.name)
    }
    let numberIndex = subjects.person?.number.flatMap { table.definition.index(of: $0) }
    let sole = organisations.count == 1 ? 0 : nil
    // Ask the names first: a table that is about one organisation holds its records only.
    var owners = table.records.map { record in
      func text(_ index: Int?) -> String? {
        guard let index, index < record.fields.count else { return nil }
        switch record.fields[index].value {
        case .text(let text): return text
        case .list(let texts): return texts.first
        default: return nil
        }
      }
      var isNamed = false
      for index in organisationIndices {
        guard let name = text(index) else { continue }
        let owner = matches[name] ?? names.match(name).organisation ?? -1
        matches[name] = owner
        if owner >= 0 { return owner }
        isNamed = true
      }
      if isNamed, organisationIndices.count == 1 { return -1 }
      if let fallback { return fallback }
      if let position = persons.person(number: text(numberIndex), name: text(nameIndex), organisation: -1),
        let person = subjects.person, let home = ledgers[person.ledger]?[position.table]
      {
        return home.organisations[position.row]
      }
      return sole ?? -1
    }
    if table.definition.id != subjects.organisation.ledger { adoptStrays(&owners) }
    return owners
  }

  /// Gives the few records whose organisation is blank or misspelt to the only one that the table names,
  /// so that a slip in one cell does not take the record out of every count as well.
  private func adoptStrays(_ owners: inout [Int]) {
    guard let owner = owners.first(where: { $0 >= 0 }), owners.contains(-1) else { return }
    var strays = 0
    for found in owners {
      if found < 0 { strays += 1 } else if found != owner { return }
    }
    guard strays * 4 <= owners.count || strays == 1 else { return }
    for index in owners.indices where owners[index] < 0 { owners[index] = owner }
  }

  private mutating func count(_ table: IndexedTable) {
    for owner in table.organisations where owner >= 0 {
      organisations[owner].records[table.definition.id, default: 0] += 1
    }
  }

  private mutating func register(_ table: IndexedTable, at position: Int) {
    guard let person = subjects.person, let name = table.definition.index(of: person.name) else { return }
    let number = person.number.flatMap { table.definition.index(of: $0) }
    for row in table.table.records.indices {
      persons.add(
        name: table.field(name, ofRecord: row).value.text,
        number: number.flatMap { table.field($0, ofRecord: row).value.text },
        organisation: table.organisations[row], at: RecordPosition(table: position, row: row))
    }
  }

  // MARK: Years

  func reportingYears(asOf: CivilDate) -> [Int] {
    var years = ReportingYears(asOf: asOf)
    for table in ledgers.values.joined() { years.add(table.table, subjects: subjects) }
    return years.years
  }
}
