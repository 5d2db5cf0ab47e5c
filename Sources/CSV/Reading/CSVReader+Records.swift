import SpreadsheetModel

extension CSVReader {
  /// Decodes rows as they are read, in constant memory; see `Sheet.decode`.
  ///
  /// - Throws: `CSVError` if the text cannot be read, `HeaderError` if a key has no heading.
  public func records<Record: Decodable>(
    _ type: Record.Type, options: RowDecodingOptions = .init()
  ) throws -> DecodedRowStream<Record> {
    var rows = try rows()
    return try DecodedRowStream(type, options: options, nextRow: { try rows.nextRow() })
  }
}
