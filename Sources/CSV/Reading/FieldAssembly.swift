/// A field put together from parts, in memory that serves again for the next one.
struct FieldAssembly {
  /// The field put together last.
  private(set) var bytes: [UInt8] = []

  /// Puts a field together; it begins empty, whatever was there before.
  mutating func make(_ fill: (inout [UInt8]) -> Void) {
    bytes.removeAll(keepingCapacity: true)
    fill(&bytes)
  }

  /// Changes the field put together last.
  mutating func edit(_ change: (inout [UInt8]) -> Void) { change(&bytes) }
}
