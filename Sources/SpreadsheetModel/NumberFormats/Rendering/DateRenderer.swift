/// Writes a serial number as a date or a time.
struct DateRenderer {
  private let section: FormatSection
  private let layout: DateLayout
  private let isNegative: Bool
  private var year = 1900
  private var month = 1
  private var day = 0
  /// Day of the week, 0 for Sunday.
  private var weekday = 6
  /// Whole seconds of the day, and the thousandths above them.
  private var second = 0
  private var thousandth = 0
  /// Whole seconds since serial 0.
  private var elapsed = 0

  /// `nil` for numbers that are no date: below zero in the 1900 system, or past the year 9999.
  init?(_ number: Double, _ section: FormatSection, _ layout: DateLayout, _ dateSystem: DateSystem) {
    self.section = section
    self.layout = layout
    isNegative = number < 0
    guard number >= 0 || dateSystem == .base1904, abs(number) < 2_958_466 else { return nil }
    let size = abs(number)
    var days = size.rounded(.down)
    if layout.hasTime {
      // Seconds are rounded to what is shown of them; minutes and hours are cut off from there.
      let unit = [1.0, 10, 100, 1000][min(3, layout.places)]
      let ticks = ((size - days) * 86_400 * unit).rounded()
      var seconds = (ticks / unit).rounded(.down)
      thousandth = Int(exactly: ((ticks - seconds * unit) * (1000 / unit)).rounded()) ?? 0
      if seconds >= 86_400 {
        seconds = 0
        days += 1
      }
      second = Int(exactly: seconds) ?? 0
    }
    guard let whole = Int(exactly: days) else { return nil }
    elapsed = whole * 86_400 + second
    if layout.hasCalendar, !setDay(whole, dateSystem) { return nil }
  }

  private mutating func setDay(_ serial: Int, _ dateSystem: DateSystem) -> Bool {
    let offset = dateSystem == .base1904 ? serial + 1462 : serial
    guard offset <= 2_958_465 else { return false }
    weekday = (offset + 6) % 7
    // Serial 0 is the day before 1 January to Excel, and 60 a 29 February that never was.
    if offset == 0 { return true }
    if offset == 60 {
      month = 2
      day = 29
      return true
    }
    guard let date = CivilDate(daysSince1970: offset < 60 ? offset - 25_568 : offset - 25_569) else {
      return false
    }
    year = date.year
    month = date.month
    day = date.day
    return true
  }

  func append(to bytes: inout [UInt8]) {
    let numerals = ChineseNumerals(section.numerals)
    let language = section.language
    if isNegative { bytes.append(UInt8(ascii: "-")) }
    for token in section.tokens {
      switch token {
      case .literal(let literal): bytes.append(contentsOf: literal)
      case .room: bytes.append(UInt8(ascii: " "))
      case .year(let count):
        if count <= 2 {
          numerals.appendFigures(year % 100, width: 2, to: &bytes)
        } else {
          numerals.appendFigures(year, width: 4, to: &bytes)
        }
      case .month(let count):
        if count <= 2 {
          numerals.appendCounted(month, width: count, to: &bytes)
        } else {
          bytes.append(contentsOf: DateNames.month(month, letters: count, language).utf8)
        }
      case .day(let count):
        if count <= 2 {
          numerals.appendCounted(day, width: count, to: &bytes)
        } else {
          bytes.append(contentsOf: DateNames.day(weekday, letters: count, language).utf8)
        }
      case .weekday(let count):
        bytes.append(contentsOf: DateNames.weekday(weekday, letters: count, language).utf8)
      case .hour(let count): numerals.appendCounted(hour, width: min(count, 2), to: &bytes)
      case .minute(let count): numerals.appendCounted(second / 60 % 60, width: min(count, 2), to: &bytes)
      case .second(let count): numerals.appendCounted(second % 60, width: min(count, 2), to: &bytes)
      case .fraction(let count): appendFraction(count, to: &bytes)
      case .elapsedHours(let count): numerals.appendFigures(elapsed / 3600, width: count, to: &bytes)
      case .elapsedMinutes(let count): numerals.appendFigures(elapsed / 60, width: count, to: &bytes)
      case .elapsedSeconds(let count): numerals.appendFigures(elapsed, width: count, to: &bytes)
      case .half(let style): appendHalf(style, to: &bytes)
      case .era(let count):
        bytes.append(contentsOf: DateNames.era(year, month, day, letters: count, language).0.utf8)
      case .eraYear(let count):
        let number = DateNames.era(year, month, day, letters: 1, language).1
        numerals.appendFigures(number, width: number > 999 ? 4 : count, to: &bytes)
      case .buddhistYear(let count):
        let number = year + 543
        numerals.appendFigures(count <= 2 ? number % 100 : number, width: min(count, 4), to: &bytes)
      default: break
      }
    }
  }

  private var hour: Int {
    let hour = second / 3600
    return layout.isHalved ? (hour % 12 == 0 ? 12 : hour % 12) : hour
  }

  private func appendFraction(_ count: Int, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "."))
    var unit = 100
    for _ in 0..<count {
      bytes.append(UInt8(ascii: "0") + UInt8(thousandth / unit % 10))
      unit = max(1, unit / 10)
    }
  }

  private func appendHalf(_ style: FormatToken.HalfDay, to bytes: inout [UInt8]) {
    let isAfternoon = second >= 43_200
    let text: String
    switch style {
    case .chinese: text = isAfternoon ? "下午" : "上午"
    case .english:
      text =
        DateNames.isChinese(section.language)
        ? (isAfternoon ? "下午" : "上午") : (isAfternoon ? "PM" : "AM")
    case .letter(let isUpper):
      text = isUpper ? (isAfternoon ? "P" : "A") : (isAfternoon ? "p" : "a")
    }
    bytes.append(contentsOf: text.utf8)
  }
}
