/// The state machine that reads any dialect byte by byte, stray and unclosed quotes included.
///
/// What it does with quotes that RFC 4180 does not allow:
/// - a quote inside an unquoted field is a plain character;
/// - a quote inside a quoted field that is neither doubled nor before a separator is a plain character
///   if the line goes on to a quote that ends a field; else it closes the field, and what follows up
///   to the separator belongs to the field too;
/// - a quote that seems to open a field while one is open since an earlier line shows that the earlier
///   one was never closed: that one is a plain character.
struct QuoteMachine {
  /// Set when quotes are to be plain characters from here on.
  var ignoresQuotes = false
  private let scanner: StructureScanner
  private let bytes: UnsafeBufferPointer<UInt8>
  private let quote: UInt8?

  init(_ scanner: StructureScanner, bytes: UnsafeBufferPointer<UInt8>) {
    self.scanner = scanner
    self.bytes = bytes
    quote = scanner.quote
  }

  /// Reads `bytes[start..<end]`, noting separators in a bitmap whose bits there are clear; `end` may
  /// cut no delimiter of several bytes in two.
  ///
  /// - Returns: The position of an opening quote that turned out never to be closed; the caller reads
  ///   on behind it with the quote taken for a plain character.
  mutating func run(
    from start: Int, to end: Int, _ state: inout BlockState,
    _ bitmap: borrowing SeparatorBitmap, _ findings: inout StructureScanner.Findings
  ) -> Int? {
    var stage = state.stage
    var index = start
    let step = scanner.delimiter.count
    while index < end {
      let byte = bytes[index]
      let isQuote = byte == quote && !ignoresQuotes
      if isQuote { state.hasSeenQuotes = true }
      switch stage {
      case .quoted:
        if isQuote, !isEscaped(index) { stage = .afterQuote }
        index += 1
      case .afterQuote:
        if isQuote {
          stage = .quoted
          index += 1
        } else if scanner.isSeparator(bytes, at: index) {
          stage = .fieldStart
          index += note(index, bitmap, step)
        } else {
          let stray = index - 1
          if stray > 0, endsBefore(stray), spansLines(before: stray, bitmap) {
            state.set(.unquoted)
            return fieldStart(before: stray, bitmap)
          }
          report(stray, &findings)
          stage = continuesOnLine(from: index) ? .quoted : .unquoted
        }
      case .fieldStart:
        if isQuote {
          stage = .quoted
          index += 1
        } else if scanner.isSeparator(bytes, at: index) {
          index += note(index, bitmap, step)
        } else if byte == 0x20, scanner.skipsInitialSpace, quoteFollows(index) {
          index += 1
        } else {
          stage = .unquoted
          index += 1
        }
      case .unquoted:
        if scanner.isSeparator(bytes, at: index), !isEscapedDelimiter(index) {
          stage = .fieldStart
          index += note(index, bitmap, step)
        } else {
          if isQuote, !isEscaped(index) { report(index, &findings) }
          index += 1
        }
      }
    }
    state.set(stage)
    return nil
  }

  /// Notes a separator; returns its length within the block's run.
  private func note(_ index: Int, _ bitmap: borrowing SeparatorBitmap, _ step: Int) -> Int {
    bitmap.words[index >> 6] |= 1 &<< UInt64(index & 63)
    let byte = bytes[index]
    return byte == StructureScanner.lineFeed || byte == StructureScanner.carriageReturn ? 1 : step
  }

  private func report(_ position: Int, _ findings: inout StructureScanner.Findings) {
    guard findings.irregularities.count < StructureScanner.irregularityLimit else { return }
    findings.irregularities.append(.init(code: .strayQuote, position: position))
  }

  /// Whether an odd number of backslashes stands before a byte, in the dialect that has them.
  private func isEscaped(_ index: Int) -> Bool {
    guard scanner.escape == .backslash else { return false }
    var count = 0
    while count < index, count < 64, bytes[index - 1 - count] == 0x5C { count += 1 }
    return count % 2 == 1
  }

  /// Whether a delimiter is escaped; a line end cannot be, or `C:\` at the end of a line would swallow
  /// the next.
  private func isEscapedDelimiter(_ index: Int) -> Bool {
    isEscaped(index) && scanner.isDelimiter(bytes, at: index)
  }

  private func quoteFollows(_ index: Int) -> Bool {
    var ahead = index
    while ahead < bytes.count, bytes[ahead] == 0x20 { ahead += 1 }
    return ahead < bytes.count && bytes[ahead] == quote
  }

  /// Where the field that holds a position begins.
  private func fieldStart(before position: Int, _ bitmap: borrowing SeparatorBitmap) -> Int {
    guard let last = bitmap.last(before: position) else { return 0 }
    let byte = bytes[last]
    let isLineEnd = byte == StructureScanner.lineFeed || byte == StructureScanner.carriageReturn
    return last + (isLineEnd ? 1 : scanner.delimiter.count)
  }

  /// Whether the byte before a position could be a separator.
  private func endsBefore(_ position: Int) -> Bool {
    let step = scanner.delimiter.count
    let byte = bytes[position - 1]
    return byte == StructureScanner.lineFeed || byte == StructureScanner.carriageReturn
      || position >= step && scanner.isDelimiter(bytes, at: position - step)
  }

  /// Whether the quoted field that holds a position began on an earlier line; fields of more than
  /// 64 KB are not searched further back.
  private func spansLines(before position: Int, _ bitmap: borrowing SeparatorBitmap) -> Bool {
    let start = max(fieldStart(before: position, bitmap), position - 65_536)
    var index = position - 1
    while index > start {
      if bytes[index] == StructureScanner.lineFeed || bytes[index] == StructureScanner.carriageReturn {
        return true
      }
      index -= 1
    }
    return false
  }

  /// Whether a stray quote stands inside the field: the line goes on to a quote that ends a field,
  /// and no other quoted field begins before it.
  private func continuesOnLine(from start: Int) -> Bool {
    let step = scanner.delimiter.count
    var index = start
    let limit = min(bytes.count, start + 65_536)
    while index < limit {
      let byte = bytes[index]
      if byte == StructureScanner.lineFeed || byte == StructureScanner.carriageReturn { return false }
      if byte == quote, !isEscaped(index) {
        return index + 1 >= bytes.count || scanner.isSeparator(bytes, at: index + 1)
      }
      if scanner.isDelimiter(bytes, at: index), index + step < bytes.count, bytes[index + step] == quote {
        return false
      }
      index += 1
    }
    return false
  }
}
