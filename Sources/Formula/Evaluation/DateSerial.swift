import SpreadsheetModel

/// The days of Excel's 1900 calendar by their serial numbers, 29 February 1900 included, which never was.
struct DateSerial: Hashable {
  /// The last serial, 9999-12-31.
  static let last = 2_958_465

  var year: Int
  var month: Int
  var day: Int

  /// The day of a serial number; serial 0 is 1900-01-00 to Excel.
  init(_ serial: Double) throws(CellError) {
    guard serial >= 0, serial < Double(Self.last) + 1 else { throw .number }
    let whole = Int(serial.rounded(.down))
    if whole == 0 || whole == 60 {
      year = 1900
      month = whole == 0 ? 1 : 2
      day = whole == 0 ? 0 : 29
      return
    }
    guard let date = CivilDate(daysSince1970: whole < 60 ? whole - 25_568 : whole - 25_569) else {
      throw .number
    }
    year = date.year
    month = date.month
    day = date.day
  }

  /// The calendar day; the days that never were count as the next one.
  var civil: CivilDate? {
    if let date = CivilDate(year: year, month: month, day: day) { return date }
    return day == 0 ? CivilDate(year: 1900, month: 1, day: 1) : CivilDate(year: 1900, month: 3, day: 1)
  }

  /// The serial of a day that the calendar has; `nil` for others.
  static func exact(year: Int, month: Int, day: Int) -> Double? {
    if year == 1900, month == 2, day == 29 { return 60 }
    return CivilDate(year: year, month: month, day: day).flatMap { DateSystem.base1900.serial(of: $0) }
  }

  /// The serial of a calendar day.
  static func serial(_ date: CivilDate) throws(CellError) -> Double {
    guard let serial = DateSystem.base1900.serial(of: date) else { throw .number }
    return serial
  }

  /// The serial `DATE` gives: months and days past their ends carry over, years below 1900 count from it.
  static func serial(year: Int, month: Int, day: Int) throws(CellError) -> Double {
    guard (0...9999).contains(year), abs(month) < 1_000_000, abs(day) < 10_000_000 else { throw .number }
    let fullYear = year < 1900 ? year + 1900 : year
    let months = fullYear * 12 + month - 1
    guard months >= 1899 * 12, months < 10_000 * 12,
      let first = CivilDate(year: months / 12, month: months % 12 + 1, day: 1)
    else { throw .number }
    // Days are counted on from the month's first in Excel's own calendar.
    let days = first.daysSince1970
    let serial = (days >= -25_508 ? days + 25_569 : days + 25_568) + day - 1
    guard serial >= 0, serial <= last else { throw .number }
    return Double(serial)
  }
}
