extension Int {
  /// A whole number as markup writes it; `nil` where it is none.
  ///
  /// What is past ±2^53 counts as that: far outside of anything a format knows, and sums and differences of
  /// such numbers stay numbers.
  public init?(markup text: some StringProtocol) {
    guard let number = Int(text) else { return nil }
    self = Swift.min(Swift.max(number, -(1 << 53)), 1 << 53)
  }
}
