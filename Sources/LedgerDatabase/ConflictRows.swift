import GRDB
import Ledgers
import SpreadsheetModel

/// Writes down which records claim to be the same thing, and on what they disagree.
enum ConflictRows {
  /// Inserts the conflicts. Their records must have been inserted in the order of the files.
  static func insert(_ conflicts: [RecordConflict], into database: Database) throws {
    let record = try database.makeStatement(
      sql: """
        INSERT INTO "conflict_record" ("conflict_id", "record_id", "source_file", "source_sheet", "source_row")
        VALUES (?, ?, ?, ?, ?)
        """)
    let value = try database.makeStatement(
      sql: """
        INSERT INTO "conflict_value" ("conflict_id", "field", "record_id", "cell", "value")
        VALUES (?, ?, ?, ?, ?)
        """)
    for conflict in conflicts {
      try database.execute(
        sql: "INSERT INTO \"conflict\" (\"ledger\", \"kind\", \"key\", \"value\") VALUES (?, ?, ?, ?)",
        arguments: [
          conflict.ledger.rawValue, conflict.isDuplicate ? "duplicate" : "contradiction",
          conflict.key.map(\.rawValue).joined(separator: ","), conflict.keyValues.joined(separator: "、"),
        ])
      let id = database.lastInsertedRowID
      for place in conflict.places {
        try record.execute(arguments: [id, place.record + 1, place.file, place.sheet, place.row + 1])
      }
      for contradiction in conflict.contradictions {
        for (position, place) in conflict.places.enumerated() {
          try value.execute(arguments: [
            id, contradiction.field.rawValue, place.record + 1,
            contradiction.cells[position]?.description, contradiction.values[position],
          ])
        }
      }
    }
  }
}
