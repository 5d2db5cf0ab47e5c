import SpreadsheetModel

/// Cell references parsed from bytes, for the readers' inner loops.
enum CellAddressBytes {
  /// The zero-based row and column of `B7`; `nil` if the bytes are no reference, whatever the grid.
  @inline(__always)
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> (row: Int, column: Int)? {
    var column = 0
    var index = 0
    while index < bytes.count {
      let letter = (bytes[index] | 0x20) &- UInt8(ascii: "a")
      if letter > 25 { break }
      column = column &* 26 &+ Int(letter) &+ 1
      index += 1
    }
    guard index > 0, index <= 3, let row = rowNumber(bytes, from: index) else { return nil }
    return (row - 1, column - 1)
  }

  /// A positive decimal number of at most nine digits from an index to the end.
  @inline(__always)
  static func rowNumber(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    let count = bytes.count - start
    guard count > 0, count <= 9 else { return nil }
    var number = 0
    var index = start
    while index < bytes.count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      if digit > 9 { return nil }
      number = number &* 10 &+ Int(digit)
      index += 1
    }
    return number > 0 ? number : nil
  }
}
