/// Whether bytes are well-formed UTF-8 (Unicode 15, table 3-7) of characters that XML allows.
enum UTF8Validity {
  static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    let count = bytes.count
    @inline(__always) func isTail(_ index: Int) -> Bool { bytes[index] & 0xC0 == 0x80 }
    while index < count {
      let byte = bytes[index]
      if byte < 0x80 {
        index &+= 1
      } else if byte >= 0xE0, byte < 0xF0 {
        // Three bytes: nearly all of Chinese.
        guard index &+ 2 < count, isTail(index &+ 1), isTail(index &+ 2) else { return false }
        let second = bytes[index &+ 1]
        if byte == 0xE0, second < 0xA0 { return false }
        if byte == 0xED, second > 0x9F { return false }
        // U+FFFE and U+FFFF are no characters of XML.
        if byte == 0xEF, second == 0xBF, bytes[index &+ 2] >= 0xBE { return false }
        index &+= 3
      } else if byte >= 0xC2, byte < 0xE0 {
        guard index &+ 1 < count, isTail(index &+ 1) else { return false }
        index &+= 2
      } else if byte >= 0xF0, byte < 0xF5 {
        guard index &+ 3 < count, isTail(index &+ 1), isTail(index &+ 2), isTail(index &+ 3) else {
          return false
        }
        let second = bytes[index &+ 1]
        if byte == 0xF0, second < 0x90 { return false }
        if byte == 0xF4, second > 0x8F { return false }
        index &+= 4
      } else {
        return false
      }
    }
    return true
  }
}
