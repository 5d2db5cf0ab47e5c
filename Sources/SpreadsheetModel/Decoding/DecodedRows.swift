/// What became of decoding the rows under a header: the records, and the rows that do not fit.
public struct DecodedRows<Record> {
  /// The records in the order of their rows.
  public internal(set) var records: [Record] = []
  /// The zero-based row of each record.
  public internal(set) var rows: [Int] = []
  /// Why rows were left out, the first reason of each.
  public internal(set) var failures: [RowDecodingFailure] = []
  /// The zero-based row of the header.
  public let headerRow: Int
  /// The zero-based column of each key that was found.
  public internal(set) var columns: [String: Int] = [:]

  init(headerRow: Int) { self.headerRow = headerRow }

  mutating func add(_ row: DecodedRow<Record>) {
    switch row.result {
    case .success(let record):
      records.append(record)
      rows.append(row.index)
    case .failure(let failure): failures.append(failure)
    }
  }
}

extension DecodedRows: Sendable where Record: Sendable {}

/// A value that does not fit its record, with its cell.
public struct RowDecodingFailure: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// The cell is empty, and the record needs a value.
    case missing
    /// The value is of another kind than the record needs.
    case mismatch(expected: String)
    /// The record's own decoding refused the value.
    case refused(String)
  }

  /// The cell.
  public let cell: CellReference
  /// The key of the record.
  public let key: String
  /// What the cell shows.
  public let text: String
  /// What is wrong.
  public let reason: Reason

  /// One sentence in English.
  public var message: String {
    switch reason {
    case .missing: "\(cell) is empty, and '\(key)' needs a value"
    case .mismatch(let expected): "\(cell) holds '\(text)', and '\(key)' needs \(expected)"
    case .refused(let why): "\(cell) holds '\(text)', which '\(key)' refuses: \(why)"
    }
  }
}

/// Why no row could be decoded at all.
public struct HeaderError: Error, Hashable, Sendable {
  /// Keys that records need and no heading matches.
  public let missingKeys: [String]
  /// The headings of the row that matches best.
  public let headings: [String]
  /// The zero-based row of these headings; `nil` for an empty sheet.
  public let row: Int?
}
