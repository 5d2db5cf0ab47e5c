import Foundation
import GRDB
import Ledgers

/// Writes ledgers into an SQLite database.
///
/// Every ledger of the catalog is a table named by its id, its fields are columns named by theirs,
/// whether or not there are records: queries and views can rely on them. Each row says where it stands
/// (`source_file`, `source_sheet`, `source_row`, `is_hidden`), and `branch_id` names the organisation it
/// belongs to where exactly one of that name is known. What cleaning changed is in `change`, what
/// could not be read included. The views are those of `SummaryViews`.
///
/// Dates are text `YYYY-MM-DD`, months `YYYY-MM`, yes and no 1 and 0, lists text joined by `、`. Numbers
/// are doubles: exact decimals stand in the canonical tables of the other formats.
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
        let writer = TableWriter(database: database, catalog: catalog)
        try writer.createTables()
        try writer.insert(files)
        try writer.link()
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
