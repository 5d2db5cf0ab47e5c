import Foundation
import SpreadsheetModel

/// Decodes one record: its field ids are the keys, its values the scalars.
struct RecordDecoder: Decoder {
  /// Fields whose value is not of the property's kind.
  final class Mismatches {
    var fields: [FieldID] = []
  }

  let record: LedgerRecord
  let definition: LedgerDefinition
  let mismatches = Mismatches()
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Fields<Key>(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw DecodingError.typeMismatch(
      [Any].self, .init(codingPath: [], debugDescription: "a record is no list"))
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    throw DecodingError.typeMismatch(
      Any.self, .init(codingPath: [], debugDescription: "a record is no scalar"))
  }

  /// The value of a field.
  func value(_ id: String) -> FieldValue {
    definition.index(of: FieldID(rawValue: id)).map { record.fields[$0].value } ?? .missing
  }

  /// The twelve months of a dues record, as far as they are filled.
  var months: [MonthlyAmount] {
    (1...12).compactMap { month in
      switch value(month < 10 ? "m0\(month)" : "m\(month)") {
      case .number(let amount): MonthlyAmount(month: month, paid: amount)
      case .text(let state): MonthlyAmount(month: month, state: state)
      default: nil
      }
    }
  }
}

/// The fields of a record as a keyed container.
private struct Fields<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: RecordDecoder
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { decoder.definition.fields.compactMap { Key(stringValue: $0.id.rawValue) } }

  func contains(_ key: Key) -> Bool {
    key.stringValue == "months" || decoder.value(key.stringValue).isPresent
  }
  func decodeNil(forKey key: Key) throws -> Bool { !contains(key) }

  /// The value of a key as a type; a value of another kind is noted and counts as absent.
  private func optional<T>(_ type: T.Type, _ key: Key) -> T? {
    if key.stringValue == "months" { return decoder.months as? T }
    let value = decoder.value(key.stringValue)
    guard value.isPresent else { return nil }
    if let result = ValueConversion.convert(value, to: type) { return result }
    decoder.mismatches.fields.append(FieldID(rawValue: key.stringValue))
    return nil
  }

  private func required<T>(_ type: T.Type, _ key: Key) throws -> T {
    guard let value = optional(type, key) else {
      throw DecodingError.keyNotFound(
        key, .init(codingPath: [key], debugDescription: "no value for '\(key.stringValue)'"))
    }
    return value
  }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try required(type, key) }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try required(type, key) }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try required(type, key) }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float { Float(try required(Double.self, key)) }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try required(type, key) }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try whole(type, key) }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try whole(type, key) }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try whole(type, key) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try whole(type, key) }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try whole(type, key) }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try whole(type, key) }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try whole(type, key) }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try whole(type, key) }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try whole(type, key) }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try required(type, key) }

  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { optional(type, key) }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { optional(type, key) }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { optional(type, key) }
  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? { optional(type, key) }

  private func whole<T: FixedWidthInteger>(_ type: T.Type, _ key: Key) throws -> T {
    guard let value = T(exactly: try required(Int.self, key)) else {
      throw DecodingError.typeMismatch(type, .init(codingPath: [key], debugDescription: "out of range"))
    }
    return value
  }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws
    -> KeyedDecodingContainer<Nested>
  {
    throw DecodingError.typeMismatch(type, .init(codingPath: [key], debugDescription: "fields are scalars"))
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    throw DecodingError.typeMismatch(
      [Any].self, .init(codingPath: [key], debugDescription: "fields are scalars"))
  }

  func superDecoder() throws -> any Decoder { decoder }
  func superDecoder(forKey key: Key) throws -> any Decoder { decoder }
}

/// Makes Swift values of field values.
private enum ValueConversion {
  static func convert<T>(_ value: FieldValue, to type: T.Type) -> T? {
    switch value {
    case .text(let text):
      if let key = OrganisationKey(name: text) as? T { return key }
      if type == [String].self { return [text] as? T }
      return text as? T
    case .number(let number):
      if type == Decimal.self { return number as? T }
      if type == Int.self { return Int("\(number)") as? T }
      if type == Double.self { return number.nearestDouble as? T }
      return "\(number)" as? T
    case .date(let date):
      if type == CivilDate.self { return date as? T }
      if type == PartialDate.self { return PartialDate.day(date) as? T }
      if type == CivilMonth.self { return CivilMonth(date) as? T }
      return date.description as? T
    case .month(let month):
      if type == CivilMonth.self { return month as? T }
      if type == PartialDate.self { return PartialDate.month(month) as? T }
      return month.description as? T
    case .year(let year):
      if type == Int.self { return year as? T }
      if type == PartialDate.self { return PartialDate.year(year) as? T }
      return String(year) as? T
    case .boolean(let truth):
      if type == Bool.self { return truth as? T }
      return (truth ? "是" : "否") as? T
    case .list(let names):
      if type == [String].self { return names as? T }
      return names.joined(separator: "、") as? T
    default: return nil
    }
  }
}
