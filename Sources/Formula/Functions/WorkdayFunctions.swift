import SpreadsheetModel

/// Weeks and working days.
enum WorkdayFunctions {
  typealias F = FunctionDefinition

  static let all: [F] = [
    F("WEEKDAY", 1...2, [.date, .number], .number, .scalar(weekday)),
    F("WEEKNUM", 1...2, [.date, .number], .number, .scalar(weekNumber)),
    F("ISOWEEKNUM", 1...1, [.date], .number, .scalar(isoWeekNumber)),
    F("NETWORKDAYS", 2...3, [.date, .date, .dates], .number, .general(workdays)),
    F("WORKDAY", 2...3, [.date, .number, .dates], .date, .general(workday)),
    F("NETWORKDAYS.INTL", 2...4, [.date, .date, .any, .dates], .number, .general(chosenWorkdays)),
    F("WORKDAY.INTL", 2...4, [.date, .number, .any, .dates], .date, .general(chosenWorkday)),
  ]

  /// The day of the week of a serial, 0 for Monday. Excel counts through its extra day of 1900, so that
  /// days before March 1900 carry the name of the day before.
  private static func isoDay(_ serial: Int) -> Int { (serial + 5) % 7 }

  private static func wholeSerial(_ number: Double) throws(CellError) -> Int {
    guard number >= 0, number < Double(DateSerial.last) + 1,
      let whole = Int(exactly: number.rounded(.down))
    else { throw .number }
    return whole
  }

  @Sendable private static func weekday(_ arguments: Arguments) throws(CellError) -> CellValue {
    let day = isoDay(try wholeSerial(try arguments.number(0)))
    switch try arguments.integer(1, default: 1) {
    case 1, 17: return .number(Double((day + 1) % 7 + 1))
    case 2, 11: return .number(Double(day + 1))
    case 3: return .number(Double(day))
    case let kind where (12...16).contains(kind): return .number(Double((day + 18 - kind) % 7 + 1))
    default: throw .number
    }
  }

  @Sendable private static func weekNumber(_ arguments: Arguments) throws(CellError) -> CellValue {
    let serial = try wholeSerial(try arguments.number(0))
    let kind = try arguments.integer(1, default: 1)
    if kind == 21 { return .number(Double(try isoWeek(serial))) }
    let firstDay: Int
    switch kind {
    case 1, 17: firstDay = 6
    case 2, 11: firstDay = 0
    case 12...16: firstDay = kind - 11
    default: throw .number
    }
    let newYear = Int(try DateSerial.serial(year: DateSerial(Double(serial)).year, month: 1, day: 1))
    let offset = (isoDay(newYear) - firstDay + 7) % 7
    return .number(Double((serial - newYear + offset) / 7 + 1))
  }

  @Sendable private static func isoWeekNumber(_ arguments: Arguments) throws(CellError) -> CellValue {
    .number(Double(try isoWeek(try wholeSerial(try arguments.number(0)))))
  }

  /// The week of ISO 8601: that of the week's Thursday in its year.
  private static func isoWeek(_ serial: Int) throws(CellError) -> Int {
    let thursday = serial - isoDay(serial) + 3
    let year = try DateSerial(Double(max(0, thursday))).year
    let newYear = Int(try DateSerial.serial(year: year, month: 1, day: 1))
    return max(0, thursday - newYear) / 7 + 1
  }

  // MARK: Working days

  /// Which days of the week are off, Monday first, and which days are holidays.
  private struct Calendar {
    var isOff = [false, false, false, false, false, true, true]
    var holidays: Set<Int> = []

    func isWorkday(_ serial: Int) -> Bool {
      !isOff[WorkdayFunctions.isoDay(serial)] && !holidays.contains(serial)
    }
  }

  private static func calendar(
    _ call: FunctionCall, weekend: Int?, holidays: Int
  ) throws(CellError) -> Calendar {
    var calendar = Calendar()
    if let weekend, weekend < call.count, !call.isOmitted(weekend) {
      calendar.isOff = try daysOff(try call.value(weekend))
    }
    if holidays < call.count, !call.isOmitted(holidays) {
      var days: Set<Int> = []
      try call.forEachValue(of: call.operand(holidays)) { (value, _) throws(CellError) in
        if case .text(let text) = value, text.isEmpty { return }
        days.insert(try wholeSerial(try Coercion.number(value)))
      }
      calendar.holidays = days
    }
    return calendar
  }

  /// 1 is Saturday and Sunday, 2 Sunday and Monday, … 11 Sunday only, …; text has a digit for each day from
  /// Monday, 1 for a day off.
  private static func daysOff(_ value: CellValue) throws(CellError) -> [Bool] {
    if case .text(let text) = value {
      let days = text.utf8.map { $0 == UInt8(ascii: "1") }
      guard days.count == 7, text.utf8.allSatisfy({ $0 == UInt8(ascii: "1") || $0 == UInt8(ascii: "0") })
      else { throw .value }
      return days
    }
    var isOff = [Bool](repeating: false, count: 7)
    switch try Coercion.integer(value) {
    case let kind where (1...7).contains(kind):
      isOff[(kind + 4) % 7] = true
      isOff[(kind + 5) % 7] = true
    case let kind where (11...17).contains(kind): isOff[(kind - 11 + 6) % 7] = true
    default: throw .number
    }
    return isOff
  }

  @Sendable private static func workdays(_ call: FunctionCall) throws(CellError) -> Operand {
    try countWorkdays(call, calendar(call, weekend: nil, holidays: 2))
  }

  @Sendable private static func chosenWorkdays(_ call: FunctionCall) throws(CellError) -> Operand {
    try countWorkdays(call, calendar(call, weekend: 2, holidays: 3))
  }

  private static func countWorkdays(_ call: FunctionCall, _ calendar: Calendar) throws(CellError) -> Operand {
    let start = try wholeSerial(try call.number(0))
    let end = try wholeSerial(try call.number(1))
    let first = min(start, end)
    let last = max(start, end)
    // Whole weeks at once; the days that remain one by one.
    let perWeek = calendar.isOff.count { !$0 }
    let weeks = (last - first + 1) / 7
    var count = weeks * perWeek
    for serial in (first + weeks * 7)..<(last + 1) where !calendar.isOff[isoDay(serial)] { count += 1 }
    count -= calendar.holidays.count { $0 >= first && $0 <= last && !calendar.isOff[isoDay($0)] }
    return .number(Double(end < start ? -count : count))
  }

  @Sendable private static func workday(_ call: FunctionCall) throws(CellError) -> Operand {
    try step(call, calendar(call, weekend: nil, holidays: 2))
  }

  @Sendable private static func chosenWorkday(_ call: FunctionCall) throws(CellError) -> Operand {
    try step(call, calendar(call, weekend: 2, holidays: 3))
  }

  private static func step(_ call: FunctionCall, _ calendar: Calendar) throws(CellError) -> Operand {
    var serial = try wholeSerial(try call.number(0))
    var left = try call.integer(1)
    guard calendar.isOff.contains(false) else { throw .value }
    let direction = left < 0 ? -1 : 1
    left = abs(left)
    guard left <= DateSerial.last else { throw .number }
    while left > 0 {
      serial += direction
      guard (0...DateSerial.last).contains(serial) else { throw .number }
      if calendar.isWorkday(serial) { left -= 1 }
    }
    return .number(Double(serial))
  }
}
