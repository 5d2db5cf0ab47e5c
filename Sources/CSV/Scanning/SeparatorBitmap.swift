/// One bit for each byte of a window: set where a delimiter or line end stands outside quotes.
///
/// Both bytes of a CR LF are set. Owns its memory, which grows with the window.
struct SeparatorBitmap: ~Copyable {
  private(set) var words: UnsafeMutablePointer<UInt64>
  private var capacity: Int

  init() {
    capacity = 16
    words = .allocate(capacity: capacity)
    words.initialize(repeating: 0, count: capacity)
  }

  deinit { words.deallocate() }

  /// Makes room for a bit for each of so many bytes and one word more; what was noted is lost.
  mutating func reserve(bytes: Int) {
    let needed = bytes / 64 + 3
    guard needed > capacity else { return }
    words.deallocate()
    capacity = max(needed, capacity * 2)
    words = .allocate(capacity: capacity)
    words.initialize(repeating: 0, count: capacity)
  }

  /// Sets the bit of a position.
  func set(_ position: Int) { words[position >> 6] |= 1 &<< UInt64(position & 63) }

  /// Clears the bits of a range of positions.
  func clear(_ positions: Range<Int>) {
    guard !positions.isEmpty else { return }
    let first = positions.lowerBound >> 6
    let last = (positions.upperBound - 1) >> 6
    let keptBelow = (1 &<< UInt64(positions.lowerBound & 63)) &- 1
    let keptAbove = ~(UInt64.max &>> UInt64(63 - (positions.upperBound - 1) & 63))
    if first == last {
      words[first] &= keptBelow | keptAbove
      return
    }
    words[first] &= keptBelow
    for block in first + 1..<last { words[block] = 0 }
    words[last] &= keptAbove
  }

  /// The last set bit below a position.
  func last(before position: Int) -> Int? {
    var block = position >> 6
    var bits = words[block] & ((1 &<< UInt64(position & 63)) &- 1)
    while bits == 0 {
      guard block > 0 else { return nil }
      block -= 1
      bits = words[block]
    }
    return block << 6 + (63 - bits.leadingZeroBitCount)
  }
}
