import Foundation
import TestSupport
import Testing

@testable import XLSX

@Suite("Numbers of cells")
struct DecimalNumberTests {
  static func parse(_ text: String) -> Double? {
    Array(text.utf8).withUnsafeBufferPointer { DecimalNumber.parse($0)?.value }
  }

  @Test("Numbers read as the nearest double, like the standard library's own parser")
  func nearest() {
    var generator = SeededGenerator(seed: 3)
    var wrong: [String] = []
    for _ in 0..<60_000 {
      let mantissa =
        UInt64.random(in: 0...UInt64.max, using: &generator) >> UInt64.random(in: 0..<60, using: &generator)
      var text = String(mantissa)
      if Bool.random(using: &generator) {
        text.insert(
          ".", at: text.index(text.startIndex, offsetBy: Int.random(in: 0...text.count, using: &generator)))
      }
      if Bool.random(using: &generator) { text += "E\(Int.random(in: -40...40, using: &generator))" }
      if Bool.random(using: &generator) { text = "-" + text }
      if Self.parse(text)?.bitPattern != Double(text)?.bitPattern { wrong.append(text) }
    }
    #expect(wrong.isEmpty)
  }

  @Test("A hundred thousand numbers in every notation read as the C library's strtod reads them")
  func notations() {
    var generator = SeededGenerator(seed: 11)
    var wrong: [String] = []
    for _ in 0..<100_000 {
      let text = Self.decimal(&generator)
      let expected = text.withCString { strtod($0, nil) }
      let parsed = Self.parse(text)
      // What no double holds is no number.
      if expected.isFinite ? parsed?.bitPattern != expected.bitPattern : parsed != nil { wrong.append(text) }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(10))")
  }

  /// A number in some notation: signs, zeros in front and behind, up to 40 digits, a point anywhere, exponents as
  /// far as doubles go and further, blanks around it.
  private static func decimal(_ generator: inout SeededGenerator) -> String {
    func digits(_ count: Int) -> String {
      (0..<count).map { _ in "\(Int.random(in: 0...9, using: &generator))" }.joined()
    }
    func chance(_ whole: Int) -> Bool { Int.random(in: 0..<whole, using: &generator) == 0 }
    let count = Int.random(in: 1...(chance(5) ? 40 : 20), using: &generator)
    var text = digits(count)
    // Numbers near the middle between two doubles are the hard ones: many digits of a double, and one more.
    if chance(4) {
      let number =
        Double(bitPattern: .random(in: 0x0010_0000_0000_0000...0x7FE0_0000_0000_0000, using: &generator))
      text = "\(number)"
      if !text.contains("e"), chance(2) { text += "5" }
    } else {
      if chance(2) {
        let place = Int.random(in: 0...count, using: &generator)
        text.insert(".", at: text.index(text.startIndex, offsetBy: place))
      }
      if chance(2) {
        let reach = chance(3) ? 400 : 30
        let exponent = Int.random(in: -reach...reach, using: &generator)
        text += (chance(2) ? "e" : "E") + (exponent >= 0 && chance(2) ? "+" : "") + "\(exponent)"
      }
    }
    if chance(6) { text = "000" + text }
    if chance(3) { text = (chance(3) ? "+" : "-") + text }
    if chance(8) { text = " \n" + text + "\t " }
    return text
  }

  @Test("Doubles written in full read back as themselves")
  func roundTrip() {
    var generator = SeededGenerator(seed: 4)
    var wrong: [Double] = []
    for _ in 0..<40_000 {
      let number = Double(bitPattern: .random(in: 0...UInt64.max, using: &generator))
      guard number.isFinite else { continue }
      if Self.parse(number.description)?.bitPattern != number.bitPattern { wrong.append(number) }
    }
    #expect(wrong.isEmpty)
  }

  @Test(
    "Hard cases",
    arguments: [
      "0", "-0", "00012", "1.", ".5", "9007199254740993", "9007199254740992.5", "1e23", "8.5e22", "5e-324",
      "2.2250738585072011e-308", "1.7976931348623157e308", "123456789012345678901234567890",
      "0.30000000000000004", "4.35", "1e-27", "9999999999999999999e27", "0e5",
      "0.000000000000000000000000000001",
    ])
  func hardCases(text: String) {
    #expect(Self.parse(text)?.bitPattern == Double(text)?.bitPattern)
  }

  @Test(
    "What is no number is none",
    arguments: [
      "", "-", ".", "e5", "1e", "1e+", "0x10", "inf", "nan", "NaN", "1,5", "1 2", "--1", "1e999", "1.2.3",
    ])
  func noNumbers(text: String) { #expect(Self.parse(text) == nil) }
}
