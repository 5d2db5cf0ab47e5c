/// Takes the quotes and escapes off a field.
struct FieldText {
  let quote: UInt8?
  let escape: CSVDialect.Escape
  let skipsInitialSpace: Bool
  let delimiter: [UInt8]

  init(_ scanner: StructureScanner) {
    quote = scanner.quote
    escape = scanner.escape
    skipsInitialSpace = scanner.skipsInitialSpace
    delimiter = scanner.delimiter
  }

  /// The field's content: a part of `raw` where nothing had to be taken out, else what was put
  /// together in `scratch`.
  @inline(__always)
  func content(
    _ raw: UnsafeBufferPointer<UInt8>, scratch: inout [UInt8]
  ) -> UnsafeBufferPointer<UInt8>? {
    var field = raw
    if skipsInitialSpace { field = withoutInitialSpace(field) }
    guard let quote, let first = field.first else { return field }
    if first != quote {
      return escape == .doubled ? field : unescaped(field, quote: quote, &scratch)
    }
    return unquoted(field, quote: quote, &scratch)
  }

  private func withoutInitialSpace(_ raw: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let start = raw.firstIndex { $0 != 0x20 } ?? raw.count
    guard start > 0 else { return raw }
    return UnsafeBufferPointer(rebasing: raw[start...])
  }

  /// A field that begins with a quote.
  private func unquoted(
    _ field: UnsafeBufferPointer<UInt8>, quote: UInt8, _ scratch: inout [UInt8]
  ) -> UnsafeBufferPointer<UInt8>? {
    let inner = UnsafeBufferPointer(rebasing: field.dropFirst())
    guard let closing = inner.firstIndex(of: quote) else {
      // Never closed: the quote is a plain character.
      return field
    }
    if closing == inner.count - 1 {
      let content = UnsafeBufferPointer(rebasing: inner[..<closing])
      return escape == .doubled ? content : unescaped(content, quote: quote, &scratch)
    }
    scratch.removeAll(keepingCapacity: true)
    let endsQuoted = inner.last == quote
    var index = 0
    var isInside = true
    while index < inner.count {
      let byte = inner[index]
      if escape == .backslash, byte == 0x5C, index + 1 < inner.count, isEscapable(inner[index + 1]) {
        scratch.append(inner[index + 1])
        index += 2
        continue
      }
      guard byte == quote, isInside else {
        scratch.append(byte)
        index += 1
        continue
      }
      if escape == .doubled, index + 1 < inner.count, inner[index + 1] == quote {
        scratch.append(quote)
        index += 2
        continue
      }
      if endsQuoted {
        // Only the last quote closes the field; those before it were not doubled and stand for
        // themselves.
        if index < inner.count - 1 { scratch.append(quote) }
      } else {
        isInside = false
      }
      index += 1
    }
    return nil
  }

  /// A field whose escapes are backslashes.
  private func unescaped(
    _ field: UnsafeBufferPointer<UInt8>, quote: UInt8, _ scratch: inout [UInt8]
  ) -> UnsafeBufferPointer<UInt8>? {
    guard field.contains(0x5C) else { return field }
    scratch.removeAll(keepingCapacity: true)
    var index = 0
    while index < field.count {
      if field[index] == 0x5C, index + 1 < field.count, isEscapable(field[index + 1]) {
        index += 1
      }
      scratch.append(field[index])
      index += 1
    }
    return nil
  }

  /// What a backslash takes its meaning from; before anything else it is a plain character
  /// (`C:\new`).
  private func isEscapable(_ byte: UInt8) -> Bool {
    byte == quote || byte == 0x5C || byte == delimiter[0] || byte == 0x0A || byte == 0x0D
  }
}
