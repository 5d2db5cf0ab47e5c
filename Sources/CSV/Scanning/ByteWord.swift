/// Eight bytes handled at once in a 64-bit word (SIMD within a register).
///
/// The compiler turns loops over these into vector instructions of whatever width the target has; they
/// beat Swift's `SIMD16<UInt8>` here by a factor of two, since that has no cheap way from a comparison
/// to a bit mask.
enum ByteWord {
  static let ones: UInt64 = 0x0101_0101_0101_0101
  static let tops: UInt64 = 0x8080_8080_8080_8080
  private static let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

  /// A word of eight times the same byte.
  @inline(__always)
  static func repeating(_ byte: UInt8) -> UInt64 { ones &* UInt64(byte) }

  /// The top bit of each byte that equals the pattern's.
  @inline(__always)
  static func equal(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
    let difference = word ^ pattern
    return ~(((difference & lows) &+ lows) | difference | lows)
  }

  /// The top bits of the eight bytes gathered in the low eight bits, first byte lowest.
  @inline(__always)
  static func gather(_ topBits: UInt64) -> UInt64 {
    (topBits &* 0x0002_0408_1020_4081) &>> 56
  }

  /// Each bit the exclusive or of itself and all bits below it: whether an odd number of quotes has
  /// been passed.
  @inline(__always)
  static func prefixXor(_ bits: UInt64) -> UInt64 {
    var sum = bits
    sum ^= sum &<< 1
    sum ^= sum &<< 2
    sum ^= sum &<< 4
    sum ^= sum &<< 8
    sum ^= sum &<< 16
    sum ^= sum &<< 32
    return sum
  }
}
