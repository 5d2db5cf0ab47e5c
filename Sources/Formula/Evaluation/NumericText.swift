import SpreadsheetModel

/// Reads numbers, dates and times that stand as text, as far as every Excel in Chinese or English reads
/// them: `1,234.5`, `12%`, `¥8`, `(3)`, `1.5E3`, `2024-3-1`, `2024年3月1日`, `8:30`, `2024/3/1 20:15`.
enum NumericText {
  /// The number of a text; `nil` if it is none.
  static func number(_ text: String) -> Double? {
    var bytes = Array(text.utf8)[...]
    trim(&bytes)
    guard let first = bytes.first, bytes.count <= 255 else { return nil }
    // Names and Chinese text begin with none of these; only they need no further look.
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "("), UInt8(ascii: "$"), 0xC2, 0xEF:
      return plain(bytes) ?? moment(bytes)
    default: return nil
    }
  }

  /// The serial number of a text that is a date, a time or both.
  static func moment(_ text: String) -> Double? {
    var bytes = Array(text.utf8)[...]
    trim(&bytes)
    return bytes.count <= 64 ? moment(bytes) : nil
  }

  private static func trim(_ bytes: inout ArraySlice<UInt8>) {
    while let first = bytes.first, first <= 0x20 { bytes = bytes.dropFirst() }
    while let last = bytes.last, last <= 0x20 { bytes = bytes.dropLast() }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  // MARK: Numbers

  private static func plain(_ source: ArraySlice<UInt8>) -> Double? {
    var bytes = source
    var isNegative = false
    var hundredths = 0
    if bytes.first == UInt8(ascii: "("), bytes.last == UInt8(ascii: ")") {
      isNegative = true
      bytes = bytes.dropFirst().dropLast()
    }
    if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      if isNegative { return nil }
      isNegative = sign == UInt8(ascii: "-")
      bytes = bytes.dropFirst()
    }
    // $, ¥ and the full-width ￥.
    for mark in ["$", "\u{A5}", "\u{FFE5}"] where bytes.starts(with: mark.utf8) {
      bytes = bytes.dropFirst(mark.utf8.count)
      break
    }
    trim(&bytes)
    while bytes.last == UInt8(ascii: "%") {
      hundredths += 1
      bytes = bytes.dropLast()
      trim(&bytes)
    }
    guard hundredths <= 1, let digits = withoutSeparators(bytes), let number = Double(digits),
      number.isFinite
    else { return nil }
    let value = hundredths == 1 ? number / 100 : number
    return isNegative ? -value : value
  }

  /// The digits with their point and exponent, the thousands' separators taken out where they stand
  /// before groups of three.
  private static func withoutSeparators(_ bytes: ArraySlice<UInt8>) -> String? {
    var result: [UInt8] = []
    var group: Int?
    var digits = 0
    var pointSeen = false
    var index = bytes.startIndex
    scan: while index < bytes.endIndex {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        result.append(byte)
        digits += 1
        if let count = group { group = count + 1 }
      case UInt8(ascii: ","):
        guard !pointSeen, digits > 0, group ?? 3 == 3 else { return nil }
        group = 0
      case UInt8(ascii: "."):
        guard !pointSeen, group ?? 3 == 3 else { return nil }
        pointSeen = true
        group = nil
        result.append(byte)
      default: break scan
      }
      index += 1
    }
    guard digits > 0, group ?? 3 == 3 else { return nil }
    if index < bytes.endIndex {
      guard bytes[index] | 0x20 == UInt8(ascii: "e") else { return nil }
      let exponent = bytes[(index + 1)...]
      let magnitude =
        exponent.first == UInt8(ascii: "-") || exponent.first == UInt8(ascii: "+")
        ? exponent.dropFirst() : exponent
      guard !magnitude.isEmpty, magnitude.count <= 4, magnitude.allSatisfy(isDigit) else { return nil }
      result.append(UInt8(ascii: "e"))
      result.append(contentsOf: exponent)
    }
    if result.first == UInt8(ascii: ".") { result.insert(UInt8(ascii: "0"), at: 0) }
    if result.last == UInt8(ascii: ".") { result.append(UInt8(ascii: "0")) }
    return String(decoding: result, as: UTF8.self)
  }

  // MARK: Dates and times

  private static func moment(_ source: ArraySlice<UInt8>) -> Double? {
    var bytes = source
    if let day = date(&bytes) {
      if bytes.isEmpty { return day }
      guard bytes.first == UInt8(ascii: " ") || bytes.first == UInt8(ascii: "T") else { return nil }
      bytes = bytes.dropFirst()
      trim(&bytes)
      return time(bytes).map { day + $0 }
    }
    return time(source)
  }

  private static func take(_ bytes: inout ArraySlice<UInt8>, _ widths: ClosedRange<Int>) -> Int? {
    var value = 0
    var count = 0
    while let byte = bytes.first, isDigit(byte), count < widths.upperBound {
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      count += 1
      bytes = bytes.dropFirst()
    }
    return count >= widths.lowerBound ? value : nil
  }

  private static func take(_ bytes: inout ArraySlice<UInt8>, _ mark: String) -> Bool {
    guard bytes.starts(with: mark.utf8) else { return false }
    bytes = bytes.dropFirst(mark.utf8.count)
    return true
  }

  /// `2024-3-1`, `2024/3/1`, `2024年3月1日` or, for its first day, `2024年3月`.
  private static func date(_ bytes: inout ArraySlice<UInt8>) -> Double? {
    var rest = bytes
    guard let year = take(&rest, 4...4) else { return nil }
    var day = 1
    let month: Int
    if take(&rest, "年") {
      guard let number = take(&rest, 1...2), take(&rest, "月") else { return nil }
      month = number
      if let number = take(&rest, 1...2) {
        guard take(&rest, "日") else { return nil }
        day = number
      }
    } else {
      guard let mark = rest.first, mark == UInt8(ascii: "-") || mark == UInt8(ascii: "/") else { return nil }
      rest = rest.dropFirst()
      guard let number = take(&rest, 1...2) else { return nil }
      month = number
      if rest.first == mark {
        rest = rest.dropFirst()
        guard let number = take(&rest, 1...2) else { return nil }
        day = number
      }
    }
    guard let serial = DateSerial.exact(year: year, month: month, day: day) else { return nil }
    bytes = rest
    return serial
  }

  /// `8:30`, `8:30:15.5`, `8:30 PM`, as a fraction of a day.
  private static func time(_ source: ArraySlice<UInt8>) -> Double? {
    var bytes = source
    guard let hour = take(&bytes, 1...4), take(&bytes, ":"), let minute = take(&bytes, 1...2), minute < 60
    else { return nil }
    var seconds = 0.0
    if take(&bytes, ":") {
      guard let whole = take(&bytes, 1...2), whole < 60 else { return nil }
      seconds = Double(whole)
      if take(&bytes, ".") {
        let before = bytes.count
        guard let fraction = take(&bytes, 1...3) else { return nil }
        seconds += Double(fraction) / [10, 100, 1000][before - bytes.count - 1]
      }
    }
    var hours = hour
    trim(&bytes)
    if !bytes.isEmpty {
      let half = String(decoding: bytes, as: UTF8.self).uppercased()
      guard half == "AM" || half == "PM", (1...12).contains(hour) else { return nil }
      hours = hour % 12 + (half == "PM" ? 12 : 0)
    }
    return (Double(hours) * 3600 + Double(minute) * 60 + seconds) / 86_400
  }
}
