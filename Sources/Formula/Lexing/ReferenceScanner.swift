import SpreadsheetModel

/// Reads the corners of A1 references from the bytes of a word.
enum ReferenceScanner {
  /// `B7`, `$B$7`; `nil` if the word is no cell of the grid.
  static func corner(_ word: ArraySlice<UInt8>) -> ReferenceArea.Corner? {
    var rest = word
    guard let (column, isColumnAbsolute) = takeColumn(&rest), let (row, isRowAbsolute) = takeRow(&rest),
      rest.isEmpty
    else { return nil }
    return ReferenceArea.Corner(
      row: row, column: column, isRowAbsolute: isRowAbsolute, isColumnAbsolute: isColumnAbsolute)
  }

  /// `A:C`, `$A:$C` from its two words.
  static func columns(_ first: ArraySlice<UInt8>, _ last: ArraySlice<UInt8>) -> ReferenceArea? {
    var rest = first
    var restOfLast = last
    guard let (low, isLowAbsolute) = takeColumn(&rest), rest.isEmpty,
      let (high, isHighAbsolute) = takeColumn(&restOfLast), restOfLast.isEmpty
    else { return nil }
    return ReferenceArea(
      shape: .columns,
      first: .init(row: 0, column: low, isColumnAbsolute: isLowAbsolute),
      last: .init(row: CellReference.rowLimit - 1, column: high, isColumnAbsolute: isHighAbsolute))
  }

  /// `2:5`, `$2:$5` from its two words.
  static func rows(_ first: ArraySlice<UInt8>, _ last: ArraySlice<UInt8>) -> ReferenceArea? {
    var rest = first
    var restOfLast = last
    guard let (low, isLowAbsolute) = takeRow(&rest), rest.isEmpty,
      let (high, isHighAbsolute) = takeRow(&restOfLast), restOfLast.isEmpty
    else { return nil }
    return ReferenceArea(
      shape: .rows,
      first: .init(row: low, column: 0, isRowAbsolute: isLowAbsolute),
      last: .init(row: high, column: CellReference.columnLimit - 1, isRowAbsolute: isHighAbsolute))
  }

  private static func takeColumn(_ rest: inout ArraySlice<UInt8>) -> (Int, Bool)? {
    let isAbsolute = takeDollar(&rest)
    var column = 0
    var letters = 0
    while let byte = rest.first,
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF), byte >= UInt8(ascii: "A")
    {
      letters += 1
      guard letters <= 3 else { return nil }
      column = column * 26 + Int(byte & 0x1F)
      rest = rest.dropFirst()
    }
    guard letters > 0, column <= CellReference.columnLimit else { return nil }
    return (column - 1, isAbsolute)
  }

  private static func takeRow(_ rest: inout ArraySlice<UInt8>) -> (Int, Bool)? {
    let isAbsolute = takeDollar(&rest)
    var row = 0
    var digits = 0
    while let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      digits += 1
      guard digits <= 7 else { return nil }
      row = row * 10 + Int(byte - UInt8(ascii: "0"))
      rest = rest.dropFirst()
    }
    guard row > 0, row <= CellReference.rowLimit else { return nil }
    return (row - 1, isAbsolute)
  }

  private static func takeDollar(_ rest: inout ArraySlice<UInt8>) -> Bool {
    guard rest.first == UInt8(ascii: "$") else { return false }
    rest = rest.dropFirst()
    return true
  }
}
