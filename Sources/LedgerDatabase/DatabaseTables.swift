import GRDB
import Ledgers

/// The tables of a database: one a ledger, and those that tell where its rows come from.
struct DatabaseTables {
  let catalog: LedgerCatalog

  /// Creates all tables and their indices.
  func create(in database: Database) throws {
    try database.execute(sql: Self.provenance)
    for ledger in catalog.ledgers {
      var columns = ["\"id\" INTEGER PRIMARY KEY"]
      columns += ledger.fields.map { "\(Self.name($0.id)) \(Self.type(of: $0.kind))" }
      columns += keys(of: ledger).map {
        "\"\($0.column)\" INTEGER REFERENCES \(Self.name($0.target))(\"id\")"
      }
      columns += [
        "\"source_id\" INTEGER NOT NULL REFERENCES \"source\"(\"id\")", "\"source_file\" TEXT NOT NULL",
        "\"source_sheet\" TEXT NOT NULL", "\"source_row\" INTEGER NOT NULL", "\"is_hidden\" INTEGER NOT NULL",
      ]
      try database.execute(sql: "CREATE TABLE \(Self.name(ledger.id)) (\(columns.joined(separator: ", ")))")
      // Records of real ledgers repeat: keys are indices, so that duplicates can be found, not lost.
      for (number, key) in ledger.keys.enumerated() {
        let fields = key.map(Self.name).joined(separator: ", ")
        try database.execute(
          sql: "CREATE INDEX \"\(ledger.id)_key\(number + 1)\" ON \(Self.name(ledger.id)) (\(fields))")
      }
    }
  }

  /// A column that names the row of another ledger.
  struct ForeignKey {
    /// The column's name.
    var column: String
    /// The other ledger.
    var target: LedgerID
    /// The field whose text names it.
    var field: FieldID
  }

  /// The foreign keys of a ledger: its organisation, the organisation above, the member.
  func keys(of ledger: LedgerDefinition) -> [ForeignKey] {
    var keys: [ForeignKey] = []
    if catalog["organisation"] != nil {
      let branch = (["branch", "unit"] as [FieldID]).first { ledger[$0]?.kind == .organisationName }
      if let branch { keys.append(ForeignKey(column: "branch_id", target: "organisation", field: branch)) }
      if ledger.id == "organisation", ledger["parent"]?.kind == .organisationName {
        keys.append(ForeignKey(column: "parent_id", target: "organisation", field: "parent"))
      }
    }
    if catalog["member"] != nil, ledger["name"] != nil,
      ledger.references.contains(where: { $0.ledger == "member" })
    {
      keys.append(ForeignKey(column: "member_id", target: "member", field: "name"))
    }
    return keys
  }

  // MARK: Names and types

  static func name(_ field: FieldID) -> String { quoted(field.rawValue) }
  static func name(_ ledger: LedgerID) -> String { quoted(ledger.rawValue) }
  private static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

  private static func type(of kind: FieldKind) -> String {
    switch kind {
    case .integer, .year, .boolean: "INTEGER"
    case .money: "DECIMAL(18,2)"
    case .decimal, .rate: "DECIMAL"
    default: "TEXT"
    }
  }

  // MARK: Where rows come from

  /// The tables read, what cleaning changed, cells that say there is no value, and records that claim to
  /// be the same.
  private static let provenance = """
    CREATE TABLE "source" ("id" INTEGER PRIMARY KEY, "file" TEXT NOT NULL, "sheet" TEXT NOT NULL,
      "ledger" TEXT NOT NULL, "title" TEXT, "header_row" INTEGER NOT NULL, "records" INTEGER NOT NULL);
    CREATE TABLE "change" ("id" INTEGER PRIMARY KEY, "ledger" TEXT NOT NULL, "record_id" INTEGER NOT NULL,
      "field" TEXT NOT NULL, "cell" TEXT, "original" TEXT NOT NULL, "kind" TEXT NOT NULL, "safety" TEXT);
    CREATE INDEX "change_record" ON "change" ("ledger", "record_id");
    CREATE TABLE "absence" ("id" INTEGER PRIMARY KEY, "ledger" TEXT NOT NULL, "record_id" INTEGER NOT NULL,
      "field" TEXT NOT NULL, "cell" TEXT, "original" TEXT NOT NULL,
      "kind" TEXT NOT NULL CHECK ("kind" IN ('none', 'notApplicable', 'openEnd', 'unreadable')));
    CREATE TABLE "unmapped" ("id" INTEGER PRIMARY KEY, "ledger" TEXT NOT NULL, "record_id" INTEGER NOT NULL,
      "header" TEXT NOT NULL, "value" TEXT NOT NULL);
    CREATE INDEX "unmapped_record" ON "unmapped" ("ledger", "record_id");
    CREATE INDEX "absence_record" ON "absence" ("ledger", "record_id");
    CREATE TABLE "conflict" ("id" INTEGER PRIMARY KEY, "ledger" TEXT NOT NULL,
      "kind" TEXT NOT NULL CHECK ("kind" IN ('duplicate', 'contradiction')),
      "key" TEXT NOT NULL, "value" TEXT NOT NULL);
    CREATE TABLE "conflict_record" ("conflict_id" INTEGER NOT NULL REFERENCES "conflict"("id"),
      "record_id" INTEGER NOT NULL, "source_file" TEXT NOT NULL, "source_sheet" TEXT NOT NULL,
      "source_row" INTEGER NOT NULL, PRIMARY KEY ("conflict_id", "record_id"));
    CREATE TABLE "conflict_value" ("conflict_id" INTEGER NOT NULL REFERENCES "conflict"("id"),
      "field" TEXT NOT NULL, "record_id" INTEGER NOT NULL, "cell" TEXT, "value" TEXT,
      PRIMARY KEY ("conflict_id", "field", "record_id"));
    """
}
