import Ledgers
import SpreadsheetModel

/// A table of a submission with what every rule asks of it: which fields it has, and which
/// organisation each record belongs to.
final class IndexedTable: Sendable {
  let table: LedgerTable
  /// Its place in the submission, for ordering findings.
  let order: Int
  /// By field: whether there is a column, or a value from elsewhere, for it.
  let hasField: [Bool]
  /// By field: the column's header as it stands.
  let headers: [String?]
  /// By field: the zero-based column.
  let columns: [Int?]
  /// By record: the organisation, -1 where none is known.
  let organisations: [Int]
  /// The fields whose values are not what their cells say, in order of their records; they are few.
  let changes: [(row: Int, field: Int, change: ValueChange)]

  init(_ table: LedgerTable, order: Int, organisations: [Int]) {
    self.table = table
    self.order = order
    self.organisations = organisations
    let count = table.definition.fields.count
    var has = [Bool](repeating: false, count: count)
    var headers = [String?](repeating: nil, count: count)
    var columns = [Int?](repeating: nil, count: count)
    for column in table.columns {
      guard let index = table.definition.index(of: column.field) else { continue }
      has[index] = true
      if headers[index] == nil {
        headers[index] = column.header
        columns[index] = column.column
      }
    }
    var changes: [(row: Int, field: Int, change: ValueChange)] = []
    for (row, record) in table.records.enumerated() {
      for index in 0..<min(count, record.fields.count) {
        // A value may also come from a title line, the sheet's name or a group of columns.
        if !has[index], record.fields[index].value != .missing || record.fields[index].cell != nil {
          has[index] = true
        }
        if let change = record.fields[index].change, record.fields[index].cell != nil {
          changes.append((row, index, change))
        }
      }
    }
    self.changes = changes
    hasField = has
    self.headers = headers
    self.columns = columns
  }

  var definition: LedgerDefinition { table.definition }

  /// The first of some fields that the table has, or else the first there is.
  func column(ofFirst fields: [FieldID]) -> Int? {
    let indices = fields.lazy.compactMap { self.definition.index(of: $0) }
    return indices.first { self.hasField[$0] } ?? indices.first
  }

  /// Where a header of the table stands.
  func headerLocation(_ field: Int?) -> SourceLocation {
    let cell = field.flatMap { $0 < columns.count ? columns[$0] : nil }.map {
      CellReference(row: table.headerRows.upperBound, column: $0)
    }
    return SourceLocation(file: table.file, sheet: table.sheet, cell: cell)
  }

  /// The field of a record, absent where the record is shorter than its definition.
  func field(_ index: Int, ofRecord row: Int) -> RecordField {
    let record = table.records[row]
    return index >= 0 && index < record.fields.count ? record.fields[index] : .absent
  }

  /// The value of a record's field, missing where the record is shorter than its definition.
  func value(_ index: Int, ofRecord row: Int) -> FieldValue {
    let fields = table.records[row].fields
    return index >= 0 && index < fields.count ? fields[index].value : .missing
  }

  /// Where a field stands; its row where it has no cell of its own.
  func location(_ field: RecordField, row: Int) -> SourceLocation {
    if field.cell != nil { return table.location(of: field, in: table.records[row]) }
    let record = table.records[row]
    // The record's first cell stands for the row.
    let first = record.fields.lazy.compactMap(\.cell).filter { $0.row == record.row }.min {
      $0.column < $1.column
    }
    return SourceLocation(
      file: table.file, sheet: table.sheet, cell: first ?? CellReference(row: record.row, column: 0))
  }
}

/// A record of a ledger: the table's index in the ledger, and the record's in the table.
struct RecordPosition: Hashable, Sendable {
  var table: Int
  var row: Int
}
