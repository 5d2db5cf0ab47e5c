import Diagnostics
import Foundation
import GRDB
import Ledgers
import SpreadsheetModel

/// Fills the tables with the records of files, in the order of files, sheets and rows.
struct RecordRows {
  private let database: Database
  private let catalog: LedgerCatalog
  private let change: Statement
  private let absence: Statement
  private let unmapped: Statement

  init(_ database: Database, catalog: LedgerCatalog) throws {
    self.database = database
    self.catalog = catalog
    change = try database.makeStatement(
      sql: """
        INSERT INTO "change" ("ledger", "record_id", "field", "cell", "original", "kind", "safety")
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
    absence = try database.makeStatement(
      sql: """
        INSERT INTO "absence" ("ledger", "record_id", "field", "cell", "original", "kind")
        VALUES (?, ?, ?, ?, ?, ?)
        """)
    unmapped = try database.makeStatement(
      sql: """
        INSERT INTO "unmapped" ("ledger", "record_id", "header", "value") VALUES (?, ?, ?, ?)
        """)
  }

  /// Inserts the records of all files. A record's id is its position among all records of its ledger,
  /// from 1.
  func insert(_ files: [LedgerFile]) throws {
    var sources: [(id: Int64, table: LedgerTable)] = []
    for table in files.flatMap(\.tables) {
      try database.execute(
        sql: """
          INSERT INTO "source" ("file", "sheet", "ledger", "title", "header_row", "records")
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          table.file, table.sheet, table.definition.id.rawValue, table.title,
          table.headerRows.lowerBound + 1, table.records.count,
        ])
      sources.append((database.lastInsertedRowID, table))
    }
    for ledger in catalog.ledgers {
      let columns =
        ledger.fields.map { DatabaseTables.name($0.id) }
        + ["\"source_id\"", "\"source_file\"", "\"source_sheet\"", "\"source_row\"", "\"is_hidden\""]
      let marks = [String](repeating: "?", count: columns.count).joined(separator: ", ")
      let statement = try database.makeStatement(
        sql:
          "INSERT INTO \(DatabaseTables.name(ledger.id)) (\(columns.joined(separator: ", "))) VALUES (\(marks))"
      )
      for (source, table) in sources where table.definition.id == ledger.id {
        for record in table.records {
          var values = record.fields.prefix(ledger.fields.count).map { Self.value($0.value) }
          while values.count < ledger.fields.count { values.append(.null) }
          values.append(source.databaseValue)
          values.append(table.file.databaseValue)
          values.append(table.sheet.databaseValue)
          values.append((record.row + 1).databaseValue)
          values.append((record.isHidden ? 1 : 0).databaseValue)
          try statement.execute(arguments: StatementArguments(values))
          try insertHistory(of: record, ledger, id: database.lastInsertedRowID)
        }
      }
    }
  }

  /// What cleaning changed in a record, and which of its cells say that there is no value.
  private func insertHistory(of record: LedgerRecord, _ ledger: LedgerDefinition, id: Int64) throws {
    for value in record.unmapped {
      try unmapped.execute(arguments: [ledger.id.rawValue, id, value.header, value.text])
    }
    for (field, definition) in zip(record.fields, ledger.fields) {
      if let done = field.change {
        try change.execute(arguments: [
          ledger.id.rawValue, id, definition.id.rawValue, field.cell?.description, field.original,
          done.kind.rawValue, done.safety?.rawValue,
        ])
      }
      if let kind = field.value.absence {
        try absence.execute(arguments: [
          ledger.id.rawValue, id, definition.id.rawValue, field.cell?.description, field.original,
          kind.rawValue,
        ])
      }
    }
  }

  private static func value(_ value: FieldValue) -> DatabaseValue {
    switch value {
    case .missing, .none, .notApplicable, .openEnd, .unreadable: .null
    case .text(let text): text.databaseValue
    case .number(let number): Self.value(number)
    case .date(let date): date.description.databaseValue
    case .month(let month): month.description.databaseValue
    case .year(let year): year.databaseValue
    case .boolean(let truth): (truth ? 1 : 0).databaseValue
    case .list(let names): names.joined(separator: "、").databaseValue
    }
  }

  /// A whole number as an integer; any other as the double whose shortest spelling is the decimal's, or,
  /// past the fifteen digits that a double keeps, as text.
  private static func value(_ number: Decimal) -> DatabaseValue {
    let spelled = "\(number)"
    if let whole = Int64(spelled) { return whole.databaseValue }
    let double = number.nearestDouble
    return Decimal(string: "\(double)") == number ? double.databaseValue : spelled.databaseValue
  }
}
