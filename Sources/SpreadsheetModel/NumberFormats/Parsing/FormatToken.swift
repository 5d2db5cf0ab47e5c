/// One piece of a number format's section.
enum FormatToken: Hashable, Sendable {
  /// Text that stands for itself, as UTF-8.
  case literal([UInt8])
  /// `_x`: room as wide as a character.
  case room
  /// `0`, `#` and `?`.
  case zero, optional, padded
  case point, comma, percent, slash
  /// `E+` or `E-`.
  case exponent(isAlwaysSigned: Bool)
  /// `@`.
  case text
  case general
  case year(Int), month(Int), day(Int), hour(Int), minute(Int), second(Int)
  /// Decimal places of the seconds, the point included.
  case fraction(Int)
  /// `aaa` and `aaaa`: the day of the week in Chinese.
  case weekday(Int)
  case elapsedHours(Int), elapsedMinutes(Int), elapsedSeconds(Int)
  case half(HalfDay)
  /// `g`: an era's name; `e`: its year; `b`: the Buddhist year.
  case era(Int), eraYear(Int), buddhistYear(Int)

  /// How the halves of the day are named.
  enum HalfDay: Hashable, Sendable {
    /// `AM/PM`.
    case english
    /// `A/P` or `a/p`.
    case letter(isUpper: Bool)
    /// `上午/下午`.
    case chinese
  }

  var isDigit: Bool { self == .zero || self == .optional || self == .padded }

  /// Whether the token counts time on, past a day or an hour.
  var isElapsed: Bool {
    switch self {
    case .elapsedHours, .elapsedMinutes, .elapsedSeconds: true
    default: false
    }
  }

  /// Whether the token shows part of a date or time.
  var isMoment: Bool {
    switch self {
    case .year, .month, .day, .hour, .minute, .second, .weekday, .elapsedHours, .elapsedMinutes,
      .elapsedSeconds, .half, .era, .eraYear, .buddhistYear:
      true
    default: false
    }
  }
}
