import SpreadsheetModel

/// Where one ledger stands on a sheet and what its columns are, before its rows are read.
struct TableLayout {
  /// A column that is a field.
  struct Column {
    var mapping: ColumnMapping
    /// Index of the field in the definition.
    var field: Int
    /// The header.
    var path: HeaderPath
    /// How the column's cells make the field's value.
    var role: Role = .whole
    /// Index of the field that the remark in a name's cell is, where the header says so: `姓名（性别）`.
    var remarkField: Int?
  }

  /// How the cells of a column make the value of its field.
  enum Role: Equatable {
    /// A cell is the value.
    case whole
    /// One of several columns gathered into a list.
    case gathered
    /// A tick means this term of the field's list.
    case tick(term: String)
    /// The year, month or day of a date that has a column for each.
    case year, month, day
  }

  var definition: LedgerDefinition
  /// Index of the ledger in the catalog.
  var ledger: Int
  var band: HeaderBand
  var columns: [Column]
  var unmapped: [LedgerTable.ColumnHeader]
  var confidence: Double
  var alternatives: [LedgerTable.Alternative]
  var preamble: Preamble
  /// The rows below the header that belong to the table, by their position in `Sheet.rows`.
  var rows: Range<Int>
  /// Whether the title says that nothing below has happened.
  var isPlan = false
  /// The ledger that the title names, where the columns are another's.
  var titled: LedgerID?
  /// Rows inside `rows` that repeat the header or its title, by row number.
  var repeats: [Int: SkippedRow.Reason] = [:]

  /// The columns the table reaches over.
  var extent: ClosedRange<Int> {
    let all = band.paths.map(\.column)
    return (all.min() ?? 0)...(all.max() ?? 0)
  }
}
