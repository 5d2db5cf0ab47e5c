import Foundation

/// A number written as text, with what stands around it: `32学时`, `￥1,200.00`, `应到32人`, `陆佰元整`,
/// `32/31`.
struct NumberText {
  /// The number, its sign and scale (`万`, `%`) applied.
  private(set) var value: Decimal
  /// The number of the second half of `32/31`.
  private(set) var second: Decimal?
  /// The words before the number (`应到`), blanks left out.
  private(set) var label = ""
  /// The words before the second number.
  private(set) var secondLabel = ""
  /// What is counted, `nil` where no unit was written.
  private(set) var unit: NumberUnit?
  /// Whether thousands separators or a currency mark were written.
  private(set) var hasMarks = false
  /// Whether it was written in Chinese numerals.
  private(set) var isChinese = false
  /// Whether the text says percent or per mille itself.
  private(set) var isShare = false
  /// Whether the text says ten thousand itself (`0.05万`).
  private(set) var isScaled = false
  /// A remark in brackets: `10(非常满意)`.
  private(set) var remark = ""
  /// Whether the text says that the number is not exact: `约600`, `20多人`.
  private(set) var isRough = false

  /// Reads a cleaned text; `nil` if it is no single number with at most a label and a unit.
  init?(_ text: String) {
    var scanner = NumberScanner(text)
    guard let first = scanner.number() else { return nil }
    value = first.value
    label = first.label
    hasMarks = first.hasMarks
    isChinese = first.isChinese
    isRough = first.isRough
    if first.isForeign { unit = .foreignMoney }
    if !apply(scanner.unit()) { return nil }
    if scanner.isAtEnd { return }
    if let found = scanner.takeRemark() {
      remark = found
      if scanner.isAtEnd { return }
    }
    // 应到32/实到31, 32/31, 32人/31人
    guard scanner.takeSlash(), let other = scanner.number() else { return nil }
    second = other.value
    secondLabel = other.label
    _ = scanner.unit()
    guard scanner.isAtEnd else { return nil }
  }

  /// Whether anything but a number, its unit and its separators was written.
  var saysMore: Bool { !label.isEmpty || !remark.isEmpty || isRough }

  /// Applies a unit; `false` if the word after the number is none.
  private mutating func apply(_ unit: String) -> Bool {
    guard !unit.isEmpty else { return true }
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
    for (mark, scale) in [("万", 10_000), ("亿", 100_000_000), ("千元", 1000)] as [(String, Decimal)]
    where word.hasPrefix(mark) {
      isScaled = true
      value *= scale
      word = word.dropFirst()
      break
    }
    for mark in ["余", "多", "左右", "上下", "以上", "以下", "以内"] where word.hasPrefix(mark) || word.hasSuffix(mark) {
      isRough = true
      word = word.hasPrefix(mark) ? word.dropFirst(mark.count) : word.dropLast(mark.count)
    }
    guard !word.isEmpty else { return true }
    guard let found = NumberUnit(word: String(word)) else { return false }
    if self.unit != .foreignMoney { self.unit = found }
    return true
  }
}

/// Walks over the text of a number.
private struct NumberScanner {
  struct Number {
    var value: Decimal
    /// The words before it.
    var label = ""
    /// Whether the label says that the number is none exactly: `约`, `近`.
    var isRough = false
    /// Whether it has thousands separators or a currency mark.
    var hasMarks = false
    /// Whether the currency mark is not the yuan's.
    var isForeign = false
    var isChinese = false
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
    var before = Number(value: 0)
    var label = String.UnicodeScalarView()
    while index < scalars.count {
      let scalar = scalars[index]
      switch scalar {
      case "-", "−", "负": isNegative = true
      case "¥", "￥": before.hasMarks = true
      case "$", "€", "£": before.isForeign = true
      case "+", ":", " ": break
      default:
        if isDigit(scalar) || scalar == "." || NumeralReading.isNumeral(scalar) {
          before.label = String(label)
          return NumeralReading.isNumeral(scalar)
            ? chinese(isNegative, before) : western(isNegative, before)
        }
        guard TextFolding.isHan(scalar), label.count < 6 else { return nil }
        if "约近逾超".unicodeScalars.contains(scalar) { before.isRough = true } else { label.append(scalar) }
      }
      index += 1
    }
    return nil
  }

  private func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

  private mutating func western(_ isNegative: Bool, _ before: Number) -> Number? {
    var number = before
    var value: UInt64 = 0
    var digits = 0
    var scale = 0
    var hasPoint = false
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
        number.hasMarks = true
      } else {
        break
      }
      index += 1
    }
    guard scale < 30 else { return nil }
    // A number without any digit is none.
    guard digits > 0 || (index > 0 && scalars[..<index].contains(where: isDigit)) else { return nil }
    number.value = Decimal(
      sign: isNegative && value != 0 ? .minus : .plus, exponent: -scale, significand: Decimal(value))
    return number
  }

  /// Whether exactly three digits follow, so that the comma before them groups thousands.
  private func isThousands(at start: Int) -> Bool {
    guard start + 2 < scalars.count, scalars[start...start + 2].allSatisfy(isDigit) else { return false }
    return start + 3 >= scalars.count || !isDigit(scalars[start + 3])
  }

  private mutating func chinese(_ isNegative: Bool, _ before: Number) -> Number? {
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
    var number = before
    number.value = isNegative ? -value : value
    number.isChinese = true
    return number
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

  /// Takes one remark in brackets and gives what it says; `nil` if there is none.
  mutating func takeRemark() -> String? {
    guard index < scalars.count, scalars[index] == "(" || scalars[index] == "[" else { return nil }
    let close: Unicode.Scalar = scalars[index] == "(" ? ")" : "]"
    guard let end = scalars[index...].firstIndex(of: close) else { return nil }
    var remark = String.UnicodeScalarView()
    remark.append(contentsOf: scalars[(index + 1)..<end])
    index = end + 1
    skipSpaces()
    return String(remark)
  }

  /// Takes the mark between two numbers: a slash, or a comma before a second label (`应到32，实到31`).
  mutating func takeSlash() -> Bool {
    skipSpaces()
    guard index < scalars.count else { return false }
    switch scalars[index] {
    case "/": break
    case ",":
      guard index + 1 < scalars.count, TextFolding.isHan(scalars[index + 1]),
        !NumeralReading.isNumeral(scalars[index + 1])
      else { return false }
    default: return false
    }
    index += 1
    return true
  }
}
