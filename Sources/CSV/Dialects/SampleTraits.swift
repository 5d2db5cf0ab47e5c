/// What can be seen of a sample before any dialect reads it.
enum SampleTraits {
  /// Whether fields may be set in `'…'`: some begin so, about as many end so, and none begins with `"`.
  static func maySingleQuote(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var opening = 0
    var closing = 0
    var before: UInt8 = 0x0A
    for (index, byte) in text.enumerated() {
      if byte == 0x27 || byte == 0x22 {
        let after = index + 1 < text.count ? text[index + 1] : 0x0A
        let opens = isBoundary(before) && !isBoundary(after)
        if opens, byte == 0x22 { return false }
        if opens { opening += 1 }
        if isBoundary(after), !isBoundary(before) { closing += 1 }
      }
      before = byte
    }
    // Each must close again: a lone apostrophe marks text in Excel ('00123).
    return opening >= 2 && closing * 10 >= opening * 9
  }

  private static func isBoundary(_ byte: UInt8) -> Bool {
    byte == 0x0A || byte == 0x0D || byte == 0x2C || byte == 0x09 || byte == 0x3B || byte == 0x7C
  }

  /// Whether a quote or delimiter stands behind a backslash somewhere.
  static func hasEscape(_ text: UnsafeBufferPointer<UInt8>, _ dialect: CSVDialect) -> Bool {
    let marks = [dialect.delimiter.scalar, dialect.quote].compactMap { $0 }.map { Array("\\\($0)".utf8) }
    return text.indices.contains { index in
      text[index] == 0x5C && marks.contains { text[index...].starts(with: $0) }
    }
  }

  /// Whether blanks stand between a delimiter and a quote somewhere.
  static func hasBlankBeforeQuote(_ text: UnsafeBufferPointer<UInt8>, _ dialect: CSVDialect) -> Bool {
    guard let quote = dialect.quote else { return false }
    let mark = Array("\(dialect.delimiter.scalar) ".utf8)
    let last = UInt8(truncatingIfNeeded: quote.value)
    return text.indices.contains { index in
      guard text[index] == mark[0], text[index...].starts(with: mark) else { return false }
      return text[(index + mark.count)...].first { $0 != 0x20 } == last
    }
  }

  /// The line ends of the sample, those inside quotes included.
  static func lineEnds(_ text: UnsafeBufferPointer<UInt8>) -> Set<LineEnd> {
    var found: Set<LineEnd> = []
    var index = 0
    while index < text.count {
      if text[index] == 0x0A {
        found.insert(.lf)
      } else if text[index] == 0x0D {
        let isPair = index + 1 < text.count && text[index + 1] == 0x0A
        found.insert(isPair ? .crlf : .cr)
        if isPair { index += 1 }
      }
      index += 1
    }
    return found
  }
}
