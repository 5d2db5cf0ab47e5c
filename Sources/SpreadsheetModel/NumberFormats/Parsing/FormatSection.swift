/// One section of a number format, between its semicolons.
struct FormatSection: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case general
    case number(NumberLayout)
    case fraction(FractionLayout)
    case date(DateLayout)
    /// Literals and `@` only.
    case plain
  }

  /// `[>=100]`.
  struct Condition: Hashable, Sendable {
    enum Comparison: Hashable, Sendable { case less, lessOrEqual, equal, notEqual, greater, greaterOrEqual }
    var comparison: Comparison
    var limit: Double

    func holds(_ number: Double) -> Bool {
      switch comparison {
      case .less: number < limit
      case .lessOrEqual: number <= limit
      case .equal: number == limit
      case .notEqual: number != limit
      case .greater: number > limit
      case .greaterOrEqual: number >= limit
      }
    }

    /// Whether only numbers below zero fulfil it: then the section shows them without their sign.
    var meansNegative: Bool {
      switch comparison {
      case .less: limit <= 0
      case .lessOrEqual, .equal: limit < 0
      default: false
      }
    }

    /// Whether it is a bound that has numbers below zero alone on one side.
    var partsNegative: Bool {
      switch comparison {
      case .less, .greater, .greaterOrEqual: limit <= 0
      case .lessOrEqual: limit < 0
      case .equal, .notEqual: false
      }
    }
  }

  var tokens: [FormatToken]
  var kind: Kind
  var condition: Condition?
  /// Chinese numerals, 1 to 3 for `[DBNum1]` to `[DBNum3]`, 0 for none.
  var numerals: Int
  /// The language of names, as the low 16 bits of `[$-804]`; 0 for none.
  var language: Int

  /// Whether text goes into it.
  var takesText: Bool { tokens.contains(.text) }
}

/// How a section writes a number: found once, so that rendering only fills in digits.
struct NumberLayout: Hashable, Sendable {
  /// Digit places before the point, behind it, and of the exponent.
  var integers = 0
  var decimals = 0
  var exponents = 0
  /// Index of the point, and of the exponent's mark.
  var point: Int?
  var exponent: Int?
  var isGrouped = false
  /// The power of ten the number is multiplied by: two for each `%`, minus three for each comma at the end.
  var scale = 0
  /// Decimal places that are shown even if they are zero.
  var shownDecimals = 0
}

/// How a section writes a fraction such as `# ?/?`.
struct FractionLayout: Hashable, Sendable {
  /// Index of the slash.
  var slash: Int
  /// Indices of the whole number's places, the numerator's and the denominator's.
  var whole: Range<Int>
  var numerator: Range<Int>
  var denominator: Range<Int>
  /// Whether the whole number's digits go by thousands.
  var isGrouped = false
  /// The denominator where it is given (`# ?/8`), and the largest one otherwise.
  var fixed: Int?
  var largest: Int
}

/// How a section writes a date or a time.
struct DateLayout: Hashable, Sendable {
  /// Decimal places of the seconds.
  var places = 0
  /// Whether a time of day is shown.
  var hasTime = false
  /// Whether hours go to twelve.
  var isHalved = false
  /// Whether anything but elapsed time is shown.
  var hasCalendar = false
}
