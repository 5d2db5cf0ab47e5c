/// Finds where fields and rows end: the positions of delimiters and line ends outside quotes.
///
/// A scan begins at the start of a row. A separator is noted by the position of its first byte; a
/// CR LF pair is one separator. What a separator is, the byte at its position tells.
struct StructureScanner {
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D

  /// How a scan ended.
  struct End: Equatable {
    /// The position of a quote that was opened and not closed.
    var openQuote: Int?
  }

  /// A departure from the dialect that lenient reading lives with.
  struct Irregularity: Equatable {
    var code: CSVError.Code
    var position: Int
  }

  /// The delimiter in the bytes' encoding.
  let delimiter: [UInt8]
  /// The quote, `nil` if there is none.
  let quote: UInt8?
  let escape: CSVDialect.Escape
  let skipsInitialSpace: Bool

  init(_ dialect: CSVDialect) {
    delimiter = Array(String(dialect.delimiter.scalar).utf8)
    quote = dialect.quote.map { UInt8(truncatingIfNeeded: $0.value) }
    escape = dialect.escape
    skipsInitialSpace = dialect.skipsInitialSpace
  }

  /// Scans `bytes[start...]`, byte by byte.
  ///
  /// - Parameters:
  ///   - bytes: The text; a row starts at `start`.
  ///   - start: Where to begin.
  ///   - literalQuote: The position of an opening quote to be read as a plain character, because it
  ///     is known never to be closed.
  ///   - separators: Receives the positions.
  ///   - irregularities: Receives stray quotes.
  func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, literalQuote: Int = -1,
    separators: inout [Int], irregularities: inout [Irregularity]
  ) -> End {
    var index = start
    let count = bytes.count
    while index < count {
      // At the start of a field.
      if skipsInitialSpace {
        var ahead = index
        while ahead < count, bytes[ahead] == 0x20 { ahead += 1 }
        if ahead < count, bytes[ahead] == quote { index = ahead }
      }
      if index < count, let quote, bytes[index] == quote, index != literalQuote {
        let opened = index
        guard let after = skipQuoted(bytes, from: index + 1, quote: quote, &irregularities) else {
          return End(openQuote: opened)
        }
        index = after
      }
      // The rest of the field, up to and over its separator.
      while index < count {
        let byte = bytes[index]
        if byte == Self.lineFeed {
          separators.append(index)
          index += 1
          break
        }
        if byte == Self.carriageReturn {
          separators.append(index)
          index += index + 1 < count && bytes[index + 1] == Self.lineFeed ? 2 : 1
          break
        }
        if isDelimiter(bytes, at: index) {
          separators.append(index)
          index += delimiter.count
          break
        }
        if byte == quote { irregularities.append(Irregularity(code: .strayQuote, position: index)) }
        if byte == 0x5C, escape == .backslash { index += 1 }
        index += 1
      }
    }
    return End(openQuote: nil)
  }

  /// The position after the closing quote of a field, `nil` if there is none.
  private func skipQuoted(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, quote: UInt8,
    _ irregularities: inout [Irregularity]
  ) -> Int? {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x5C, escape == .backslash {
        index += 2
        continue
      }
      guard byte == quote else {
        index += 1
        continue
      }
      if index + 1 < bytes.count, bytes[index + 1] == quote, escape == .doubled {
        index += 2
        continue
      }
      if index + 1 >= bytes.count || endsField(bytes, at: index + 1) { return index + 1 }
      irregularities.append(Irregularity(code: .strayQuote, position: index))
      guard continuesOnLine(bytes, from: index + 1, quote: quote) else { return index + 1 }
      index += 1
    }
    return nil
  }

  /// Whether a stray quote stands inside the field: the line holds a quote that ends a field, and no
  /// other quoted field begins before it.
  private func continuesOnLine(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, quote: UInt8
  ) -> Bool {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == Self.lineFeed || byte == Self.carriageReturn { return false }
      if byte == quote {
        return index + 1 >= bytes.count || endsField(bytes, at: index + 1)
      }
      if isDelimiter(bytes, at: index), index + delimiter.count < bytes.count,
        bytes[index + delimiter.count] == quote
      {
        return false
      }
      index += 1
    }
    return false
  }

  private func endsField(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let byte = bytes[index]
    return byte == Self.lineFeed || byte == Self.carriageReturn || isDelimiter(bytes, at: index)
  }

  @inline(__always)
  private func isDelimiter(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard bytes[index] == delimiter[0] else { return false }
    if delimiter.count == 1 { return true }
    guard index + delimiter.count <= bytes.count else { return false }
    for offset in 1..<delimiter.count where bytes[index + offset] != delimiter[offset] { return false }
    return true
  }
}
