import Foundation
import GRDB
import Ledgers
import SpreadsheetModel

/// Makes the tables of a database and fills them.
struct TableWriter {
  let database: Database
  let catalog: LedgerCatalog

  // MARK: Tables

  /// Creates one table a ledger, its indices, and the table of changes.
  func createTables() throws {
    for ledger in catalog.ledgers {
      var columns = ["\"id\" INTEGER PRIMARY KEY"]
      for field in ledger.fields { columns.append("\(Self.name(field.id)) \(Self.type(of: field.kind))") }
      if Self.branchField(of: ledger) != nil, catalog["organisation"] != nil {
        columns.append("\"branch_id\" INTEGER REFERENCES \"organisation\"(\"id\")")
      }
      columns += [
        "\"source_file\" TEXT NOT NULL", "\"source_sheet\" TEXT NOT NULL", "\"source_row\" INTEGER NOT NULL",
        "\"is_hidden\" INTEGER NOT NULL",
      ]
      try database.execute(sql: "CREATE TABLE \(Self.name(ledger.id)) (\(columns.joined(separator: ", ")))")
      // Records of real ledgers repeat: keys are indices, so that duplicates can be found, not lost.
      for (number, key) in ledger.keys.enumerated() {
        let fields = key.map(Self.name).joined(separator: ", ")
        try database.execute(
          sql: "CREATE INDEX \"\(ledger.id)_key\(number + 1)\" ON \(Self.name(ledger.id)) (\(fields))")
      }
    }
    try database.execute(
      sql: """
        CREATE TABLE "change" ("id" INTEGER PRIMARY KEY, "ledger" TEXT NOT NULL, "record_id" INTEGER NOT NULL,
        "field" TEXT NOT NULL, "cell" TEXT, "original" TEXT NOT NULL, "kind" TEXT NOT NULL, "safety" TEXT)
        """)
    try database.execute(sql: "CREATE INDEX \"change_record\" ON \"change\" (\"ledger\", \"record_id\")")
  }

  static func name(_ field: FieldID) -> String { quoted(field.rawValue) }
  static func name(_ ledger: LedgerID) -> String { quoted(ledger.rawValue) }
  private static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

  private static func type(of kind: FieldKind) -> String {
    switch kind {
    case .integer, .year, .boolean: "INTEGER"
    case .decimal, .money, .rate: "REAL"
    default: "TEXT"
    }
  }

  /// The field that names a record's organisation.
  private static func branchField(of ledger: LedgerDefinition) -> FieldID? {
    for id in ["branch", "unit"] as [FieldID] where ledger[id]?.kind == .organisationName { return id }
    return nil
  }

  // MARK: Rows

  /// Inserts the records of all files.
  func insert(_ files: [LedgerFile]) throws {
    let change = try database.makeStatement(
      sql: """
        INSERT INTO "change" ("ledger", "record_id", "field", "cell", "original", "kind", "safety")
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
    for ledger in catalog.ledgers {
      let names = ledger.fields.map { Self.name($0.id) }
      let columns = names + ["\"source_file\"", "\"source_sheet\"", "\"source_row\"", "\"is_hidden\""]
      let marks = [String](repeating: "?", count: columns.count).joined(separator: ", ")
      let statement = try database.makeStatement(
        sql: "INSERT INTO \(Self.name(ledger.id)) (\(columns.joined(separator: ", "))) VALUES (\(marks))")
      for table in files.flatMap(\.tables) where table.definition.id == ledger.id {
        for record in table.records {
          var values = record.fields.prefix(ledger.fields.count).map { Self.value($0.value) }
          while values.count < ledger.fields.count { values.append(.null) }
          values.append(table.file.databaseValue)
          values.append(table.sheet.databaseValue)
          values.append((record.row + 1).databaseValue)
          values.append((record.isHidden ? 1 : 0).databaseValue)
          try statement.execute(arguments: StatementArguments(values))
          try insertChanges(of: record, ledger, id: database.lastInsertedRowID, change)
        }
      }
    }
  }

  private func insertChanges(
    of record: LedgerRecord, _ ledger: LedgerDefinition, id: Int64, _ statement: Statement
  )
    throws
  {
    for (field, definition) in zip(record.fields, ledger.fields) {
      guard let change = field.change else { continue }
      try statement.execute(arguments: [
        ledger.id.rawValue, id, definition.id.rawValue, field.cell?.description, field.original,
        change.kind.rawValue, change.safety.map { "\($0)" },
      ])
    }
  }

  private static func value(_ value: FieldValue) -> DatabaseValue {
    switch value {
    case .missing, .none, .notApplicable, .openEnd, .unreadable: .null
    case .text(let text): text.databaseValue
    case .number(let number): NSDecimalNumber(decimal: number).doubleValue.databaseValue
    case .date(let date): date.description.databaseValue
    case .month(let month): month.description.databaseValue
    case .year(let year): year.databaseValue
    case .boolean(let truth): (truth ? 1 : 0).databaseValue
    case .list(let names): names.joined(separator: "、").databaseValue
    }
  }

  // MARK: References

  /// Links every record to its organisation where exactly one has its name, in full or in short.
  func link() throws {
    guard catalog["organisation"] != nil else { return }
    for ledger in catalog.ledgers {
      guard let branch = Self.branchField(of: ledger) else { continue }
      try database.execute(
        sql: """
          UPDATE \(Self.name(ledger.id)) SET "branch_id" = (
            SELECT MIN("organisation"."id") FROM "organisation"
            WHERE "organisation"."name" = \(Self.name(ledger.id)).\(Self.name(branch))
            HAVING COUNT(DISTINCT "organisation"."name") = 1)
          WHERE \(Self.name(branch)) IS NOT NULL
          """)
    }
  }
}
