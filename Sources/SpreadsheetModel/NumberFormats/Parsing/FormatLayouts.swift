extension NumberLayout {
  /// Finds the places of a number's digits; commas become grouping, scaling or text.
  init(_ tokens: inout [FormatToken]) {
    exponent = tokens.firstIndex {
      if case .exponent = $0 { true } else { false }
    }
    let mantissa = exponent ?? tokens.count
    point = tokens[..<mantissa].firstIndex(of: .point)
    let end = point ?? mantissa
    for index in tokens.indices {
      switch tokens[index] {
      case .zero, .optional, .padded:
        if index > mantissa {
          exponents += 1
        } else if index < end {
          integers += 1
        } else {
          decimals += 1
          if tokens[index] == .zero { shownDecimals = decimals }
        }
      case .percent: scale += 2
      case .point: if index != point { tokens[index] = .literal([UInt8(ascii: ".")]) }
      case .slash: tokens[index] = .literal([UInt8(ascii: "/")])
      case .exponent: if index != exponent { tokens[index] = .literal([UInt8(ascii: "E")]) }
      default: break
      }
    }
    resolveCommas(&tokens, integerEnd: end, mantissaEnd: mantissa)
  }

  /// A comma between digit places groups by thousands; one behind the last of them divides by a thousand.
  private mutating func resolveCommas(
    _ tokens: inout [FormatToken], integerEnd: Int, mantissaEnd: Int
  ) {
    let lastInteger = tokens[..<integerEnd].lastIndex(where: \.isDigit)
    let lastDigit = tokens[..<mantissaEnd].lastIndex(where: \.isDigit)
    let firstDigit = tokens.firstIndex(where: \.isDigit)
    var scaling: Set<Int> = []
    for last in [lastInteger, lastDigit] {
      guard var index = last.map({ $0 + 1 }) else { continue }
      while index < mantissaEnd, tokens[index] == .comma {
        scaling.insert(index)
        index += 1
      }
    }
    for index in tokens.indices where tokens[index] == .comma {
      if scaling.contains(index) {
        scale -= 3
        tokens[index] = .literal([])
      } else if let firstDigit, let lastInteger, index > firstDigit, index < lastInteger {
        isGrouped = true
        tokens[index] = .literal([])
      } else {
        tokens[index] = .literal([UInt8(ascii: ",")])
      }
    }
  }
}

extension FractionLayout {
  /// Finds a fraction's parts; `nil` if the slash has no digits on both sides.
  init?(_ tokens: inout [FormatToken]) {
    guard let slash = tokens.firstIndex(of: .slash), slash > 0, tokens[slash - 1].isDigit else { return nil }
    var start = slash
    while start > 0, tokens[start - 1].isDigit { start -= 1 }
    var end = slash + 1
    while end < tokens.count, tokens[end].isDigit { end += 1 }
    fixed = nil
    if end == slash + 1 {
      // A denominator in figures: literal digits.
      var figures = 0
      while end < tokens.count, case .literal(let text) = tokens[end], text.count == 1,
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[0])
          || figures > 0 && text[0] == UInt8(ascii: "0")
      {
        figures = min(figures * 10 + Int(text[0] - UInt8(ascii: "0")), 1_000_000)
        end += 1
      }
      guard figures > 0 else { return nil }
      // Zeros inside the figures are places to the scanner.
      while end < tokens.count, tokens[end] == .zero {
        figures = min(figures * 10, 1_000_000)
        end += 1
      }
      fixed = figures
    }
    self.slash = slash
    numerator = start..<slash
    denominator = (slash + 1)..<end
    let digits = min(end - slash - 1, 7)
    largest = max(1, (0..<digits).reduce(1) { power, _ in power * 10 } - 1)
    if let first = tokens[..<start].firstIndex(where: \.isDigit) {
      let last = tokens[..<start].lastIndex(where: \.isDigit) ?? first
      whole = first..<(last + 1)
    } else {
      whole = start..<start
    }
    isGrouped = whole.contains { tokens[$0] == .comma }
    for index in tokens.indices {
      switch tokens[index] {
      case .comma, .point, .exponent: tokens[index] = .literal([])
      case .slash where index != slash: tokens[index] = .literal([UInt8(ascii: "/")])
      default: break
      }
    }
  }
}

extension DateLayout {
  /// Tells months from minutes: `m` behind hours or before seconds is a minute.
  init(_ tokens: inout [FormatToken]) {
    var previous: FormatToken?
    for index in tokens.indices {
      if case .month(let count) = tokens[index], count <= 2 {
        let next = tokens[(index + 1)...].first(where: \.isMoment)
        if Self.isHour(previous) || Self.isSecond(next) { tokens[index] = .minute(count) }
      }
      if tokens[index].isMoment { previous = tokens[index] }
    }
    for token in tokens {
      switch token {
      case .hour, .minute, .second, .elapsedHours, .elapsedMinutes, .elapsedSeconds: hasTime = true
      case .half:
        hasTime = true
        isHalved = true
      case .fraction(let count): places = max(places, count)
      default: if token.isMoment { hasCalendar = true }
      }
    }
  }

  private static func isHour(_ token: FormatToken?) -> Bool {
    switch token {
    case .hour, .elapsedHours: true
    default: false
    }
  }

  private static func isSecond(_ token: FormatToken?) -> Bool {
    switch token {
    case .second, .elapsedSeconds: true
    default: false
    }
  }
}
