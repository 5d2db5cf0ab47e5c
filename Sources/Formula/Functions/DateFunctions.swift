import SpreadsheetModel

/// Dates and times as serial numbers of the 1900 system.
enum DateFunctions {
  typealias F = FunctionDefinition

  static let all: [F] = [
    F("DATE", 3...3, [.number, .number, .number], .date, .scalar(date)),
    F("DATEVALUE", 1...1, [.text], .date, .scalar(dateValue)),
    F("TIME", 3...3, [.number, .number, .number], .date, .scalar(time)),
    F("TIMEVALUE", 1...1, [.text], .date, .scalar(timeValue)),
    F("TODAY", 0...0, [], .date, .general(today), [.volatile]),
    F("NOW", 0...0, [], .date, .general(now), [.volatile]),
    F("YEAR", 1...1, [.date], .number, .scalar(year)),
    F("MONTH", 1...1, [.date], .number, .scalar(month)),
    F("DAY", 1...1, [.date], .number, .scalar(day)),
    F("HOUR", 1...1, [.date], .number, .scalar(hour)),
    F("MINUTE", 1...1, [.date], .number, .scalar(minute)),
    F("SECOND", 1...1, [.date], .number, .scalar(second)),
    F("DAYS", 2...2, [.date, .date], .number, .scalar(days)),
    F("DAYS360", 2...3, [.date, .date, .boolean], .number, .scalar(days360)),
    F("EDATE", 2...2, [.date, .number], .date, .scalar(sameDay)),
    F("EOMONTH", 2...2, [.date, .number], .date, .scalar(endOfMonth)),
    F("DATEDIF", 3...3, [.date, .date, .text], .number, .scalar(difference)),
    F("YEARFRAC", 2...3, [.date, .date, .number], .number, .scalar(yearFraction)),
  ]

  // MARK: Making dates

  @Sendable private static func date(_ arguments: Arguments) throws(CellError) -> CellValue {
    let year = try arguments.integer(0)
    let month = try arguments.integer(1)
    return .number(try DateSerial.serial(year: year, month: month, day: try arguments.integer(2)))
  }

  @Sendable private static func dateValue(_ arguments: Arguments) throws(CellError) -> CellValue {
    guard case .text(let text) = try arguments.value(0), let serial = NumericText.moment(text) else {
      throw .value
    }
    return .number(serial.rounded(.down))
  }

  @Sendable private static func time(_ arguments: Arguments) throws(CellError) -> CellValue {
    let parts = [try arguments.integer(0), try arguments.integer(1), try arguments.integer(2)]
    guard parts.allSatisfy({ abs($0) <= 32_767 }) else { throw .number }
    let seconds = parts[0] * 3600 + parts[1] * 60 + parts[2]
    guard seconds >= 0 else { throw .number }
    return .number(Double(seconds % 86_400) / 86_400)
  }

  @Sendable private static func timeValue(_ arguments: Arguments) throws(CellError) -> CellValue {
    guard case .text(let text) = try arguments.value(0), let serial = NumericText.moment(text) else {
      throw .value
    }
    return .number(serial - serial.rounded(.down))
  }

  /// The day the inputs name; the clock is never asked.
  @Sendable private static func today(_ call: FunctionCall) throws(CellError) -> Operand {
    call.evaluator.notes.insert(.volatile)
    guard let today = call.inputs.today else { throw .notAvailable }
    let serial = try DateSerial.serial(today)
    return .number(call.inputs.dateSystem == .base1904 ? serial - Evaluator.offset1904 : serial)
  }

  @Sendable private static func now(_ call: FunctionCall) throws(CellError) -> Operand {
    guard case .value(.number(let serial)) = try today(call) else { throw .notAvailable }
    return .number(serial + call.inputs.timeOfDay)
  }

  // MARK: Taking dates apart

  @Sendable private static func year(_ arguments: Arguments) throws(CellError) -> CellValue {
    .number(Double(try arguments.date(0).year))
  }

  @Sendable private static func month(_ arguments: Arguments) throws(CellError) -> CellValue {
    .number(Double(try arguments.date(0).month))
  }

  @Sendable private static func day(_ arguments: Arguments) throws(CellError) -> CellValue {
    .number(Double(try arguments.date(0).day))
  }

  /// Seconds into the day. A serial number holds a second to about a microsecond, so what misses the next
  /// one by less than a millisecond is that one.
  private static func secondOfDay(_ arguments: Arguments) throws(CellError) -> Int {
    let serial = try arguments.number(0)
    guard serial >= 0, serial < Double(DateSerial.last) + 1 else { throw .number }
    let seconds = ((serial - serial.rounded(.down)) * 86_400 + 0.000_5).rounded(.down)
    return (Int(exactly: seconds) ?? 0) % 86_400
  }

  @Sendable private static func hour(_ arguments: Arguments) throws(CellError) -> CellValue {
    .number(Double(try secondOfDay(arguments) / 3600))
  }

  @Sendable private static func minute(_ arguments: Arguments) throws(CellError) -> CellValue {
    .number(Double(try secondOfDay(arguments) / 60 % 60))
  }

  @Sendable private static func second(_ arguments: Arguments) throws(CellError) -> CellValue {
    .number(Double(try secondOfDay(arguments) % 60))
  }

  // MARK: Moving along the calendar

  /// The same day of another month, or its last day.
  @Sendable private static func sameDay(_ arguments: Arguments) throws(CellError) -> CellValue {
    let start = try arguments.date(0)
    let (months, overflow) = (start.year * 12 + start.month - 1)
      .addingReportingOverflow(try arguments.integer(1))
    guard !overflow, (1900 * 12..<10_000 * 12).contains(months) else { throw .number }
    let (year, month) = (months / 12, months % 12 + 1)
    // February 1900 has 29 days to Excel, and the day before 1 January 1900 is its day 0.
    let last = year == 1900 && month == 2 ? 29 : CivilDate.daysInMonth(month, year: year)
    return .number(try DateSerial.serial(year: year, month: month, day: min(start.day, last)))
  }

  @Sendable private static func endOfMonth(_ arguments: Arguments) throws(CellError) -> CellValue {
    guard let date = try arguments.date(0).civil?.adding(months: try arguments.integer(1)),
      let last = CivilMonth(date).lastDay
    else { throw .number }
    return .number(try DateSerial.serial(last))
  }

  // MARK: Between dates

  @Sendable private static func days(_ arguments: Arguments) throws(CellError) -> CellValue {
    let end = try arguments.number(0).rounded(.down)
    return .number(end - (try arguments.number(1)).rounded(.down))
  }

  /// DATEDIF; a start after the end is `#NUM!`.
  @Sendable private static func difference(_ arguments: Arguments) throws(CellError) -> CellValue {
    let start = try arguments.date(0)
    let end = try arguments.date(1)
    guard (try arguments.number(0)).rounded(.down) <= (try arguments.number(1)).rounded(.down),
      let first = start.civil, let last = end.civil
    else { throw .number }
    // The month is full when the day is reached; DATEDIF knows no shorter months, so 31 January to
    // 28 February is no month yet.
    let months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day ? 1 : 0)
    switch try arguments.text(2).uppercased() {
    case "Y": return .number(Double(months / 12))
    case "M": return .number(Double(months))
    case "YM": return .number(Double(months % 12))
    case "D": return .number(Double(first.days(to: last)))
    case "MD":
      if last.day >= first.day { return .number(Double(last.day - first.day)) }
      guard let month = CivilMonth(last).firstDay?.adding(days: -1) else { throw .number }
      // Days left in the month before, counted from the start's day, as Excel does.
      return .number(Double(month.day - first.day + last.day))
    case "YD":
      // The start is taken to the end's year, or to the year before it where it would be later.
      let isLater = (last.month, last.day) >= (first.month, first.day)
      let year = isLater ? last.year : last.year - 1
      let turned =
        CivilDate(year: year, month: first.month, day: first.day)
        ?? CivilDate(year: year, month: 3, day: 1)
      guard let turned else { throw .number }
      return .number(Double(turned.days(to: last)))
    default: throw .number
    }
  }

  @Sendable private static func days360(_ arguments: Arguments) throws(CellError) -> CellValue {
    let start = try arguments.date(0)
    let end = try arguments.date(1)
    return .number(Double(days360(start, end, isEuropean: try arguments.boolean(2))))
  }

  /// Days of a year of twelve months of thirty days (US method of NASD, or the European one).
  private static func days360(_ start: DateSerial, _ end: DateSerial, isEuropean: Bool) -> Int {
    var firstDay = start.day
    var lastDay = end.day
    if isEuropean {
      firstDay = min(firstDay, 30)
      lastDay = min(lastDay, 30)
    } else {
      if firstDay == CivilDate.daysInMonth(start.month, year: start.year) { firstDay = 30 }
      if lastDay == 31, firstDay >= 30 { lastDay = 30 }
    }
    return (end.year - start.year) * 360 + (end.month - start.month) * 30 + lastDay - firstDay
  }

  @Sendable private static func yearFraction(_ arguments: Arguments) throws(CellError) -> CellValue {
    var start = try arguments.date(0)
    var end = try arguments.date(1)
    guard var first = start.civil, var last = end.civil else { throw .number }
    if last < first {
      swap(&first, &last)
      swap(&start, &end)
    }
    let days = Double(first.days(to: last))
    switch try arguments.integer(2, default: 0) {
    case 0: return .number(Double(days360(start, end, isEuropean: false)) / 360)
    case 1: return .number(days / yearLength(first, last))
    case 2: return .number(days / 360)
    case 3: return .number(days / 365)
    case 4: return .number(Double(days360(start, end, isEuropean: true)) / 360)
    default: throw .number
    }
  }

  /// The mean length of the years from one day to another; within a year, whether it meets 29 February.
  private static func yearLength(_ first: CivilDate, _ last: CivilDate) -> Double {
    guard let anniversary = first.adding(years: 1), last > anniversary else {
      for year in first.year...last.year where CivilDate.isLeap(year) {
        if let leapDay = CivilDate(year: year, month: 2, day: 29), first <= leapDay, leapDay <= last {
          return 366
        }
      }
      return first.year == last.year && CivilDate.isLeap(first.year) ? 366 : 365
    }
    let years = first.year...last.year
    return Double(years.reduce(0) { $0 + (CivilDate.isLeap($1) ? 366 : 365) }) / Double(years.count)
  }
}
