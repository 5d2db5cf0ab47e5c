import FoundationEssentials

/// Types that are one cell's value, though their own decoding expects something else: parts of a decimal, seconds
/// since 2001, a URL with a base.
enum CellConvertible {
  /// The value of a cell as one of these types; `nil` for any other type.
  static func value<Value>(_ type: Value.Type, of field: CellField) throws(RowDecodingFailure) -> Value? {
    if type == CivilDate.self { return try field.date() as? Value }
    if type == Decimal.self { return try field.decimal() as? Value }
    if type == Date.self { return try field.moment() as? Value }
    if type == URL.self {
      guard let address = URL(string: try field.string()) else {
        throw field.failure(.mismatch(expected: "an address"))
      }
      return address as? Value
    }
    if type == UUID.self {
      guard let identifier = UUID(uuidString: try field.string()) else {
        throw field.failure(.mismatch(expected: "a UUID"))
      }
      return identifier as? Value
    }
    return nil
  }

  /// A value of no meaning of one of these types; `nil` for any other type.
  static func placeholder<Value>(_ type: Value.Type) -> Value? {
    if type == CivilDate.self { return CivilDate(year: 2000, month: 1, day: 1) as? Value }
    if type == Decimal.self { return Decimal() as? Value }
    if type == Date.self { return Date(timeIntervalSince1970: 0) as? Value }
    if type == URL.self { return URL(string: "a:") as? Value }
    if type == UUID.self { return UUID() as? Value }
    return nil
  }
}
