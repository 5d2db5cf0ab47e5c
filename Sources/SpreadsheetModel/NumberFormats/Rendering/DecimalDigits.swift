/// A number's decimal digits, for rounding and writing it as a spreadsheet does: by what its decimal
/// spelling says, not by the binary fraction behind it.
///
/// The value is `0.d₁d₂d₃… × 10^exponent`; leading and trailing zeros are not kept, and zero has no
/// digits. Rounding goes half away from zero, as Excel's does. A double has at most 17 digits, so they
/// fit into one integer and nothing here allocates.
package struct DecimalDigits: Hashable, Sendable {
  /// Excel keeps 15 significant digits of a number.
  package static let precision = 15

  /// Whether the number is below zero.
  package private(set) var isNegative: Bool
  /// The digits as a whole number, its last digit not zero; 0 for zero.
  private var significand: UInt64
  /// How many digits there are.
  package private(set) var count: Int
  /// How many digits stand before the point; negative for leading zeros behind it.
  package private(set) var exponent: Int

  private static let powersOfTen = Array(sequence(first: UInt64(1)) { $0 * 10 }.prefix(20))
  /// The powers of ten that a double holds exactly.
  private static let exactPowers = Array(sequence(first: 1.0) { $0 * 10 }.prefix(23))

  /// The digits of a finite number's shortest spelling; of others, zero.
  package init(_ number: Double) {
    isNegative = number < 0
    significand = 0
    count = 0
    exponent = 0
    guard number.isFinite, number != 0 else { return }
    var pointSeen = false
    var isExponent = false
    var power = 0
    var isPowerNegative = false
    for byte in number.description.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = byte - UInt8(ascii: "0")
        if isExponent {
          power = power * 10 + Int(digit)
        } else if significand == 0, digit == 0 {
          if pointSeen { exponent -= 1 }
        } else {
          // Whole numbers are spelled out to 2⁵⁴ and carry no more than 17 digits and a zero.
          significand = significand &* 10 &+ UInt64(digit)
          count += 1
          if !pointSeen { exponent += 1 }
        }
      case UInt8(ascii: "."): pointSeen = true
      case UInt8(ascii: "e"): isExponent = true
      case UInt8(ascii: "-"): isPowerNegative = isExponent
      default: break
      }
    }
    exponent += isPowerNegative ? -power : power
    trim()
  }

  /// The number rounded to 15 significant digits, which is what a cell holds to the eye.
  package init(significant number: Double) {
    self.init(number)
    round(toDigits: Self.precision)
  }

  /// Whether the number is zero.
  package var isZero: Bool { significand == 0 }

  /// How many digits stand behind the point; negative where zeros stand before it.
  package var places: Int { count - exponent }

  // MARK: Rounding

  /// Rounds to so many significant digits.
  package mutating func round(toDigits wanted: Int) {
    guard wanted < count else { return }
    guard wanted >= 0 else { return clear() }
    let unit = Self.powersOfTen[count - wanted]
    let rest = significand % unit
    significand /= unit
    count = wanted
    if rest >= unit - rest { increment() }
    trim()
  }

  /// Rounds to so many places behind the point; negative places round before it.
  package mutating func round(toPlaces places: Int) {
    let (wanted, overflow) = exponent.addingReportingOverflow(places)
    if !overflow { round(toDigits: wanted) }
  }

  /// Cuts off what stands behind so many places, or, away from zero, rounds it up.
  package mutating func truncate(toPlaces places: Int, awayFromZero: Bool = false) {
    let (wanted, overflow) = exponent.addingReportingOverflow(places)
    guard !overflow, wanted < count else { return }
    guard wanted >= 0 else {
      clear()
      if awayFromZero {
        significand = 1
        count = 1
        exponent = 1 - places
      }
      return
    }
    significand /= Self.powersOfTen[count - wanted]
    count = wanted
    if awayFromZero { increment() }
    trim()
  }

  /// Multiplies by a power of ten.
  package mutating func scale(byPowerOfTen power: Int) {
    if significand != 0 { exponent += power }
  }

  /// Adds one to the last digit.
  private mutating func increment() {
    significand += 1
    // 99 became 100, or nothing became 1.
    if significand == Self.powersOfTen[count] {
      count += 1
      exponent += 1
    }
  }

  private mutating func clear() {
    significand = 0
    count = 0
    exponent = 0
  }

  private mutating func trim() {
    guard significand != 0 else { return clear() }
    while significand % 10 == 0 {
      significand /= 10
      count -= 1
    }
  }

  // MARK: Reading

  /// The number again.
  package var value: Double {
    guard significand != 0 else { return 0 }
    let power = exponent - count
    // Both factors are exact, so the product or quotient is the nearest double.
    if count <= 15, abs(power) <= 22 {
      let size =
        power < 0
        ? Double(significand) / Self.exactPowers[-power] : Double(significand) * Self.exactPowers[power]
      return isNegative ? -size : size
    }
    return Double((isNegative ? "-" : "") + "\(significand)e\(power)") ?? 0
  }

  /// The digit so many places before the point (0 is the ones), or behind it (-1 the tenths).
  package func digit(at place: Int) -> UInt8 {
    let index = exponent - 1 - place
    guard index >= 0, index < count else { return 0 }
    return UInt8(significand / Self.powersOfTen[count - 1 - index] % 10)
  }

  /// The number without an exponent, all of its digits shown.
  package var plainText: String {
    var bytes: [UInt8] = []
    if isNegative, !isZero { bytes.append(UInt8(ascii: "-")) }
    if exponent <= 0 { bytes.append(UInt8(ascii: "0")) }
    for place in stride(from: exponent - 1, through: 0, by: -1) {
      bytes.append(UInt8(ascii: "0") + digit(at: place))
    }
    if places > 0 {
      bytes.append(UInt8(ascii: "."))
      for place in 1...places { bytes.append(UInt8(ascii: "0") + digit(at: -place)) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The number as `1.5E+20`.
  package var scientificText: String {
    var bytes: [UInt8] = []
    if isNegative { bytes.append(UInt8(ascii: "-")) }
    bytes.append(UInt8(ascii: "0") + digit(at: exponent - 1))
    if count > 1 {
      bytes.append(UInt8(ascii: "."))
      for index in 1..<count { bytes.append(UInt8(ascii: "0") + digit(at: exponent - 1 - index)) }
    }
    let power = isZero ? 0 : exponent - 1
    bytes.append(contentsOf: (power < 0 ? "E-" : "E+").utf8)
    if abs(power) < 10 { bytes.append(UInt8(ascii: "0")) }
    bytes.append(contentsOf: String(abs(power)).utf8)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A number as it reads where it becomes text (`=A1&""`): 15 digits, written out up to 15 places before the
  /// point and to 21 characters behind it.
  package static func text(of number: Double) -> String {
    if let whole = Int(exactly: number), abs(number) < 1e15 { return String(whole) }
    let digits = DecimalDigits(significant: number)
    if digits.exponent > precision { return digits.scientificText }
    let length = digits.exponent > 0 ? digits.count + 1 : digits.count - digits.exponent + 2
    return digits.exponent <= 0 && length > 21 ? digits.scientificText : digits.plainText
  }
}
