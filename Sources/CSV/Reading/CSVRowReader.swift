import SpreadsheetModel

/// Reads rows one after another, in constant memory.
///
/// A reader belongs to one thread at a time. Blank lines are rows without fields.
public final class CSVRowReader {
  /// Zero-based number of the row last read, as the sheet counts.
  public private(set) var index = -1
  /// Number of its fields, empty ones included.
  public var count: Int { ends.count }

  private let records: RecordStream
  private let reader: CSVReader
  private let fieldText: FieldText
  private var cursor: FieldCursor?
  private var starts: [Int] = []
  private var ends: [Int] = []
  private var scratch: [UInt8] = []
  private var nextRowIndex = 0

  init(_ records: RecordStream, _ reader: CSVReader) {
    self.records = records
    self.reader = reader
    fieldText = FieldText(StructureScanner(reader.dialect.dialect))
  }

  /// Reads the next row; `false` after the last one.
  ///
  /// - Throws: `CSVError` with row, column, line and byte offset.
  public func advance() throws(CSVError) -> Bool {
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    while true {
      if var fields = cursor {
        while fields.advance() {
          starts.append(fields.start)
          ends.append(fields.end)
          if fields.endsRow {
            cursor = fields
            index = fields.row
            nextRowIndex = index + 1
            if ends.count == 1, starts[0] == ends[0] {
              starts.removeAll(keepingCapacity: true)
              ends.removeAll(keepingCapacity: true)
            }
            return true
          }
        }
        cursor = nil
      }
      do throws(CSVError) {
        guard try records.next() else { return false }
      } catch {
        throw reader.located(error)
      }
      cursor = records.batch.fields(firstRow: nextRowIndex)
    }
  }

  /// Lends the UTF-8 of a field, quotes and escapes taken off; empty beyond the row's end.
  public func withText<Result>(_ column: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    guard column >= 0, column < ends.count else {
      let empty: [UInt8] = []
      return body(empty.span)
    }
    let raw = UnsafeBufferPointer(rebasing: records.batch.bytes[starts[column]..<ends[column]])
    if let content = fieldText.content(raw, scratch: &scratch) {
      guard records.batch.hasNUL, content.contains(0) else { return body(content.span) }
      scratch.removeAll(keepingCapacity: true)
      scratch.append(contentsOf: content)
    }
    if records.batch.hasNUL { scratch.removeAll { $0 == 0 } }
    return scratch.withUnsafeBufferPointer { body($0.span) }
  }

  /// The text of a field; empty beyond the row's end.
  public func text(_ column: Int) -> String {
    withText(column) { $0.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }
  }

  /// The next row with content, its cells made; `nil` after the last one.
  public func nextRow() throws(CSVError) -> Row? {
    while try advance() {
      var row = Row(index: index)
      for column in ends.indices where starts[column] < ends[column] {
        let text = text(column)
        if !text.isEmpty { row.cells.append(Cell(column: column, value: .text(text))) }
      }
      if !row.cells.isEmpty { return row }
    }
    return nil
  }
}
