import Ledgers
import SpreadsheetModel

/// What ties a file to others: whose records it holds, and which persons. It is little, so that it can be kept
/// of every file while the files themselves are not.
public struct FileLinks: Sendable {
  /// The file with its lists of organisations only.
  public let register: LedgerFile
  /// For the records of each other ledger: the names that may say whose they are, the likeliest first.
  let ownersByLedger: [LedgerID: Set<[String]>]
  /// Hashes of the ID numbers in it.
  let numbers: Set<Int>
  /// The names on its lists of persons.
  let personNames: Set<String>
  /// The persons named in records that name no organisation: they belong where those are listed.
  let strangers: Set<String>
  /// Its ledgers.
  let ledgers: Set<LedgerID>
  /// The years of its dated records.
  let years: ReportingYears

  /// The names that may say whose the records of any ledger are.
  var owners: Set<[String]> { ownersByLedger.values.reduce(into: []) { $0.formUnion($1) } }

  /// Looks a file over.
  ///
  /// - Parameter asOf: the day of the check.
  public init(_ file: LedgerFile, pack: CriteriaPack, asOf: CivilDate) {
    let subjects = pack.subjects
    var owners: [LedgerID: Set<[String]>] = [:]
    var numbers: Set<Int> = []
    var personNames: Set<String> = []
    var strangers: Set<String> = []
    var years = ReportingYears(asOf: asOf)
    for table in file.tables {
      years.add(table, subjects: subjects)
      let fields = table.definition.fields
      let numberFields = fields.indices.filter { fields[$0].kind == .idNumber }
      let isRegister = table.definition.id == subjects.organisation.ledger
      let ownerFields = isRegister ? [] : subjects.organisationFields(of: table.definition)
      let isRoster = table.definition.id == subjects.person?.ledger
      let nameField = subjects.person.flatMap { table.definition.index(of: $0.name) }
      for record in table.records {
        func words(_ index: Int) -> [String] {
          index < record.fields.count ? record.fields[index].value.words : []
        }
        for index in numberFields { for number in words(index) { numbers.insert(number.hashValue) } }
        if isRoster, let nameField { personNames.formUnion(words(nameField)) }
        guard !isRegister else { continue }
        let names = ownerFields.compactMap { words($0).first }
        owners[table.definition.id, default: []].insert(names)
        if names.isEmpty, !isRoster, let nameField { strangers.formUnion(words(nameField).prefix(1)) }
      }
    }
    register = LedgerFile(
      path: file.path, tables: file.tables.filter { $0.definition.id == subjects.organisation.ledger })
    ownersByLedger = owners
    self.numbers = numbers
    self.personNames = personNames
    self.strangers = strangers
    self.years = years
    ledgers = Set(file.tables.map(\.definition.id))
  }
}

extension Subjects {
  /// The fields of a ledger that may name the organisation a record belongs to, the likeliest first: a
  /// transfer names two, one of which is a stranger.
  func organisationFields(of definition: LedgerDefinition) -> [Int] {
    if let own = ownField(of: definition) { return [own] }
    return definition.fields.indices.filter { definition.fields[$0].kind == .organisationName }
  }

  /// The field of a ledger that names nothing but the organisation a record belongs to.
  func ownField(of definition: LedgerDefinition) -> Int? {
    if definition.id == organisation.ledger { return definition.index(of: organisation.name) }
    if let reference = definition.references.first(where: { $0.ledger == organisation.ledger }),
      let field = reference.fields.first
    {
      return definition.index(of: field)
    }
    return definition.index(of: "branch")
  }
}
