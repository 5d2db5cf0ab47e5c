import Foundation
import SpreadsheetModel
import TestSupport
import Testing

@Suite("Decimals and the doubles nearest to them")
struct DecimalDoubleTests {
  @Test(
    "Amounts that a step-by-step conversion misses", arguments: ["3.14", "0.07", "-35.41", "1234567.89", "0"])
  func amounts(_ text: String) throws {
    #expect(try #require(Decimal(string: text)).nearestDouble == strtod(text, nil))
  }

  @Test("A hundred thousand decimals of any length are what strtod makes of their spelling")
  func random() throws {
    var generator = SeededGenerator(seed: 314)
    for _ in 0..<100_000 {
      let text = Self.spelling(&generator)
      let decimal = try #require(Decimal(string: text))
      let nearest = strtod(text, nil)
      guard decimal.nearestDouble == nearest else {
        Issue.record("\(text): \(decimal.nearestDouble) for \(nearest)")
        return
      }
    }
  }

  /// 1 to 30 digits with a point anywhere among them, some with a minus.
  private static func spelling(_ generator: inout SeededGenerator) -> String {
    let count = Int.random(in: 1...30, using: &generator)
    let point = Int.random(in: 0...count, using: &generator)
    var text = Int.random(in: 0...4, using: &generator) == 0 ? "-" : ""
    if point == 0 { text += "0" }
    for index in 0..<count {
      if index == point { text += "." }
      text += String(Int.random(in: 0...9, using: &generator))
    }
    return text
  }

  @Test("NaN stays NaN")
  func notANumber() { #expect(Decimal.nan.nearestDouble.isNaN) }
}
