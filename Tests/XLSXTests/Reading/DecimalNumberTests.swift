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
