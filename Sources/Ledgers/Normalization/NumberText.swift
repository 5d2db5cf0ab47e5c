import Foundation

/// A number written as text, with what stands around it: `32学时`, `￥1,200.00`, `应到32人`, `陆佰元整`,
/// `扣5分`, `32/31`.
struct NumberText {
  /// The number, its sign and scale (`万`, `%`) applied.
  private(set) var value: Decimal
  /// The number of the second half of `32/31`.
  private(set) var second: Decimal?
  /// Whether anything but digits, sign and point was written: a unit, a label, thousands separators.
  private(set) var hasUnit = false
  /// Whether it was written in Chinese numerals.
  private(set) var isChinese = false
  /// Whether the text says percent or per mille itself.
  private(set) var isShare = false
  /// Whether the text says ten thousand itself (`0.05万`).
  private(set) var isScaled = false
  /// Whether a remark was left out, in brackets or as `约`: `10(非常满意)`, `约600`.
  private(set) var hasRemark = false

  /// Reads a cleaned text; `nil` if it is no single number with at most a label and a unit.
  init?(_ text: String) {
    var scanner = NumberScanner(text)
    guard let first = scanner.number() else { return nil }
    value = first.value
    hasUnit = first.hasLead || first.hasSeparators
    isChinese = first.isChinese
    hasRemark = first.isRough
    let unit = scanner.unit()
    if !apply(unit) { return nil }
    if scanner.isAtEnd { return }
    if scanner.takeRemark() {
      hasRemark = true
      if scanner.isAtEnd { return }
    }
    // 应到32/实到31, 32/31, 32人/31人
    guard scanner.takeSlash(), let other = scanner.number() else { return nil }
    second = other.value
    hasUnit = true
    _ = scanner.unit()
    guard scanner.isAtEnd else { return nil }
  }

  /// Applies a unit; `false` if the word after the number is none.
  private mutating func apply(_ unit: String) -> Bool {
    guard !unit.isEmpty else { return true }
    hasUnit = true
    switch unit {
    case "%", "%。", "百分点":
      isShare = true
      value /= 100
      return true
    case "‰":
      isShare = true
      value /= 1000
      return true
    default: break
    }
    var word = Substring(unit)
    if word.hasPrefix("万") {
      isScaled = true
      value *= 10_000
      word = word.dropFirst()
    } else if word.hasPrefix("亿") {
      isScaled = true
      value *= 100_000_000
      word = word.dropFirst()
    } else if word.hasPrefix("千元") {
      isScaled = true
      value *= 1000
      word = word.dropFirst()
    }
    return word.isEmpty || Self.units.contains(String(word))
  }

  private static let units: Set<String> = [
    "元", "元整", "圆", "圆整", "块", "块钱", "元/月", "元/年", "元/人", "元人民币", "整", "rmb", "元/次", "元每月", "元正",
    "人", "名", "个", "位", "人次", "次", "场", "场次", "期", "岁", "周岁", "年", "天", "日", "月", "个月", "小时", "学时", "课时",
    "时", "分", "分值", "票", "张", "支", "家", "项", "件", "条", "户", "届", "年制", "h", "hours", "党员", "名党员", "人整",
    "个小时", "个学时", "积分", "间", "所", "组", "篇", "份", "元/季", "人参加", "个党小组", "名委员", "季度", "工作日", "个工作日", "分钟",
  ]
}

/// Walks over the text of a number.
private struct NumberScanner {
  struct Number {
    var value: Decimal
    var hasLead: Bool
    /// Whether the label says that the number is none exactly: `约`, `近`.
    var isRough = false
    var hasSeparators: Bool
    var isChinese: Bool
  }

  private let scalars: [Unicode.Scalar]
  private var index = 0

  init(_ text: String) {
    // The number and its unit take few characters; what is longer is a sentence.
    scalars = text.utf8.count <= 96 ? text.unicodeScalars.map(Self.plain) : []
  }

  var isAtEnd: Bool { index >= scalars.count }

  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0xA0, 0x3000: " "
    default: ScriptTable.standard.simplify(scalar)
    }
  }

  private mutating func skipSpaces() {
    while index < scalars.count, scalars[index] == " " { index += 1 }
  }

  /// The next number with its sign and a label before it.
  mutating func number() -> Number? {
    skipSpaces()
    var isNegative = false
    var hasLead = false
    var isRough = false
    var label = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == "-" || scalar == "−" || scalar == "负" || scalar == "扣" || scalar == "减" {
        isNegative = true
        hasLead = hasLead || scalar == "扣" || scalar == "减"
        index += 1
      } else if scalar == "+" || scalar == "¥" || scalar == "￥" || scalar == "$" || scalar == ":"
        || scalar == " "
      {
        hasLead = hasLead || (scalar != "+" && scalar != " ")
        index += 1
      } else if isDigit(scalar) || scalar == "." || NumeralReading.isNumeral(scalar) {
        break
      } else if TextFolding.isHan(scalar), label < 6 {
        label += 1
        hasLead = true
        isRough = isRough || "约近逾".unicodeScalars.contains(scalar)
        index += 1
      } else {
        return nil
      }
    }
    guard index < scalars.count else { return nil }
    var number =
      NumeralReading.isNumeral(scalars[index]) ? chinese(isNegative, hasLead) : western(isNegative, hasLead)
    number?.isRough = isRough
    return number
  }

  private func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

  private mutating func western(_ isNegative: Bool, _ hasLead: Bool) -> Number? {
    var value: UInt64 = 0
    var digits = 0
    var scale = 0
    var hasPoint = false
    var hasSeparators = false
    while index < scalars.count {
      let scalar = scalars[index]
      if isDigit(scalar) {
        guard digits < 18 else { return nil }
        value = value * 10 + UInt64(scalar.value - 0x30)
        if value > 0 { digits += 1 }
        if hasPoint { scale += 1 }
      } else if scalar == ".", !hasPoint {
        hasPoint = true
      } else if scalar == ",", !hasPoint, digits > 0, isThousands(at: index + 1) {
        hasSeparators = true
      } else {
        break
      }
      index += 1
    }
    guard scale < 30 else { return nil }
    // A number without any digit is none.
    guard digits > 0 || (index > 0 && scalars[..<index].contains(where: isDigit)) else { return nil }
    let decimal = Decimal(
      sign: isNegative && value != 0 ? .minus : .plus, exponent: -scale, significand: Decimal(value))
    return Number(value: decimal, hasLead: hasLead, hasSeparators: hasSeparators, isChinese: false)
  }

  /// Whether exactly three digits follow, so that the comma before them groups thousands.
  private func isThousands(at start: Int) -> Bool {
    guard start + 2 < scalars.count, scalars[start...start + 2].allSatisfy(isDigit) else { return false }
    return start + 3 >= scalars.count || !isDigit(scalars[start + 3])
  }

  private mutating func chinese(_ isNegative: Bool, _ hasLead: Bool) -> Number? {
    guard var value = numeral().map({ Decimal($0) }) else { return nil }
    // 五点五; 壹佰元伍角贰分
    if index + 1 < scalars.count, scalars[index] == "点" {
      index += 1
      let start = index
      guard let fraction = numeral() else { return nil }
      value += DecimalReading.decimal(fraction, scale: index - start)
    } else if index + 2 < scalars.count, scalars[index] == "元" || scalars[index] == "圆",
      NumeralReading.isNumeral(scalars[index + 1])
    {
      index += 1
      for (mark, scale) in [("角", 1), ("分", 2)] as [(Unicode.Scalar, Int)] {
        let start = index
        if let part = numeral(), index < scalars.count, scalars[index] == mark {
          value += DecimalReading.decimal(part, scale: scale)
          index += 1
        } else {
          index = start
        }
      }
    }
    return Number(
      value: isNegative ? -value : value, hasLead: hasLead, hasSeparators: false, isChinese: true)
  }

  private mutating func numeral() -> Int? {
    let start = index
    while index < scalars.count, NumeralReading.isNumeral(scalars[index]) { index += 1 }
    return NumeralReading.value(of: scalars[start..<index])?.value
  }

  /// The word after the number, up to a bracket, a slash before a digit or the end.
  mutating func unit() -> String {
    skipSpaces()
    let start = index
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == "(" || scalar == "[" || scalar == "。" || scalar == ";" || scalar == "," { break }
      if scalar == "/" {
        let next = index + 1 < scalars.count ? scalars[index + 1] : " "
        if isDigit(next) || next == " " || next == "实" { break }
      }
      index += 1
    }
    var word = String.UnicodeScalarView()
    for scalar in scalars[start..<index] where scalar != " " {
      word.append(
        (0x41...0x5A).contains(scalar.value) ? Unicode.Scalar(scalar.value + 0x20) ?? scalar : scalar)
    }
    if index < scalars.count, scalars[index] == "。", index + 1 == scalars.count { index += 1 }
    return String(word)
  }

  /// Skips one remark in brackets; `false` if there is none.
  mutating func takeRemark() -> Bool {
    guard index < scalars.count, scalars[index] == "(" || scalars[index] == "[" else { return false }
    let close: Unicode.Scalar = scalars[index] == "(" ? ")" : "]"
    guard let end = scalars[index...].firstIndex(of: close) else { return false }
    index = end + 1
    skipSpaces()
    return true
  }

  mutating func takeSlash() -> Bool {
    skipSpaces()
    guard index < scalars.count, scalars[index] == "/" || scalars[index] == "," else { return false }
    index += 1
    return true
  }
}
