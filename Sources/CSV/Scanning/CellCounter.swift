/// Counts the fields with content, by their separators alone where nothing else can make them empty.
struct CellCounter {
  /// Fields with content so far.
  private(set) var cells = 0

  mutating func count(_ batch: RecordBatch) {
    if batch.mayHaveEmptyQuotes || batch.hasNUL || batch.delimiterLength > 1 || batch.hasByteOrderMarks {
      countFields(batch)
      return
    }
    // A field is empty where a separator follows another, or begins the batch.
    var before: UInt64 = 1
    let whole = batch.bytes.count >> 6
    for block in 0..<whole {
      let bits = batch.separators[block]
      cells &+= (bits & ~(bits &<< 1 | before)).nonzeroBitCount
      before = bits &>> 63
    }
    let rest = batch.bytes.count & 63
    if rest > 0 {
      let bits = batch.separators[whole] & ((1 &<< UInt64(rest)) &- 1)
      cells &+= (bits & ~(bits &<< 1 | before)).nonzeroBitCount
    }
  }

  private mutating func countFields(_ batch: RecordBatch) {
    var fields = batch.fields(firstRow: 0)
    let bytes = batch.bytes
    while fields.advance() {
      var field = UnsafeBufferPointer(rebasing: bytes[fields.start..<fields.end])
      if fields.column == 0 { field = RecordBatch.withoutMark(field) }
      if field.isEmpty { continue }
      if field.count == 2 || batch.hasNUL || batch.skipsInitialSpace, Self.isEmpty(field, in: batch) {
        continue
      }
      cells &+= 1
    }
  }

  /// Whether nothing is left of a field once its quotes, NUL bytes and, where they do not count, blanks
  /// before it are gone.
  private static func isEmpty(_ field: UnsafeBufferPointer<UInt8>, in batch: RecordBatch) -> Bool {
    var start = 0
    if batch.skipsInitialSpace { while start < field.count, field[start] == 0x20 { start += 1 } }
    var quotes = 0
    for byte in field[start...] where byte != 0 {
      guard byte == batch.quote else { return false }
      quotes += 1
    }
    return quotes == 0 || quotes == 2 && field[start] == batch.quote
  }
}
