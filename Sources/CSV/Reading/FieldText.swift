/// Takes the quotes and escapes off a field.
struct FieldText {
  private let quote: UInt8?
  private let escape: CSVDialect.Escape
  private let skipsInitialSpace: Bool
  private let joinsDelimiters: Bool
  private let delimiter: [UInt8]

  init(_ scanner: StructureScanner) {
    quote = scanner.quote
    escape = scanner.escape
    skipsInitialSpace = scanner.skipsInitialSpace
    joinsDelimiters = scanner.joinsDelimiters
    delimiter = scanner.delimiter
  }

  /// Whether blanks are content.
  var keepsBlanks: Bool { !skipsInitialSpace && !joinsDelimiters }

  /// Whether a field that has content may come out empty, where blanks are content.
  func mayBeEmpty(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    field.first == quote || field.first == ProgramMark.equalsSign
  }

  /// The field's content: a part of `raw` where nothing had to be taken out, else `nil`, and it was put
  /// together in `assembly`.
  @inline(__always)
  func content(
    _ raw: UnsafeBufferPointer<UInt8>, _ assembly: inout FieldAssembly
  ) -> UnsafeBufferPointer<UInt8>? {
    var field = raw
    if joinsDelimiters { field = withoutDelimiters(field) }
    if skipsInitialSpace { field = withoutInitialSpace(field) }
    guard let quote, let first = field.first else { return field }
    if first != quote {
      return escape == .doubled ? field : unescaped(field, &assembly)
    }
    return unquoted(field, quote: quote, &assembly)
  }

  private func withoutInitialSpace(_ raw: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let start = raw.firstIndex { $0 != 0x20 } ?? raw.count
    guard start > 0 else { return raw }
    return UnsafeBufferPointer(rebasing: raw[start...])
  }

  /// A field without the rest of the run of delimiters before it, and those that end the line.
  private func withoutDelimiters(_ raw: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var field = raw[...]
    while field.starts(with: delimiter) { field = field.dropFirst(delimiter.count) }
    while field.suffix(delimiter.count).elementsEqual(delimiter) { field = field.dropLast(delimiter.count) }
    return UnsafeBufferPointer(rebasing: field)
  }

  /// A field that begins with a quote.
  private func unquoted(
    _ field: UnsafeBufferPointer<UInt8>, quote: UInt8, _ assembly: inout FieldAssembly
  ) -> UnsafeBufferPointer<UInt8>? {
    let inner = UnsafeBufferPointer(rebasing: field.dropFirst())
    guard let closing = inner.firstIndex(of: quote) else {
      // Never closed: the quote is a plain character.
      return field
    }
    if closing == inner.count - 1, escape == .doubled {
      return UnsafeBufferPointer(rebasing: inner[..<closing])
    }
    var isClosed = false
    assembly.make { isClosed = unquote(inner, quote: quote, into: &$0) }
    return isClosed ? nil : field
  }

  /// Puts together what follows an opening quote; returns whether a quote closes it.
  private func unquote(
    _ inner: UnsafeBufferPointer<UInt8>, quote: UInt8, into text: inout [UInt8]
  ) -> Bool {
    // If a quote ends the field, only that one closes it: those before it that were not doubled stand for
    // themselves.
    let endsQuoted = inner.last == quote
    var isInside = true
    var index = 0
    while index < inner.count {
      let byte = inner[index]
      let next = index + 1 < inner.count ? inner[index + 1] : nil
      if escape == .backslash, byte == 0x5C, let next, isEscapable(next) {
        text.append(next)
        index += 2
      } else if byte == quote, isInside, next == quote {
        text.append(quote)
        index += 2
      } else if byte == quote, isInside, !endsQuoted || next == nil {
        isInside = false
        index += 1
      } else {
        text.append(byte)
        index += 1
      }
    }
    return !isInside
  }

  /// A field without quotes whose escapes are backslashes.
  private func unescaped(
    _ field: UnsafeBufferPointer<UInt8>, _ assembly: inout FieldAssembly
  ) -> UnsafeBufferPointer<UInt8>? {
    guard field.contains(0x5C) else { return field }
    assembly.make { text in
      var index = 0
      while index < field.count {
        if field[index] == 0x5C, index + 1 < field.count, isEscapable(field[index + 1]) { index += 1 }
        text.append(field[index])
        index += 1
      }
    }
    return nil
  }

  /// What a backslash takes its meaning from; before anything else it is a plain character
  /// (`C:\new`).
  private func isEscapable(_ byte: UInt8) -> Bool {
    byte == quote || byte == 0x5C || byte == delimiter[0] || byte == 0x0A || byte == 0x0D
  }
}
