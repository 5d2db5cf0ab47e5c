import SpreadsheetModel

extension SheetScanner {
  /// What a plain cell holds.
  private enum PlainKind { case number, shared, boolean }

  /// `</v></c>`, as eight bytes in the order of memory.
  private static let ending = UInt64(littleEndian: 0x3E63_2F3C_3E76_2F3C)

  /// Takes the cell behind `<c` in one pass, if it is of the form that nearly all cells of machine-made
  /// sheets have:
  ///
  ///     <c r="B7" s="3" t="s"><v>42</v></c>
  ///
  /// with `s` and `t` (`s`, `n` or `b`) optional, and a decimal number of at most 15 digits. False for
  /// any other cell, with nothing changed: the general way then takes it from the start.
  ///
  /// The zero bytes behind the window match nothing, so that a cell that the window's end cuts is none
  /// of these.
  @inline(__always)
  func scanPlainCell(_ cursor: inout ByteCursor, _ builder: inout RowBuilder) -> Bool {
    let bytes = cursor.base + cursor.position
    guard bytes[0] == UInt8(ascii: " "), bytes[1] == UInt8(ascii: "r"), bytes[2] == UInt8(ascii: "="),
      bytes[3] == UInt8(ascii: "\"")
    else { return false }
    var index = 4
    var column = 0
    while index < 7 {
      let letter = bytes[index] &- UInt8(ascii: "A")
      if letter > 25 { break }
      column = column &* 26 &+ Int(letter) &+ 1
      index &+= 1
    }
    // A cell of another row than the one around it is no plain one.
    let row = Self.digits(bytes, &index)
    guard bytes[index] == UInt8(ascii: "\""), column > 0, column <= CellReference.columnLimit,
      row.count < 9, row.value == UInt64(truncatingIfNeeded: builder.row.index &+ 1)
    else { return false }
    index &+= 1
    var style = 0
    if bytes[index] == UInt8(ascii: " "), bytes[index &+ 1] == UInt8(ascii: "s") {
      guard bytes[index &+ 2] == UInt8(ascii: "="), bytes[index &+ 3] == UInt8(ascii: "\"") else {
        return false
      }
      index &+= 4
      let digits = Self.digits(bytes, &index)
      guard digits.count > 0, digits.count < 9, bytes[index] == UInt8(ascii: "\"") else { return false }
      style = Int(digits.value)
      guard style < builder.styleLimit else { return false }
      index &+= 1
    }
    var kind = PlainKind.number
    if bytes[index] == UInt8(ascii: " ") {
      guard bytes[index &+ 1] == UInt8(ascii: "t"), bytes[index &+ 2] == UInt8(ascii: "="),
        bytes[index &+ 3] == UInt8(ascii: "\""), bytes[index &+ 5] == UInt8(ascii: "\"")
      else { return false }
      switch bytes[index &+ 4] {
      case UInt8(ascii: "s"): kind = .shared
      case UInt8(ascii: "b"): kind = .boolean
      case UInt8(ascii: "n"): break
      default: return false
      }
      index &+= 6
    }
    guard bytes[index] == UInt8(ascii: ">"), bytes[index &+ 1] == UInt8(ascii: "<"),
      bytes[index &+ 2] == UInt8(ascii: "v"), bytes[index &+ 3] == UInt8(ascii: ">")
    else { return false }
    index &+= 4
    guard var cell = plainCell(bytes, &index, kind, style: style, builder.row),
      UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self) == Self.ending
    else { return false }
    cursor.position &+= index &+ 8
    cell.column = Int32(truncatingIfNeeded: column &- 1)
    builder.add(cell, at: column &- 1)
    return true
  }

  /// A cell with the value at an index, its column still to be set.
  @inline(__always)
  private func plainCell(
    _ bytes: UnsafePointer<UInt8>, _ index: inout Int, _ kind: PlainKind, style: Int,
    _ row: borrowing RowBuffer
  ) -> RawCell? {
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative { index &+= 1 }
    let whole = Self.digits(bytes, &index)
    guard whole.count > 0, whole.count <= 15 else { return nil }
    var cell = RawCell(column: 0, style: style)
    switch kind {
    case .number:
      var number = Double(whole.value)
      if bytes[index] == UInt8(ascii: ".") {
        index &+= 1
        var mantissa = whole.value
        let start = index
        while true {
          let digit = bytes[index] &- UInt8(ascii: "0")
          if digit > 9 { break }
          mantissa = mantissa &* 10 &+ UInt64(digit)
          index &+= 1
        }
        let fraction = index &- start
        guard whole.count &+ fraction <= 19,
          let nearest = DecimalNumber.nearest(mantissa, exponent: -fraction)
        else { return nil }
        number = nearest
      }
      cell.kind = .number
      cell.number = isNegative ? -number : number
    case .shared:
      guard !isNegative, let index = Int(exactly: whole.value), index < row.sharedOffsets.count &- 1
      else { return nil }
      cell.kind = .sharedText
      cell.textStart = row.sharedOffsets[index]
      cell.textCount = row.sharedOffsets[index &+ 1] &- row.sharedOffsets[index]
    case .boolean:
      guard !isNegative, whole.count == 1, whole.value <= 1 else { return nil }
      cell.kind = .boolean
      cell.number = Double(whole.value)
    }
    return cell
  }

  /// The decimal digits at an index, of which 19 would still fit.
  @inline(__always)
  private static func digits(
    _ bytes: UnsafePointer<UInt8>, _ index: inout Int
  ) -> (value: UInt64, count: Int) {
    let start = index
    var value: UInt64 = 0
    while true {
      let digit = bytes[index] &- UInt8(ascii: "0")
      if digit > 9 { break }
      value = value &* 10 &+ UInt64(digit)
      index &+= 1
    }
    return (value, index &- start)
  }
}
