/// How wide text is, in characters of the default font, without asking a font.
///
/// In the faces that offices use, a Chinese character, a full-width sign or a kana takes the width of two
/// digits (Unicode Standard Annex 11, East Asian Wide and Fullwidth), a combining mark none.
enum TextWidth {
  static func of(_ text: some StringProtocol) -> Double {
    var width = 0.0
    for scalar in text.unicodeScalars { width += of(scalar) }
    return width
  }

  /// The widest line of a text.
  static func ofWidestLine(_ text: String) -> Double {
    guard text.utf8.contains(0x0A) else { return of(text) }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { of($0) }.max() ?? 0
  }

  /// The room that each step of an indent takes.
  static let indent = 2.0

  /// The width of a text in a font, in characters of the usual one: letters grow with the font, and bold
  /// ones are a tenth wider.
  static func scaled(_ width: Double, size: Double, isBold: Bool, usualSize: Double) -> Double {
    width * size / usualSize * (isBold ? 1.1 : 1)
  }

  private static func of(_ scalar: Unicode.Scalar) -> Double {
    switch scalar.value {
    case ..<0x20: 0
    // Capital letters and a few more are wider than a digit.
    case 0x41...0x5A, 0x25, 0x26, 0x40, 0x6D, 0x77: 1.2
    case 0x69, 0x6A, 0x6C, 0x21, 0x27, 0x2C, 0x2E, 0x3A, 0x3B, 0x7C: 0.6
    case ..<0x300: 1
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    // Dashes, dots, quotes and circled numbers, which Chinese faces draw full width.
    case 0x2014...0x2026, 0x2103, 0x2160...0x217F, 0x2190...0x2199, 0x2460...0x24FF, 0x2500...0x27BF: 2
    default: 1
    }
  }
}
