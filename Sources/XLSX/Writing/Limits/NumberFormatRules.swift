import SpreadsheetModel
import XMLStreaming

/// What Excel takes as a number format code.
enum NumberFormatRules {
  /// Whether every quote and bracket of a code is closed, brackets hold what they can, and there are at most
  /// four sections.
  static func isValid(_ code: String) -> Bool {
    var sections = 1
    var rest = code.utf8[...]
    while let byte = rest.first {
      rest = rest.dropFirst()
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"):
        // These take the next character, whatever it is.
        guard !rest.isEmpty else { return false }
        rest = rest.dropFirst()
      case UInt8(ascii: "\""):
        guard let end = rest.firstIndex(of: UInt8(ascii: "\"")) else { return false }
        rest = rest[rest.index(after: end)...]
      case UInt8(ascii: "["):
        guard let end = rest.firstIndex(of: UInt8(ascii: "]")),
          isKnown(String(decoding: rest[..<end], as: UTF8.self).lowercased())
        else { return false }
        rest = rest[rest.index(after: end)...]
      case UInt8(ascii: "]"): return false
      case UInt8(ascii: ";"): sections += 1
      default: break
      }
    }
    return sections <= 4 && !code.isEmpty
  }

  private static let colors: Set<String> = [
    "black", "blue", "cyan", "green", "magenta", "red", "white", "yellow",
  ]

  /// Whether brackets may hold a word: a colour, a condition, elapsed time, a currency or locale, a way to
  /// write digits (ECMA-376 Part 1, 18.8.31).
  private static func isKnown(_ word: String) -> Bool {
    guard let first = word.utf8.first else { return false }
    switch first {
    case UInt8(ascii: "$"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "~"):
      return true
    case UInt8(ascii: "h"), UInt8(ascii: "m"), UInt8(ascii: "s"):
      if word.utf8.allSatisfy({ $0 == first }) { return true }
    default: break
    }
    if colors.contains(word) || word == "eng" { return true }
    if word.hasPrefix("color") {
      return Int(markup: word.dropFirst(5).drop { $0 == " " }).map { (1...56).contains($0) } ?? false
    }
    return word.hasPrefix("dbnum") || word.hasPrefix("natnum")
  }
}
