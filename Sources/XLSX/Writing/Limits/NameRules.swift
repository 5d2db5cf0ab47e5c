import SpreadsheetModel

/// Excel's rules for defined names and the names of tables (ECMA-376 Part 1, 18.2.5; MS-OI29500 2.1.568).
enum NameRules {
  /// Whether Excel takes a name: a letter, `_` or `\` first, then letters, digits, `_`, `.`, `\` and `?`, and
  /// nothing that reads as a cell.
  static func isValid(_ name: String) -> Bool {
    guard (1...255).contains(name.utf16.count), let first = name.unicodeScalars.first,
      isLetter(first) || first == "_" || first == "\\"
    else { return false }
    guard
      name.unicodeScalars.allSatisfy({
        isLetter($0) || $0.properties.numericType != nil || "_.\\?".unicodeScalars.contains($0)
          || $0.properties.generalCategory == .nonspacingMark
      })
    else { return false }
    return !SheetNaming.looksLikeReference(name)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    // Beyond ASCII Excel takes nearly every sign.
    scalar.properties.isAlphabetic || scalar.value >= 0x80
  }
}
