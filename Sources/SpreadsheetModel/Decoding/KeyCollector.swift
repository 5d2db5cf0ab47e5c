/// Learns the coding keys of a record type by decoding it once from nothing: every key asked for is noted and
/// answered with a value of no meaning, or, where a type takes only certain values (an enum with raw values), with
/// one of the texts that the sheet holds.
final class KeyCollector {
  /// All keys, and those that a record cannot do without.
  struct Keys {
    var all: [String] = []
    var needed: [String] = []
  }

  private(set) var keys = Keys()
  fileprivate let samples: [CellValue]

  private init(samples: [CellValue]) { self.samples = samples }

  /// The keys of a type; where it takes none of the sheet's values, those before the value it refuses.
  static func keys<Record: Decodable>(of type: Record.Type, in rows: [Row]) -> Keys {
    var samples: [CellValue] = []
    var seen = Set<CellValue>()
    for row in rows {
      for cell in row.cells where seen.insert(cell.value).inserted { samples.append(cell.value) }
    }
    let collector = KeyCollector(samples: samples)
    _ = try? Record(from: CollectingDecoder(collector: collector, path: "", isNeeded: true))
    return collector.keys
  }

  fileprivate func note(_ key: String, isNeeded: Bool) {
    if !keys.all.contains(key) { keys.all.append(key) }
    if isNeeded, !keys.needed.contains(key) { keys.needed.append(key) }
  }

  /// A record inside: it has keys of its own and is no key itself.
  fileprivate func withdraw(_ key: String) {
    keys.all.removeAll { $0 == key }
    keys.needed.removeAll { $0 == key }
  }
}

private struct CollectingDecoder: Decoder {
  let collector: KeyCollector
  /// The key of the record inside a record that is decoded; empty for the record itself.
  let path: String
  let isNeeded: Bool
  /// What a single value decodes from.
  var sample: CellValue = .empty
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    if !path.isEmpty { collector.withdraw(path) }
    return KeyedDecodingContainer(CollectingContainer<Key>(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw NotTabular() }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { CollectingValue(decoder: self) }
}

/// A record that wants lists inside: cells cannot hold them.
struct NotTabular: Error, CustomStringConvertible {
  var description: String { "a cell holds one value, not a list" }
}

private struct CollectingContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: CollectingDecoder
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { [] }

  private func path(_ key: Key) -> String {
    decoder.path.isEmpty ? key.stringValue : decoder.path + "." + key.stringValue
  }

  func contains(_ key: Key) -> Bool {
    decoder.collector.note(path(key), isNeeded: false)
    return false
  }

  func decodeNil(forKey key: Key) throws -> Bool { true }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try value(type, path(key), isNeeded: decoder.isNeeded)
  }

  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    try? value(type, path(key), isNeeded: false)
  }

  private func value<Value: Decodable>(_ type: Value.Type, _ path: String, isNeeded: Bool) throws -> Value {
    decoder.collector.note(path, isNeeded: isNeeded)
    if let placeholder = CellConvertible.placeholder(type) { return placeholder }
    var inner = CollectingDecoder(collector: decoder.collector, path: path, isNeeded: isNeeded)
    do { return try Value(from: inner) } catch {
      for sample in decoder.collector.samples {
        inner.sample = sample
        if let value = try? Value(from: inner) { return value }
      }
      throw error
    }
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<NestedKey> {
    try CollectingDecoder(collector: decoder.collector, path: path(key), isNeeded: decoder.isNeeded)
      .container(keyedBy: type)
  }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw NotTabular() }
  func superDecoder() throws -> any Decoder { throw NotTabular() }
  func superDecoder(forKey key: Key) throws -> any Decoder { throw NotTabular() }
}

private struct CollectingValue: SingleValueDecodingContainer {
  let decoder: CollectingDecoder
  var codingPath: [any CodingKey] { [] }

  private var number: Double {
    if case .number(let number) = decoder.sample { return number }
    return 0
  }

  func decodeNil() -> Bool { false }
  func decode(_ type: Bool.Type) throws -> Bool { decoder.sample == .boolean(true) }
  func decode(_ type: String.Type) throws -> String {
    if case .text(let text) = decoder.sample { return text }
    return ""
  }
  func decode(_ type: Double.Type) throws -> Double { number }
  func decode(_ type: Float.Type) throws -> Float { Float(number) }
  func decode<Whole: Decodable & FixedWidthInteger>(_ type: Whole.Type) throws -> Whole {
    Whole(exactly: number) ?? 0
  }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    if let placeholder = CellConvertible.placeholder(type) { return placeholder }
    return try Value(from: decoder)
  }
}
