import SpreadsheetModel

/// Days that one text lists, such as `2023-04-01、2023-10-01`.
public struct DateList: Hashable, Sendable {
  /// The days as written; a month or a year stands for its first day.
  public let days: [CivilDate]

  /// Reads a list; `nil` where a piece of it is no date.
  public init?(_ text: String) {
    var days: [CivilDate] = []
    for piece in text.split(whereSeparator: { "、，,；;\n".contains($0) }) {
      switch DateText(String(piece)).reading {
      case .day(let day): days.append(day)
      case .days(let several, isRange: false): days += several
      case .month(let month): if let day = month.firstDay { days.append(day) }
      case .year(let year): if let day = CivilDate(year: year, month: 1, day: 1) { days.append(day) }
      default: return nil
      }
    }
    self.days = days
  }
}
