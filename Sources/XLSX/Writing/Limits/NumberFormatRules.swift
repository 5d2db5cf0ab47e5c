/// What Excel takes as a number format code.
enum NumberFormatRules {
  /// Whether every quote and bracket of a code is closed, and there are at most four sections.
  static func isBalanced(_ code: String) -> Bool {
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
        guard let end = rest.firstIndex(of: UInt8(ascii: "]")) else { return false }
        rest = rest[rest.index(after: end)...]
      case UInt8(ascii: "]"): return false
      case UInt8(ascii: ";"): sections += 1
      default: break
      }
    }
    return sections <= 4 && !code.isEmpty
  }
}
