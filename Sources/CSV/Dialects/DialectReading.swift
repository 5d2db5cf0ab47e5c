/// What one dialect makes of a sample.
struct DialectReading {
  /// The dialect.
  let dialect: CSVDialect
  /// The table its rows make.
  let shape: TableShape
  /// Quotes where the dialect has none, and quotes never closed.
  let faults: Int
  /// Quoted fields that hold a delimiter.
  let quotedDelimiters: Int
  /// Whether each delimiter stands between two digits, as a decimal comma does.
  let isDecimal: Bool

  /// Whether it makes a table of rows of equal length without a fault.
  var isClean: Bool { faults == 0 && shape.isUniform && shape.columns > 1 }

  /// The shape's score, less what the faults take off.
  var score: Double { shape.score - 0.05 * Double(min(10, faults)) }

  /// Reads a sample in one dialect.
  ///
  /// - Parameters:
  ///   - text: The sample; 64 bytes beyond its end must be readable.
  ///   - isWhole: Whether it is all of the text; otherwise its last row is left out of account.
  init(_ text: UnsafeBufferPointer<UInt8>, _ dialect: CSVDialect, isWhole: Bool) {
    let scanner = StructureScanner(dialect)
    var bitmap = SeparatorBitmap()
    bitmap.reserve(bytes: text.count + 1)
    let findings = scanner.scan(text, isFinal: isWhole, into: bitmap)
    let batch = RecordBatch(
      bytes: text, separators: UnsafePointer(bitmap.words), delimiterLength: scanner.delimiter.count,
      mayHaveEmptyQuotes: true, hasNUL: false, irregularities: [])
    var rows: [TableShape.Row] = []
    var fields = batch.fields(firstRow: 0)
    var isBlank = true
    var delimiters = 0
    var betweenDigits = 0
    var quotedDelimiters = 0
    while fields.advance() {
      if fields.start < fields.end {
        isBlank = false
        if text[fields.start] == scanner.quote,
          (fields.start..<fields.end).contains(where: { scanner.isDelimiter(text, at: $0) })
        {
          quotedDelimiters += 1
        }
      }
      guard fields.endsRow else {
        delimiters += 1
        if fields.end > 0, fields.next < text.count, Self.isDigit(text[fields.end - 1]),
          Self.isDigit(text[fields.next])
        {
          betweenDigits += 1
        }
        continue
      }
      rows.append(
        .init(
          width: isBlank && fields.column == 0 ? 0 : fields.column + 1,
          endsEmpty: fields.start == fields.end))
      isBlank = true
    }
    // The last line has no line end.
    if isWhole, !fields.endsRow || fields.next < text.count {
      rows.append(
        .init(width: fields.endsRow ? 1 : fields.column + 2, endsEmpty: fields.next >= text.count))
    }
    self.dialect = dialect
    shape = TableShape(rows)
    faults = findings.irregularities.count
    self.quotedDelimiters = quotedDelimiters
    isDecimal = delimiters > 0 && betweenDigits == delimiters
  }

  /// How many of the first columns hold nothing but numbers, amounts, dates and times below the first row.
  static func valueColumns(_ text: UnsafeBufferPointer<UInt8>, _ dialect: CSVDialect) -> Int {
    let scanner = StructureScanner(dialect)
    var bitmap = SeparatorBitmap()
    bitmap.reserve(bytes: text.count + 1)
    _ = scanner.scan(text, isFinal: false, into: bitmap)
    let batch = RecordBatch(
      bytes: text, separators: UnsafePointer(bitmap.words), delimiterLength: scanner.delimiter.count,
      mayHaveEmptyQuotes: true, hasNUL: false, irregularities: [])
    var values: [Int] = []
    var rows = 0
    var fields = batch.fields(firstRow: 0)
    while fields.advance() {
      if fields.column == 0 { rows += 1 }
      guard fields.row > 0, fields.column < 16 else { continue }
      while values.count <= fields.column { values.append(0) }
      if isValue(text[fields.start..<fields.end]) { values[fields.column] += 1 }
    }
    return values.count { rows > 3 && $0 * 10 >= (rows - 1) * 9 }
  }

  /// Whether a field is a number, an amount, a date or a time by its characters.
  private static func isValue(_ field: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard field.contains(where: isDigit) else { return false }
    return field.allSatisfy { isDigit($0) || "+-.,:/%$".utf8.contains($0) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
