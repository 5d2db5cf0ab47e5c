/// Counts the fields with content, by their separators alone where nothing else can make them empty.
struct CellCounter {
  /// Fields with content so far.
  private(set) var cells = 0

  mutating func count(_ batch: RecordBatch) {
    if batch.mayHaveEmptyQuotes || batch.hasNUL || batch.delimiterLength > 1 {
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
      let length = fields.end &- fields.start
      if length == 0 { continue }
      if length == 2, let first = batch.quote, bytes[fields.start] == first,
        bytes[fields.start &+ 1] == first
      {
        continue
      }
      if batch.hasNUL, bytes[fields.start..<fields.end].allSatisfy({ $0 == 0 }) { continue }
      cells &+= 1
    }
  }
}
