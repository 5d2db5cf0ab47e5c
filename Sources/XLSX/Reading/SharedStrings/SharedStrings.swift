/// The texts that cells share (ECMA-376 Part 1, 18.4.9), kept as bytes in one block.
///
/// Rich runs are joined, phonetic guides left out, `_xHHHH_` decoded. No `String` is made before one
/// is asked for.
public final class SharedStrings: Sendable {
  /// The texts one after another, as UTF-8.
  let bytes: [UInt8]
  /// Where each text begins in `bytes`, and where the last one ends.
  let offsets: [UInt32]

  /// Number of texts.
  public var count: Int { offsets.count - 1 }

  init(_ builder: SharedStringsBuilder) {
    bytes = builder.bytes
    offsets = builder.offsets
  }

  /// The empty table, for workbooks without one.
  init() {
    bytes = []
    offsets = [0]
  }

  /// The text of an index; `nil` if the table has none.
  public subscript(index: Int) -> String? {
    range(index).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// Where the text of an index stands in `bytes`; `nil` if there is none.
  @inline(__always)
  func range(_ index: Int) -> Range<Int>? {
    guard index >= 0, index < offsets.count - 1 else { return nil }
    return Int(offsets[index])..<Int(offsets[index + 1])
  }
}

/// Gathers the texts of a shared strings part in order.
struct SharedStringsBuilder {
  private(set) var bytes: [UInt8] = []
  private(set) var offsets: [UInt32] = [0]
  /// Whether the texts passed the 4 GB that offsets can count.
  private(set) var isOverfull = false

  /// Adds to the text being gathered.
  mutating func append(_ piece: Span<UInt8>) {
    piece.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  /// Has a scanner add to the text being gathered; what it added is taken back if it fails.
  @inline(__always)
  mutating func scanText(_ scan: (inout [UInt8]) -> Bool) -> Bool {
    let isDone = scan(&bytes)
    if !isDone { bytes.removeSubrange(Int(offsets[offsets.count - 1])...) }
    return isDone
  }

  /// Ends the text being gathered.
  mutating func finishText() {
    let start = Int(offsets[offsets.count - 1])
    EscapedCharacters.decode(&bytes, from: start)
    guard let end = UInt32(exactly: bytes.count) else {
      isOverfull = true
      return bytes.removeSubrange(start...)
    }
    offsets.append(end)
  }
}
