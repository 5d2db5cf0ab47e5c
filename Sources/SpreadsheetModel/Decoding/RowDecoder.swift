/// Decodes one row into a record, or into a record inside it.
struct RowDecoder: Decoder {
  let context: CellContext
  let row: Row
  let header: HeaderMatch
  /// The key of the record inside; empty for the row's own.
  var path = ""
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(RowContainer<Key>(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw NotTabular() }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { throw NotTabular() }

  /// The value of a key's cell.
  func field(_ key: String) -> CellField {
    let column = header.column(of: key)
    return CellField(
      context: context, cell: column.flatMap { row[$0] },
      reference: CellReference(row: row.index, column: column ?? 0), key: key)
  }

  /// The record inside, under a key.
  func inside(_ key: String) -> RowDecoder {
    var inner = self
    inner.path = key
    return inner
  }
}

private struct RowContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: RowDecoder
  var codingPath: [any CodingKey] { [] }
  /// The headings, for records such as dictionaries that take whatever there is.
  var allKeys: [Key] {
    let start = decoder.path.isEmpty ? "" : decoder.path + "."
    return decoder.header.headings.filter { $0.hasPrefix(start) }
      .compactMap { Key(stringValue: String($0.dropFirst(start.count))) }
  }

  private func path(_ key: Key) -> String {
    decoder.path.isEmpty ? key.stringValue : decoder.path + "." + key.stringValue
  }

  func contains(_ key: Key) -> Bool {
    decoder.header.column(of: path(key)) != nil || !decoder.header.columns(inside: path(key)).isEmpty
  }

  func decodeNil(forKey key: Key) throws -> Bool {
    guard decoder.field(path(key)).isBlank else { return false }
    return decoder.header.columns(inside: path(key)).allSatisfy { column in
      decoder.row[column].map { Sheet.isBlank($0.value) } ?? true
    }
  }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    let field = decoder.field(path(key))
    if let value = try CellConvertible.value(type, of: field) { return value }
    do {
      return try Value(from: FieldDecoder(field: field, record: decoder.inside(path(key))))
    } catch let failure as RowDecodingFailure {
      throw failure
    } catch {
      throw field.failure(.refused(String(describing: error)))
    }
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<NestedKey> { try decoder.inside(path(key)).container(keyedBy: type) }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw NotTabular() }
  func superDecoder() throws -> any Decoder { throw NotTabular() }
  func superDecoder(forKey key: Key) throws -> any Decoder { throw NotTabular() }
}

/// Decodes what stands under a key: a cell's value, or a record made of the keys inside it.
private struct FieldDecoder: Decoder {
  let field: CellField
  let record: RowDecoder
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    try record.container(keyedBy: type)
  }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw NotTabular() }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { FieldContainer(decoder: self) }
}

private struct FieldContainer: SingleValueDecodingContainer {
  let decoder: FieldDecoder
  var field: CellField { decoder.field }
  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool { field.isBlank }
  func decode(_ type: Bool.Type) throws -> Bool { try field.boolean() }
  func decode(_ type: String.Type) throws -> String { try field.string() }
  func decode(_ type: Double.Type) throws -> Double { try field.number() }
  func decode(_ type: Float.Type) throws -> Float { Float(try field.number()) }

  func decode<Whole: Decodable & FixedWidthInteger>(_ type: Whole.Type) throws -> Whole {
    try field.whole()
  }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    if let value = try CellConvertible.value(type, of: field) { return value }
    return try Value(from: decoder)
  }
}
