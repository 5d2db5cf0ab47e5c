/// Numbers as cells hold them: decimal text to the nearest double.
///
/// Correctly rounded in every case: up to 19 digits and a power of ten within 27 are worked out in
/// 128 bits, anything else goes to the standard library's parser.
enum DecimalNumber {
  /// A parsed number.
  struct Parsed {
    let value: Double
    /// Whether the text is a whole number of more digits than a double can be relied on to hold (15).
    let isLongInteger: Bool
  }

  /// Parses the whole of the bytes, blanks around the number allowed; `nil` if they are no finite
  /// number.
  @inline(__always)
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Parsed? {
    var index = 0
    let count = bytes.count
    let isNegative = count > 0 && bytes[0] == UInt8(ascii: "-")
    if isNegative { index = 1 }
    var mantissa: UInt64 = 0
    let digitsStart = index
    while index < count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      if digit > 9 { break }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      index += 1
    }
    var digits = index - digitsStart
    if index == count, digits > 0, digits <= 15 {
      // The common case: a whole number that a double holds exactly.
      let value = Double(mantissa)
      return Parsed(value: isNegative ? -value : value, isLongInteger: false)
    }
    var exponent = 0
    if index < count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      let fractionStart = index
      while index < count {
        let digit = bytes[index] &- UInt8(ascii: "0")
        if digit > 9 { break }
        mantissa = mantissa &* 10 &+ UInt64(digit)
        index += 1
      }
      exponent = fractionStart - index
      digits += index - fractionStart
    }
    let isWhole = exponent == 0
    if index < count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      guard let written = parseExponent(bytes, from: index + 1) else { return parseSlowly(bytes) }
      exponent += written
      index = count
    }
    // Nineteen digits cannot overflow the mantissa; leading zeros only make this test stricter.
    guard index == count, digits > 0, digits <= 19,
      let value = nearest(mantissa, exponent: exponent)
    else { return parseSlowly(bytes) }
    return Parsed(
      value: isNegative ? -value : value,
      isLongInteger: isWhole && exponent == 0 && mantissa > 999_999_999_999_999)
  }

  private static func parseExponent(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    guard index < bytes.count else { return nil }
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative || bytes[index] == UInt8(ascii: "+") { index += 1 }
    guard index < bytes.count, bytes.count - index <= 4 else { return nil }
    var exponent = 0
    while index < bytes.count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      exponent = exponent * 10 + Int(digit)
      index += 1
    }
    return isNegative ? -exponent : exponent
  }

  /// 5 to the power of 0 to 27, the powers that fit 64 bits.
  private static let powersOfFive: InlineArray<28, UInt64> = [
    1, 5, 25, 125,
    625, 3_125, 15_625, 78_125,
    390_625, 1_953_125, 9_765_625, 48_828_125,
    244_140_625, 1_220_703_125, 6_103_515_625, 30_517_578_125,
    152_587_890_625, 762_939_453_125, 3_814_697_265_625, 19_073_486_328_125,
    95_367_431_640_625, 476_837_158_203_125, 2_384_185_791_015_625, 11_920_928_955_078_125,
    59_604_644_775_390_625, 298_023_223_876_953_125, 1_490_116_119_384_765_625, 7_450_580_596_923_828_125,
  ]

  /// 10 to the power of 0 to 22, which doubles hold exactly.
  private static let powersOfTen: InlineArray<23, Double> = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
  ]

  /// The double nearest to `mantissa` × 10^`exponent`; `nil` outside what 128 bits can settle.
  @inline(__always)
  static func nearest(_ mantissa: UInt64, exponent: Int) -> Double? {
    if mantissa <= 1 << 53, exponent >= -22, exponent <= 22 {
      // Both factors are exact, so one operation rounds once (Clinger's fast path).
      let value = Double(mantissa)
      return exponent < 0 ? value / powersOfTen[-exponent] : value * powersOfTen[exponent]
    }
    guard mantissa != 0, exponent >= -27, exponent <= 27 else { return nil }
    return exponent < 0
      ? quotient(mantissa, power: -exponent) : product(mantissa, power: exponent)
  }

  /// The double nearest to `mantissa` × 10^`power`.
  private static func product(_ mantissa: UInt64, power: Int) -> Double {
    let (high, low) = mantissa.multipliedFullWidth(by: powersOfFive[power])
    if high == 0 { return scaled(low, sticky: false, exponent: power) }
    // The top 64 bits, and whether any below them is set.
    let shift = high.leadingZeroBitCount
    let top = shift == 0 ? high : high << shift | low >> (64 - shift)
    let rest = shift == 0 ? low : low << shift
    return scaled(top, sticky: rest != 0, exponent: power + 64 - shift)
  }

  /// The double nearest to `mantissa` ÷ 10^`power`.
  private static func quotient(_ mantissa: UInt64, power: Int) -> Double {
    let divisor = powersOfFive[power]
    // The dividend is shifted as far left as leaves a quotient of 63 or 64 bits.
    let normalized = mantissa << mantissa.leadingZeroBitCount
    let divisorShift = divisor.leadingZeroBitCount
    let normalizedDivisor = divisor << divisorShift
    // Half of the dividend is always below the normalised divisor.
    let (quotient, remainder) = normalizedDivisor.dividingFullWidth(
      (normalized >> 1, normalized << 63))
    return scaled(
      quotient, sticky: remainder != 0,
      exponent: -power - mantissa.leadingZeroBitCount + divisorShift - 63)
  }

  /// The double nearest to a 64-bit number (of which something below the last bit was cut off, if
  /// `sticky`) × 2^`exponent`.
  private static func scaled(_ bits: UInt64, sticky: Bool, exponent: Int) -> Double {
    // With 55 bits or more, setting the last one for what was cut off makes rounding to 53 exact.
    let value = Double(sticky ? bits | 1 : bits)
    // |exponent| stays below 160 here, far from the ends of the range.
    return value * Double(bitPattern: UInt64(truncatingIfNeeded: 1023 + exponent) << 52)
  }

  private static func parseSlowly(_ bytes: UnsafeBufferPointer<UInt8>) -> Parsed? {
    var text = bytes[...]
    while let first = text.first, isBlank(first) { text = text.dropFirst() }
    while let last = text.last, isBlank(last) { text = text.dropLast() }
    guard !text.isEmpty, text.count <= 4096, text.allSatisfy({ isPartOfNumber($0) }),
      let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite
    else { return nil }
    let digits = text.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "0") }
    let isWhole = text.allSatisfy { $0 == UInt8(ascii: "-") || isDigit($0) }
    return Parsed(value: value, isLongInteger: isWhole && digits.count > 15)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") <= 9 }

  /// Keeps spellings such as `0x1F`, `inf` and `nan` out, which the standard library would take.
  private static func isPartOfNumber(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "+") || byte | 0x20 == UInt8(ascii: "e")
  }
}
