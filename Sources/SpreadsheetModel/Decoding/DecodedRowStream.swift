/// Records decoded from rows as they are read, in memory that does not grow with their number.
///
/// ```swift
/// var records = try workbook.sheet("名册").records(Member.self)
/// while let row = try records.next() { print(row.index, row.result) }
/// ```
/// Opening it reads the rows among which the headings are looked for, 30 at most.
public struct DecodedRowStream<Record: Decodable> {
  private let decoding: RowDecoding<Record>
  private var waiting: ArraySlice<Row>
  private let nextRow: () throws -> Row?

  /// Opens a stream.
  ///
  /// - Parameters:
  ///   - type: The type of records.
  ///   - options: Where headings are and what text means.
  ///   - formats: The number formats that `Cell.format` is an index into.
  ///   - dateSystem: How date serials count.
  ///   - nextRow: Gives the rows with content in ascending order, then `nil`.
  /// - Throws: `HeaderError` if a key that records need has no heading, and what `nextRow` throws.
  public init(
    _ type: Record.Type, options: RowDecodingOptions = .init(), formats: [NumberFormat] = [.general],
    dateSystem: DateSystem = .base1900, nextRow: @escaping () throws -> Row?
  ) throws {
    var first: [Row] = []
    while first.count < Sheet.searchedRows, let row = try nextRow() {
      // What stands above a named row of headings is not needed.
      if row.index >= options.headerRow ?? 0 { first.append(row) }
    }
    let context = CellContext(formats: formats, dateSystem: dateSystem, options: options)
    decoding = try RowDecoding(type, context: context, among: first)
    waiting = first[...]
    self.nextRow = nextRow
  }

  /// The zero-based row of the headings.
  public var headerRow: Int { decoding.header.row }

  /// The zero-based column of each key found so far.
  public var columns: [String: Int] { decoding.header.columns }

  /// The next row with a value under one of the headings in use; `nil` after the last one.
  public mutating func next() throws -> DecodedRow<Record>? {
    while let row = try waiting.popFirst() ?? nextRow() {
      if let decoded = decoding.decode(row) { return decoded }
    }
    return nil
  }
}
