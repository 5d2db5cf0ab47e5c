/// Finds where fields and rows end: the delimiters and line ends outside quotes.
///
/// Blocks of 64 bytes that keep to RFC 4180 are settled with word arithmetic (`scanBlock`); a block
/// with a stray quote, and every block of a dialect with backslashes, blanks before quotes or a
/// delimiter of several bytes, goes through a state machine byte by byte (`QuoteMachine`).
struct StructureScanner {
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D

  /// A departure from the dialect that lenient reading lives with.
  struct Irregularity: Equatable {
    var code: CSVError.Code
    var position: Int
  }

  /// What a scan found out besides separators.
  struct Findings {
    /// Stray and unclosed quotes, by position; no more than `irregularityLimit` are kept.
    var irregularities: [Irregularity] = []
    /// Whether the window ends inside quotes.
    var endsInsideQuotes = false
    /// Whether a quoted field may be empty.
    var mayHaveEmptyQuotes = false
  }

  /// Irregularities remembered for each window; the rest are lived with unreported.
  static let irregularityLimit = 1000
  /// How many times over a window is looked at for the sake of unclosed quotes before quotes lose their
  /// meaning in the rest of it, so that hostile input cannot make the scan quadratic.
  static let recoveryLimit = 32

  /// The delimiter in the bytes' encoding.
  let delimiter: [UInt8]
  /// The quote, `nil` if there is none.
  let quote: UInt8?
  let escape: CSVDialect.Escape
  let skipsInitialSpace: Bool
  let joinsDelimiters: Bool
  /// Whether word arithmetic covers the dialect.
  private let isPlain: Bool

  /// Creates a scanner; without `usesWords` everything goes through the state machine, which tests
  /// hold the other way against.
  init(_ dialect: CSVDialect, usesWords: Bool = true) {
    delimiter = Array(String(dialect.delimiter.scalar).utf8)
    quote = dialect.quote.map { UInt8(truncatingIfNeeded: $0.value) }
    escape = dialect.escape
    skipsInitialSpace = dialect.skipsInitialSpace
    joinsDelimiters = dialect.joinsDelimiters
    isPlain =
      usesWords && delimiter.count == 1 && escape == .doubled && !skipsInitialSpace && !joinsDelimiters
  }

  /// Notes the separators of a window that begins at the start of a row.
  ///
  /// - Parameters:
  ///   - bytes: The window; 64 zero bytes must lie beyond its end.
  ///   - isFinal: Whether the text ends with the window, so that a quote still open is a fault.
  ///   - bitmap: Receives the separators; must have room.
  func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, isFinal: Bool, into bitmap: borrowing SeparatorBitmap
  ) -> Findings {
    var findings = Findings()
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return findings }
    let patterns = BlockPatterns(delimiter: delimiter[0], quote: quote)
    var state = BlockState()
    var machine = QuoteMachine(self, bytes: bytes)
    var position = 0
    while true {
      while position < bytes.count {
        let usesWords = isPlain && !machine.ignoresQuotes
        if usesWords, position & 63 == 0,
          let separators = patterns.scan(UnsafeRawPointer(base + position), &state)
        {
          bitmap.words[position >> 6] = separators
          position += 64
          continue
        }
        let end = usesWords ? min((position | 63) + 1, bytes.count) : bytes.count
        bitmap.clear(position..<end)
        guard let unclosed = machine.run(from: position, to: end, &state, bitmap, &findings) else {
          position = end
          continue
        }
        takeBack(unclosed)
      }
      // The last block was read beyond the end.
      bitmap.clear(bytes.count..<(bytes.count | 63) + 1)
      guard isFinal, state.isInsideQuotes else { break }
      takeBack(machine.openField(at: bytes.count, bitmap))
    }
    findings.endsInsideQuotes = state.isInsideQuotes
    findings.mayHaveEmptyQuotes = state.mayHaveEmptyQuotes
    return findings

    /// Goes back to an opening quote that turned out never to be closed: it is a plain character.
    func takeBack(_ unclosed: QuoteMachine.Unclosed) {
      machine.spend(unclosed.noticed - unclosed.open)
      while let last = findings.irregularities.last, last.position > unclosed.open {
        findings.irregularities.removeLast()
      }
      if findings.irregularities.count < Self.irregularityLimit {
        findings.irregularities.append(Irregularity(code: .unclosedQuote, position: unclosed.open))
      }
      state.set(.unquoted)
      position = unclosed.open + 1
    }
  }

  /// Whether a delimiter begins at an index.
  @inline(__always)
  func isDelimiter(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard bytes[index] == delimiter[0] else { return false }
    if delimiter.count == 1 { return true }
    guard index + delimiter.count <= bytes.count else { return false }
    for offset in 1..<delimiter.count where bytes[index + offset] != delimiter[offset] { return false }
    return true
  }

  /// Whether a separator begins at an index.
  @inline(__always)
  func isSeparator(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    bytes[index] == Self.lineFeed || bytes[index] == Self.carriageReturn
      || isDelimiter(bytes, at: index)
  }
}
