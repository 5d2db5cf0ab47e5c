import SpreadsheetModel

/// Reads rows one after another, in constant memory.
///
/// ```swift
/// var rows = try reader.rows()
/// while try rows.advance() { print(rows.index, rows.text(0)) }
/// ```
/// Blank lines are rows without fields. A value that cannot be copied, so that its fields are reached
/// without the checks that shared objects need: a million rows are read in half a second.
public struct CSVRowReader: ~Copyable {
  /// Zero-based number of the row last read, as the sheet counts.
  public private(set) var index = -1
  /// Number of its fields, empty ones included.
  public private(set) var count = 0
  private let records: RecordStream
  private let reader: CSVReader
  private let fieldText: FieldText
  private let columnLimit: Int
  private let rowLimit: Int
  private let mojibake: Mojibake?
  private let removesMarks: Bool
  private let tableColumns: Int
  private let firstTableRow: Int
  private var cursor: FieldCursor?
  private var fields: [Range<Int>] = []
  private var assembly = FieldAssembly()
  private var nextIndex = 0
  /// The bytes of the current batch; valid until the next is read, which only `advance` does.
  private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var hasNUL = false
  private var needsSettling: Bool

  init(_ records: RecordStream, _ reader: CSVReader) {
    self.records = records
    self.reader = reader
    columnLimit = reader.options.columnLimit
    rowLimit = reader.options.rowLimit
    mojibake = reader.mojibake
    removesMarks = reader.options.removesProgramMarks
    fieldText = FieldText(StructureScanner(reader.dialect.dialect))
    tableColumns = reader.dialect.columns
    firstTableRow = reader.dialect.firstTableRow
    needsSettling = mojibake != nil
  }

  /// Reads the next row; `false` after the last one.
  ///
  /// - Throws: `CSVError` with row, column, line and byte offset.
  public mutating func advance() throws(CSVError) -> Bool {
    while true {
      if var walk = cursor.take() {
        var filled = 0
        while walk.advance() {
          let field = Range(uncheckedBounds: (walk.start, walk.end))
          if filled < fields.count { fields[filled] = field } else { try append(field) }
          filled += 1
          guard walk.endsRow else { continue }
          // A blank line has one field, which is empty.
          count = filled == 1 && field.isEmpty ? 0 : filled
          index = walk.row
          nextIndex = walk.row + 1
          guard index < rowLimit else {
            throw CSVError(.tooManyRows, at: CSVPlace(row: index), detail: String(rowLimit))
          }
          cursor = walk
          if count != tableColumns, count > 0, index >= firstTableRow { try reportRagged() }
          return true
        }
      }
      guard try records.next() else {
        count = 0
        return false
      }
      let batch = records.batch
      bytes = batch.bytes
      hasNUL = batch.hasNUL
      needsSettling = hasNUL || mojibake != nil
      cursor = batch.fields(firstRow: nextIndex)
    }
  }

  /// Makes room for a field more than any row had so far.
  private mutating func append(_ field: Range<Int>) throws(CSVError) {
    guard fields.count < columnLimit else {
      throw CSVError(.tooManyColumns, at: CSVPlace(row: index + 1), detail: String(columnLimit))
    }
    fields.append(field)
  }

  private mutating func reportRagged() throws(CSVError) {
    guard tableColumns > 1, let first = fields.first else { return }
    try records.meet(
      .raggedRow, at: first.lowerBound, row: index, detail: "\(count) ≠ \(tableColumns)")
  }

  /// Length of the row last read in UTF-8, its separators included.
  var byteCount: Int {
    count > 0 && count <= fields.count ? fields[count - 1].upperBound - fields[0].lowerBound : 0
  }

  /// Whether a field is empty without a look at quotes, or lies beyond the row's end.
  public func isEmpty(_ column: Int) -> Bool {
    column < 0 || column >= count || fields[column].isEmpty
  }

  /// Lends the UTF-8 of a field, quotes and escapes taken off; empty beyond the row's end.
  @inline(__always)
  public mutating func withText<Result, Failure: Error>(
    _ column: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard column >= 0, column < count else {
      return try body(UnsafeBufferPointer<UInt8>(start: nil, count: 0).span)
    }
    var raw = UnsafeBufferPointer(rebasing: bytes[fields[column]])
    if column == 0 { raw = RecordBatch.withoutMark(raw) }
    let content = fieldText.content(raw, &assembly)
    if let content, !needsSettling, !ProgramMark.mayBegin(content) { return try body(content.span) }
    if let content { assembly.make { $0.append(contentsOf: content) } }
    settle(column: column)
    return try assembly.bytes.withUnsafeBufferPointer { (settled) throws(Failure) in try body(settled.span) }
  }

  /// Frees the content in `assembly` of NUL bytes and program marks, and undoes mojibake.
  private mutating func settle(column: Int) {
    if hasNUL { assembly.edit { $0.removeAll { $0 == 0 } } }
    if let mojibake, assembly.bytes.contains(where: { $0 >= 0x80 }) {
      if let original = mojibake.undone(assembly.bytes) {
        assembly.edit { $0 = original }
      } else {
        records.report(.mojibake, at: fields[column].lowerBound, row: index, column: column)
      }
    }
    guard removesMarks else { return }
    var mark: ProgramMark?
    assembly.edit { mark = ProgramMark.remove(from: &$0) }
    guard let mark else { return }
    let code: CSVError.Code = mark == .formulaText ? .formulaText : .guardedText
    records.report(code, at: fields[column].lowerBound, row: index, column: column)
  }

  /// The text of a field; empty beyond the row's end.
  public mutating func text(_ column: Int) -> String {
    withText(column) { $0.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }
  }

  /// The text of a field by its column's letters, such as `B`.
  public mutating func text(_ letters: String) -> String {
    CellReference.column(named: letters).map { text($0) } ?? ""
  }

  /// What was lived with so far, with rows, columns, lines and byte offsets.
  public func problems() -> CSVProblems { reader.problems(of: records) }

  /// The next row with content, its cells made; `nil` after the last one.
  public mutating func nextRow() throws(CSVError) -> Row? {
    while try advance() {
      var row = Row(index: index)
      row.cells.reserveCapacity(count)
      for column in 0..<count where !fields[column].isEmpty {
        let text = text(column)
        if !text.isEmpty { row.cells.append(Cell(column: column, value: .text(text))) }
      }
      if !row.cells.isEmpty { return row }
    }
    return nil
  }
}
