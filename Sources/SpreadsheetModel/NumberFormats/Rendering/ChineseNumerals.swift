/// The numerals of `[DBNum1]` (一二三), `[DBNum2]` (壹贰叁) and `[DBNum3]` (full-width figures), or plain
/// figures.
struct ChineseNumerals {
  private let kind: Int

  /// 0 for plain figures, 1 to 3 for the kinds.
  init(_ kind: Int) {
    self.kind = kind
  }

  private static let digits: [[String]] = [
    ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
    ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"],
    ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"],
    ["０", "１", "２", "３", "４", "５", "６", "７", "８", "９"],
  ]
  private static let units: [[String]] = [
    ["", "", "", ""], ["", "十", "百", "千"], ["", "拾", "佰", "仟"], ["", "十", "百", "千"],
  ]
  private static let groups = ["", "万", "亿", "兆"]

  /// Appends one figure.
  func append(_ digit: UInt8, to bytes: inout [UInt8]) {
    if kind == 0 {
      bytes.append(UInt8(ascii: "0") + digit)
    } else {
      bytes.append(contentsOf: Self.digits[kind][Int(min(digit, 9))].utf8)
    }
  }

  /// Appends a number figure by figure.
  func appendFigures(_ number: Int, width: Int, to bytes: inout [UInt8]) {
    let size = number.magnitude
    var unit: UInt = 1
    var count = 1
    while size / unit >= 10 {
      unit *= 10
      count += 1
    }
    for _ in count..<max(count, width) { append(0, to: &bytes) }
    while unit > 0 {
      append(UInt8(size / unit % 10), to: &bytes)
      unit /= 10
    }
  }

  /// Appends a day, month or hour as it is said: 十二, 三十一, 二十. Plain figures are padded instead.
  func appendCounted(_ number: Int, width: Int, to bytes: inout [UInt8]) {
    guard kind > 0, (1...99).contains(number) else { return appendFigures(number, width: width, to: &bytes) }
    if number >= 20 { append(UInt8(number / 10), to: &bytes) }
    if number >= 10 { bytes.append(contentsOf: Self.units[kind][1].utf8) }
    if number % 10 > 0 { append(UInt8(number % 10), to: &bytes) }
  }

  /// Appends a number with its units: 一万二千〇三十四. Full-width figures keep the units as well.
  func appendSpelled(_ number: DecimalDigits, to bytes: inout [UInt8]) {
    // Past 兆 there are no units; then figures do.
    if number.exponent > 16 {
      for place in stride(from: number.exponent - 1, through: 0, by: -1) {
        append(number.digit(at: place), to: &bytes)
      }
    } else if number.exponent <= 0 {
      append(0, to: &bytes)
    } else {
      appendWhole(number, to: &bytes)
    }
    let places = number.places
    guard places > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    for place in 1...places { append(number.digit(at: -place), to: &bytes) }
  }

  private func appendWhole(_ number: DecimalDigits, to bytes: inout [UInt8]) {
    var needsZero = false
    var isStarted = false
    for group in stride(from: (number.exponent - 1) / 4, through: 0, by: -1) {
      var isEmpty = true
      for unit in stride(from: 3, through: 0, by: -1) {
        let digit = number.digit(at: group * 4 + unit)
        if digit == 0 {
          // One zero stands for all between two figures.
          needsZero = isStarted
          continue
        }
        if needsZero { append(0, to: &bytes) }
        needsZero = false
        append(digit, to: &bytes)
        bytes.append(contentsOf: Self.units[kind][unit].utf8)
        isStarted = true
        isEmpty = false
      }
      if !isEmpty { bytes.append(contentsOf: Self.groups[min(group, 3)].utf8) }
    }
  }
}
