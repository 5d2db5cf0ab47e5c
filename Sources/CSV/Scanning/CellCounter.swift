/// Counts the fields with content, by their separators alone where nothing else can make them empty.
struct CellCounter {
  /// Fields with content so far.
  private(set) var cells = 0
  private let fieldText: FieldText
  private let removesMarks: Bool
  private var assembly = FieldAssembly()

  /// Creates a counter.
  ///
  /// - Parameters:
  ///   - fieldText: Takes off quotes and escapes.
  ///   - removesMarks: Whether `=""` is an empty field.
  init(_ fieldText: FieldText, removesMarks: Bool) {
    self.fieldText = fieldText
    self.removesMarks = removesMarks
  }

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

  /// The longest way to write an empty field, `"="""""`.
  private static let longestEmpty = 7

  private mutating func countFields(_ batch: RecordBatch) {
    var fields = batch.fields(firstRow: 0)
    let bytes = batch.bytes
    let isLooked = batch.hasNUL || !fieldText.keepsBlanks
    while fields.advance() {
      var field = UnsafeBufferPointer(rebasing: bytes[fields.start..<fields.end])
      if fields.column == 0 { field = RecordBatch.withoutMark(field) }
      if field.isEmpty { continue }
      if isLooked || field.count <= Self.longestEmpty && fieldText.mayBeEmpty(field),
        isEmpty(field, hasNUL: batch.hasNUL)
      {
        continue
      }
      cells &+= 1
    }
  }

  /// Whether nothing is left of a field once its quotes, NUL bytes and program marks are gone.
  private mutating func isEmpty(_ field: UnsafeBufferPointer<UInt8>, hasNUL: Bool) -> Bool {
    if let content = fieldText.content(field, &assembly) {
      if content.isEmpty { return true }
      if !hasNUL, !ProgramMark.mayBegin(content) { return false }
      assembly.make { $0.append(contentsOf: content) }
    }
    if hasNUL { assembly.edit { $0.removeAll { $0 == 0 } } }
    if removesMarks { assembly.edit { _ = ProgramMark.remove(from: &$0) } }
    return assembly.bytes.isEmpty
  }
}
