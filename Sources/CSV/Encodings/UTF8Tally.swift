/// How much of a text is well-formed UTF-8 (RFC 3629, section 4).
struct UTF8Tally {
  /// Well-formed sequences of two bytes and more.
  private(set) var multibyte = 0
  /// Places where no well-formed sequence begins.
  private(set) var invalid = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) {
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      switch UTF8Sequence(bytes, at: index) {
      case .wellFormed(let length):
        multibyte += 1
        index += length
      case .cutOff:
        if isWhole { invalid += 1 }
        return
      case .malformed:
        invalid += 1
        index += 1
      }
    }
  }
}

/// What stands at a byte that is not ASCII.
enum UTF8Sequence: Equatable {
  /// A character of so many bytes.
  case wellFormed(Int)
  /// The start of a character, the rest of which lies beyond the end.
  case cutOff
  /// No character.
  case malformed

  /// Reads the sequence at an index whose byte is 0x80 or above.
  init(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
    let lead = bytes[index]
    let length: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, low) = (3, 0xA0)
    case 0xED: (length, high) = (3, 0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, low) = (4, 0x90)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, high) = (4, 0x8F)
    default:
      self = .malformed
      return
    }
    for offset in 1..<length {
      guard index + offset < bytes.count else {
        self = .cutOff
        return
      }
      let byte = bytes[index + offset]
      guard byte >= low, byte <= high else {
        self = .malformed
        return
      }
      (low, high) = (0x80, 0xBF)
    }
    self = .wellFormed(length)
  }
}
