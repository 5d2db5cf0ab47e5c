import Diagnostics
import SpreadsheetModel

/// Records in columns: a field's values side by side, with lists of what is out of the ordinary.
struct StoredRows: Codable, Sendable {
  /// The zero-based row of each record.
  var rows: [Int]
  /// Positions of hidden records.
  var hidden: [Int]?
  /// The fields that say anything.
  var fields: [StoredField]

  /// One field of all records.
  struct StoredField: Codable, Sendable {
    var field: FieldID
    /// `StoredValue` texts, as many as there are records.
    var values: [String?]
    /// What cells showed, where that is not what the value says; by position.
    var originals: [Int: String]?
    /// Cells that are not in the record's row and the field's column, as position, row and column; a
    /// row of -1 is no cell.
    var cells: [[Int]]?
    /// Positions of fields whose cells hold formulas.
    var formulas: [Int]?
    var changes: [Change]?
  }

  /// A `ValueChange` and the position of its record.
  struct Change: Codable, Sendable {
    var position: Int
    var kind: ValueChange.Kind
    /// Absent in tallies of earlier versions, which knew only `safety`.
    var sameness: ValueChange.Sameness?
    var safety: FixSafety?
    var written: String?
    var format: String?
  }

  init(_ records: [LedgerRecord], definition: LedgerDefinition, columns: [FieldID: Int]) {
    rows = records.map(\.row)
    let hiddenRecords = records.indices.filter { records[$0].isHidden }
    hidden = hiddenRecords.isEmpty ? nil : hiddenRecords
    fields = definition.fields.indices.compactMap { index in
      let id = definition.fields[index].id
      return Self.field(id, column: columns[id], of: records) { record in
        index < record.fields.count ? record.fields[index] : .absent
      }
    }
  }

  private static func field(
    _ id: FieldID, column: Int?, of records: [LedgerRecord], _ field: (LedgerRecord) -> RecordField
  ) -> StoredField? {
    var stored = StoredField(field: id, values: [])
    var originals: [Int: String] = [:]
    var cells: [[Int]] = []
    var formulas: [Int] = []
    var changes: [Change] = []
    for (position, record) in records.enumerated() {
      let field = field(record)
      stored.values.append(StoredValue.text(field.value))
      if field.original != StoredValue.usualOriginal(field.value) { originals[position] = field.original }
      if field.cell != column.map({ CellReference(row: record.row, column: $0) }) {
        cells.append([position, field.cell?.row ?? -1, field.cell?.column ?? -1])
      }
      if field.isFormula { formulas.append(position) }
      if let change = field.change { changes.append(Change(change, at: position)) }
    }
    if !originals.isEmpty { stored.originals = originals }
    if !cells.isEmpty { stored.cells = cells }
    if !formulas.isEmpty { stored.formulas = formulas }
    if !changes.isEmpty { stored.changes = changes }
    let saysNothing =
      column == nil && originals.isEmpty && cells.isEmpty && formulas.isEmpty && changes.isEmpty
      && stored.values.allSatisfy { $0 == nil }
    return saysNothing ? nil : stored
  }

  /// The records again.
  func records(
    _ definition: LedgerDefinition, columns: [FieldID: Int]
  ) throws(StoredLedgerError) -> [LedgerRecord] {
    guard rows.allSatisfy({ (0..<CellReference.rowLimit).contains($0) }) else { throw .damaged }
    let absent = [RecordField](repeating: .absent, count: definition.fields.count)
    var records = rows.map { LedgerRecord(row: $0, fields: absent) }
    for position in hidden ?? [] {
      guard records.indices.contains(position) else { throw .damaged }
      records[position].isHidden = true
    }
    for stored in fields {
      guard let index = definition.index(of: stored.field) else {
        throw .unknownField(ledger: definition.id, field: stored.field)
      }
      for (position, field) in try stored.fields(rows: rows, column: columns[stored.field]).enumerated() {
        records[position].fields[index] = field
      }
    }
    return records
  }
}

extension StoredRows.StoredField {
  /// The field of every record.
  fileprivate func fields(rows: [Int], column: Int?) throws(StoredLedgerError) -> [RecordField] {
    guard values.count == rows.count else { throw .damaged }
    var fields: [RecordField] = []
    fields.reserveCapacity(values.count)
    for (position, text) in values.enumerated() {
      guard let value = StoredValue.value(text) else { throw .damaged }
      fields.append(
        RecordField(
          value: value, cell: column.map { CellReference(row: rows[position], column: $0) },
          original: StoredValue.usualOriginal(value)))
    }
    for (position, original) in originals ?? [:] {
      guard fields.indices.contains(position) else { throw .damaged }
      fields[position].original = original
    }
    for cell in cells ?? [] {
      guard cell.count == 3, fields.indices.contains(cell[0]) else { throw .damaged }
      let reference = CellReference(row: cell[1], column: cell[2])
      guard reference.isInsideGrid || cell[1] == -1 else { throw .damaged }
      fields[cell[0]].cell = cell[1] == -1 ? nil : reference
    }
    for position in formulas ?? [] {
      guard fields.indices.contains(position) else { throw .damaged }
      fields[position].isFormula = true
    }
    for change in changes ?? [] {
      guard fields.indices.contains(change.position) else { throw .damaged }
      fields[change.position].change = try change.change
    }
    return fields
  }
}

extension StoredRows.Change {
  fileprivate init(_ change: ValueChange, at position: Int) {
    self.position = position
    kind = change.kind
    sameness = change.sameness
    // An empty text stands for an empty cell, which is not the same as nothing to write.
    written = change.written.map { StoredValue.text($0) ?? "" }
    format = change.format?.code
  }

  fileprivate var change: ValueChange {
    get throws(StoredLedgerError) {
      var value: CellValue?
      if let written {
        value = written.isEmpty ? .empty : StoredValue.cellValue(written)
        if value == nil { throw .damaged }
      }
      return ValueChange(
        kind: kind, sameness: sameness ?? (safety == .safe ? .spelling : .suggestion), written: value,
        format: format.map(NumberFormat.init(code:)))
    }
  }
}
