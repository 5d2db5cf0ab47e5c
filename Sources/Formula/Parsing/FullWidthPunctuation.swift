/// The punctuation that Chinese input methods give and formulas cannot take, with what belongs there instead.
enum FullWidthPunctuation {
  /// Those beside the full-width forms of ASCII (U+FF01 to U+FF5E).
  private static let others: [Unicode.Scalar: String] = [
    "\u{201C}": "\"", "\u{201D}": "\"", "\u{2018}": "'", "\u{2019}": "'", "\u{3010}": "[",
    "\u{3011}": "]", "\u{3001}": ",", "\u{3002}": ".", "\u{2265}": ">=", "\u{2264}": "<=",
    "\u{2260}": "<>", "\u{D7}": "*", "\u{F7}": "/", "\u{3000}": " ", "\u{A0}": " ",
  ]

  /// The half-width spelling of a character; `nil` for characters that may stand in formulas.
  static func halfWidth(of scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    // Letters and digits of that block may stand in names.
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xFF3F: nil
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0).map { String(Character($0)) }
    default: others[scalar]
    }
  }
}
