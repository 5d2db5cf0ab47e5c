/// A month of a year, for what is known or due by the month.
public struct CivilMonth: Hashable, Sendable {
  /// The year, 1 to 9999.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int

  /// Creates a month; `nil` if there is no such month.
  public init?(year: Int, month: Int) {
    guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
    self.year = year
    self.month = month
  }

  /// The month a day lies in.
  public init(_ date: CivilDate) {
    year = date.year
    month = date.month
  }

  /// Parses `YYYY-MM`; `nil` for anything else.
  public init?(iso text: some StringProtocol) {
    guard text.utf8.count == 7, let day = CivilDate(iso: "\(text)-01") else { return nil }
    self.init(day)
  }

  /// The first day of the month.
  public var firstDay: CivilDate? { CivilDate(year: year, month: month, day: 1) }

  /// The last day of the month.
  public var lastDay: CivilDate? {
    CivilDate(year: year, month: month, day: CivilDate.daysInMonth(month, year: year))
  }
}

extension CivilMonth: Comparable {
  /// Earlier months come first.
  public static func < (left: CivilMonth, right: CivilMonth) -> Bool {
    (left.year, left.month) < (right.year, right.month)
  }
}

extension CivilMonth: CustomStringConvertible {
  /// `YYYY-MM`.
  public var description: String {
    let years = String(year)
    return String(repeating: "0", count: max(0, 4 - years.count)) + years
      + (month < 10 ? "-0" : "-") + String(month)
  }
}

extension CivilMonth: Codable {
  /// Decodes `YYYY-MM`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let month = CivilMonth(iso: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not a month YYYY-MM")
    }
    self = month
  }

  /// Encodes `YYYY-MM`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
