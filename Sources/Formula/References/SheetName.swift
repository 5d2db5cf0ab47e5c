import SpreadsheetModel

/// How formulas write the name of a sheet, and how names compare.
public enum SheetName {
  /// The name as it stands before `!`: bare where Excel takes it bare, else in apostrophes, doubled
  /// inside.
  public static func quoted(_ name: String) -> String {
    needsQuotes(name) ? "'" + doubled(name) + "'" : name
  }

  /// Whether two names mean the same sheet: Excel does not regard case.
  public static func matches(_ left: String, _ right: String) -> Bool {
    left == right || left.lowercased() == right.lowercased()
  }

  /// The name with its apostrophes doubled.
  static func doubled(_ name: String) -> String {
    guard name.utf8.contains(UInt8(ascii: "'")) else { return name }
    var result = ""
    for character in name.unicodeScalars {
      if character == "'" { result += "'" }
      result.unicodeScalars.append(character)
    }
    return result
  }

  /// Whether a name must stand in apostrophes: it holds more than letters, digits, `_` and `.`, begins
  /// with a digit, or could be read as a reference, a truth value or an R1C1 address.
  static func needsQuotes(_ name: String) -> Bool {
    var isFirst = true
    for scalar in name.unicodeScalars {
      switch scalar {
      case "A"..."Z", "a"..."z", "_": break
      case "0"..."9", ".": if isFirst { return true }
      default:
        guard scalar.value > 0x7F, scalar.properties.isAlphabetic || scalar.properties.isIdeographic
        else { return true }
      }
      isFirst = false
    }
    if isFirst || CellReference(a1: name) != nil { return true }
    let upper = name.uppercased()
    return upper == "TRUE" || upper == "FALSE" || isRowColumnAddress(upper)
  }

  /// `R`, `C`, `R1`, `C5`, `R1C1`: addresses of the other notation.
  private static func isRowColumnAddress(_ name: String) -> Bool {
    var rest = name.utf8[...]
    var letters = 0
    for letter in "RC".utf8 where rest.first == letter {
      letters += 1
      rest = rest.dropFirst()
      rest = rest.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
    return letters > 0 && rest.isEmpty
  }
}
