/// A number format code such as `0.00` or `yyyy"年"m"月"d"日"` (ECMA-376 Part 1, 18.8.31).
public struct NumberFormat: Hashable, Sendable {
  /// The code as it stands in the file; `General` for none.
  public let code: String
  /// Whether numbers under this format are meant as dates or times.
  public let isDate: Bool

  /// Creates a format from its code.
  public init(code: String) {
    self.code = code
    isDate = Self.hasDateTokens(code)
  }

  /// The format of a cell that has none.
  public static let general = NumberFormat(code: "General")
  /// Text: what is typed stays as typed (`@`).
  public static let text = NumberFormat(code: "@")
  /// `yyyy-mm-dd`.
  public static let isoDate = NumberFormat(code: "yyyy-mm-dd")

  /// Whether the first section holds a date or time token outside quotes, brackets and escapes.
  private static func hasDateTokens(_ code: String) -> Bool {
    let bytes = Array(code.utf8)
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") { index += 1 }
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"):
        index += 1
      case UInt8(ascii: "["):
        // [h], [mm], [ss] are elapsed time; colours, conditions and locales are not.
        var inside: [UInt8] = []
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "]") {
          inside.append(bytes[index] | 0x20)
          index += 1
        }
        if let first = inside.first, "hms".utf8.contains(first), inside.allSatisfy({ $0 == first }) {
          return true
        }
      case UInt8(ascii: ";"): return false
      default:
        if "ymdhsYMDHS".utf8.contains(bytes[index]) { return true }
        // "General" holds none of the letters above but e, a: G e n e r a l.
        // aaa and aaaa (weekday names) and e (Chinese year) need no check of their own: they stand
        // beside y, m or d in practice, and `e` alone is scientific notation.
        if bytes[index] | 0x20 == UInt8(ascii: "a"), index + 2 < bytes.count,
          bytes[index + 1] | 0x20 == UInt8(ascii: "a"), bytes[index + 2] | 0x20 == UInt8(ascii: "a")
        {
          return true
        }
      }
      index += 1
    }
    return false
  }
}
