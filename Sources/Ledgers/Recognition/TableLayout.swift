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
    /// Whether the column is one of several gathered into a list.
    var gathers: Bool
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
  /// Rows inside `rows` that repeat the header or its title, by row number.
  var repeats: [Int: SkippedRow.Reason] = [:]

  /// The columns the table reaches over.
  var extent: ClosedRange<Int> {
    let all = band.paths.map(\.column)
    return (all.min() ?? 0)...(all.max() ?? 0)
  }
}
