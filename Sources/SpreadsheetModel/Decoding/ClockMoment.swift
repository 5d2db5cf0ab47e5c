import FoundationEssentials

/// Moments of time as clocks show them, which is all that a spreadsheet has.
enum ClockMoment {
  /// The moment at which a zone's clock shows so many seconds past midnight of a day.
  static func moment(_ day: CivilDate, seconds: Double, in zone: TimeZone) -> Date {
    let shown = Date(timeIntervalSince1970: Double(day.daysSince1970) * 86_400 + seconds)
    // The offset in force at the moment, for which the offset in force nearby is the first guess.
    let near = shown - Double(zone.secondsFromGMT(for: shown))
    return shown - Double(zone.secondsFromGMT(for: near))
  }

  /// The day and the seconds past midnight that a zone's clock shows at a moment; throws `failure` for moments
  /// outside the years 1 to 9999.
  static func clock(
    of moment: Date, in zone: TimeZone, or failure: @autoclosure () -> EncodingError
  ) throws -> (CivilDate, Double) {
    let shown = moment.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: moment))
    let days = (shown / 86_400).rounded(.down)
    guard let whole = Int(exactly: days), let day = CivilDate(daysSince1970: whole) else { throw failure() }
    return (day, shown - days * 86_400)
  }

  /// The moment of `2025-03-01`, `2025-03-01T09:30` or `2025-03-01 09:30:15.250`, by its own offset (`Z`,
  /// `+08:00`) where it has one; `nil` for other text.
  static func moment(iso text: String, in zone: TimeZone) -> Date? {
    let text = text.trimmingBlanks()
    guard let day = CivilDate(iso: text.prefix(10)) else { return nil }
    var rest = text.dropFirst(10)
    guard let separator = rest.popFirst() else { return moment(day, seconds: 0, in: zone) }
    guard separator == "T" || separator == " " else { return nil }
    var zone = zone
    if let mark = rest.lastIndex(where: { $0 == "Z" || $0 == "+" || $0 == "-" }) {
      guard let seconds = offset(rest[mark...]), let own = TimeZone(secondsFromGMT: seconds) else {
        return nil
      }
      zone = own
      rest = rest[..<mark]
    }
    return time(rest).map { moment(day, seconds: $0, in: zone) }
  }

  private static func time(_ text: Substring) -> Double? {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(fields.count), let hours = twoDigits(fields[0], below: 24),
      let minutes = twoDigits(fields[1], below: 60)
    else { return nil }
    var seconds = 0.0
    if fields.count == 3 {
      guard twoDigits(fields[2].prefix(2), below: 60) != nil, let value = Double(fields[2]),
        fields[2].allSatisfy({ $0 == "." || $0.isNumber })
      else { return nil }
      seconds = value
    }
    return Double(hours * 3600 + minutes * 60) + seconds
  }

  private static func offset(_ text: Substring) -> Int? {
    if text == "Z" { return 0 }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard digits.count == 4, let hours = twoDigits(digits.prefix(2), below: 15),
      let minutes = twoDigits(digits.suffix(2), below: 60)
    else { return nil }
    return (text.first == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
  }

  private static func twoDigits(_ text: some StringProtocol, below limit: Int) -> Int? {
    guard text.utf8.count == 2, let number = Int(text), number >= 0, number < limit else { return nil }
    return number
  }
}

extension String {
  /// The text without blanks at its ends.
  func trimmingBlanks() -> Substring {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
