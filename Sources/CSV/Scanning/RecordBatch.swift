#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whole rows of a window with their separators found; valid only while it is lent.
struct RecordBatch {
  /// The rows' bytes, the last row's line end included. At the end of a text that lacks one, a line
  /// feed stands behind them.
  let bytes: UnsafeBufferPointer<UInt8>
  /// The bitmap of separators.
  let separators: UnsafePointer<UInt64>
  /// Length of a delimiter in bytes.
  let delimiterLength: Int
  /// Whether a quoted field may be empty.
  let mayHaveEmptyQuotes: Bool
  /// Whether NUL bytes occur.
  let hasNUL: Bool
  /// Stray and unclosed quotes in these rows, by ascending position.
  let irregularities: [StructureScanner.Irregularity]

  /// Whether a byte order mark occurs, as it does where files were put together.
  var hasByteOrderMarks: Bool {
    guard var place = UnsafeRawPointer(bytes.baseAddress) else { return false }
    let end = place + bytes.count
    while end - place >= 3, let found = memchr(place, 0xEF, end - place - 2) {
      place = UnsafeRawPointer(found) + 1
      if place.load(as: UInt8.self) == 0xBB, place.load(fromByteOffset: 1, as: UInt8.self) == 0xBF {
        return true
      }
    }
    return false
  }

  /// The first field of a row without the byte order mark it may begin with: the mark of a file that was
  /// put behind another.
  @inline(__always)
  static func withoutMark(_ field: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard field.count >= 3, field[0] == 0xEF, field[1] == 0xBB, field[2] == 0xBF else { return field }
    return UnsafeBufferPointer(rebasing: field.dropFirst(3))
  }

  /// A cursor before the first field, whose row has the number given.
  func fields(firstRow: Int) -> FieldCursor { FieldCursor(self, firstRow: firstRow) }
}

/// Goes through the fields of a batch.
struct FieldCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let separators: UnsafePointer<UInt64>
  private let blocks: Int
  private let delimiterLength: Int
  private var block = 0
  private var bits: UInt64

  /// Where the field begins.
  private(set) var start = 0
  /// Where it ends, that is the position of its separator.
  private(set) var end = 0
  /// Zero-based column.
  private(set) var column = -1
  /// Zero-based row.
  private(set) var row: Int
  /// Whether the field is its row's last.
  private(set) var endsRow = true
  /// Where the next field begins.
  private(set) var next = 0

  fileprivate init(_ batch: RecordBatch, firstRow: Int) {
    bytes = batch.bytes
    separators = batch.separators
    delimiterLength = batch.delimiterLength
    blocks = batch.bytes.isEmpty ? 0 : (batch.bytes.count - 1) / 64 + 1
    bits = blocks > 0 ? separators[0] : 0
    row = firstRow - 1
  }

  /// Moves to the next field; `false` behind the last one.
  @inline(__always)
  mutating func advance() -> Bool {
    while true {
      while bits == 0 {
        block &+= 1
        guard block < blocks else { return false }
        bits = separators[block]
      }
      let position = block &<< 6 | bits.trailingZeroBitCount
      bits &= bits &- 1
      // The last word also tells of what lies behind the batch.
      guard position < bytes.count else { return false }
      let byte = bytes[position]
      if endsRow {
        // The second half of CR LF ends nothing.
        if byte == StructureScanner.lineFeed, position == next, position > 0,
          bytes[position &- 1] == StructureScanner.carriageReturn
        {
          next = position &+ 1
          continue
        }
        column = 0
        row &+= 1
      } else {
        column &+= 1
      }
      start = next
      end = position
      endsRow = byte == StructureScanner.lineFeed || byte == StructureScanner.carriageReturn
      next = position &+ (endsRow ? 1 : delimiterLength)
      return true
    }
  }
}
