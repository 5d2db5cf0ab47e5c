import FoundationEssentials

/// Encodes one record into the cells of a row, a column for each key; keys of a record inside are `outer.inner`.
final class RecordEncoder {
  /// The keys met so far in the order they came, which is the order of the columns.
  private(set) var keys: [String] = []
  private var columns: [String: Int] = [:]
  private var cells: [Cell] = []
  private let dateSystem: DateSystem
  private let timeZone: TimeZone

  init(dateSystem: DateSystem, timeZone: TimeZone) {
    self.dateSystem = dateSystem
    self.timeZone = timeZone
  }

  /// The cells of a record, by ascending column.
  ///
  /// - Throws: `EncodingError` for a value that no cell can hold.
  func cells(of record: some Encodable) throws -> [Cell] {
    cells.removeAll(keepingCapacity: true)
    try record.encode(to: PlaceEncoder(encoder: self, path: []))
    return cells.sorted { $0.column < $1.column }
  }

  fileprivate func column(of path: [String]) -> Int {
    let key = path.joined(separator: ".")
    if let column = columns[key] { return column }
    columns[key] = keys.count
    keys.append(key)
    return keys.count - 1
  }

  fileprivate func put(_ value: CellValue, _ path: [String], format: Int = 0, digits: String? = nil) {
    cells.append(Cell(column: column(of: path), value: value, format: format, exactDigits: digits))
  }

  /// Puts a whole number, its digits beside it where a double does not hold them all.
  fileprivate func put(whole: some FixedWidthInteger & CustomStringConvertible, _ path: [String]) {
    let double = Double(whole)
    let isExact = Swift.abs(double) <= 0x1p53
    put(.number(double), path, digits: isExact ? nil : whole.description)
  }

  /// Puts a value that is a cell's although its own encoding says otherwise; false for any other value.
  fileprivate func put(special value: some Encodable, _ path: [String]) throws -> Bool {
    switch value {
    case let day as CivilDate: try put(day, seconds: nil, path)
    case let moment as Date:
      let (day, seconds) = try ClockMoment.clock(of: moment, in: timeZone, or: failure(value, path))
      try put(day, seconds: seconds, path)
    case let decimal as Decimal:
      let double = decimal.nearestDouble
      guard double.isFinite else { throw failure(value, path) }
      let isExact = Decimal(string: "\(double)") == decimal
      put(.number(double), path, digits: isExact ? nil : decimal.description)
    case let address as URL: put(.text(address.absoluteString), path)
    case let identifier as UUID: put(.text(identifier.uuidString), path)
    default: return false
    }
    return true
  }

  private func put(_ day: CivilDate, seconds: Double?, _ path: [String]) throws {
    guard let serial = dateSystem.serial(of: day) else { throw failure(day, path) }
    put(.number(serial + (seconds ?? 0) / 86_400), path, format: seconds == nil ? 1 : 2)
  }

  fileprivate func failure(_ value: some Any, _ path: [String]) -> EncodingError {
    .invalidValue(
      value, .init(codingPath: [], debugDescription: "no cell can hold '\(path.joined(separator: "."))'"))
  }
}

/// Where a value goes: the row, a key of it, or a record inside.
private struct PlaceEncoder: Encoder {
  let encoder: RecordEncoder
  let path: [String]
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(RecordContainer<Key>(place: self))
  }
  func unkeyedContainer() -> any UnkeyedEncodingContainer { ListContainer(place: self) }
  func singleValueContainer() -> any SingleValueEncodingContainer { ValueContainer(place: self) }

  func inside(_ key: some CodingKey) -> PlaceEncoder {
    PlaceEncoder(encoder: encoder, path: path + [key.stringValue])
  }
}

private struct RecordContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let place: PlaceEncoder
  var codingPath: [any CodingKey] { [] }

  private func value(_ key: Key) -> ValueContainer { ValueContainer(place: place.inside(key)) }

  func encodeNil(forKey key: Key) throws { _ = place.encoder.column(of: place.inside(key).path) }
  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws { try self.value(key).encode(value) }

  /// A column for the key even where this record has no value.
  func encodeIfPresent<Value: Encodable>(_ value: Value?, forKey key: Key) throws {
    guard let value else { return try encodeNil(forKey: key) }
    try encode(value, forKey: key)
  }
  func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try present(value, key) }
  func encodeIfPresent(_ value: String?, forKey key: Key) throws { try present(value, key) }
  func encodeIfPresent(_ value: Double?, forKey key: Key) throws { try present(value, key) }
  func encodeIfPresent(_ value: Float?, forKey key: Key) throws { try present(value, key) }
  func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try present(value, key) }
  func encodeIfPresent(_ value: Int8?, forKey key: Key) throws { try present(value, key) }
  func encodeIfPresent(_ value: Int16?, forKey key: Key) throws { try present(value, key) }
  func encodeIfPresent(_ value: Int32?, forKey key: Key) throws { try present(value, key) }
  func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try present(value, key) }
  func encodeIfPresent(_ value: UInt?, forKey key: Key) throws { try present(value, key) }
  func encodeIfPresent(_ value: UInt8?, forKey key: Key) throws { try present(value, key) }
  func encodeIfPresent(_ value: UInt16?, forKey key: Key) throws { try present(value, key) }
  func encodeIfPresent(_ value: UInt32?, forKey key: Key) throws { try present(value, key) }
  func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws { try present(value, key) }

  private func present(_ value: (some Encodable)?, _ key: Key) throws {
    guard let value else { return try encodeNil(forKey: key) }
    try encode(value, forKey: key)
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) -> KeyedEncodingContainer<NestedKey> { place.inside(key).container(keyedBy: type) }
  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    ListContainer(place: place.inside(key))
  }
  func superEncoder() -> any Encoder { place }
  func superEncoder(forKey key: Key) -> any Encoder { place.inside(key) }
}

private struct ValueContainer: SingleValueEncodingContainer {
  let place: PlaceEncoder
  var codingPath: [any CodingKey] { [] }

  func encodeNil() throws { _ = place.encoder.column(of: place.path) }
  func encode(_ value: Bool) throws { place.encoder.put(.boolean(value), place.path) }
  func encode(_ value: String) throws { place.encoder.put(.text(value), place.path) }
  func encode(_ value: Float) throws { try encode(Double(value.description) ?? Double(value)) }
  func encode(_ value: Double) throws {
    guard value.isFinite else { throw place.encoder.failure(value, place.path) }
    place.encoder.put(.number(value), place.path)
  }
  func encode<Whole: Encodable & FixedWidthInteger>(_ value: Whole) throws {
    place.encoder.put(whole: value, place.path)
  }
  func encode<Value: Encodable>(_ value: Value) throws {
    if try place.encoder.put(special: value, place.path) { return }
    try value.encode(to: place)
  }
}

/// A list, which no cell can hold: an empty one leaves the cell empty.
private struct ListContainer: UnkeyedEncodingContainer {
  let place: PlaceEncoder
  var codingPath: [any CodingKey] { [] }
  var count: Int { 0 }

  private var refusal: EncodingError { place.encoder.failure([String](), place.path) }

  func encodeNil() throws { throw refusal }
  func encode<Value: Encodable>(_ value: Value) throws { throw refusal }
  func nestedContainer<NestedKey: CodingKey>(
    keyedBy keyType: NestedKey.Type
  ) -> KeyedEncodingContainer<NestedKey> { place.container(keyedBy: keyType) }
  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { self }
  func superEncoder() -> any Encoder { place }
}
