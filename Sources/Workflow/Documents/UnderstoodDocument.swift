import Ledgers
import Reports

/// How much of a file was understood, as the JSON formats tell it: whatever was left unread stands here.
public struct UnderstoodDocument: Encodable, Sendable {
  /// A row that is no record.
  public struct SkippedRow: Encodable, Sendable {
    /// The sheet's name.
    public var sheet: String
    /// The row, from one.
    public var row: Int
    /// Why it is no record: `total`, `subtotal`, `note`, `repeatedHeader`, `numbering`, `example`, `group`.
    public var why: String
    /// What stands in it.
    public var text: String
  }

  /// A sheet that was not read as a ledger.
  public struct UnreadSheet: Encodable, Sendable {
    /// Its name.
    public var sheet: String
    /// `unrecognised`, `hidden` or `ours`.
    public var why: String
  }

  /// Number of columns understood.
  public var columns: Int
  /// The headers of the columns that were not.
  public var unmapped: [String]
  /// The rows that are no records.
  public var skippedRows: [SkippedRow]
  /// The sheets without a ledger, empty ones left out.
  public var unreadSheets: [UnreadSheet]

  /// Describes a file.
  public init(_ file: LedgerFile) {
    columns = file.tables.reduce(0) { $0 + $1.columns.count }
    unmapped = file.tables.flatMap { $0.unmapped.map(\.text) }
    skippedRows = file.tables.flatMap { table in
      table.skippedRows.map {
        SkippedRow(sheet: table.sheet, row: $0.row + 1, why: $0.reason.rawValue, text: $0.text)
      }
    }
    unreadSheets = file.unreadSheets.filter { $0.reason != .empty }.map {
      UnreadSheet(sheet: $0.name, why: $0.reason.rawValue)
    }
  }

  /// The document with numbers of persons masked as everywhere else.
  public func masked(by mask: PersonalMask) -> UnderstoodDocument {
    var masked = self
    for index in masked.skippedRows.indices {
      masked.skippedRows[index].text = mask.text(masked.skippedRows[index].text)
    }
    return masked
  }
}
