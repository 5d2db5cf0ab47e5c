/// A set of scalars of the Basic Multilingual Plane that answers with one look at a table.
struct ScalarSet: Sendable {
  private var bits = [UInt64](repeating: 0, count: 1_024)

  /// The scalars given and those that pass a test.
  init(_ scalars: some Sequence<Unicode.Scalar>, where test: (Unicode.Scalar) -> Bool = { _ in false }) {
    for scalar in scalars { insert(scalar) }
    for value in UInt16.min...UInt16.max {
      if let scalar = Unicode.Scalar(value), test(scalar) { insert(scalar) }
    }
  }

  private mutating func insert(_ scalar: Unicode.Scalar) {
    guard scalar.value <= 0xFFFF else { return }
    bits[Int(scalar.value >> 6)] |= 1 << UInt64(scalar.value & 63)
  }

  /// Whether the set has a scalar.
  @inline(__always)
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value <= 0xFFFF && bits[Int(scalar.value >> 6)] & (1 << UInt64(scalar.value & 63)) != 0
  }
}
