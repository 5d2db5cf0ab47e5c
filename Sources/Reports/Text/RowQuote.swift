import Criteria
import Diagnostics
import Ledgers
import SpreadsheetModel

/// Quotes the row a finding stands in, the cell concerned marked, so that a clerk sees what the file says.
struct RowQuote {
  private struct Place: Hashable {
    var file: String
    var sheet: String
    var row: Int
  }
  private struct Source {
    var table: LedgerTable
    var fields: [RecordField]
  }
  private let sources: [Place: Source]
  private let showsPersonal: Bool
  /// Cells shown on each side of the marked one.
  private static let neighbours = 3
  /// Characters of a cell that are shown.
  private static let longestCell = 16

  /// Gathers the rows that findings stand in.
  init(_ submission: Submission, findings: [Finding], showsPersonal: Bool) {
    self.showsPersonal = showsPersonal
    var wanted: Set<Place> = []
    for finding in findings {
      let location = finding.diagnostic.location
      guard let cell = location.cell, let sheet = location.sheet else { continue }
      wanted.insert(Place(file: location.file, sheet: sheet, row: cell.row))
    }
    var sources: [Place: Source] = [:]
    for table in submission.files.lazy.flatMap(\.tables) {
      func add(_ row: Int, _ fields: [RecordField]) {
        let place = Place(file: table.file, sheet: table.sheet, row: row)
        guard wanted.contains(place), sources[place] == nil else { return }
        sources[place] = Source(table: table, fields: fields)
      }
      for record in table.records { add(record.row, record.fields) }
      for row in table.skippedRows where !row.fields.isEmpty { add(row.row, row.fields) }
    }
    self.sources = sources
  }

  /// The cells around a finding's own, that one in brackets; `nil` where it is about no row of a ledger.
  func text(of finding: Finding) -> String? {
    let location = finding.diagnostic.location
    guard let cell = location.cell, let sheet = location.sheet,
      let source = sources[Place(file: location.file, sheet: sheet, row: cell.row)]
    else { return nil }
    var cells: [(column: Int, text: String)] = []
    for (index, field) in source.fields.enumerated() {
      guard let place = field.cell, place.row == cell.row,
        !cells.contains(where: { $0.column == place.column })
      else { continue }
      cells.append((place.column, shown(field, source.table.definition.fields[index])))
    }
    cells.sort { $0.column < $1.column }
    guard let marked = cells.firstIndex(where: { $0.column == cell.column }) else { return nil }
    let first = max(0, marked - Self.neighbours)
    let last = min(cells.count - 1, marked + Self.neighbours)
    var parts: [String] = []
    // The row's first cells say whose row it is.
    for index in 0..<min(first, 2) { parts.append(cells[index].text) }
    if first > 2 { parts.append("…") }
    for index in max(first, min(first, 2))...last {
      parts.append(index == marked ? "【\(cells[index].text)】" : cells[index].text)
    }
    if last < cells.count - 1 { parts.append("…") }
    return "\(cell.row + 1) │ " + parts.joined(separator: " │ ")
  }

  private func shown(_ field: RecordField, _ definition: FieldDefinition) -> String {
    var text = PersonalMask(showsPersonal: showsPersonal).value(
      field.original, isPersonal: definition.kind.isPersonalNumber)
    text = String(text.map { $0.isNewline ? " " : $0 })
    return text.count > Self.longestCell ? text.prefix(Self.longestCell - 1) + "…" : text
  }
}
