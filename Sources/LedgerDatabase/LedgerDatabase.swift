import Foundation
import GRDB
import Ledgers

/// Writes ledgers into an SQLite database.
///
/// Every ledger of the catalog is a table named by its id, its fields are columns named by theirs,
/// whether or not there are records: queries and views can rely on them. Foreign keys name the
/// organisation (`branch_id`, `parent_id`) and the member (`member_id`) that a record speaks of, where
/// exactly one is known. Each row says where it stands (`source_id`, `source_file`, `source_sheet`,
/// `source_row`, `is_hidden`); the tables read are in `source`. What cleaning changed is in `change`,
/// cells that say there is no value (`无`, `—`, `至今`, and what could not be read) in `absence`, and
/// records that claim to be the same thing in `conflict`, `conflict_record` and `conflict_value`. The
/// views are those of `SummaryViews`.
///
/// Dates are text `YYYY-MM-DD`, months `YYYY-MM`, yes and no 1 and 0, lists text joined by `、`. Numbers
/// keep their decimal digits: whole ones are integers, others doubles of at most fifteen digits.
public enum LedgerDatabase {
  /// Writes a new database. A file of that name is written into as it is; callers that replace files
  /// write beside and rename.
  ///
  /// - Throws: `LedgerDatabaseError` with what SQLite said.
  public static func write(_ files: [LedgerFile], catalog: LedgerCatalog, to path: String)
    throws(LedgerDatabaseError)
  {
    do {
      var configuration = Configuration()
      configuration.label = "ledgers"
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.write { database in
        let tables = DatabaseTables(catalog: catalog)
        try tables.create(in: database)
        try RecordRows(database, catalog: catalog).insert(files)
        try RecordLinks(database: database, tables: tables).fill()
        try ConflictRows.insert(ConflictFinder.conflicts(in: files), into: database)
        for view in SummaryViews.all(for: catalog) { try database.execute(sql: view) }
      }
      try queue.close()
    } catch {
      throw LedgerDatabaseError(path: path, reason: "\(error)")
    }
  }
}

/// A database that could not be written.
public struct LedgerDatabaseError: Error, Sendable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// What SQLite said.
  public let reason: String

  /// The file and the reason.
  public var description: String { "\(path): \(reason)" }
}
