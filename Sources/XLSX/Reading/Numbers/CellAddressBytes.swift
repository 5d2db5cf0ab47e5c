import SpreadsheetModel

/// Places in the grid as cells and rows write them, for readers, editor and lint alike.
///
/// What cannot be told to stand in the grid stands nowhere: no digit is dropped, and nothing wraps around.
enum CellAddressBytes {
  /// The zero-based row and column of a cell reference (`B7`, `$B$7`, `b7`); `nil` if the bytes name no cell
  /// of the grid.
  @inline(__always)
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> (row: Int, column: Int)? {
    var index = 0
    if index < bytes.count, bytes[index] == UInt8(ascii: "$") { index += 1 }
    let start = index
    var column = 0
    while index < bytes.count, index < start + 4 {
      let letter = (bytes[index] | 0x20) &- UInt8(ascii: "a")
      if letter > 25 { break }
      column = column &* 26 &+ Int(letter) &+ 1
      index += 1
    }
    guard index > start, column <= CellReference.columnLimit else { return nil }
    if index < bytes.count, bytes[index] == UInt8(ascii: "$") { index += 1 }
    guard let row = number(bytes, from: index, to: bytes.count), row > 0 else { return nil }
    return (row - 1, column - 1)
  }

  /// The number of a row as `row` elements write it, from one, blanks around it allowed; `nil` if the bytes
  /// are no number or one past the grid. Row 0 is told, though there is none, as the next row is row 1.
  @inline(__always)
  static func rowNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var start = 0
    var end = bytes.count
    while start < end, isBlank(bytes[start]) { start += 1 }
    while start < end, isBlank(bytes[end - 1]) { end -= 1 }
    if start < end, bytes[start] == UInt8(ascii: "+") { start += 1 }
    return number(bytes, from: start, to: end)
  }

  /// A decimal number of a range of the bytes, up to the number of the last row.
  @inline(__always)
  private static func number(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int? {
    guard start < end else { return nil }
    var number = 0
    var index = start
    while index < end {
      let digit = bytes[index] &- UInt8(ascii: "0")
      if digit > 9 { return nil }
      number = number &* 10 &+ Int(digit)
      if number > CellReference.rowLimit { return nil }
      index += 1
    }
    return number
  }

  @inline(__always)
  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}

extension CellReference {
  /// The cell that markup names; `nil` if it is none of the grid.
  init?(markup text: String) {
    var text = text
    guard let place = text.withUTF8({ CellAddressBytes.parse($0) }) else { return nil }
    self.init(row: place.row, column: place.column)
  }

  /// The number of a row that markup writes, from one, or 0; `nil` if it is none of the grid.
  static func rowNumber(markup text: String) -> Int? {
    var text = text
    return text.withUTF8 { CellAddressBytes.rowNumber($0) }
  }
}
