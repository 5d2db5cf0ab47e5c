import SpreadsheetModel

/// Dates as XML Spreadsheet 2003 writes them: `2023-05-06T09:30:00.000`.
enum DateTimeText {
  /// The serial number of a date and time; `nil` if it is none.
  static func serial(_ text: String, _ system: DateSystem) -> Double? {
    guard let date = CivilDate(iso: text.prefix(10)), let day = system.serial(of: date) else {
      // A time of day alone stands on the day before the first.
      guard text.hasPrefix("1899-12-31T") || text.hasPrefix("1904-01-01T") else { return nil }
      return seconds(text).map { $0 / 86_400 }
    }
    return seconds(text).map { day + $0 / 86_400 }
  }

  /// Seconds since midnight behind the `T`; 0 without one.
  private static func seconds(_ text: String) -> Double? {
    guard let mark = text.firstIndex(of: "T") else { return 0 }
    let parts = text[text.index(after: mark)...].split(separator: ":")
    guard parts.count == 3, let hours = Double(parts[0]), let minutes = Double(parts[1]),
      let seconds = Double(parts[2]), hours.isFinite, minutes.isFinite, seconds.isFinite
    else { return nil }
    return hours * 3600 + minutes * 60 + seconds
  }
}
