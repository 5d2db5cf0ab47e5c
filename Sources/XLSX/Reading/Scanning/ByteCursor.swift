/// A place in a window of XML bytes, with the steps the scanners take over machine-made markup.
///
/// The window is followed by at least 32 zero bytes. XML has no zero byte, so that loops stop at the
/// end of the window without asking for it: a step that stops at a zero byte, or comes too near the
/// end to tell, has run out of bytes.
struct ByteCursor {
  /// The first byte of the window.
  let base: UnsafePointer<UInt8>
  /// Offset of the next byte.
  var position: Int
  /// Offset of the end of the window.
  let limit: Int

  /// The byte at an offset from the position, at most 32.
  @inline(__always)
  subscript(ahead: Int) -> UInt8 { base[position &+ ahead] }

  /// Why a step failed.
  enum Stop {
    /// The window ends within the markup.
    case needsMore
    /// The markup is not of the plain kind that scanners understand.
    case unexpected
  }

  /// The reason for a failed step: near the end of the window nothing can be called unexpected.
  @inline(__always)
  var stop: Stop { position &+ 32 > limit ? .needsMore : .unexpected }

  /// Skips blanks between tags.
  @inline(__always)
  mutating func skipBlanks() {
    while true {
      switch base[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position &+= 1
      default: return
      }
    }
  }

  /// A quoted attribute value that begins at the position: its range. The position moves past the
  /// closing quote. `nil` where the value holds what only a parser understands.
  @inline(__always)
  mutating func quotedValue() -> (start: Int, count: Int)? {
    let quote = base[position]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    let start = position &+ 1
    var index = start
    while base[index] != quote {
      let byte = base[index]
      if byte == 0 || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") {
        position = index
        return nil
      }
      index &+= 1
    }
    position = index &+ 1
    return (start, index &- start)
  }

  /// Passes over one attribute, of which nothing is wanted; false where it is a namespace declaration
  /// or malformed.
  @inline(__always)
  mutating func skipAttribute() -> Bool {
    if base[position] == UInt8(ascii: "x"), base[position &+ 1] == UInt8(ascii: "m"),
      base[position &+ 2] == UInt8(ascii: "l"), base[position &+ 3] == UInt8(ascii: "n")
    {
      return false
    }
    var index = position
    while base[index] != UInt8(ascii: "=") {
      let byte = base[index]
      if byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "<")
        || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\"")
      {
        position = index
        return false
      }
      index &+= 1
    }
    position = index &+ 1
    return quotedValue() != nil
  }

  /// Passes over the rest of a start tag, its attributes unread. Returns whether the element is empty
  /// (`/>`); `nil` on failure.
  @inline(__always)
  mutating func skipTag() -> Bool? {
    while true {
      skipBlanks()
      switch base[position] {
      case UInt8(ascii: ">"):
        position &+= 1
        return false
      case UInt8(ascii: "/"):
        guard base[position &+ 1] == UInt8(ascii: ">") else { return nil }
        position &+= 2
        return true
      default:
        guard skipAttribute() else { return nil }
      }
    }
  }

  /// Passes over `>` of an end tag whose name has just been read, blanks before it allowed.
  @inline(__always)
  mutating func closeTag() -> Bool {
    if base[position] != UInt8(ascii: ">") { skipBlanks() }
    guard base[position] == UInt8(ascii: ">") else { return false }
    position &+= 1
    return true
  }

  /// The bytes of a range of the window.
  @inline(__always)
  func bytes(_ start: Int, _ count: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + start, count: count)
  }
}
