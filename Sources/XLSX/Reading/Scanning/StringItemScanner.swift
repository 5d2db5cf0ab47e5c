/// Scans the inside of `<si>` and `<is>`: plain text, or runs of rich text with phonetic guides
/// (ECMA-376 Part 1, 18.4.8).
enum StringItemScanner {
  /// The elements that hold others; what else a run has is empty.
  private enum Nest: UInt64 { case run = 1, properties, phoneticRun }

  /// Appends the text of an item whose start tag has just been passed, up to its end tag of two
  /// letters. False on failure, with some text perhaps appended.
  @inline(__always)
  static func scan(
    _ cursor: inout ByteCursor, closing first: UInt8, _ second: UInt8, to bytes: inout [UInt8]
  ) -> Bool {
    // The elements that are open, the innermost in the lowest two bits.
    var open: UInt64 = 0
    var phoneticDepth = 0
    while true {
      cursor.skipBlanks()
      guard cursor[0] == UInt8(ascii: "<") else { return false }
      switch cursor[1] {
      case UInt8(ascii: "t") where isEndOfName(cursor[2]):
        cursor.position &+= 2
        guard let isEmpty = openTag(&cursor) else { return false }
        if isEmpty { continue }
        guard let text = ScannedText(&cursor), text.isValid(in: cursor) else { return false }
        if phoneticDepth == 0, !text.append(from: cursor, to: &bytes) { return false }
        guard cursor[1] == UInt8(ascii: "/"), cursor[2] == UInt8(ascii: "t") else { return false }
        cursor.position &+= 3
        guard cursor.closeTag() else { return false }
      case UInt8(ascii: "/"):
        if cursor[2] == first, cursor[3] == second, isEndOfName(cursor[4]) {
          cursor.position &+= 4
          return open == 0 && cursor.closeTag()
        }
        guard let nest = nest(cursor, at: 2), open & 3 == nest.rawValue else { return false }
        open >>= 2
        if nest == .phoneticRun { phoneticDepth &-= 1 }
        cursor.position &+= 2
        guard skipName(&cursor), cursor.closeTag() else { return false }
      case UInt8(ascii: "s") where cursor[2] == UInt8(ascii: "i") && isEndOfName(cursor[3]):
        // An item within an item, which only the parser can tell the end of.
        return false
      default:
        let nest = nest(cursor, at: 1)
        cursor.position &+= 1
        guard skipName(&cursor), let isEmpty = cursor.skipTag() else { return false }
        if isEmpty { continue }
        guard let nest, open < 1 << 60 else { return false }
        open = open << 2 | nest.rawValue
        if nest == .phoneticRun { phoneticDepth &+= 1 }
      }
    }
  }

  /// The end of a start tag: at once, or after attributes.
  @inline(__always)
  private static func openTag(_ cursor: inout ByteCursor) -> Bool? {
    if cursor[0] == UInt8(ascii: ">") {
      cursor.position &+= 1
      return false
    }
    return cursor.skipTag()
  }

  @inline(__always)
  private static func nest(_ cursor: ByteCursor, at offset: Int) -> Nest? {
    guard cursor[offset] == UInt8(ascii: "r") else { return nil }
    if isEndOfName(cursor[offset &+ 1]) { return .run }
    guard cursor[offset &+ 1] == UInt8(ascii: "P"), isEndOfName(cursor[offset &+ 3]) else { return nil }
    switch cursor[offset &+ 2] {
    case UInt8(ascii: "r"): return .properties
    case UInt8(ascii: "h"): return .phoneticRun
    default: return nil
    }
  }

  /// Passes over an element's name, which has no prefix.
  @inline(__always)
  private static func skipName(_ cursor: inout ByteCursor) -> Bool {
    let start = cursor.position
    while true {
      let byte = cursor[0]
      let letter = byte | 0x20
      guard letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z") || byte &- 0x30 <= 9 else {
        break
      }
      cursor.position &+= 1
    }
    return cursor.position > start && isEndOfName(cursor[0])
  }

  @inline(__always)
  static func isEndOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ">"), UInt8(ascii: "/"), 0x20, 0x0A, 0x0D, 0x09: true
    default: false
    }
  }
}
