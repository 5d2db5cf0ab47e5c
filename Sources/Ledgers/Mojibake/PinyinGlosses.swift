/// The Latin glosses that a bad conversion leaves behind Han characters: `創(chuàng)新`.
enum PinyinGlosses {
  /// The text without them; `nil` if it has none. A gloss is a bracket of one to six letters behind a
  /// Han character, one of them with a tone mark or `ü`.
  static func removed(from text: String) -> String? {
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

  /// Whether a text has the rest of a gloss whose character is gone: `勇?lián)`.
  static func hasRest(_ text: String) -> Bool {
    guard text.utf8.contains(UInt8(ascii: ")")) else { return false }
    var letters = 0
    var hasTone = false
    var previous: Unicode.Scalar?
    var before: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if isPinyin(scalar, &hasTone) {
        if letters == 0 { before = previous }
        letters += 1
      } else {
        if scalar == ")", letters > 1, hasTone, before == "?" || before.map(TextFolding.isHan) ?? false {
          return true
        }
        (letters, hasTone) = (0, false)
      }
      previous = scalar
    }
    return false
  }

  /// Whether a letter has a tone mark, as no word in a Chinese text does.
  static func isToned(_ scalar: Unicode.Scalar) -> Bool {
    var hasTone = false
    return isPinyin(scalar, &hasTone) && hasTone
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
}
