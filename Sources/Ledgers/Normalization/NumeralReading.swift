/// Reads Chinese numerals, everyday (`二十三`, `二〇二三`) and capital (`贰拾叁`, `陆佰`).
enum NumeralReading {
  /// The digit of a scalar: `〇` to `九`, their capital forms, and the circles people type for zero.
  @inline(__always)
  static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "〇", "零", "○", "Ｏ", "◯": 0
    case "一", "壹", "弌", "幺": 1
    case "二", "贰", "两", "貳", "弍", "兩", "貮": 2
    case "三", "叁", "參", "叄", "弎": 3
    case "四", "肆": 4
    case "五", "伍": 5
    case "六", "陆", "陸": 6
    case "七", "柒": 7
    case "八", "捌": 8
    case "九", "玖": 9
    default: nil
    }
  }

  /// The power of ten of a unit inside a section: `十`, `百`, `千`.
  @inline(__always)
  private static func unit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "十", "拾": 10
    case "百", "佰": 100
    case "千", "仟": 1000
    default: nil
    }
  }

  /// Whether a scalar can be part of a Chinese numeral.
  @inline(__always)
  static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x2000 { return false }
    return digit(scalar) != nil || unit(scalar) != nil || scalar == "万" || scalar == "萬" || scalar == "亿"
      || scalar == "廿" || scalar == "卅"
  }

  /// The value of a run of numerals, and how many digits it would have; `nil` if it is no numeral.
  ///
  /// A run without units is read digit by digit (`二〇二三` is 2023), one with units by place.
  static func value(of scalars: some Collection<Unicode.Scalar>) -> (value: Int, digits: Int)? {
    guard !scalars.isEmpty, scalars.count <= 24 else { return nil }
    if scalars.allSatisfy({ digit($0) != nil }) {
      guard scalars.count <= 18 else { return nil }
      var value = 0
      for scalar in scalars { value = value * 10 + (digit(scalar) ?? 0) }
      return (value, scalars.count)
    }
    var total = 0
    var section = 0
    var current: Int?
    // What a digit at the end counts: 一万二 is 12,000, 一万零二 is 10,002.
    var lastPlace = 1
    for scalar in scalars {
      if let digit = digit(scalar) {
        if let pending = current, pending != 0 { return nil }
        if digit == 0 { lastPlace = 1 }
        current = digit
      } else if let unit = unit(scalar) {
        section += (current == nil || current == 0 ? 1 : current ?? 1) * unit
        current = nil
        lastPlace = unit / 10
      } else if scalar == "廿" || scalar == "卅" {
        guard current == nil else { return nil }
        section += scalar == "廿" ? 20 : 30
        lastPlace = 1
      } else if scalar == "万" || scalar == "萬" || scalar == "亿" {
        section += current ?? 0
        current = nil
        let place = scalar == "亿" ? 100_000_000 : 10_000
        let (product, overflow) = max(section, total == 0 ? 1 : section)
          .multipliedReportingOverflow(by: place)
        guard !overflow else { return nil }
        total += product
        section = 0
        lastPlace = place / 10
      } else {
        return nil
      }
      guard section < 1_000_000_000, total < 1_000_000_000_000_000 else { return nil }
    }
    total += section + (current ?? 0) * lastPlace
    return (total, String(total).utf8.count)
  }
}
