import Foundation

/// Makes exact decimals of stored doubles.
enum DecimalReading {
  private static let powers: [Double] = [1, 10, 100, 1_000, 10_000]

  /// The decimal a double stands for: its shortest text, at most 15 significant digits as Excel keeps
  /// them, so that `0.1 + 0.2` is 0.3. `nil` for infinities and NaN.
  static func decimal(_ number: Double) -> Decimal? {
    guard number.isFinite else { return nil }
    if abs(number) < 1e15 {
      for scale in 0..<powers.count {
        let scaled = (number * powers[scale]).rounded()
        if abs(scaled) < 1e15, scaled / powers[scale] == number, let whole = Int(exactly: scaled) {
          return decimal(whole, scale: scale)
        }
      }
    }
    return decimal(digitsOf: number)
  }

  /// `value` divided by ten to the power of `scale`.
  static func decimal(_ value: Int, scale: Int) -> Decimal {
    guard scale != 0 else { return Decimal(value) }
    let magnitude = value.magnitude
    return Decimal(
      sign: value < 0 ? .minus : .plus, exponent: -scale, significand: Decimal(UInt64(magnitude)))
  }

  /// The slow way: the digits of the shortest text, rounded to 15.
  private static func decimal(digitsOf number: Double) -> Decimal? {
    var digits: [UInt8] = []
    var exponent = 0
    var afterPoint = false
    var text = Substring(abs(number).description)
    if let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      exponent = Int(text[text.index(after: mark)...]) ?? 0
      text = text[..<mark]
    }
    for byte in text.utf8 {
      if byte == UInt8(ascii: ".") {
        afterPoint = true
      } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        if !(digits.isEmpty && byte == UInt8(ascii: "0")) { digits.append(byte - UInt8(ascii: "0")) }
        if afterPoint { exponent -= 1 }
      }
    }
    guard abs(exponent) < 100 else { return nil }
    let kept = digits.prefix(15)
    exponent += digits.count - kept.count
    var value: UInt64 = 0
    for digit in kept { value = value * 10 + UInt64(digit) }
    if digits.count > 15, digits[15] >= 5 { value += 1 }
    guard exponent < 80 else { return nil }
    return Decimal(sign: number < 0 ? .minus : .plus, exponent: exponent, significand: Decimal(value))
  }
}
