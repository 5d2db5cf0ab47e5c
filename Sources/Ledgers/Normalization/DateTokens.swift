/// The pieces of a date's text: numbers, and what stands between them.
enum DateToken: Equatable {
  /// A number with the count of its written digits and whether it was in Chinese numerals.
  case number(Int, digits: Int)
  /// `年`, `月`, `日` or `号`, `:`.
  case year, month, day, colon
  /// `.`, `。`, `、`, `/`, `,` and the like between the parts of one date.
  case separator(Unicode.Scalar)
  /// A dash, or several: between the parts of one date, or between two dates.
  case dash(count: Int)
  /// `~`, `至`, `到`: between two dates only.
  case to
  /// White space.
  case space
  /// Anything else.
  case other(Unicode.Scalar)
}

extension DateToken {
  /// Cuts a text into tokens. At most 64, which no date needs.
  static func tokens(of text: String) -> [DateToken] {
    var tokens: [DateToken] = []
    tokens.reserveCapacity(12)
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex, tokens.count < 64 {
      let scalar = scalars[index]
      if let first = asciiDigit(scalar) {
        var value = first
        var digits = 1
        index = scalars.index(after: index)
        while index < scalars.endIndex, let digit = asciiDigit(scalars[index]) {
          // Longer runs are no dates; the count says so, the value no longer matters.
          if digits < 15 { value = value * 10 + digit }
          digits += 1
          index = scalars.index(after: index)
        }
        // 二0二三 and 2〇23: digits of both kinds in one year.
        if digits < 4, index < scalars.endIndex, NumeralReading.digit(scalars[index]) != nil {
          while index < scalars.endIndex, digits < 15,
            let digit = NumeralReading.digit(scalars[index]) ?? asciiDigit(scalars[index])
          {
            value = value * 10 + digit
            digits += 1
            index = scalars.index(after: index)
          }
        }
        tokens.append(.number(value, digits: digits))
        continue
      }
      if NumeralReading.isNumeral(scalar) {
        let start = index
        while index < scalars.endIndex,
          NumeralReading.isNumeral(scalars[index])
            || asciiDigit(scalars[index]) != nil || isLetterO(scalars[index])
        {
          index = scalars.index(after: index)
        }
        tokens.append(numeral(scalars[start..<index]))
        continue
      }
      index = scalars.index(after: index)
      switch scalar {
      case "年": tokens.append(.year)
      case "月": tokens.append(.month)
      case "日", "号", "號": tokens.append(.day)
      case ":", "：": tokens.append(.colon)
      case "至", "到", "~", "～", "〜": tokens.append(.to)
      case ".", "。", "．", "、", "/", "／", "\\", ",", "，", ";", "；", "·", "•", "﹒", "｡", "・":
        tokens.append(.separator(canonical(scalar)))
      case "-", "—", "–", "―", "－", "‐", "‑", "─", "−", "﹣":
        if case .dash(let count) = tokens.last {
          tokens[tokens.count - 1] = .dash(count: count + 1)
        } else {
          // An em dash is a stroke between two dates even when it stands alone.
          tokens.append(.dash(count: scalar == "—" || scalar == "―" || scalar == "─" ? 2 : 1))
        }
      default:
        if TextFolding.isSpace(scalar) {
          if tokens.last != .space { tokens.append(.space) }
        } else if !TextFolding.isInvisible(scalar) {
          tokens.append(.other(scalar))
        }
      }
    }
    return tokens
  }

  private static func canonical(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "／", "\\": "/"
    case "，": ","
    case "；": ";"
    case ".", "。", "．", "、", "·", "•", "﹒", "｡", "・": "."
    default: scalar
    }
  }

  /// A run of Chinese numerals, in which people also type ASCII digits and the letter O for zero.
  private static func numeral(_ run: Substring.UnicodeScalarView) -> DateToken {
    if let (value, digits) = NumeralReading.value(of: run) { return .number(value, digits: digits) }
    var value = 0
    var digits = 0
    for scalar in run {
      let digit = NumeralReading.digit(scalar) ?? asciiDigit(scalar) ?? (isLetterO(scalar) ? 0 : nil)
      guard let digit, digits < 15 else { return .other(run.first ?? "?") }
      value = value * 10 + digit
      digits += 1
    }
    return .number(value, digits: digits)
  }

  @inline(__always)
  private static func asciiDigit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: Int(scalar.value - 0x30)
    case 0xFF10...0xFF19: Int(scalar.value - 0xFF10)
    default: nil
    }
  }

  private static func isLetterO(_ scalar: Unicode.Scalar) -> Bool { scalar == "O" || scalar == "o" }
}
