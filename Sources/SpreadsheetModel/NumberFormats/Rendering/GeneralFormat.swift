/// The format General: a number in at most eleven characters, its sign aside.
enum GeneralFormat {
  static func text(of number: Double) -> String {
    if let whole = Int(exactly: number), whole > -100_000_000_000, whole < 100_000_000_000 {
      return String(whole)
    }
    // Most numbers of a ledger have few digits and are spelled as they are shown.
    let spelling = number.description
    if spelling.utf8.count <= 11, !spelling.utf8.contains(UInt8(ascii: "e")) { return spelling }
    return text(of: DecimalDigits(significant: number))
  }

  /// Eleven characters hold ten digits and a point; what is larger, or too small to show six digits,
  /// becomes scientific with six.
  private static func text(of number: DecimalDigits) -> String {
    var digits = number
    switch number.exponent - 1 {
    case -4 ... -1: digits.round(toDigits: 9 + number.exponent)
    case 0...9: digits.round(toDigits: 10)
    case 10: digits.round(toDigits: 11)
    case -9 ... -5:
      if digits.places > 9 {
        digits.round(toDigits: 6)
        return digits.scientificText
      }
    default:
      digits.round(toDigits: 6)
      return digits.scientificText
    }
    if digits.exponent > 11 {
      digits.round(toDigits: 6)
      return digits.scientificText
    }
    return digits.plainText
  }

  /// A section of General and what stands beside it.
  static func append(_ number: Double, isBare: Bool, _ section: FormatSection, to bytes: inout [UInt8]) {
    if number < 0, !isBare { bytes.append(UInt8(ascii: "-")) }
    for token in section.tokens {
      switch token {
      case .literal(let literal): bytes.append(contentsOf: literal)
      case .room: bytes.append(UInt8(ascii: " "))
      case .percent: bytes.append(UInt8(ascii: "%"))
      case .general:
        if section.numerals > 0 {
          ChineseNumerals(section.numerals).appendSpelled(
            DecimalDigits(significant: abs(number)), to: &bytes)
        } else {
          bytes.append(contentsOf: text(of: abs(number)).utf8)
        }
      default: break
      }
    }
  }
}
