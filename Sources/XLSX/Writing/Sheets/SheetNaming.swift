import SpreadsheetModel

/// Excel's rules for the names of sheets.
enum SheetNaming {
  /// The name as it stands before `!` in a formula: quoted unless it is a plain word that cannot be taken
  /// for a cell.
  static func quoted(_ name: String) -> String {
    let isWord =
      name.unicodeScalars.first.map { $0 == "_" || $0.properties.isAlphabetic } ?? false
      && name.unicodeScalars.allSatisfy {
        $0 == "_" || $0 == "." || $0.properties.isAlphabetic || $0.properties.numericType == .decimal
      }
    return isWord && !looksLikeReference(name) ? name : "'\(name.replacing("'", with: "''"))'"
  }

  /// Whether a word reads as a cell (`A1`), a row or column in R1C1 notation, or a truth value.
  static func looksLikeReference(_ name: String) -> Bool {
    if CellReference(a1: name) != nil { return true }
    let upper = name.uppercased()
    if ["R", "C", "RC", "TRUE", "FALSE"].contains(upper) { return true }
    // R1C1, R1, C5, RC7.
    var rest = upper.utf8[...]
    guard let first = rest.first, first == UInt8(ascii: "R") || first == UInt8(ascii: "C") else {
      return false
    }
    if rest.first == UInt8(ascii: "R") { rest = rest.dropFirst().drop(while: isDigit) }
    if rest.first == UInt8(ascii: "C") { rest = rest.dropFirst().drop(while: isDigit) }
    return rest.isEmpty
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Whether Excel takes a name for a sheet.
  static func isValid(_ name: String) -> Bool {
    let units = name.utf16.count
    return (1...31).contains(units) && name.first != "'" && name.last != "'"
      && !name.utf8.contains(where: { $0 < 0x20 || #":\/?*[]"#.utf8.contains($0) })
      // Excel keeps this name for its change tracking.
      && name.lowercased() != "history"
  }
}
