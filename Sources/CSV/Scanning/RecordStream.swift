/// Whole rows of a text, a window at a time.
final class RecordStream {
  /// The rows last read; valid until the next call of `next`.
  private(set) var batch: RecordBatch
  /// The text underneath.
  let text: TextStream
  /// Bytes of the text, in its working encoding, that lie before the batch.
  private(set) var batchOffset = 0

  /// What was lived with so far, by offset in the working text.
  private(set) var findings: [Finding] = []
  /// How many of each kind there are.
  private(set) var counts: [CSVError.Code: Int] = [:]

  /// A problem and its place, as far as it is known before lines are counted.
  struct Finding {
    let code: CSVError.Code
    let offset: Int
    let row: Int?
    let column: Int?
    let detail: String
  }

  /// Whether the text is in GB18030 still.
  let keepsEncoding: Bool

  private let reader: CSVReader
  private let scanner: StructureScanner
  private var bitmap = SeparatorBitmap()
  private let isStrict: Bool
  private let rowByteLimit: Int
  private var isFirst = true
  private var used = 0
  private let skipsSeparatorLine: Bool

  /// Opens the rows of a text.
  init(_ text: TextStream, _ reader: CSVReader, keepsEncoding: Bool) {
    self.text = text
    self.keepsEncoding = keepsEncoding
    self.reader = reader
    scanner = StructureScanner(reader.dialect.dialect)
    isStrict = reader.options.mode == .strict
    rowByteLimit = max(1 << 10, reader.options.rowByteLimit)
    skipsSeparatorLine = reader.dialect.hasSeparatorLine
    batch = RecordBatch(
      bytes: UnsafeBufferPointer(start: nil, count: 0), separators: bitmap.words, delimiterLength: 1,
      mayHaveEmptyQuotes: false, hasNUL: false, irregularities: [])
  }

  /// Reads the next rows into `batch`; `false` after the last.
  func next() throws(CSVError) -> Bool {
    text.discard(used)
    batchOffset += used
    used = 0
    while true {
      if text.isAtEnd && text.count == 0 { return false }
      do { try text.fill() } catch { throw placed(error) }
      if isFirst, skipsSeparatorLine {
        let start = UnsafeBufferPointer(start: text.bytes, count: text.count)
        let length = SeparatorLine(start)?.length ?? 0
        text.discard(length)
        batchOffset = length
      }
      isFirst = false
      if text.count == 0 { continue }
      if let end = try scan() {
        used = min(end.length, text.count)
        batch = RecordBatch(
          bytes: UnsafeBufferPointer(start: text.bytes, count: end.length),
          separators: UnsafePointer(bitmap.words), delimiterLength: scanner.delimiter.count,
          mayHaveEmptyQuotes: end.findings.mayHaveEmptyQuotes, hasNUL: text.hasNUL,
          irregularities: end.findings.irregularities.filter { $0.position < end.length })
        if !batch.irregularities.isEmpty || batch.hasNUL { try meetIrregularities() }
        return true
      }
    }
  }

  /// Notes a problem in the batch, or throws it where reading is strict.
  func meet(
    _ code: CSVError.Code, at position: Int, row: Int? = nil, column: Int? = nil, detail: String = ""
  ) throws(CSVError) {
    if isStrict {
      var place = reader.place(of: [batchOffset + position], keepsEncoding: keepsEncoding).first ?? CSVPlace()
      place.row = row ?? place.row
      place.column = column ?? place.column
      throw CSVError(code, at: place, detail: detail)
    }
    report(code, at: position, row: row, column: column, detail: detail)
  }

  /// Notes a problem in the batch.
  func report(
    _ code: CSVError.Code, at position: Int, row: Int? = nil, column: Int? = nil, detail: String = ""
  ) {
    counts[code, default: 0] += 1
    guard counts[code, default: 0] <= CSVProblems.limit else { return }
    findings.append(
      Finding(code: code, offset: batchOffset + position, row: row, column: column, detail: detail))
  }

  private func meetIrregularities() throws(CSVError) {
    for irregularity in batch.irregularities { try meet(irregularity.code, at: irregularity.position) }
    guard batch.hasNUL else { return }
    for (position, byte) in batch.bytes.enumerated() where byte == 0 { try meet(.nulByte, at: position) }
  }

  /// Finds the separators of the window and where its last whole row ends; `nil` if no row is whole.
  private func scan() throws(CSVError) -> (length: Int, findings: StructureScanner.Findings)? {
    bitmap.reserve(bytes: text.count + 1)
    var window = UnsafeBufferPointer(start: text.bytes, count: text.count)
    var findings = scanner.scan(window, isFinal: text.isAtEnd, into: bitmap)
    if text.isAtEnd {
      if lastRowEnd(before: text.count) != text.count - 1 {
        bitmap.clear(text.count..<text.count + 1)
        bitmap.set(text.count)
        text.append(StructureScanner.lineFeed)
      }
      return (text.count, findings)
    }
    // A CR at the window's end may be half of a CR LF: its row waits.
    let limit = text.count - (text.bytes[text.count - 1] == StructureScanner.carriageReturn ? 1 : 0)
    if let end = lastRowEnd(before: limit) { return (end + 1, findings) }
    guard text.count > rowByteLimit else { return nil }
    // Too long for a row. If an open quote holds it together, that quote was never closed.
    guard findings.endsInsideQuotes, !isStrict else {
      throw tooLong(findings.endsInsideQuotes ? .unclosedQuote : .rowTooLong)
    }
    window = UnsafeBufferPointer(start: text.bytes, count: text.count)
    findings = scanner.scan(window, isFinal: true, into: bitmap)
    guard let end = lastRowEnd(before: limit) else {
      throw tooLong(.rowTooLong)
    }
    return (end + 1, findings)
  }

  /// The error of invalid bytes with row and column, which the bytes before them tell.
  private func placed(_ error: CSVError) -> CSVError {
    guard [.invalidBytes, .mixedEncodings].contains(error.code), !reader.isLocating, !keepsEncoding,
      let found = reader.place(of: [batchOffset + text.count]).first
    else { return error }
    var error = error
    error.place.row = found.row
    error.place.column = found.column
    return error
  }

  private func tooLong(_ code: CSVError.Code) -> CSVError {
    let place = reader.isLocating ? nil : reader.place(of: [batchOffset], keepsEncoding: keepsEncoding).first
    return CSVError(code, at: place ?? CSVPlace(), detail: String(rowByteLimit))
  }

  /// The last line end outside quotes below a position.
  private func lastRowEnd(before limit: Int) -> Int? {
    var position = limit
    while let last = bitmap.last(before: position) {
      let byte = text.bytes[last]
      if byte == StructureScanner.lineFeed || byte == StructureScanner.carriageReturn { return last }
      position = last
    }
    return nil
  }
}
