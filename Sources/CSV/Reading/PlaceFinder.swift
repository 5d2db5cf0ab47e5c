extension CSVReader {
  /// Rows, columns, lines and byte offsets of positions in the working text, found by reading the file
  /// again: only needed for messages.
  ///
  /// - Parameter offsets: Ascending positions in the text as it is scanned: UTF-8 behind the byte order
  ///   mark.
  func place(of offsets: [Int], keepsEncoding: Bool = false) -> [CSVPlace] {
    var places: [CSVPlace] = []
    var lenient = self
    lenient.isLocating = true
    lenient.options.mode = .lenient
    // What keeps its encoding was read to the end without a fault.
    if !keepsEncoding { lenient.options.invalidBytes = .replace }
    guard let records = try? lenient.records(keepsEncoding: keepsEncoding) else { return [] }
    var lines = LineCounter()
    var row = 0
    // Offset in the file of the batch's first byte.
    var fileOffset = encoding.markLength
    let isDirect = encoding.encoding == .utf8 || keepsEncoding
    if dialect.hasSeparatorLine { lines.count(0x0A) }
    var isFirst = true
    while places.count < offsets.count, (try? records.next()) == true {
      let batch = records.batch
      if isFirst {
        fileOffset += Self.encodedLength(records.batchOffset, encoding.encoding)
        isFirst = false
      }
      var counted = 0
      var fields = batch.fields(firstRow: row)
      var isOnField = fields.advance()
      while places.count < offsets.count {
        let position = offsets[places.count] - records.batchOffset
        guard position < batch.bytes.count else { break }
        while isOnField, fields.end < position { isOnField = fields.advance() }
        for byte in batch.bytes[counted..<max(counted, position)] { lines.count(byte) }
        counted = max(counted, position)
        let before = UnsafeBufferPointer(rebasing: batch.bytes[..<max(0, position)])
        let length = isDirect ? position : encoded(before)
        places.append(
          CSVPlace(
            line: lines.line, row: fields.row, column: max(0, fields.column),
            byteOffset: fileOffset + length))
      }
      for byte in batch.bytes[counted...] { lines.count(byte) }
      while isOnField { isOnField = fields.advance() }
      row = fields.row + 1
      fileOffset += isDirect ? batch.bytes.count : encoded(batch.bytes)
    }
    // What comes next may be a row too long to be read: its start is known all the same.
    if places.count < offsets.count {
      places.append(CSVPlace(line: lines.line, row: row, column: 0, byteOffset: fileOffset))
    }
    return places
  }

  /// The problems of a pass, each with its place.
  func problems(of records: RecordStream) -> CSVProblems {
    var problems = doubts
    let findings = records.findings.sorted { $0.offset < $1.offset }
    let places =
      findings.isEmpty ? [] : place(of: findings.map(\.offset), keepsEncoding: records.keepsEncoding)
    for (index, finding) in findings.enumerated() {
      var place = index < places.count ? places[index] : CSVPlace()
      place.row = finding.row ?? place.row
      place.column = finding.column ?? place.column
      problems.append(.init(code: finding.code, place: place, detail: finding.detail))
    }
    append(records.text.replaced, .invalidBytes, "�", to: &problems)
    append(records.text.foreignLines, .mixedEncodings, encoding.encoding.rawValue, to: &problems)
    for (code, count) in records.counts { problems.count(code, count) }
    return problems
  }

  private func append(
    _ offsets: OffsetList, _ code: CSVError.Code, _ detail: String, to problems: inout CSVProblems
  ) {
    for offset in offsets.first.prefix(CSVProblems.limit) {
      let line = try? LineLocator.line(ofByte: offset, in: source, encoding: encoding.encoding)
      problems.append(.init(code: code, place: CSVPlace(line: line, byteOffset: offset), detail: detail))
    }
    problems.count(code, offsets.count)
  }

  /// What was told by content with little confidence.
  private var doubts: CSVProblems {
    var doubts = CSVProblems()
    if encoding.isUncertain {
      doubts.append(
        .init(code: .uncertainEncoding, place: CSVPlace(), detail: encoding.encoding.rawValue))
      doubts.count(.uncertainEncoding, 1)
    }
    if dialect.isUncertain {
      let delimiter = dialect.columns > 1 ? String(dialect.dialect.delimiter.scalar) : ""
      doubts.append(.init(code: .uncertainDialect, place: CSVPlace(), detail: delimiter))
      doubts.count(.uncertainDialect, 1)
    }
    return doubts
  }

  /// Length of ASCII in an encoding.
  private static func encodedLength(_ count: Int, _ encoding: TextEncoding) -> Int {
    encoding == .utf16LittleEndian || encoding == .utf16BigEndian ? count * 2 : count
  }

  /// Length of UTF-8 text in the file's encoding.
  private func encoded(_ utf8: UnsafeBufferPointer<UInt8>) -> Int {
    (try? TextEncoder.encode(Array(utf8), to: encoding.encoding).count) ?? utf8.count
  }
}
