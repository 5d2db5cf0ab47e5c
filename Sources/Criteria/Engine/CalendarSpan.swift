import Diagnostics
import SpreadsheetModel

/// A length of time as regulations give it: months and years by the calendar, never as 30 or 365 days.
struct CalendarSpan: Sendable, Hashable {
  enum Unit: String, Sendable, CaseIterable { case days, workingDays, months, years }
  /// The most of a unit: a century in days.
  static let longest = 36_600

  var count: Int
  var unit: Unit

  init(_ count: Int, _ unit: Unit) {
    self.count = count
    self.unit = unit
  }

  /// Reads `{months: 1}`.
  init(_ node: PackNode) throws(PackProblem) {
    let reader = try NodeReader(node, allowing: Unit.allCases.map(\.rawValue))
    for unit in Unit.allCases {
      if let count = try reader.integer(ifAny: unit.rawValue) {
        guard (0...Self.longest).contains(count) else {
          throw PackProblem(
            .wrongValue, at: node.place,
            Phrase(
              zh: "时长须在 0 到 \(Self.longest) 之间", en: "a length of time is from 0 to \(Self.longest)"))
        }
        self.init(count, unit)
        return
      }
    }
    throw PackProblem(
      .missingKey, at: node.place,
      Phrase(zh: "时长须写成 {months: 1} 这样", en: "a length of time is written as {months: 1}"))
  }

  /// The day so much later, a month's end clamped; for working days the day on which that many have
  /// passed, the first day counted.
  func after(_ day: CivilDate, calendar: WorkingCalendar) -> CivilDate? {
    switch unit {
    case .days: return day.adding(days: count)
    case .months: return day.adding(months: count)
    case .years: return day.adding(years: count)
    case .workingDays:
      var left = count
      var current = day
      // Holidays never run longer than a fortnight, so this ends.
      for _ in 0..<(count * 3 + 60) {
        if calendar.isWorkingDay(current) { left -= 1 }
        if left <= 0 { return current }
        guard let next = current.adding(days: 1) else { return nil }
        current = next
      }
      return nil
    }
  }

  var phrase: Phrase {
    switch unit {
    case .days: Phrase(zh: "\(count) 天", en: "\(count) days")
    case .workingDays: Phrase(zh: "\(count) 个工作日", en: "\(count) working days")
    case .months: Phrase(zh: "\(count) 个月", en: count == 1 ? "1 month" : "\(count) months")
    case .years: Phrase(zh: "\(count) 年", en: count == 1 ? "1 year" : "\(count) years")
    }
  }
}
