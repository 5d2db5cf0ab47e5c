/// Fills a number's digits into the places of a section.
enum NumberRenderer {
  static func append(
    _ number: Double, isBare: Bool, _ section: FormatSection, _ layout: NumberLayout,
    to bytes: inout [UInt8]
  ) {
    var digits = DecimalDigits(significant: number)
    digits.scale(byPowerOfTen: layout.scale)
    var power = 0
    if layout.exponent != nil {
      power = normalize(&digits, layout)
    } else {
      digits.round(toPlaces: layout.decimals)
    }
    if number < 0, !isBare { bytes.append(UInt8(ascii: "-")) }
    var writer = PlaceWriter(digits: digits, layout: layout, numerals: ChineseNumerals(section.numerals))
    var isExponent = false
    var exponentPlace = layout.exponents
    for (index, token) in section.tokens.enumerated() {
      switch token {
      case .literal(let literal): bytes.append(contentsOf: literal)
      case .room: bytes.append(UInt8(ascii: " "))
      case .percent: bytes.append(UInt8(ascii: "%"))
      case .point:
        if layout.integers == 0 { writer.appendLeading(above: 0, to: &bytes) }
        bytes.append(UInt8(ascii: "."))
      case .exponent(let isAlwaysSigned):
        isExponent = true
        bytes.append(UInt8(ascii: "E"))
        if power < 0 || isAlwaysSigned { bytes.append(UInt8(ascii: power < 0 ? "-" : "+")) }
      case .zero, .optional, .padded:
        if isExponent {
          appendExponent(abs(power), place: exponentPlace - 1, of: layout.exponents, token, to: &bytes)
          exponentPlace -= 1
        } else if index < layout.point ?? Int.max {
          writer.appendInteger(token, to: &bytes)
        } else {
          writer.appendDecimal(token, to: &bytes)
        }
      default: break
      }
    }
  }

  /// Moves the point so that the digits before it fill the places there, and gives the power of ten this
  /// leaves. With several places the power is a multiple of their number (`##0.0E+0` goes by thousands).
  private static func normalize(_ digits: inout DecimalDigits, _ layout: NumberLayout) -> Int {
    guard !digits.isZero else { return 0 }
    let step = max(1, layout.integers)
    func power(of exponent: Int) -> Int {
      if layout.integers == 0 { return exponent }
      let lead = exponent - 1
      return lead >= 0 ? lead / step * step : -((-lead + step - 1) / step) * step
    }
    var result = power(of: digits.exponent)
    digits.scale(byPowerOfTen: -result)
    digits.round(toPlaces: layout.decimals)
    // Rounding may have carried into one more place.
    let carried = power(of: digits.exponent)
    if carried > 0 {
      digits.scale(byPowerOfTen: -carried)
      result += carried
    }
    return result
  }

  /// One digit of the exponent; the first place takes all that are left.
  private static func appendExponent(
    _ power: Int, place: Int, of count: Int, _ token: FormatToken, to bytes: inout [UInt8]
  ) {
    let figures = Array(String(power).utf8)
    if place == count - 1, figures.count > count {
      bytes.append(contentsOf: figures[..<(figures.count - count)])
    }
    if place < figures.count {
      bytes.append(figures[figures.count - 1 - place])
    } else if token == .zero {
      bytes.append(UInt8(ascii: "0"))
    } else if token == .padded {
      bytes.append(UInt8(ascii: " "))
    }
  }
}

/// Writes digits place by place, from the left.
struct PlaceWriter {
  private let digits: DecimalDigits
  private let layout: NumberLayout
  private let numerals: ChineseNumerals
  private var integersLeft: Int
  private var decimalsDone = 0

  init(digits: DecimalDigits, layout: NumberLayout, numerals: ChineseNumerals) {
    self.digits = digits
    self.layout = layout
    self.numerals = numerals
    integersLeft = layout.integers
  }

  /// The digits for which there is no place, before the first one.
  func appendLeading(above place: Int, to bytes: inout [UInt8]) {
    guard digits.exponent > place else { return }
    for position in stride(from: digits.exponent - 1, through: place, by: -1) {
      numerals.append(digits.digit(at: position), to: &bytes)
      appendSeparator(below: position, to: &bytes)
    }
  }

  private func appendSeparator(below place: Int, to bytes: inout [UInt8]) {
    if layout.isGrouped, place > 0, place % 3 == 0 { bytes.append(UInt8(ascii: ",")) }
  }

  mutating func appendInteger(_ token: FormatToken, to bytes: inout [UInt8]) {
    if integersLeft == layout.integers { appendLeading(above: layout.integers, to: &bytes) }
    integersLeft -= 1
    let place = integersLeft
    if place < digits.exponent || token == .zero {
      numerals.append(digits.digit(at: place), to: &bytes)
      appendSeparator(below: place, to: &bytes)
    } else if token == .padded {
      bytes.append(UInt8(ascii: " "))
      if layout.isGrouped, place > 0, place % 3 == 0 { bytes.append(UInt8(ascii: " ")) }
    }
  }

  mutating func appendDecimal(_ token: FormatToken, to bytes: inout [UInt8]) {
    decimalsDone += 1
    let lastDigit = digits.places
    if decimalsDone <= max(lastDigit, layout.shownDecimals) {
      numerals.append(digits.digit(at: -decimalsDone), to: &bytes)
    } else if token == .padded {
      bytes.append(UInt8(ascii: " "))
    }
  }
}
