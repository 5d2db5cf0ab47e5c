/// Places in a file, the first of which are kept.
struct OffsetList {
  /// Most that are kept.
  static let limit = 1000

  /// The first of them, in ascending order.
  private(set) var first: [Int] = []
  /// How many there are in all.
  private(set) var count = 0

  mutating func append(_ offset: Int) {
    count += 1
    if first.count < Self.limit { first.append(offset) }
  }
}
