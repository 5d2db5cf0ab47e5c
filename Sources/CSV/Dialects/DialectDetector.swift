/// Tells a text's dialect by its content: each candidate reads the sample, and the one that gives the
/// most regular table wins.
///
/// A sample that RFC 4180 reads without a fault into rows of equal length is never read otherwise.
struct DialectDetector {
  /// What one candidate makes of the sample.
  struct Reading {
    var dialect: CSVDialect
    /// Number of fields of each row, 0 for a blank line.
    var widths: [Int]
    var strayQuotes: Int
    var openQuote: Bool
    /// Quoted fields that were properly closed.
    var quotedFields: Int
  }

  /// Guesses the dialect of a sample in UTF-8 without a byte order mark.
  ///
  /// - Parameters:
  ///   - sample: The start of the text.
  ///   - isWhole: Whether it is all of the text; otherwise its last row is left out of account.
  ///   - stated: The dialect, if the caller knows it; its table is found all the same.
  static func guess(_ sample: [UInt8], isWhole: Bool, stated: CSVDialect? = nil) -> DialectGuess {
    // The scanner looks 64 bytes beyond the end.
    (sample + repeatElement(0, count: 64)).withUnsafeBufferPointer { padded in
      let text = UnsafeBufferPointer(rebasing: padded.dropLast(64))
      guard let stated else { return guess(text, isWhole: isWhole) }
      let shape = TableShape(widths: read(text, stated, isWhole: isWhole).widths)
      return DialectGuess(
        dialect: stated, confidence: 1, firstTableRow: shape.firstRow, columns: shape.columns,
        lineEnds: lineEnds(text))
    }
  }

  private static func guess(
    _ sample: UnsafeBufferPointer<UInt8>, isWhole: Bool
  ) -> DialectGuess {
    var text = sample
    var stated: CSVDialect.Delimiter?
    let separatorLine = SeparatorLine(sample)
    if let separatorLine {
      stated = separatorLine.delimiter
      text = UnsafeBufferPointer(rebasing: sample[separatorLine.length...])
    }
    let quote: Unicode.Scalar = usesSingleQuotes(text) ? "'" : "\""
    let escape: CSVDialect.Escape = usesBackslashes(text, quote: quote) ? .backslash : .doubled
    var best: (score: Double, reading: Reading, shape: TableShape)?
    for delimiter in stated.map({ [$0] }) ?? CSVDialect.Delimiter.known {
      var dialect = CSVDialect(delimiter: delimiter, quote: quote, escape: escape)
      dialect.skipsInitialSpace = hasBlankBeforeQuotes(text, dialect)
      let reading = read(text, dialect, isWhole: isWhole)
      let shape = TableShape(widths: reading.widths)
      if stated == nil, delimiter == .comma, dialect == .rfc4180, shape.isUniform, shape.columns > 1,
        reading.strayQuotes == 0, !reading.openQuote
      {
        return DialectGuess(
          dialect: dialect, confidence: 1 - 0.5 / Double(reading.widths.count + 1),
          columns: shape.columns, lineEnds: lineEnds(text))
      }
      let score = shape.score - 0.05 * Double(min(10, reading.strayQuotes)) - (reading.openQuote ? 0.3 : 0)
      if best.map({ score > $0.score }) ?? true { best = (score, reading, shape) }
      if escape == .doubled, !shape.isUniform, hasEscaped(delimiter, text) {
        dialect.escape = .backslash
        let reading = read(text, dialect, isWhole: isWhole)
        let shape = TableShape(widths: reading.widths)
        if shape.isUniform, shape.score > best.map(\.score) ?? 0 { best = (shape.score, reading, shape) }
      }
    }
    if stated == nil, best?.shape.columns ?? 1 <= 1, let rare = rare(text, quote: quote, isWhole: isWhole) {
      best = rare
    }
    guard let best else { return DialectGuess(dialect: .rfc4180, confidence: 0) }
    var dialect = best.reading.dialect
    if best.shape.columns <= 1, stated == nil {
      // One column: no delimiter is to be seen, and the standard's is as good as any.
      dialect.delimiter = .comma
    }
    return DialectGuess(
      dialect: dialect, confidence: stated == nil ? max(0.1, min(0.99, best.score)) : 1,
      hasSeparatorLine: separatorLine != nil, firstTableRow: best.shape.firstRow,
      columns: best.shape.columns, lineEnds: lineEnds(text))
  }

  /// The reading with a delimiter that is seldom one, if it gives a table of three columns and three
  /// rows without exception.
  private static func rare(
    _ text: UnsafeBufferPointer<UInt8>, quote: Unicode.Scalar, isWhole: Bool
  ) -> (score: Double, reading: Reading, shape: TableShape)? {
    for delimiter in CSVDialect.Delimiter.rare {
      let reading = read(text, CSVDialect(delimiter: delimiter, quote: quote), isWhole: isWhole)
      let shape = TableShape(widths: reading.widths)
      let rows = reading.widths.filter { $0 > 0 }.count
      guard shape.isUniform, shape.columns >= 3, rows >= 3, reading.strayQuotes == 0, !reading.openQuote
      else { continue }
      return (shape.score, reading, shape)
    }
    return nil
  }

  /// Whether a delimiter stands behind a backslash somewhere.
  private static func hasEscaped(
    _ delimiter: CSVDialect.Delimiter, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let mark = Array("\\\(delimiter.scalar)".utf8)
    return text.indices.contains { text[$0] == 0x5C && text[$0...].starts(with: mark) }
  }

  /// Reads the sample in one dialect.
  private static func read(
    _ text: UnsafeBufferPointer<UInt8>, _ dialect: CSVDialect, isWhole: Bool
  ) -> Reading {
    let scanner = StructureScanner(dialect)
    var bitmap = SeparatorBitmap()
    bitmap.reserve(bytes: text.count + 1)
    let findings = scanner.scan(text, isFinal: false, into: bitmap)
    var reading = Reading(
      dialect: dialect, widths: [], strayQuotes: findings.irregularities.count,
      openQuote: isWhole && findings.endsInsideQuotes, quotedFields: 0)
    let batch = RecordBatch(
      bytes: text, separators: UnsafePointer(bitmap.words), delimiterLength: scanner.delimiter.count,
      quote: scanner.quote, hasQuotes: findings.hasQuotes,
      mayHaveEmptyQuotes: true, hasNUL: false, irregularities: [])
    var fields = batch.fields(firstRow: 0)
    var isBlank = true
    while fields.advance() {
      if fields.start < fields.end {
        isBlank = false
        if text[fields.start] == scanner.quote { reading.quotedFields += 1 }
      }
      guard fields.endsRow else { continue }
      reading.widths.append(isBlank && fields.column == 0 ? 0 : fields.column + 1)
      isBlank = true
    }
    // The last line has no line end.
    if isWhole, !fields.endsRow || fields.next < text.count {
      reading.widths.append(fields.endsRow ? 1 : fields.column + 2)
    }
    return reading
  }

  /// Whether fields are set in `'…'` and not in `"…"`.
  private static func usesSingleQuotes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var single = 0
    var double = 0
    var before: UInt8 = 0x0A
    for (index, byte) in text.enumerated() {
      if byte == 0x27 || byte == 0x22 {
        let after = index + 1 < text.count ? text[index + 1] : 0x0A
        // An apostrophe that ends a field closes a quote only if one opened.
        let touchesField = isBoundary(before) || isBoundary(after)
        if touchesField, byte == 0x27 { single += isBoundary(before) && !isBoundary(after) ? 1 : 0 }
        if touchesField, byte == 0x22 { double += isBoundary(before) && !isBoundary(after) ? 1 : 0 }
      }
      before = byte
    }
    guard double == 0, single >= 2 else { return false }
    // Each must close again: a lone apostrophe marks text in Excel ('00123).
    var closing = 0
    for index in text.indices where text[index] == 0x27 {
      let after = index + 1 < text.count ? text[index + 1] : 0x0A
      let before = index > 0 ? text[index - 1] : 0x0A
      if isBoundary(after), !isBoundary(before) { closing += 1 }
    }
    return closing * 10 >= single * 9
  }

  private static func isBoundary(_ byte: UInt8) -> Bool {
    byte == 0x0A || byte == 0x0D || byte == 0x2C || byte == 0x09 || byte == 0x3B || byte == 0x7C
  }

  /// Whether quotes inside quotes stand after a backslash and none are doubled.
  private static func usesBackslashes(
    _ text: UnsafeBufferPointer<UInt8>, quote: Unicode.Scalar
  ) -> Bool {
    let mark = UInt8(truncatingIfNeeded: quote.value)
    var escaped = 0
    var doubled = 0
    var index = 1
    while index + 1 < text.count {
      if text[index] == mark {
        let before = text[index - 1]
        let after = text[index + 1]
        if before == 0x5C, !isBoundary(after) || !(index > 1 && isBoundary(text[index - 2])) {
          // `"C:\"` ends a field after a backslash; `\"x` does not.
          if !isBoundary(after) { escaped += 1 }
        }
        if after == mark, !isBoundary(before) {
          doubled += 1
          index += 1
        }
      }
      index += 1
    }
    return escaped > 0 && doubled == 0
  }

  /// Whether blanks stand between delimiters and opening quotes.
  private static func hasBlankBeforeQuotes(
    _ text: UnsafeBufferPointer<UInt8>, _ dialect: CSVDialect
  ) -> Bool {
    guard let quote = dialect.quote, dialect.delimiter.scalar.isASCII else { return false }
    let mark = UInt8(truncatingIfNeeded: quote.value)
    let delimiter = UInt8(truncatingIfNeeded: dialect.delimiter.scalar.value)
    guard text.count > 3 else { return false }
    for index in 2..<text.count
    where text[index] == mark && text[index - 1] == 0x20 && text[index - 2] == delimiter {
      return true
    }
    return false
  }

  /// The line ends of the sample, those inside quotes included.
  private static func lineEnds(_ text: UnsafeBufferPointer<UInt8>) -> Set<LineEnd> {
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
