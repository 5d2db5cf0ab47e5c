/// Makes texts that mean the same compare equal: no blanks or invisible characters, half-width,
/// lower case, simplified characters, one kind of middle dot and of brackets.
enum TextFolding {
  /// The folded text.
  static func fold(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if let folded = fold(scalar) { result.append(folded) }
    }
    return String(result)
  }

  /// The folded scalar, `nil` where it is dropped.
  @inline(__always)
  static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    let value = scalar.value
    switch value {
    case 0x41...0x5A: return Unicode.Scalar(value + 0x20)
    case 0x21...0x7E: return scalar
    case 0x4E00...0x9FFF, 0x3400...0x4DBF: return ScriptTable.standard.simplify(scalar)
    case 0xFF01...0xFF5E:
      guard let half = Unicode.Scalar(value - 0xFEE0) else { return scalar }
      return fold(half)
    case 0x3010, 0x3014: return "("
    case 0x3011, 0x3015: return ")"
    default: break
    }
    if isInvisible(scalar) || isSpace(scalar) { return nil }
    return isMiddleDot(scalar) ? "·" : scalar
  }

  /// Whether a scalar is white space of any width, a line break or a tab included.
  @inline(__always)
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09...0x0D, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
      true
    default: false
    }
  }

  /// Whether a scalar shows nothing: zero-width spaces and joiners, marks of direction, byte order
  /// marks, soft hyphens, variation selectors, controls.
  @inline(__always)
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x08, 0x0E...0x1F, 0x7F...0x84, 0x86...0x9F, 0xAD, 0x180E, 0x200B...0x200F,
      0x202A...0x202E, 0x2060...0x2069, 0xFE00...0xFE0F, 0xFEFF:
      true
    default: false
    }
  }

  /// The dots that stand between the parts of a minority name, `·` in the standard.
  @inline(__always)
  static func isMiddleDot(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xB7, 0x2022, 0x2027, 0x2219, 0x22C5, 0x30FB, 0xFF65, 0x0387, 0x2024: true
    default: false
    }
  }

  /// Whether a scalar is a Han character.
  @inline(__always)
  static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x323AF, 0xF900...0xFAFF, 0x3007: true
    default: false
    }
  }
}
