import SpreadsheetModel

/// Which days are working days: weekends, with the State Council's holidays and the weekend days
/// worked in exchange, as far as a pack lists them.
public struct WorkingCalendar: Sendable, Hashable {
  /// Years whose holidays are listed.
  public var years: Set<Int>
  /// Weekdays that are free.
  public var holidays: Set<CivilDate>
  /// Saturdays and Sundays that are worked.
  public var workingWeekends: Set<CivilDate>

  /// Creates a calendar.
  public init(years: Set<Int> = [], holidays: Set<CivilDate> = [], workingWeekends: Set<CivilDate> = []) {
    self.years = years
    self.holidays = holidays
    self.workingWeekends = workingWeekends
  }

  /// Whether a day is worked.
  public func isWorkingDay(_ date: CivilDate) -> Bool {
    if workingWeekends.contains(date) { return true }
    return date.isoWeekday <= 5 && !holidays.contains(date)
  }

  /// Whether every day of a span lies in a listed year.
  public func isCertain(from start: CivilDate, to end: CivilDate) -> Bool {
    guard start <= end else { return years.contains(start.year) }
    return (start.year...end.year).allSatisfy(years.contains)
  }

  /// The working days of a span, both ends counted, up to `limit`.
  public func workingDays(from start: CivilDate, through end: CivilDate, limit: Int = 400) -> Int {
    guard start <= end else { return 0 }
    var count = 0
    var day = start
    while day <= end, count < limit {
      if isWorkingDay(day) { count += 1 }
      guard let next = day.adding(days: 1) else { break }
      day = next
    }
    return count
  }
}
