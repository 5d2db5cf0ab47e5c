/// How a workbook numbers its days (ECMA-376 Part 1, 18.17.4.1).
public enum DateSystem: Hashable, Sendable {
  /// Serial 1 is 1900-01-01; serial 60 is the 29 February 1900 that never was.
  case base1900
  /// Serial 0 is 1904-01-01.
  case base1904

  /// The calendar day of a serial number, its time of day dropped.
  ///
  /// `nil` for serials that show no day: negative ones, serial 0 and 60 of the 1900 system, and those
  /// past 9999-12-31.
  public func date(ofSerial serial: Double) -> CivilDate? {
    guard serial.isFinite, serial >= 0, serial < 2_958_466 else { return nil }
    let whole = Int(serial.rounded(.down))
    switch self {
    case .base1904: return CivilDate(daysSince1970: whole - 24_107)
    case .base1900:
      if whole == 0 || whole == 60 { return nil }
      return CivilDate(daysSince1970: whole < 60 ? whole - 25_568 : whole - 25_569)
    }
  }

  /// The serial number of a day; `nil` for days before the system begins.
  public func serial(of date: CivilDate) -> Double? {
    let days = date.daysSince1970
    switch self {
    case .base1904:
      return days >= -24_107 ? Double(days + 24_107) : nil
    case .base1900:
      // 1900-03-01 is serial 61; the days before it lack the fictitious leap day.
      if days >= -25_508 { return Double(days + 25_569) }
      return days >= -25_567 ? Double(days + 25_568) : nil
    }
  }
}
