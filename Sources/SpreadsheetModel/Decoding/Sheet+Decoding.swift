extension Sheet {
  /// Decodes the rows under a header into records, one of them a row.
  ///
  /// ```swift
  /// struct Member: Decodable { var 姓名: String; var 入党日期: CivilDate; var 党费: Double? }
  /// let members = try sheet.decode(Member.self)
  /// for failure in members.failures { print(failure.cell, failure.message) }
  /// ```
  /// Headings are matched with the record's coding keys wherever they stand (`HeaderMatch`); rows
  /// without a value in any matched column are passed over. A value that does not fit leaves its row
  /// out and is reported with its cell. Text decodes from numbers as shown; numbers from text that is
  /// one in the notation of the options, and no other; `Decimal` with the digits shown; `CivilDate` and
  /// `Date` from dates and from ISO 8601 text; `Bool` also from 0 and 1; a record inside a record from
  /// headings such as `outer.inner`.
  ///
  /// - Throws: `HeaderError` if a key that records need has no heading.
  public func decode<Record: Decodable>(
    _ type: Record.Type, options: RowDecodingOptions = .init()
  ) throws(HeaderError) -> DecodedRows<Record> {
    let first = rows.lazy.filter { $0.index >= options.headerRow ?? 0 }.prefix(Self.searchedRows)
    let context = CellContext(formats: formats, dateSystem: dateSystem, options: options)
    let decoding = try RowDecoding(type, context: context, among: Array(first))
    var result = DecodedRows<Record>(headerRow: decoding.header.row)
    for row in rows { if let decoded = decoding.decode(row) { result.add(decoded) } }
    result.columns = decoding.header.columns
    return result
  }

  /// Decodes with further headings by coding key, or with the zero-based row of the headings.
  public func decode<Record: Decodable>(
    _ type: Record.Type, aliases: [String: [String]] = [:], headerRow: Int? = nil
  ) throws(HeaderError) -> DecodedRows<Record> {
    try decode(type, options: RowDecodingOptions(aliases: aliases, headerRow: headerRow))
  }

  /// How many rows with content headings are looked for in.
  static var searchedRows: Int { 30 }

  /// Whether a value shows nothing.
  static func isBlank(_ value: CellValue) -> Bool {
    switch value {
    case .empty: true
    case .text(let text): text.allSatisfy(\.isWhitespace)
    default: false
    }
  }
}
