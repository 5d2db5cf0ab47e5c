/// Learns the coding keys of a record type by decoding it once from nothing: every key asked for is
/// noted and answered with a value of no meaning.
final class KeyCollector {
  /// All keys, and those that a record cannot do without.
  struct Keys {
    var all: [String] = []
    var needed: [String] = []
  }

  private(set) var keys = Keys()

  /// The keys of a type; those before the first value it refuses.
  static func keys<Record: Decodable>(of type: Record.Type) -> Keys {
    let collector = KeyCollector()
    _ = try? Record(from: CollectingDecoder(collector: collector))
    return collector.keys
  }

  fileprivate func note(_ key: String, isNeeded: Bool) {
    if !keys.all.contains(key) { keys.all.append(key) }
    if isNeeded, !keys.needed.contains(key) { keys.needed.append(key) }
  }
}

private struct CollectingDecoder: Decoder {
  let collector: KeyCollector
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(CollectingContainer<Key>(collector: collector))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw NotTabular() }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { CollectingValue() }
}

/// A record that wants lists or records inside: cells cannot hold them.
struct NotTabular: Error, CustomStringConvertible {
  var description: String { "a cell holds one value, neither a list nor a record" }
}

private struct CollectingContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let collector: KeyCollector
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { [] }

  func contains(_ key: Key) -> Bool {
    collector.note(key.stringValue, isNeeded: false)
    return false
  }

  func decodeNil(forKey key: Key) throws -> Bool { true }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    collector.note(key.stringValue, isNeeded: true)
    if let date = CivilDate(year: 2000, month: 1, day: 1) as? Value { return date }
    return try Value(from: CollectingDecoder(collector: KeyCollector()))
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<NestedKey> { throw NotTabular() }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw NotTabular() }
  func superDecoder() throws -> any Decoder { throw NotTabular() }
  func superDecoder(forKey key: Key) throws -> any Decoder { throw NotTabular() }
}

private struct CollectingValue: SingleValueDecodingContainer {
  var codingPath: [any CodingKey] { [] }
  func decodeNil() -> Bool { false }
  func decode(_ type: Bool.Type) throws -> Bool { false }
  func decode(_ type: String.Type) throws -> String { "" }
  func decode(_ type: Double.Type) throws -> Double { 0 }
  func decode(_ type: Float.Type) throws -> Float { 0 }
  func decode<Whole: Decodable & FixedWidthInteger>(_ type: Whole.Type) throws -> Whole { 0 }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try Value(from: CollectingDecoder(collector: KeyCollector()))
  }
}
