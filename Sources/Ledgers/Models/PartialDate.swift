import SpreadsheetModel

/// A date as exactly as it is known: a day, a month or a year.
public enum PartialDate: Hashable, Sendable {
  /// A day.
  case day(CivilDate)
  /// A month; the day is not known.
  case month(CivilMonth)
  /// A year alone.
  case year(Int)

  /// The first day it can be.
  public var earliest: CivilDate? {
    switch self {
    case .day(let date): date
    case .month(let month): month.firstDay
    case .year(let year): CivilDate(year: year, month: 1, day: 1)
    }
  }

  /// The last day it can be.
  public var latest: CivilDate? {
    switch self {
    case .day(let date): date
    case .month(let month): month.lastDay
    case .year(let year): CivilDate(year: year, month: 12, day: 31)
    }
  }
}

extension PartialDate: CustomStringConvertible {
  /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
  public var description: String {
    switch self {
    case .day(let date): date.description
    case .month(let month): month.description
    case .year(let year): String(year)
    }
  }
}

extension PartialDate: Codable {
  /// Decodes `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    if let date = CivilDate(iso: text) {
      self = .day(date)
    } else if let month = CivilMonth(iso: text) {
      self = .month(month)
    } else if let year = Int(text), (1...9999).contains(year) {
      self = .year(year)
    } else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is no date")
    }
  }

  /// Encodes the description.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
