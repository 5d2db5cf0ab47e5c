import Diagnostics
import SpreadsheetModel

/// Reads citizens' ID numbers as people and spreadsheets spell them.
enum IDReading {
  /// Reads a cleaned text.
  static func read(text: String) -> Reading {
    if isExponent(text) { return Reading(.unreadable, .reading(.digitsLost)) }
    var characters = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "x", "×", "Х", "х", "╳", "✕", "＊", "*": characters.append("X")
      case "'", "’", "‘", "`", "-", "－", "—", ".", "·", "\"", "“", "”", ":", "：": continue
      default:
        if TextFolding.isSpace(scalar) { continue }
        characters.append(scalar)
      }
    }
    let spelled = String(characters)
    if isPromise(spelled) { return .missing }
    if spelled.utf8.count == 15, let long = CitizenID(fifteenDigits: spelled) {
      // The century and the check digit are not in the cell.
      return Reading(.text(long.text), .suggestion(.idLength, .text(long.text)))
    }
    // Other documents and wrong lengths stay as they are: the rules say what is wrong with them.
    guard looksLikeID(spelled) else { return Reading(.text(text)) }
    return Reading(.text(spelled), spelled == text ? nil : .text(.idSpelling, spelled, of: text))
  }

  /// Reads a number's cell. A spreadsheet keeps 15 digits: of a longer number the last ones are gone,
  /// unless the file itself holds them.
  static func read(number: Double, exactDigits: String?) -> Reading {
    if let exactDigits {
      let digits = exactDigits.utf8.allSatisfy { (0x30...0x39).contains($0) }
      if digits, exactDigits.utf8.count <= 15 || !exactDigits.hasSuffix("000") {
        var reading = read(text: exactDigits)
        if reading.change == nil, case .text(let text) = reading.value {
          reading.change = .text(.idSpelling, text, of: text)
        }
        return reading
      }
      return Reading(.unreadable, .reading(.digitsLost))
    }
    guard let whole = Int(exactly: number), number > 0 else { return .unreadable }
    guard whole < 1_000_000_000_000_000 else {
      return Reading(.unreadable, .reading(.digitsLost))
    }
    var reading = read(text: String(whole))
    if reading.change == nil, case .text(let text) = reading.value {
      reading.change = .text(.idSpelling, text, of: text)
    }
    return reading
  }

  /// Whether a text is a number in scientific notation (`3.70983E+17`).
  static func isExponent(_ text: String) -> Bool {
    let bytes = Array(text.utf8.prefix(32))
    guard let mark = bytes.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }), mark > 0,
      mark + 2 < bytes.count, bytes[mark + 1] == UInt8(ascii: "+")
    else { return false }
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    return bytes[..<mark].allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") }
      && bytes[(mark + 2)...].allSatisfy(isDigit)
  }

  /// Whether a text only promises a number: `待补身份证`, `证件补办中`, `后补`.
  private static func isPromise(_ text: String) -> Bool {
    !text.utf8.contains { (0x30...0x39).contains($0) } && promises.contains { text.has($0) }
  }

  private static let promises = ["待补", "后补", "待查", "待核", "待填", "待报", "待录", "补办", "办理中", "正在办", "未提供", "未报"]

  private static func looksLikeID(_ text: String) -> Bool {
    let bytes = text.utf8
    guard (14...20).contains(bytes.count) else { return false }
    return bytes.dropLast().allSatisfy { (0x30...0x39).contains($0) }
  }
}
