/// The state machine that reads any dialect byte by byte, stray and unclosed quotes included.
///
/// What it does with quotes that RFC 4180 does not allow:
/// - a quote inside an unquoted field is a plain character;
/// - a quote inside a quoted field that is neither doubled nor before a separator is a plain character
///   if the line goes on to a quote that ends a field; else it closes the field, and what follows up
///   to the separator belongs to the field too;
/// - a quote that seems to open a field while one is open shows that the earlier one was never closed,
///   if that stands on an earlier line or the rest of the line has no fault then: the earlier one is a
///   plain character;
/// - the quotes of `="007"`, an unquoted field by which systems tell Excel that it is text, are no fault.
struct QuoteMachine {
  /// A quoted field that turned out never to be closed.
  struct Unclosed {
    /// Where its quote stands.
    var open: Int
    /// How far the scan had come when that was noticed.
    var noticed: Int
  }

  /// Whether quotes are plain characters from here on, since too much was looked at more than once.
  var ignoresQuotes: Bool { budget < 0 }

  private let scanner: StructureScanner
  private let bytes: UnsafeBufferPointer<UInt8>
  private let quote: UInt8?
  /// Bytes that may yet be looked at more than once.
  private var budget: Int

  init(_ scanner: StructureScanner, bytes: UnsafeBufferPointer<UInt8>) {
    self.scanner = scanner
    self.bytes = bytes
    quote = scanner.quote
    budget = StructureScanner.recoveryLimit * bytes.count + 4096
  }

  /// Notes that bytes are looked at once more.
  mutating func spend(_ count: Int) { budget -= count }

  /// Reads `bytes[start..<end]`, noting separators in a bitmap whose bits there are clear; `end` may
  /// cut no delimiter of several bytes in two.
  ///
  /// - Returns: An opening quote that turned out never to be closed; the caller reads on behind it with
  ///   the quote taken for a plain character.
  mutating func run(
    from start: Int, to end: Int, _ state: inout BlockState,
    _ bitmap: borrowing SeparatorBitmap, _ findings: inout StructureScanner.Findings
  ) -> Unclosed? {
    var stage = state.stage
    var index = start
    while index < end {
      let byte = bytes[index]
      let isQuote = byte == quote && !ignoresQuotes
      switch stage {
      case .quoted:
        if isQuote, !isEscaped(index) { stage = .afterQuote }
        index += 1
      case .afterQuote:
        if isQuote {
          stage = .quoted
          index += 1
        } else if scanner.isSeparator(bytes, at: index) {
          index = separate(at: index, bitmap, &stage)
        } else {
          let stray = index - 1
          if stray > 0, endsBefore(stray), spansLines(before: stray, bitmap) || opensFaultlessly(stray) {
            state.set(.unquoted)
            return openField(at: stray, bitmap)
          }
          report(stray, &findings)
          stage = continuesOnLine(from: index) ? .quoted : .unquoted
        }
      case .fieldStart:
        if isQuote {
          stage = .quoted
          index += 1
        } else if scanner.joinsDelimiters, scanner.isDelimiter(bytes, at: index) {
          index += scanner.delimiter.count
        } else if scanner.isSeparator(bytes, at: index) {
          index = separate(at: index, bitmap, &stage)
        } else if byte == 0x20, scanner.skipsInitialSpace, quoteFollows(index) {
          index += 1
        } else {
          stage = .unquoted
          index += 1
        }
      case .unquoted:
        if scanner.isSeparator(bytes, at: index), !isEscapedDelimiter(index) {
          index = separate(at: index, bitmap, &stage)
        } else if isQuote, isBehindMark(index) {
          stage = .quoted
          index += 1
        } else {
          if isQuote, !isEscaped(index) { reportUnquoted(index, bitmap, &findings) }
          index += 1
        }
      }
    }
    state.set(stage)
    return nil
  }

  /// Notes a separator and returns the index behind it. Joined delimiters that end a line are none.
  private func separate(
    at index: Int, _ bitmap: borrowing SeparatorBitmap, _ stage: inout BlockState.Stage
  ) -> Int {
    stage = .fieldStart
    guard !isLineEnd(index) else {
      bitmap.set(index)
      return index + 1
    }
    if scanner.joinsDelimiters {
      var behind = index
      while behind < bytes.count, scanner.isDelimiter(bytes, at: behind) { behind += scanner.delimiter.count }
      if behind >= bytes.count || isLineEnd(behind) { return min(behind, bytes.count) }
    }
    bitmap.set(index)
    return index + scanner.delimiter.count
  }

  private func isLineEnd(_ index: Int) -> Bool {
    bytes[index] == StructureScanner.lineFeed || bytes[index] == StructureScanner.carriageReturn
  }

  private func report(_ position: Int, _ findings: inout StructureScanner.Findings) {
    guard findings.irregularities.count < StructureScanner.irregularityLimit else { return }
    findings.irregularities.append(.init(code: .strayQuote, position: position))
  }

  /// Reports a quote in an unquoted field, unless that is a formula of nothing but a text.
  private mutating func reportUnquoted(
    _ position: Int, _ bitmap: borrowing SeparatorBitmap, _ findings: inout StructureScanner.Findings
  ) {
    guard findings.irregularities.count < StructureScanner.irregularityLimit else { return }
    let start = fieldStart(before: position, bitmap)
    spend((position - start) >> 6 + 1)
    if bytes[start] == ProgramMark.equalsSign, bytes[start + 1] == quote { return }
    report(position, &findings)
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

  /// Whether nothing of a row stands before a position but a byte order mark, as where files were put
  /// together.
  private func isBehindMark(_ index: Int) -> Bool {
    guard index >= 3, bytes[index - 3] == 0xEF, bytes[index - 2] == 0xBB, bytes[index - 1] == 0xBF else {
      return false
    }
    return index == 3 || isLineEnd(index - 4)
  }

  /// Where the field that holds a position begins.
  private func fieldStart(before position: Int, _ bitmap: borrowing SeparatorBitmap) -> Int {
    guard let last = bitmap.last(before: position) else { return 0 }
    return last + (isLineEnd(last) ? 1 : scanner.delimiter.count)
  }

  /// The quoted field that holds a position and was never closed.
  func openField(at position: Int, _ bitmap: borrowing SeparatorBitmap) -> Unclosed {
    Unclosed(open: fieldStart(before: position, bitmap), noticed: position)
  }

  /// Whether the byte before a position could be a separator.
  private func endsBefore(_ position: Int) -> Bool {
    let step = scanner.delimiter.count
    return isLineEnd(position - 1) || position >= step && scanner.isDelimiter(bytes, at: position - step)
  }

  /// Whether the quoted field that holds a position began on an earlier line; fields of more than
  /// 64 KB are not searched further back.
  private func spansLines(before position: Int, _ bitmap: borrowing SeparatorBitmap) -> Bool {
    let start = max(fieldStart(before: position, bitmap), position - 65_536)
    return (start..<position).contains { isLineEnd($0) }
  }

  /// Whether the line has no fault from a quote on, if that one opens a field.
  private mutating func opensFaultlessly(_ quote: Int) -> Bool {
    var index = quote + 1
    var isInside = true
    defer { spend(index - quote) }
    while index < bytes.count, budget > 0 {
      let byte = bytes[index]
      if !isInside, isLineEnd(index) { return true }
      if isInside {
        if isLineEnd(index) { return false }
        if byte == self.quote, !isEscaped(index) {
          let next = index + 1 < bytes.count ? bytes[index + 1] : StructureScanner.lineFeed
          if next == self.quote {
            index += 1
          } else if index + 1 < bytes.count, !scanner.isSeparator(bytes, at: index + 1) {
            return false
          } else {
            isInside = false
          }
        }
        index += 1
      } else if scanner.isDelimiter(bytes, at: index) {
        index += scanner.delimiter.count
        if index < bytes.count, bytes[index] == self.quote {
          isInside = true
          index += 1
        }
      } else {
        if byte == self.quote { return false }
        index += 1
      }
    }
    return !isInside && budget > 0
  }

  /// Whether a stray quote stands inside the field: the line goes on to a quote that ends a field,
  /// and no other quoted field begins before it.
  private func continuesOnLine(from start: Int) -> Bool {
    let step = scanner.delimiter.count
    var index = start
    let limit = min(bytes.count, start + 65_536)
    while index < limit {
      if isLineEnd(index) { return false }
      if bytes[index] == quote, !isEscaped(index) {
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
