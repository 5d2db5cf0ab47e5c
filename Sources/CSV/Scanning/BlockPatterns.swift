/// Where a scan stands between two bytes.
struct BlockState {
  /// The states of the quote machine.
  enum Stage {
    /// At the first byte of a field.
    case fieldStart
    /// In a field without quotes, or behind its closing quote.
    case unquoted
    /// Between quotes.
    case quoted
    /// Right after a quote between quotes: it closed the field, or the next doubles it.
    case afterQuote
  }

  /// All ones inside quotes, else zero.
  fileprivate(set) var inside: UInt64 = 0
  /// Bit 0: the byte before was a separator, or there is none.
  fileprivate(set) var afterSeparator: UInt64 = 1
  /// Bit 0: the byte before was a closing quote.
  fileprivate(set) var afterClosing: UInt64 = 0
  /// Bit 0: the byte before was an opening quote.
  fileprivate(set) var afterOpening: UInt64 = 0
  /// Whether a quote that opens was seen right before one that closes: perhaps an empty field.
  var mayHaveEmptyQuotes = false

  var isInsideQuotes: Bool { inside != 0 }

  var stage: Stage {
    if inside != 0 { return .quoted }
    if afterSeparator != 0 { return .fieldStart }
    return afterClosing != 0 ? .afterQuote : .unquoted
  }

  mutating func set(_ stage: Stage) {
    inside = stage == .quoted ? ~0 : 0
    afterSeparator = stage == .fieldStart ? 1 : 0
    afterClosing = stage == .afterQuote ? 1 : 0
    afterOpening = 0
    mayHaveEmptyQuotes = true
  }
}

/// The word patterns of a plain dialect, and the arithmetic that settles 64 bytes with them.
struct BlockPatterns {
  private let delimiter: UInt64
  private let quote: UInt64
  private let hasQuote: Bool
  private let lineFeed = ByteWord.repeating(StructureScanner.lineFeed)
  private let carriageReturn = ByteWord.repeating(StructureScanner.carriageReturn)

  init(delimiter: UInt8, quote: UInt8?) {
    self.delimiter = ByteWord.repeating(delimiter)
    self.quote = ByteWord.repeating(quote ?? 0)
    hasQuote = quote != nil
  }

  /// The separators of 64 bytes, first byte in bit 0, and the state behind them; `nil`, and the state
  /// untouched, if a quote stands where RFC 4180 has none.
  @inline(__always)
  func scan(_ block: UnsafeRawPointer, _ state: inout BlockState) -> UInt64? {
    var found: UInt64 = 0
    var quotes: UInt64 = 0
    for index in 0..<8 {
      let word = block.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self)
      let separators =
        ByteWord.equal(word, delimiter) | ByteWord.equal(word, lineFeed)
        | ByteWord.equal(word, carriageReturn)
      found |= ByteWord.gather(separators) &<< UInt64(index &* 8)
      quotes |= ByteWord.gather(ByteWord.equal(word, quote)) &<< UInt64(index &* 8)
    }
    if !hasQuote { quotes = 0 }
    if quotes | state.inside | state.afterClosing == 0 {
      state.afterSeparator = found &>> 63
      return found
    }
    // Inside from an opening quote up to the byte before the closing one.
    let inside = ByteWord.prefixXor(quotes) ^ state.inside
    let separators = found & ~inside
    let closing = quotes & ~inside
    let afterClosing = closing &<< 1 | state.afterClosing
    let mayOpen = separators &<< 1 | state.afterSeparator | afterClosing
    let opening = quotes & inside
    let strayOpening = opening & ~mayOpen
    let strayClosing = afterClosing & ~(separators | quotes)
    guard strayOpening | strayClosing == 0 else { return nil }
    state.inside = 0 &- (inside &>> 63)
    state.afterSeparator = separators &>> 63
    state.afterClosing = closing &>> 63
    if (opening &<< 1 | state.afterOpening) & closing != 0 { state.mayHaveEmptyQuotes = true }
    state.afterOpening = opening &>> 63
    return separators
  }
}
