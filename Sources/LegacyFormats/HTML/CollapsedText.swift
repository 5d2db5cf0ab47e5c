/// The text of a cell as a browser shows it: each run of blanks and line ends is one blank, and none stands
/// at the start or the end of a line.
struct CollapsedText {
  private var text = String.UnicodeScalarView()
  /// Whether a blank stands before what is to come.
  private var awaitsBlank = false

  /// Adds text with its blanks as they stand in the page.
  mutating func append(_ addition: String) {
    for scalar in addition.unicodeScalars {
      if Self.isBlank(scalar) {
        awaitsBlank = true
      } else {
        if awaitsBlank, let last = text.last, last != "\n" { text.append(" ") }
        awaitsBlank = false
        text.append(scalar)
      }
    }
  }

  /// Begins a line, unless one has just begun.
  mutating func breakLine() {
    awaitsBlank = false
    if let last = text.last, last != "\n" { text.append("\n") }
  }

  /// The text without line ends behind it.
  var trimmed: String {
    var trimmed = text
    while trimmed.last == "\n" { trimmed.removeLast() }
    return String(trimmed)
  }

  /// A text whose own line ends count, without blanks around its lines.
  static func trimmed(_ text: String) -> String {
    var result = CollapsedText()
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      result.append(String(line))
      result.breakLine()
    }
    return result.trimmed
  }

  /// Excel's pages fill empty cells with no-break spaces.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09, 0x0A, 0x0D, 0xA0: true
    default: false
    }
  }
}
