import FoundationEssentials

/// Decodes one row into a record.
struct RowDecoder: Decoder {
  let sheet: Sheet
  let row: Row
  let columns: [String: Int]
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(RowContainer<Key>(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw NotTabular() }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { throw NotTabular() }

  /// The value of a key's cell.
  func field(_ key: String) -> CellField {
    let column = columns[key] ?? 0
    return CellField(
      sheet: sheet, cell: columns[key] == nil ? nil : row[column],
      reference: CellReference(row: row.index, column: column), key: key)
  }
}

private struct RowContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: RowDecoder
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { decoder.columns.keys.compactMap { Key(stringValue: $0) } }

  func contains(_ key: Key) -> Bool { decoder.columns[key.stringValue] != nil }

  func decodeNil(forKey key: Key) throws -> Bool { decoder.field(key.stringValue).isBlank }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    let field = decoder.field(key.stringValue)
    if type == CivilDate.self, let date = try field.date() as? Value { return date }
    if type == Decimal.self, let decimal = try field.decimal() as? Value { return decimal }
    do {
      return try Value(from: FieldDecoder(field: field))
    } catch let failure as RowDecodingFailure {
      throw failure
    } catch {
      throw field.failure(.refused(String(describing: error)))
    }
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<NestedKey> { throw NotTabular() }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw NotTabular() }
  func superDecoder() throws -> any Decoder { throw NotTabular() }
  func superDecoder(forKey key: Key) throws -> any Decoder { throw NotTabular() }
}

private struct FieldDecoder: Decoder {
  let field: CellField
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    throw NotTabular()
  }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw NotTabular() }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { FieldContainer(field: field) }
}

private struct FieldContainer: SingleValueDecodingContainer {
  let field: CellField
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
    if type == CivilDate.self, let date = try field.date() as? Value { return date }
    if type == Decimal.self, let decimal = try field.decimal() as? Value { return decimal }
    return try Value(from: FieldDecoder(field: field))
  }
}
