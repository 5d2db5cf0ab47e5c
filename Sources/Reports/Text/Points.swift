import Foundation

extension Decimal {
  /// Points as they are shown: two decimals, halves rounded up.
  public var asPoints: Decimal {
    var value = self
    var result = Decimal()
    NSDecimalRound(&result, &value, 2, .plain)
    return result
  }
}
