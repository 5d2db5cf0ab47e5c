import Foundation
import GRDB
import SpreadsheetModel

/// Writes sheets as they are into an SQLite database: a table for each, a column for each of the
/// sheet's columns by its letters, a row for each row with its number.
public enum SheetDatabase {
  /// Writes a new database.
  ///
  /// Numbers stay numbers (dates their serials), text stays text, truth values become 1 and 0, errors
  /// their spelling.
  /// - Throws: `LedgerDatabaseError` with what SQLite said.
  public static func write(_ sheets: [(file: String, sheet: Sheet)], to path: String)
    throws(LedgerDatabaseError)
  {
    do {
      let queue = try DatabaseQueue(path: path)
      try queue.write { database in
        var names: Set<String> = []
        for (file, sheet) in sheets {
          guard let used = sheet.usedRange else { continue }
          try write(sheet, named: name(file, sheet.name, avoiding: &names), used, to: database)
        }
      }
      try queue.close()
    } catch {
      throw LedgerDatabaseError(path: path, reason: "\(error)")
    }
  }

  private static func write(
    _ sheet: Sheet, named table: String, _ used: CellRange, to database: Database
  ) throws {
    let columns = used.columns.map(CellReference.columnName)
    let quoted = "\"" + table.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    let definitions = (["\"row\" INTEGER PRIMARY KEY"] + columns.map { "\"\($0)\"" }).joined(separator: ", ")
    try database.execute(sql: "CREATE TABLE \(quoted) (\(definitions))")
    let marks = Array(repeating: "?", count: columns.count + 1).joined(separator: ", ")
    let insert = try database.makeStatement(sql: "INSERT INTO \(quoted) VALUES (\(marks))")
    for row in sheet.rows {
      var values = [DatabaseValue](repeating: .null, count: columns.count + 1)
      values[0] = (row.index + 1).databaseValue
      for cell in row.cells {
        values[cell.column - used.first.column + 1] = value(of: cell)
      }
      try insert.execute(arguments: StatementArguments(values))
    }
  }

  private static func value(of cell: Cell) -> DatabaseValue {
    if let digits = cell.exactDigits { return digits.databaseValue }
    switch cell.value {
    case .empty: return .null
    case .number(let number): return number.databaseValue
    case .text(let text): return text.databaseValue
    case .boolean(let truth): return (truth ? 1 : 0).databaseValue
    case .error(let error): return error.spelling.databaseValue
    }
  }

  private static func name(_ file: String, _ sheet: String, avoiding names: inout Set<String>) -> String {
    var name = file == sheet ? sheet : "\(file)_\(sheet)"
    if name.isEmpty || name.lowercased().hasPrefix("sqlite_") { name = "_" + name }
    let base = name
    var number = 2
    while !names.insert(name.lowercased()).inserted {
      name = "\(base)_\(number)"
      number += 1
    }
    return name
  }
}
