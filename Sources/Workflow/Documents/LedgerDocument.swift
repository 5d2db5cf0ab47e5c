import Ledgers
import SpreadsheetModel

/// How a ledger was found on a sheet, as the JSON formats tell it; rows count from one.
public struct LedgerDocument: Encodable, Sendable {
  /// One column understood.
  public struct Column: Encodable, Hashable, Sendable {
    /// The field's id.
    public var field: String
    /// The header as it stands.
    public var header: String
    /// The column's letters; the value's cell on a card.
    public var column: String
    /// The group of a matrix that the column stands under; left out elsewhere.
    public var group: String?
    /// What the mapping rests on.
    public var evidence: String
    /// How sure it is, 0 to 1.
    public var confidence: Double
  }

  /// The ledger's id.
  public var ledger: String
  /// The sheet's name.
  public var sheet: String
  /// The rows of the header.
  public var headerRows: [Int]
  /// The first row of records.
  @Nullable public var firstRow: Int?
  /// The last row of records.
  @Nullable public var lastRow: Int?
  /// Number of records.
  public var records: Int
  /// How sure the recognition is, 0 to 1.
  public var confidence: Double
  /// The columns understood.
  public var columns: [Column]
  /// The headers not understood.
  public var unmapped: [String]
  /// Headers that were mojibake and were restored, as they stand.
  public var restoredHeaders: [String]
  /// Rows inside the table that are no records, by reason.
  public var skippedRows: [String: Int]
  /// How the records are set out: `list`, `card` or `matrix`.
  public var arrangement: String
  /// Whether it tells what is planned: nothing in it is held, counted or scored.
  public var plan: Bool
  /// The ledger that the title names, where the columns are another's; left out elsewhere.
  public var titled: String?

  /// Describes a table.
  public init(_ table: LedgerTable) {
    ledger = table.definition.id.rawValue
    sheet = table.sheet
    headerRows = table.headerRows.map { $0 + 1 }
    _firstRow = Nullable(wrappedValue: table.records.map(\.row).min().map { $0 + 1 })
    _lastRow = Nullable(wrappedValue: table.records.map(\.row).max().map { $0 + 1 })
    records = table.records.count
    confidence = (table.confidence * 1000).rounded() / 1000
    columns = table.columns.map {
      Column(
        field: $0.field.rawValue, header: $0.header, column: $0.place, group: $0.group,
        evidence: $0.evidence.rawValue, confidence: ($0.confidence * 1000).rounded() / 1000)
    }
    unmapped = table.unmapped.map(\.text)
    restoredHeaders = table.restoredHeaders.map(\.text)
    skippedRows = table.skippedRows.reduce(into: [:]) { $0[$1.reason.rawValue, default: 0] += 1 }
    arrangement = table.arrangement.rawValue
    plan = table.isPlan
    titled = table.titled?.rawValue
  }
}

extension ColumnMapping {
  /// Where the values stand: the column's letters, or the cell on a card.
  public var place: String {
    row.map { CellReference(row: $0, column: column).description } ?? CellReference.columnName(column)
  }
}
