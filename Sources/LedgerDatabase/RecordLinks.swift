import GRDB
import Ledgers

/// Fills the foreign keys: which organisation, which member a record's names stand for.
struct RecordLinks {
  let database: Database
  let tables: DatabaseTables

  /// Links every record. A key stays empty where no row, or more than one thing, has the name.
  func fill() throws {
    for ledger in tables.catalog.ledgers {
      for key in tables.keys(of: ledger) {
        switch key.target {
        case "member": try linkMembers(of: ledger, key)
        default: try linkOrganisations(of: ledger, key)
        }
      }
    }
  }

  /// An organisation by its name in full, else by its name in short where only one has it. An
  /// organisation that several files tell of is the row that came first.
  private func linkOrganisations(of ledger: LedgerDefinition, _ key: DatabaseTables.ForeignKey) throws {
    let table = DatabaseTables.name(ledger.id)
    let field = DatabaseTables.name(key.field)
    let hasShort = tables.catalog["organisation"]?["short_name"] != nil
    var found = ["(SELECT MIN(o.\"id\") FROM \"organisation\" o WHERE o.\"name\" = \(table).\(field))"]
    if hasShort {
      try database.execute(
        sql: "CREATE INDEX IF NOT EXISTS \"organisation_short\" ON \"organisation\" (\"short_name\")")
      found.append(
        """
        (SELECT MIN(o."id") FROM "organisation" o WHERE o."short_name" = \(table).\(field)
          HAVING COUNT(DISTINCT o."name") = 1)
        """)
    }
    let value = found.count > 1 ? "COALESCE(\(found.joined(separator: ", ")))" : found[0]
    try database.execute(
      sql: "UPDATE \(table) SET \"\(key.column)\" = \(value) WHERE \(field) IS NOT NULL")
  }

  /// A member by the ID number, else by name and branch, else, where no branch is given, by the name
  /// alone: where all rows found are of one person.
  private func linkMembers(of ledger: LedgerDefinition, _ key: DatabaseTables.ForeignKey) throws {
    guard let member = tables.catalog["member"] else { return }
    let table = DatabaseTables.name(ledger.id)
    let hasNumbers = member["id_number"] != nil
    let onePerson = hasNumbers ? "COUNT(DISTINCT COALESCE(m.\"id_number\", ''))" : "COUNT(*)"
    var found: [String] = []
    if hasNumbers, ledger["id_number"] != nil {
      found.append("(SELECT MIN(m.\"id\") FROM \"member\" m WHERE m.\"id_number\" = \(table).\"id_number\")")
    }
    if member["branch"] != nil, ledger["branch"] != nil {
      found.append(
        """
        (SELECT MIN(m."id") FROM "member" m WHERE m."name" = \(table)."name"
          AND m."branch" = \(table)."branch" HAVING \(onePerson) = 1)
        """)
      found.append(
        """
        (SELECT MIN(m."id") FROM "member" m WHERE m."name" = \(table)."name"
          AND \(table)."branch" IS NULL HAVING \(onePerson) = 1)
        """)
    }
    guard !found.isEmpty else { return }
    let value = found.count > 1 ? "COALESCE(\(found.joined(separator: ", ")))" : found[0]
    try database.execute(sql: "UPDATE \(table) SET \"\(key.column)\" = \(value) WHERE \"name\" IS NOT NULL")
  }
}
