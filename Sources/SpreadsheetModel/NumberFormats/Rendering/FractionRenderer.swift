/// Writes a number as a fraction, such as `1 3/4`.
enum FractionRenderer {
  static func append(
    _ number: Double, isBare: Bool, _ section: FormatSection, _ layout: FractionLayout,
    to bytes: inout [UInt8]
  ) {
    var digits = DecimalDigits(significant: abs(number))
    let percents = section.tokens.count { $0 == .percent }
    digits.scale(byPowerOfTen: percents * 2)
    let size = digits.value
    guard size < 1e15 else {
      bytes.append(contentsOf: GeneralFormat.text(of: number).utf8)
      return
    }
    let hasWhole = !layout.whole.isEmpty
    var whole = hasWhole ? size.rounded(.down) : 0
    var (numerator, denominator) = approximation(size - whole, layout)
    if hasWhole, numerator >= Double(denominator) {
      whole += 1
      numerator = 0
    }
    if number < 0, !isBare, whole > 0 || numerator > 0 { bytes.append(UInt8(ascii: "-")) }
    // Without a whole number even 0 must be shown as 0/1.
    let isBlank = hasWhole && numerator == 0
    for (index, token) in section.tokens.enumerated() {
      if layout.whole.contains(index), token.isDigit {
        if index == layout.whole.lowerBound {
          let isShown = whole > 0 || section.tokens[layout.whole].contains(.zero) || isBlank
          let width = section.tokens[layout.whole].count(where: \.isDigit)
          if isShown {
            appendPadded(whole, section.tokens[layout.whole], isGrouped: layout.isGrouped, to: &bytes)
          } else {
            let pads = section.tokens[layout.whole].count { $0 == .padded }
            bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: min(width, pads)))
          }
        }
        continue
      }
      if layout.numerator.contains(index) {
        guard index == layout.numerator.lowerBound else { continue }
        let places = section.tokens[layout.numerator]
        if isBlank {
          appendBlank(places.count, to: &bytes)
        } else {
          appendPadded(numerator, places, to: &bytes)
        }
        continue
      }
      if layout.denominator.contains(index) {
        guard index == layout.denominator.lowerBound else { continue }
        if isBlank {
          appendBlank(layout.denominator.count, to: &bytes)
        } else {
          appendDenominator(denominator, section.tokens[layout.denominator], to: &bytes)
        }
        continue
      }
      switch token {
      case .literal(let literal): bytes.append(contentsOf: literal)
      case .room: bytes.append(UInt8(ascii: " "))
      case .percent: bytes.append(UInt8(ascii: "%"))
      case .slash: bytes.append(isBlank ? UInt8(ascii: " ") : UInt8(ascii: "/"))
      default: break
      }
    }
  }

  private static func appendBlank(_ count: Int, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count))
  }

  /// A number with its empty places in front.
  private static func appendPadded(
    _ number: Double, _ places: ArraySlice<FormatToken>, isGrouped: Bool = false, to bytes: inout [UInt8]
  ) {
    let spelling = Int(exactly: number).map { String($0) } ?? GeneralFormat.text(of: number)
    let figures = Array(spelling.utf8)
    let digits = places.filter(\.isDigit)
    for place in stride(from: max(figures.count, digits.count) - 1, through: 0, by: -1) {
      let isThousand = isGrouped && place > 0 && place % 3 == 0
      let token = place < digits.count ? digits[digits.count - 1 - place] : .optional
      if place < figures.count || token == .zero {
        bytes.append(place < figures.count ? figures[figures.count - 1 - place] : UInt8(ascii: "0"))
        if isThousand { bytes.append(UInt8(ascii: ",")) }
      } else if token == .padded {
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: isThousand ? 2 : 1))
      }
    }
  }

  /// The denominator stands to the left of its places.
  private static func appendDenominator(
    _ number: Int, _ places: ArraySlice<FormatToken>, to bytes: inout [UInt8]
  ) {
    let figures = Array(String(number).utf8)
    bytes.append(contentsOf: figures)
    for place in places.dropFirst(figures.count) where place == .padded { bytes.append(UInt8(ascii: " ")) }
  }

  /// The fraction closest to a number with a denominator the layout has room for (continued fractions).
  private static func approximation(_ value: Double, _ layout: FractionLayout) -> (Double, Int) {
    if let fixed = layout.fixed { return ((value * Double(fixed)).rounded(), fixed) }
    var (low, high) = ((0.0, 1), (1.0, 0))
    var rest = value
    for _ in 0..<40 {
      let whole = rest.rounded(.down)
      let limit = (layout.largest - low.1) / max(1, high.1)
      if high.1 > 0, whole > Double(limit) {
        // The last step may be taken in part, if that comes closer.
        let steps = Double(limit)
        let partial = (low.0 + steps * high.0, low.1 + limit * high.1)
        let isCloser =
          partial.1 > 0
          && abs(partial.0 / Double(partial.1) - value) < abs(high.0 / Double(high.1) - value)
        return isCloser ? partial : high
      }
      guard let count = Int(exactly: whole) else { break }
      let (product, overflow) = count.multipliedReportingOverflow(by: high.1)
      guard !overflow, product <= layout.largest - low.1 else { break }
      (low, high) = (high, (low.0 + whole * high.0, low.1 + product))
      let remainder = rest - whole
      if remainder < 1e-11 { break }
      rest = 1 / remainder
    }
    return high.1 > 0 ? high : (value.rounded(), 1)
  }
}
