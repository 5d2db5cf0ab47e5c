/// Checks that bytes are well-formed GB18030, so that its structure can be found without converting it.
enum GB18030Validation {
  /// Checks bytes behind which another 64 are readable; the result reads as that of UTF-8.
  static func check(_ bytes: UnsafeBufferPointer<UInt8>) -> UTF8Validation.Result {
    guard let base = bytes.baseAddress else { return UTF8Validation.Result(validCount: 0) }
    let raw = UnsafeRawPointer(base)
    var result = UTF8Validation.Result(validCount: bytes.count)
    var position = 0
    var nul: UInt64 = 0
    while position < bytes.count {
      if position &+ 64 <= bytes.count, let length = block(raw + position, &nul) {
        position &+= length
        continue
      }
      // The rest of the block byte by byte: a four-byte character, 0x80 or 0xFF, or the end.
      let limit = min(position &+ 64, bytes.count)
      while position < limit {
        if bytes[position] < 0x80 {
          if bytes[position] == 0 { nul = 1 }
          position &+= 1
          continue
        }
        switch GB18030Sequence(bytes, at: position) {
        case .wellFormed(let length): position &+= length
        case .cutOff:
          result.isCutOff = true
          result.validCount = position
          result.hasNUL = nul != 0
          return result
        case .malformed:
          result.validCount = position
          result.hasNUL = nul != 0
          return result
        }
      }
    }
    result.hasNUL = nul != 0
    return result
  }

  /// The length of the whole characters in 64 bytes that begin with one, 63 or 64; `nil` if they need
  /// a look byte by byte.
  ///
  /// High bytes come in runs. A run of even length is all pairs; the last of an odd run is a lead
  /// whose trail is the ASCII byte behind it.
  @inline(__always)
  private static func block(_ block: UnsafeRawPointer, _ nul: inout UInt64) -> Int? {
    var high: UInt64 = 0
    var trails: UInt64 = 0
    var odd: UInt64 = 0
    for index in 0..<8 {
      let word = block.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self)
      nul |= ByteWord.equal(word, 0)
      odd |= ByteWord.equal(word, ByteWord.repeating(0x80)) | ByteWord.equal(word, ~0)
      let shift = UInt64(index &* 8)
      high |= ByteWord.gather(word & ByteWord.tops) &<< shift
      // 0x40 to 0x7E: bit 6 set, bit 7 clear, and not 0x7F.
      let low = word &<< 1 & ~word & ByteWord.tops & ~ByteWord.equal(word, ByteWord.repeating(0x7F))
      trails |= ByteWord.gather(low) &<< shift
    }
    guard odd == 0 else { return nil }
    if high == 0 { return 64 }
    // Adding a run's first bit to it carries out at the byte behind the run: at an even distance from
    // the start for runs of even length.
    let even: UInt64 = 0x5555_5555_5555_5555
    let starts = high & ~(high &<< 1)
    let (fromEven, overEven) = high.addingReportingOverflow(starts & even)
    let (fromOdd, overOdd) = high.addingReportingOverflow(starts & ~even)
    let endsOfEvenStarts = fromEven & ~high
    let endsOfOddStarts = fromOdd & ~high
    let leftover = endsOfEvenStarts & ~even | endsOfOddStarts & even
    guard leftover & ~trails == 0 else { return nil }
    // A run that reaches the end of the block: its length there tells whether a lead is left over.
    if overEven || overOdd {
      let run = (~high).leadingZeroBitCount
      return run & 1 == 0 ? 64 : 63
    }
    return 64
  }
}
