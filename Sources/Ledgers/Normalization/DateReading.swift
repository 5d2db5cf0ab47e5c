import SpreadsheetModel

/// What a text says about a date.
enum DateReading: Equatable {
  /// A day, with the style it was written in.
  case day(CivilDate)
  /// A month; no day is written.
  case month(CivilMonth)
  /// A year alone.
  case year(Int)
  /// A day whose century was not written (`23.5.6`).
  case shortYear(CivilDate)
  /// A month whose century was not written (`80.05`).
  case shortYearMonth(CivilMonth)
  /// A month and day without a year.
  case monthDay(month: Int, day: Int)
  /// A month of no year (`5月`).
  case monthOnly(Int)
  /// Several days, or the ends of a range.
  case days([CivilDate], isRange: Bool)
  /// The ends of a range of months.
  case months(CivilMonth, CivilMonth)
  /// Two numbers of which either can be the month (`03/04/2005`), or a year or month and digits that make no day.
  case undecided
  /// Digits in the shape of a date that no calendar has.
  case impossible
  /// No date at all.
  case unreadable
}

/// The reading of one date text, with what was written beside it.
struct DateText {
  /// What it says.
  private(set) var reading: DateReading
  /// The weekday written beside a day, 1 for Monday.
  var weekday: Int?
  /// Whether a time of day other than midnight was written.
  var hasTime = false
  /// What else was written: `候补` of `1958.7（候补）`, `约`.
  var remark = ""
  /// Whether the year is that of the ledger, as the text has none.
  private(set) var lacksYear = false
  /// Whether the day is written `00`.
  private(set) var hasZeroDay = false
  /// Whether the time is that of Greenwich; the day is then China's.
  var isUTC = false
  /// The hour of a time of day in Greenwich.
  var hoursUTC = 0

  var tokens: [DateToken]
  var position = 0
  private let yearHint: Int?
  private let sixDigits: SixDigitDate.Style

  /// Reads a text. `yearHint` is the year meant where none is written, such as that of a title;
  /// `sixDigits` says what the column's dates of six digits are.
  init(_ text: String, yearHint: Int? = nil, sixDigits: SixDigitDate.Style = .month) {
    tokens = Self.withoutStretch(DateToken.tokens(of: text))
    self.yearHint = yearHint
    self.sixDigits = sixDigits
    reading = .unreadable
    reading = read()
  }

  /// The tokens without the blanks beside `年`, `月` and `日`, which only stretch them.
  private static func withoutStretch(_ tokens: [DateToken]) -> [DateToken] {
    guard tokens.contains(.space), tokens.contains(.year) || tokens.contains(.month) else { return tokens }
    var result: [DateToken] = []
    for (index, token) in tokens.enumerated() {
      if token == .space {
        let next = index + 1 < tokens.count ? tokens[index + 1] : nil
        if next == .year || next == .month || next == .day { continue }
        if result.last == .year || result.last == .month { continue }
      }
      result.append(token)
    }
    return result
  }

  /// Whether more was written than a date.
  var hasRemark: Bool { !remark.isEmpty }

  // MARK: The whole text

  private mutating func read() -> DateReading {
    skipLead()
    let first = readOne()
    readTail()
    var result = first
    switch first {
    case .day, .shortYear:
      guard let start = day(of: first) else { return first }
      result = readRange(after: first, from: start)
      if isUTC, hoursUTC >= 16, case .day(let date) = result,
        let next = CivilDate(daysSince1970: date.daysSince1970 + 1)
      {
        result = .day(next)
      }
    case .month(let month): result = readMonths(from: month)
    default: break
    }
    takeRest()
    switch result {
    case .month, .year, .shortYearMonth, .monthOnly:
      // 2005-06-l8 says a day, but not which.
      return remark.unicodeScalars.contains(where: isDigit) ? .undecided : result
    default: return result
    }
  }

  private func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

  /// What follows a first day: the end of a range, or further dates of a list.
  private mutating func readRange(after first: DateReading, from start: CivilDate) -> DateReading {
    guard position < tokens.count, !hasRemark else { return first }
    switch tokens[position] {
    case .to, .dash:
      let mark = position
      position += 1
      skipSpaces()
      if let end = readFollowing(start) {
        readTail()
        return .days([start, end], isRange: true)
      }
      position = mark
      return first
    case .separator, .space:
      var all = [start]
      while position < tokens.count, isListMark(tokens[position]) {
        let mark = position
        position += 1
        skipSpaces()
        guard let next = readFollowing(all[all.count - 1]) else {
          position = mark
          break
        }
        all.append(next)
        readTail()
      }
      return all.count > 1 ? .days(all, isRange: false) : first
    default: return first
    }
  }

  /// What follows a month: the last month of a range (`2025年1月-3月`, `2025.1-6`).
  private mutating func readMonths(from first: CivilMonth) -> DateReading {
    guard position < tokens.count, !hasRemark else { return .month(first) }
    switch tokens[position] {
    case .to, .dash: break
    default: return .month(first)
    }
    let mark = position
    position += 1
    skipSpaces()
    var last: CivilMonth?
    switch readOne(contextYear: first.year) {
    case .month(let month): last = month
    case .monthOnly(let number): last = CivilMonth(year: first.year, month: number)
    case .day(let day):
      if let start = first.firstDay {
        readTail()
        return .days([start, day], isRange: true)
      }
    default:
      position = mark + 1
      skipSpaces()
      if case .number(let number, let digits) = token(0), digits <= 2, position + 1 == tokens.count {
        position += 1
        last = CivilMonth(year: first.year, month: number)
      }
    }
    readTail()
    if let last, last > first { return .months(first, last) }
    position = mark
    return .month(first)
  }

  private func isListMark(_ token: DateToken) -> Bool {
    switch token {
    case .separator, .space: true
    default: false
    }
  }

  /// A later date that may leave out the year, or the year and month, of the one before it.
  private mutating func readFollowing(_ before: CivilDate) -> CivilDate? {
    let mark = position
    let reading = readOne(contextYear: before.year)
    switch reading {
    case .day(let date), .shortYear(let date): return date
    case .monthDay(let month, let day):
      return CivilDate(year: before.year, month: month, day: day)
    case .month(let month): return month.lastDay
    case .monthOnly(let month): return CivilMonth(year: before.year, month: month)?.lastDay
    default: break
    }
    position = mark
    // A day alone: 5月6日-8日, 5.6-8.
    if case .number(let day, let digits) = token(0), digits <= 2 {
      position += 1
      if token(0) == .day { position += 1 }
      return CivilDate(year: before.year, month: before.month, day: day)
    }
    return nil
  }

  // MARK: One date

  private mutating func readOne(contextYear: Int? = nil) -> DateReading {
    guard case .number(let first, let digits) = token(0) else { return .unreadable }
    switch digits {
    case 4 where (1000...2999).contains(first):
      position += 1
      return readAfterYear(first, isShort: false)
    case 8:
      position += 1
      let (year, month, day) = (first / 10_000, first / 100 % 100, first % 100)
      guard (1800...2199).contains(year) else { return .unreadable }
      if month != 0, day == 0 {
        if year == 1900 { return .impossible }
        hasZeroDay = true
        return CivilMonth(year: year, month: month).map(DateReading.month) ?? .impossible
      }
      return CivilDate(year: year, month: month, day: day).map(DateReading.day) ?? .impossible
    case 6:
      position += 1
      return SixDigitDate(first).reading(sixDigits)
    case 5 where contextYear == nil && tokens.count == 1 && (7_000...60_000).contains(first):
      // A serial that lost its format and became text, as in a CSV.
      position += 1
      return DateSystem.base1900.date(ofSerial: Double(first)).map(DateReading.day) ?? .unreadable
    case 1, 2:
      return readShort(first, digits: digits, contextYear: contextYear)
    default: return .unreadable
    }
  }

  /// The month and day after a year, in any style.
  private mutating func readAfterYear(_ year: Int, isShort: Bool) -> DateReading {
    let afterYear = position
    var style: DateToken?
    switch token(0) {
    case .year:
      style = .year
      position += 1
      skipSpaces()
    case .separator(let mark) where mark != "," || isTriple(token(0)):
      style = .separator(mark)
      position += 1
      skipSpaces()
    case .dash(let count) where count == 1 || isTriple(token(0)):
      style = .dash(count: count)
      position += 1
      skipSpaces()
    case .space where isNumber(token(1)):
      style = .space
      position += 1
    default: return bareYear(year, isShort: isShort)
    }
    guard case .number(let month, let monthDigits) = token(0), monthDigits <= 2 else {
      if style != .year { position = afterYear } else { skipWord("度") }
      return bareYear(year, isShort: isShort)
    }
    position += 1
    let afterMonth = position
    var hasSecondMark = false
    skipSpaces(if: style == .year)
    switch token(0) {
    case .month:
      hasSecondMark = true
      position += 1
      skipSpaces()
      skipWord("份")
    case .separator(let mark) where style == .separator(mark) || (mark != "," && mark != ";"):
      hasSecondMark = true
      position += 1
      skipSpaces()
    case .dash(let count) where style == .dash(count: count):
      hasSecondMark = true
      position += 1
      skipSpaces()
    case .space where style == .space:
      hasSecondMark = true
      position += 1
    default: break
    }
    if hasSecondMark, case .number(let day, let dayDigits) = token(0), dayDigits <= 2 {
      position += 1
      if token(0) == .day { position += 1 }
      return finish(year: year, month: month, day: day, isShort: isShort)
    }
    // 2023.5. and 2023.5、 end in a stray mark, which means nothing.
    if hasSecondMark, style != .year, position < tokens.count { position = afterMonth }
    return finish(year: year, month: month, day: nil, isShort: isShort)
  }

  /// Whether a mark that seldom parts the numbers of one date does so here: `2005—6—18`, `2005,6,18`.
  private func isTriple(_ mark: DateToken?) -> Bool {
    isNumber(token(1)) && token(2) == mark && isNumber(token(3))
  }

  private mutating func finish(year: Int, month: Int, day: Int?, isShort: Bool) -> DateReading {
    // 2010.07.00 and 2010.0.0: the day, or the month too, is not known. 1900-01-00 is an empty cell that was given
    // the format of a date.
    if day == 0 || month == 0 {
      if year == 1900 { return .impossible }
      hasZeroDay = true
    }
    let day = day ?? 0
    if month == 0, day == 0 { return isShort ? .unreadable : .year(year) }
    guard let found = CivilMonth(year: year, month: month) else { return .impossible }
    if day == 0 { return isShort ? .shortYearMonth(found) : .month(found) }
    guard let date = CivilDate(year: year, month: month, day: day) else { return .impossible }
    return isShort ? .shortYear(date) : .day(date)
  }

  private func bareYear(_ year: Int, isShort: Bool) -> DateReading {
    guard !isShort, (1800...2199).contains(year) else { return .unreadable }
    return .year(year)
  }

  /// A date that begins with one or two digits: `5月6日`, `5.6`, `23.5.6`, `80.05`, `85年7月`.
  private mutating func readShort(_ first: Int, digits: Int, contextYear: Int?) -> DateReading {
    let start = position
    if token(1) == .month || (token(1) == .space && token(2) == .month) {
      position += token(1) == .month ? 2 : 3
      skipSpaces()
      skipWord("份")
      if case .number(let day, let dayDigits) = token(0), dayDigits <= 2 {
        position += 1
        if token(0) == .day { position += 1 }
        return monthDay(first, day, contextYear: contextYear)
      }
      return (1...12).contains(first) ? .monthOnly(first) : .impossible
    }
    if token(1) == .year, digits == 2 {
      position += 1
      return readAfterYear(SixDigitDate.fullYear(first), isShort: true)
    }
    guard case .number(let second, let secondDigits) = token(2), secondDigits <= 2 else {
      return .unreadable
    }
    switch token(1) {
    case .separator(let mark) where mark != "," && mark != ";":
      break
    case .dash(count: 1): break
    default: return .unreadable
    }
    if case .number(_, let thirdDigits) = token(4), thirdDigits <= 2, token(3) == token(1), digits == 2,
      contextYear == nil
    {
      position += 1
      return readAfterYear(SixDigitDate.fullYear(first), isShort: true)
    }
    if case .number(let year, let yearDigits) = token(4), yearDigits == 4, token(3) == token(1) {
      // Americans write the month first, others the day; 13/4/2005 can only be one.
      position += 5
      if first == second || second > 12 {
        return finish(year: year, month: first, day: second, isShort: false)
      }
      return first > 12 ? finish(year: year, month: second, day: first, isShort: false) : .undecided
    }
    if digits == 2, first > 12 {
      position += 1
      return readAfterYear(SixDigitDate.fullYear(first), isShort: true)
    }
    position = start + 3
    if token(0) == .day { position += 1 }
    return monthDay(first, second, contextYear: contextYear)
  }

  private mutating func monthDay(_ month: Int, _ day: Int, contextYear: Int?) -> DateReading {
    guard (1...12).contains(month), day >= 1, day <= CivilDate.daysInMonth(month, year: 2024) else {
      return .impossible
    }
    if let year = contextYear ?? yearHint {
      if contextYear == nil { lacksYear = true }
      return CivilDate(year: year, month: month, day: day).map(DateReading.day) ?? .impossible
    }
    return .monthDay(month: month, day: day)
  }

  // MARK: Tokens

  func token(_ offset: Int) -> DateToken? {
    position + offset < tokens.count ? tokens[position + offset] : nil
  }

  func isNumber(_ token: DateToken?) -> Bool {
    if case .number = token { return true }
    return false
  }

  private func day(of reading: DateReading) -> CivilDate? {
    switch reading {
    case .day(let date), .shortYear(let date): date
    default: nil
    }
  }

  mutating func skipSpaces(if condition: Bool = true) {
    while condition, token(0) == .space { position += 1 }
  }

  mutating func skipWord(_ word: Unicode.Scalar) {
    if case .other(word) = token(0) { position += 1 }
  }

  /// Takes what people put before a date: `公元`, `截至`, `约`, an apostrophe.
  private mutating func skipLead() {
    while let token = token(0) {
      switch token {
      case .other(let scalar) where "'’‘`公元截于自从約约".unicodeScalars.contains(scalar):
        remark.unicodeScalars.append(scalar)
      case .to, .space: break
      default: return
      }
      position += 1
    }
  }
}
