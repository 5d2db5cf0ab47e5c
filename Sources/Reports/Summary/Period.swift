import Diagnostics
import SpreadsheetModel

/// The time a summary is about: a year, a quarter or a month.
public enum Period: Hashable, Sendable {
  case year(Int)
  case quarter(year: Int, Int)
  case month(CivilMonth)

  /// Parses `2025`, `2025Q3` or `2025-09`; `nil` for anything else.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 4, let year = Self.number(bytes[0..<4]), (1900...9999).contains(year) else {
      return nil
    }
    switch bytes.count {
    case 4: self = .year(year)
    case 6 where bytes[4] | 0x20 == UInt8(ascii: "q"):
      guard let quarter = Self.number(bytes[5...]), (1...4).contains(quarter) else { return nil }
      self = .quarter(year: year, quarter)
    case 7 where bytes[4] == UInt8(ascii: "-"):
      guard let number = Self.number(bytes[5...]), let month = CivilMonth(year: year, month: number)
      else { return nil }
      self = .month(month)
    default: return nil
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }

  /// The year it lies in.
  public var year: Int {
    switch self {
    case .year(let year), .quarter(let year, _): year
    case .month(let month): month.year
    }
  }

  /// Its months, 1 to 12.
  public var months: ClosedRange<Int> {
    switch self {
    case .year: 1...12
    case .quarter(_, let quarter): (quarter * 3 - 2)...(quarter * 3)
    case .month(let month): month.month...month.month
    }
  }

  /// Its first day.
  public var firstDay: CivilDate? { CivilMonth(year: year, month: months.lowerBound)?.firstDay }

  /// Its last day.
  public var lastDay: CivilDate? { CivilMonth(year: year, month: months.upperBound)?.lastDay }

  /// Whether the day lies in it.
  public func contains(_ date: CivilDate) -> Bool {
    date.year == year && months.contains(date.month)
  }
}

extension Period {
  /// As a heading names it: `2025年第3季度`.
  func title(_ language: Language) -> String {
    switch (language, self) {
    case (.zh, .year(let year)): "\(year)年"
    case (.zh, .quarter(let year, let quarter)): "\(year)年第\(quarter)季度"
    case (.zh, .month(let month)): "\(month.year)年\(month.month)月"
    case (.en, _): description
    }
  }
}

extension Period: CustomStringConvertible {
  /// As the command line writes it.
  public var description: String {
    switch self {
    case .year(let year): "\(year)"
    case .quarter(let year, let quarter): "\(year)Q\(quarter)"
    case .month(let month): month.description
    }
  }
}
