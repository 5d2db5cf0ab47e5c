import FoundationEssentials

extension Decimal {
  /// The double nearest to the decimal, which is what a cell, a JSON number or an SQLite column holds of it.
  ///
  /// Foundation's own conversion multiplies digit by digit and rounds at each step: it makes
  /// 3.1399999999999997 of 3.14. Every decimal that leaves for a double passes through here. NaN stays NaN.
  public var nearestDouble: Double { Double(description) ?? .nan }
}
