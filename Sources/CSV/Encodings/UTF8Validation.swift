/// Checks that bytes are well-formed UTF-8 (RFC 3629, section 4), 64 at a time.
enum UTF8Validation {
  /// What a check came to.
  struct Result: Equatable {
    /// Where the first byte stands that begins no well-formed sequence; the count if there is none.
    var validCount: Int
    /// Whether the bytes from `validCount` on are the start of a character cut off by the end.
    var isCutOff = false
    /// Whether a NUL byte was seen up to there.
    var hasNUL = false
  }

  /// Checks bytes that begin with a character.
  static func check(_ bytes: UnsafeBufferPointer<UInt8>) -> Result {
    guard let base = bytes.baseAddress else { return Result(validCount: 0) }
    let raw = UnsafeRawPointer(base)
    var hasNUL = false
    var position = 0
    // Blocks look back two bytes.
    var stop = step(bytes, from: &position, until: 2, &hasNUL)
    while stop == nil, position < bytes.count {
      while position &+ 64 <= bytes.count, let block = Block(raw + position) {
        hasNUL = hasNUL || block.hasNUL
        position &+= 64
      }
      // The end, or a block with a fault or a rare character: on from the character that reaches here.
      position -= overhang(bytes, position)
      stop = step(bytes, from: &position, until: position + 64, &hasNUL)
    }
    return Result(validCount: position, isCutOff: stop == .cutOff, hasNUL: hasNUL)
  }

  /// How many bytes before a position the character begins that reaches beyond it; 0 if none does.
  private static func overhang(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
    if position >= 1, bytes[position - 1] >= 0xC0 { return 1 }
    if position >= 2, bytes[position - 2] >= 0xE0 { return 2 }
    return 0
  }

  /// Goes on character by character until a position is reached; returns what stopped it earlier.
  private static func step(
    _ bytes: UnsafeBufferPointer<UInt8>, from position: inout Int, until limit: Int,
    _ hasNUL: inout Bool
  ) -> UTF8Sequence? {
    while position < min(limit, bytes.count) {
      if bytes[position] < 0x80 {
        if bytes[position] == 0 { hasNUL = true }
        position += 1
        continue
      }
      let sequence = UTF8Sequence(bytes, at: position)
      guard case .wellFormed(let length) = sequence else { return sequence }
      position += length
    }
    return nil
  }

  /// What word arithmetic says of 64 bytes, with the two before them.
  private struct Block {
    let hasNUL: Bool

    /// Fails where a byte is a continuation and no lead before it asks for one, or the reverse, and
    /// where a character needs a closer look.
    ///
    /// Bit 7 of each byte carries the answer: `word &<< 1` brings a byte's bit 6 there, and so on.
    @inline(__always)
    init?(_ block: UnsafeRawPointer) {
      var high = block.loadUnaligned(fromByteOffset: -2, as: UInt64.self)
      var nul: UInt64 = 0
      for index in 0..<8 {
        let word = block.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self)
        high |= word
        nul |= ByteWord.equal(word, 0)
      }
      hasNUL = nul != 0
      if high & ByteWord.tops == 0 { return }
      var faults: UInt64 = 0
      for index in 0..<8 {
        let offset = index &* 8
        let word = block.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        let one = block.loadUnaligned(fromByteOffset: offset &- 1, as: UInt64.self)
        let two = block.loadUnaligned(fromByteOffset: offset &- 2, as: UInt64.self)
        let continuation = word & ~(word &<< 1)
        let expected = one & one &<< 1 | two & two &<< 1 & two &<< 2
        faults |= (continuation ^ expected) & ByteWord.tops
        // Four-byte characters, and leads whose second byte is bounded or that no character has.
        faults |= word & word &<< 1 & word &<< 2 & word &<< 3 & ByteWord.tops
        faults |= ByteWord.equal(word, ByteWord.repeating(0xE0))
        faults |= ByteWord.equal(word, ByteWord.repeating(0xED))
        faults |= ByteWord.equal(word & ByteWord.repeating(0xFE), ByteWord.repeating(0xC0))
      }
      guard faults == 0 else { return nil }
    }
  }
}
