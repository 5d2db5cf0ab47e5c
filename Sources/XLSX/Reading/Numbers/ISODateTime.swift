import SpreadsheetModel

/// Dates of cells of type `d`, ISO 8601 (ECMA-376 Part 1, 18.17.4.2), as serial numbers.
enum ISODateTime {
  /// The serial of `2024-05-01`, `2024-05-01T12:30:00Z` or a time alone; `nil` if it is none of them.
  static func serial(_ text: String, dateSystem: DateSystem) -> Double? {
    let separator = text.firstIndex { $0 == "T" || $0 == "t" || $0 == " " }
    if let separator {
      guard let date = CivilDate(iso: text[..<separator]), let day = dateSystem.serial(of: date),
        let fraction = fractionOfDay(text[text.index(after: separator)...])
      else { return nil }
      return day + fraction
    }
    if let date = CivilDate(iso: text) { return dateSystem.serial(of: date) }
    return fractionOfDay(text[...])
  }

  private static func fractionOfDay(_ text: Substring) -> Double? {
    var text = text
    if text.last == "Z" || text.last == "z" { text = text.dropLast() }
    // An offset from UTC moves the clock, not the day meant: spreadsheets have no time zone.
    if let offset = text.lastIndex(where: { $0 == "+" || $0 == "-" }) { text = text[..<offset] }
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(fields.count), fields[0].utf8.count <= 2, fields[1].utf8.count <= 2,
      let hours = Int(fields[0]), let minutes = Int(fields[1]), (0...24).contains(hours),
      (0...59).contains(minutes)
    else { return nil }
    var seconds = 0.0
    if fields.count == 3 {
      guard fields[2].utf8.allSatisfy({ $0 == UInt8(ascii: ".") || $0 &- UInt8(ascii: "0") <= 9 }),
        let value = Double(fields[2]), value < 61
      else { return nil }
      seconds = value
    }
    return (Double(hours * 60 + minutes) * 60 + seconds) / 86_400
  }
}
