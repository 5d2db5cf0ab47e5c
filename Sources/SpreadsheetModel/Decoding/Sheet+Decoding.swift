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
  /// out and is reported with its cell. Text decodes from numbers as shown, numbers from text that is
  /// one, `Decimal` with the digits shown, `CivilDate` from dates and from `YYYY-MM-DD`, `Bool` also from 0 and 1.
  ///
  /// - Parameters:
  ///   - aliases: Further headings by coding key.
  ///   - headerRow: The zero-based row of the headings; looked for in the first 30 rows if `nil`.
  /// - Throws: `HeaderError` if a key that records need has no heading.
  public func decode<Record: Decodable>(
    _ type: Record.Type, aliases: [String: [String]] = [:], headerRow: Int? = nil
  ) throws(HeaderError) -> DecodedRows<Record> {
    let wanted = KeyCollector.keys(of: type)
    guard
      let header = HeaderMatch(
        keys: wanted.all, aliases: aliases, in: self, headerRow: headerRow, searching: 30)
    else { throw HeaderError(missingKeys: wanted.needed, headings: [], row: nil) }
    let missing = wanted.needed.filter { header.columns[$0] == nil }
    guard missing.isEmpty, !header.columns.isEmpty else {
      throw HeaderError(missingKeys: missing, headings: header.headings, row: header.row)
    }
    var result = DecodedRows<Record>(headerRow: header.row, columns: header.columns)
    let columns = Set(header.columns.values)
    for row in rows where row.index > header.row {
      guard row.cells.contains(where: { columns.contains($0.column) && !Self.isBlank($0.value) }) else {
        continue
      }
      do {
        result.records.append(
          try Record(from: RowDecoder(sheet: self, row: row, columns: header.columns)))
        result.rows.append(row.index)
      } catch let failure as RowDecodingFailure {
        result.failures.append(failure)
      } catch {
        let first = header.columns.min { $0.value < $1.value }
        result.failures.append(
          RowDecodingFailure(
            cell: CellReference(row: row.index, column: first?.value ?? 0), key: first?.key ?? "",
            text: "", reason: .refused(String(describing: error))))
      }
    }
    return result
  }

  /// Whether a value shows nothing.
  static func isBlank(_ value: CellValue) -> Bool {
    switch value {
    case .empty: true
    case .text(let text): text.allSatisfy(\.isWhitespace)
    default: false
    }
  }
}
