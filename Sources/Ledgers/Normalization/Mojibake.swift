/// Recognises text that was decoded wrongly and, where that is certain, restores it.
enum Mojibake {
  /// The text as it was meant; `nil` if it looks sound or cannot be restored.
  static func restore(_ text: String) -> String? {
    if let plain = withoutGlosses(text) { return plain }
    return fromLatin1(text)
  }

  /// Whether a text has the bytes that damage leaves: a quick test that nearly every cell fails.
  static func mayBeDamaged(_ text: String) -> Bool {
    text.utf8.contains { $0 == 0xC3 || $0 == 0xC4 || $0 == 0xC5 || $0 == 0xC7 }
  }

  /// Whether the damage is of the gloss kind: `創(chuàng)新`.
  static func isGloss(_ text: String) -> Bool { withoutGlosses(text) != nil }

  /// Whether a text shows damage that cannot be restored: replacement characters, the debris of wrong
  /// conversions (`锟斤拷`).
  static func isDamaged(_ text: String) -> Bool {
    text.unicodeScalars.contains("\u{FFFD}") || text.contains("锟斤拷") || text.contains("烫烫")
      || text.contains("屯屯")
  }

  /// The text without the Latin glosses that a bad conversion left after Han characters; `nil` if it
  /// has none. A gloss is a bracket of one to six letters, one of them with a tone mark or `ü`.
  private static func withoutGlosses(_ text: String) -> String? {
    guard text.utf8.contains(UInt8(ascii: "(")) else { return nil }
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    var index = 0
    var found = false
    while index < scalars.count {
      if scalars[index] == "(", index > 0, TextFolding.isHan(scalars[index - 1]) {
        var end = index + 1
        var hasTone = false
        while end < scalars.count, end - index <= 7, isPinyin(scalars[end], &hasTone) { end += 1 }
        if end > index + 1, end < scalars.count, scalars[end] == ")", hasTone {
          found = true
          index = end + 1
          continue
        }
      }
      result.append(scalars[index])
      index += 1
    }
    return found ? String(result) : nil
  }

  private static func isPinyin(_ scalar: Unicode.Scalar, _ hasTone: inout Bool) -> Bool {
    switch scalar.value {
    case 0x61...0x7A: return true
    case 0xE0, 0xE1, 0xE8, 0xE9, 0xEC, 0xED, 0xF2, 0xF3, 0xF9, 0xFA, 0xFC, 0x101, 0x113, 0x11B, 0x12B, 0x14D,
      0x16B, 0x1CE, 0x1D0, 0x1D2, 0x1D4, 0x1D6, 0x1D8, 0x1DA, 0x1DC:
      hasTone = true
      return true
    default: return false
    }
  }

  /// UTF-8 that was read as Latin-1 or Windows-1252 (`å…šå‘˜`), decoded again; `nil` if it is none.
  private static func fromLatin1(_ text: String) -> String? {
    guard text.utf8.contains(where: { $0 == 0xC3 || $0 == 0xC2 }) else { return nil }
    var bytes: [UInt8] = []
    var high = 0
    for scalar in text.unicodeScalars {
      if let byte = byte(of: scalar) {
        bytes.append(byte)
        if byte >= 0x80 { high += 1 }
      } else {
        return nil
      }
    }
    guard high >= 3, let decoded = String(validating: bytes, as: UTF8.self),
      decoded.unicodeScalars.contains(where: TextFolding.isHan)
    else { return nil }
    return decoded
  }

  /// The byte a scalar stands for in Windows-1252, which covers Latin-1.
  private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    if scalar.value <= 0xFF { return UInt8(scalar.value) }
    return windows1252[scalar.value]
  }

  private static let windows1252: [UInt32: UInt8] = [
    0x20AC: 0x80, 0x201A: 0x82, 0x0192: 0x83, 0x201E: 0x84, 0x2026: 0x85, 0x2020: 0x86, 0x2021: 0x87,
    0x02C6: 0x88, 0x2030: 0x89, 0x0160: 0x8A, 0x2039: 0x8B, 0x0152: 0x8C, 0x017D: 0x8E, 0x2018: 0x91,
    0x2019: 0x92, 0x201C: 0x93, 0x201D: 0x94, 0x2022: 0x95, 0x2013: 0x96, 0x2014: 0x97, 0x02DC: 0x98,
    0x2122: 0x99, 0x0161: 0x9A, 0x203A: 0x9B, 0x0153: 0x9C, 0x017E: 0x9E, 0x0178: 0x9F,
  ]
}
