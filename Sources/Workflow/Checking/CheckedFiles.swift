import Criteria
import Ledgers

/// What a report has to say of files that were checked part by part, kept small: how their ledgers were found,
/// and the records that findings stand in.
struct CheckedFiles {
  private struct File {
    var position: Int
    var quoted: LedgerFile
    var ledgers: [LedgerDocument]
    var understood: UnderstoodDocument
  }

  private var files: [File] = []
  /// Columns met before: offices hand out one form, so that most files share them.
  private var columns: [[LedgerDocument.Column]: [LedgerDocument.Column]] = [:]

  /// The files in order, with the records that findings stand in.
  var quoted: [LedgerFile] { sorted.map(\.quoted) }

  /// By file: how its ledgers were found.
  var ledgers: [[LedgerDocument]] { sorted.map(\.ledgers) }

  /// By file: what of it was left unread.
  var understood: [UnderstoodDocument] { sorted.map(\.understood) }

  private var sorted: [File] { files.sorted { $0.position < $1.position } }

  /// Adds the files of a part.
  mutating func add(_ part: Checking.Part) {
    var rows: [String: Set<Int>] = [:]
    for finding in part.report.findings where !finding.isKnown {
      let place = finding.diagnostic.location
      if let cell = place.cell { rows[place.file, default: []].insert(cell.row) }
    }
    for (position, file) in part.files {
      let ledgers = file.tables.map { table in
        var ledger = LedgerDocument(table)
        ledger.columns = shared(ledger.columns)
        return ledger
      }
      files.append(
        File(
          position: position, quoted: file.keeping(rows[file.path] ?? []), ledgers: ledgers,
          understood: UnderstoodDocument(file)))
    }
  }

  private mutating func shared(_ found: [LedgerDocument.Column]) -> [LedgerDocument.Column] {
    if let known = columns[found] { return known }
    columns[found] = found
    return found
  }
}

extension LedgerFile {
  /// The records and totals of some rows; a table without one is left out.
  fileprivate func keeping(_ rows: Set<Int>) -> LedgerFile {
    var kept = self
    kept.tables = tables.compactMap { table in
      var table = table
      table.records.removeAll { !rows.contains($0.row) }
      table.skippedRows.removeAll { !rows.contains($0.row) }
      return table.records.isEmpty && table.skippedRows.isEmpty ? nil : table
    }
    return kept
  }
}
