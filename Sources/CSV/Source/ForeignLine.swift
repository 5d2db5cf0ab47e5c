/// A line in UTF-8 in a text of another encoding, as where two files were put together.
///
/// Bytes of UTF-8 often pass for GB18030, Big5 or Windows-1252 and would be read as other characters
/// without a word; the reverse is no UTF-8 and needs no search.
enum ForeignLine: Equatable {
  /// No such line.
  case none
  /// Bytes of the first one, without its line end.
  case found(Range<Int>)
  /// The last line begins here and may be one, if it goes on as it began.
  case undecided(from: Int)

  /// The longest line, in bytes, that is waited for.
  private static let lineLimit = 1 << 20

  /// Looks for the first foreign line.
  ///
  /// - Parameters:
  ///   - bytes: The text, from the start of a line or of what is left of one.
  ///   - start: Where to begin, at the start of a line.
  ///   - encoding: The text's encoding; UTF-8 and UTF-16 have no foreign lines.
  ///   - isFinal: Whether the text ends with the bytes.
  static func first(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ encoding: TextEncoding, isFinal: Bool
  ) -> ForeignLine {
    guard [.gb18030, .big5, .windows1252].contains(encoding) else { return .none }
    var position = start
    var lineStart = start
    while position < bytes.count, let high = bytes.firstIndex(from: position, where: { $0 & ByteWord.tops }) {
      lineStart = self.lineStart(before: high, notBelow: lineStart, in: bytes)
      let line = LineInUTF8(bytes, from: high, isFinal: isFinal)
      if line.isFaultless {
        if line.end == bytes.count, !isFinal, line.end - lineStart < lineLimit {
          return .undecided(from: lineStart)
        }
        if line.isLikely(insteadOf: encoding) { return .found(lineStart..<line.end) }
      }
      guard let end = bytes.firstIndex(from: line.end, where: lineEnds) else { return .none }
      position = end + 1
      lineStart = position
    }
    // Nothing but ASCII since the last line that was looked into.
    let last = self.lineStart(before: bytes.count, notBelow: lineStart, in: bytes)
    return isFinal || last == bytes.count || bytes.count - last >= lineLimit ? .none : .undecided(from: last)
  }

  /// Where to begin behind a line that was decided on before its end was known.
  static func afterLine(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    bytes.firstIndex(from: 0, where: lineEnds).map { $0 + 1 } ?? bytes.count
  }

  private static func lineStart(
    before position: Int, notBelow limit: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var start = position
    while start > limit, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    return start
  }

  /// The top bit of each byte that is CR or LF.
  private static func lineEnds(_ word: UInt64) -> UInt64 {
    ByteWord.equal(word, ByteWord.repeating(0x0A)) | ByteWord.equal(word, ByteWord.repeating(0x0D))
  }
}

/// What the rest of a line, from its first byte that is not ASCII, is as UTF-8.
struct LineInUTF8 {
  /// Where the line ends, or its first fault stands.
  private(set) var end: Int
  /// Whether all of it is well-formed.
  private(set) var isFaultless = true
  /// Hanzi and full-width punctuation.
  private var chinese = 0
  private var others = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isFinal: Bool) {
    end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D {
      if bytes[end] < 0x80 {
        end += 1
        continue
      }
      switch UTF8Sequence(bytes, at: end) {
      case .wellFormed(let length):
        switch bytes[end] {
        case 0xE3...0xE9, 0xEF: chinese += 1
        default: others += 1
        }
        end += length
      case .cutOff:
        isFaultless = !isFinal
        end = bytes.count
        return
      case .malformed:
        isFaultless = false
        return
      }
    }
  }

  /// Whether the line is hardly a text of another encoding: three Hanzi of GB18030 make two of UTF-8 by
  /// chance in one of a hundred thousand at most, and no Western word reads `Ã©`.
  func isLikely(insteadOf encoding: TextEncoding) -> Bool {
    encoding == .windows1252 ? chinese + others > 0 : chinese >= 2 && chinese >= others
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The first index from a position on at which a word pattern sets the byte's top bit.
  @inline(__always)
  func firstIndex(from start: Int, where pattern: (UInt64) -> UInt64) -> Int? {
    var position = start
    let raw = UnsafeRawBufferPointer(self)
    while position &+ 8 <= count {
      let found = pattern(raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      if found != 0 { return position &+ found.trailingZeroBitCount &>> 3 }
      position &+= 8
    }
    while position < count {
      if pattern(UInt64(self[position]) | 0x0101_0101_0101_0100) & 0x80 != 0 { return position }
      position &+= 1
    }
    return nil
  }
}
