/// Takes from a cell's text what nobody sees or means: outer blanks, invisible characters, full-width
/// letters and digits.
struct CleanText {
  /// The cleaned text.
  private(set) var text: String
  /// Whether blanks, line breaks at the ends or invisible characters were taken away.
  private(set) var lostBlanks = false
  /// Whether full-width letters or digits became half-width.
  private(set) var lostWidth = false

  /// Cleans a text; one with nothing to clean is taken as it is, without a copy.
  init(_ original: String) {
    text = original
    guard Self.mayNeedCleaning(original) else { return }
    var scalars = String.UnicodeScalarView()
    scalars.reserveCapacity(original.utf8.count)
    for scalar in original.unicodeScalars {
      switch scalar.value {
      case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A:
        lostWidth = true
        if let half = Unicode.Scalar(scalar.value - 0xFEE0) { scalars.append(half) }
      case 0xA0, 0x3000, 0x2000...0x200A, 0x202F, 0x205F:
        lostBlanks = true
        scalars.append(" ")
      default:
        if TextFolding.isInvisible(scalar) { lostBlanks = true } else { scalars.append(scalar) }
      }
    }
    var start = scalars.startIndex
    var end = scalars.endIndex
    while start < end, TextFolding.isSpace(scalars[start]) { start = scalars.index(after: start) }
    while end > start {
      let before = scalars.index(before: end)
      guard TextFolding.isSpace(scalars[before]) else { break }
      end = before
    }
    if start != scalars.startIndex || end != scalars.endIndex { lostBlanks = true }
    text = String(scalars[start..<end])
  }

  /// Whether any byte of the text could belong to something that cleaning touches. Han characters and
  /// plain ASCII inside do not, so that nearly every cell takes this way out.
  private static func mayNeedCleaning(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard let first = bytes.first, let last = bytes.last else { return false }
      if first <= 0x20 || last <= 0x20 { return true }
      for index in bytes.indices {
        switch bytes[index] {
        case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F, 0xC2, 0xE2, 0xEF: return true
        case 0xE3 where index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x80:
          return true
        default: continue
        }
      }
      return false
    }
  }
}
