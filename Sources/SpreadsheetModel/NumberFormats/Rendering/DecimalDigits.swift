/// A number's decimal digits, for rounding and writing it as a spreadsheet does: by what its decimal
/// spelling says, not by the binary fraction behind it.
///
/// The value is `0.d₁d₂d₃… × 10^exponent`; leading and trailing zeros are not kept, and zero has no
/// digits. Rounding goes half away from zero, as Excel's does.
package struct DecimalDigits: Hashable, Sendable {
  /// Excel keeps 15 significant digits of a number.
  package static let precision = 15

  /// Whether the number is below zero.
  package var isNegative: Bool
  /// The digits, each 0 to 9.
  package var digits: [UInt8]
  /// How many digits stand before the point; negative for leading zeros behind it.
  package var exponent: Int

  /// The digits of a finite number's shortest spelling; of others, zero.
  package init(_ number: Double) {
    isNegative = number < 0
    digits = []
    exponent = 0
    guard number.isFinite, number != 0 else { return }
    var pointSeen = false
    var isExponent = false
    var power = 0
    var isPowerNegative = false
    for byte in number.description.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if isExponent {
          power = power * 10 + Int(byte - UInt8(ascii: "0"))
        } else {
          if digits.isEmpty, byte == UInt8(ascii: "0") {
            if pointSeen { exponent -= 1 }
          } else {
            digits.append(byte - UInt8(ascii: "0"))
            if !pointSeen { exponent += 1 }
          }
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
  package var isZero: Bool { digits.isEmpty }

  /// Rounds to so many significant digits.
  package mutating func round(toDigits count: Int) {
    guard count < digits.count else { return }
    guard count >= 0 else {
      digits = []
      exponent = 0
      return
    }
    let isUp = digits[count] >= 5
    digits.removeSubrange(count...)
    if isUp { increment() }
    trim()
  }

  /// Rounds to so many places behind the point; negative places round before it.
  package mutating func round(toPlaces places: Int) {
    let (count, overflow) = exponent.addingReportingOverflow(places)
    if !overflow { round(toDigits: count) }
  }

  /// Cuts off what stands behind so many places, or, away from zero, rounds it up.
  package mutating func truncate(toPlaces places: Int, awayFromZero: Bool = false) {
    let (sum, overflow) = exponent.addingReportingOverflow(places)
    guard !overflow, sum < digits.count else { return }
    let count = max(0, sum)
    digits.removeSubrange(count...)
    if awayFromZero {
      if sum < 0 {
        digits = [1]
        exponent = 1 - places
      } else {
        increment()
      }
    }
    trim()
  }

  /// Multiplies by a power of ten.
  package mutating func scale(byPowerOfTen power: Int) {
    if !digits.isEmpty { exponent += power }
  }

  /// Adds one to the last digit.
  private mutating func increment() {
    var index = digits.count - 1
    while index >= 0 {
      if digits[index] < 9 {
        digits[index] += 1
        return
      }
      digits[index] = 0
      index -= 1
    }
    digits.insert(1, at: 0)
    exponent += 1
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { exponent = 0 }
  }

  /// The number again.
  package var value: Double {
    guard !digits.isEmpty else { return 0 }
    var text = isNegative ? "-0." : "0."
    for digit in digits { text.unicodeScalars.append(Unicode.Scalar(UInt8(ascii: "0") + digit)) }
    text += "e\(exponent)"
    return Double(text) ?? 0
  }

  /// The digit so many places before the point (0 is the ones), or behind it (-1 the tenths).
  package func digit(at place: Int) -> UInt8 {
    let index = exponent - 1 - place
    return index >= 0 && index < digits.count ? digits[index] : 0
  }

  /// The number without an exponent, all of its digits shown.
  package var plainText: String {
    var bytes: [UInt8] = []
    if isNegative, !digits.isEmpty { bytes.append(UInt8(ascii: "-")) }
    if exponent <= 0 { bytes.append(UInt8(ascii: "0")) }
    for place in stride(from: exponent - 1, through: 0, by: -1) {
      bytes.append(UInt8(ascii: "0") + digit(at: place))
    }
    let places = digits.count - exponent
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
    bytes.append(UInt8(ascii: "0") + (digits.first ?? 0))
    if digits.count > 1 {
      bytes.append(UInt8(ascii: "."))
      for digit in digits.dropFirst() { bytes.append(UInt8(ascii: "0") + digit) }
    }
    let power = digits.isEmpty ? 0 : exponent - 1
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
    let length = digits.exponent > 0 ? digits.digits.count + 1 : digits.digits.count - digits.exponent + 2
    return digits.exponent <= 0 && length > 21 ? digits.scientificText : digits.plainText
  }
}
