import SpreadsheetModel

/// Rows of a data table as they wait in memory or outside of it: of each cell the code of its value, or where in
/// the block its value stands.
struct RowBlock: Sendable {
  /// The cells row by row. With the top bit set the rest is an offset in `texts`, else the code of a value that
  /// the table knows.
  var codes: [UInt32] = []
  /// Values that are written out: a byte that tells the kind, then a number's eight bytes or a text's length in
  /// four and its UTF-8.
  var texts: [UInt8] = []

  private static let inline: UInt32 = 1 << 31
  private static let numberMark: UInt8 = 0
  private static let textMark: UInt8 = 1

  /// What it takes outside of memory.
  var byteCount: Int { codes.count * MemoryLayout<UInt32>.stride + texts.count }

  /// Adds a cell whose value the table knows.
  mutating func append(code: UInt32) { codes.append(code) }

  /// Adds a cell with a value of its own.
  mutating func append(_ number: Double) {
    codes.append(Self.inline | UInt32(texts.count))
    texts.append(Self.numberMark)
    withUnsafeBytes(of: number.bitPattern.littleEndian) { texts.append(contentsOf: $0) }
  }

  /// Adds a cell with a value of its own.
  mutating func append(_ text: String) {
    codes.append(Self.inline | UInt32(texts.count))
    texts.append(Self.textMark)
    withUnsafeBytes(of: UInt32(text.utf8.count).littleEndian) { texts.append(contentsOf: $0) }
    texts.append(contentsOf: text.utf8)
  }

  /// The value of a cell.
  ///
  /// - Parameter known: the values of the table by their codes.
  func value(_ position: Int, known: [CellValue]) -> CellValue {
    let code = codes[position]
    guard code & Self.inline != 0 else { return known[Int(code)] }
    let start = Int(code & ~Self.inline)
    return texts.withUnsafeBytes { bytes in
      if bytes[start] == Self.numberMark {
        return .number(
          Double(
            bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start + 1, as: UInt64.self)))
        )
      }
      let length = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start + 1, as: UInt32.self)))
      return .text(String(decoding: bytes[(start + 5)..<(start + 5 + length)], as: UTF8.self))
    }
  }
}
