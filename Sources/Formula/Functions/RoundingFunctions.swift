import SpreadsheetModel

/// ROUND and its kin, which read the 15 significant decimal digits of a number: ROUND(2.675,2) is 2.68.
enum RoundingFunctions {
  typealias F = FunctionDefinition

  static let all: [F] = [
    F("ROUND", 2...2, [.number, .number], .number, .scalar(round)),
    F("ROUNDUP", 2...2, [.number, .number], .number, .scalar(roundUp)),
    F("ROUNDDOWN", 2...2, [.number, .number], .number, .scalar(roundDown)),
    F("TRUNC", 1...2, [.number, .number], .number, .scalar(roundDown)),
    F("INT", 1...1, [.number], .number, .scalar(whole)),
    F("CEILING", 2...2, [.number, .number], .number, .scalar(ceiling)),
    F("FLOOR", 2...2, [.number, .number], .number, .scalar(floor)),
    F("CEILING.MATH", 1...3, [.number, .number, .number], .number, .scalar(ceilingMath)),
    F("FLOOR.MATH", 1...3, [.number, .number, .number], .number, .scalar(floorMath)),
    F("CEILING.PRECISE", 1...2, [.number, .number], .number, .scalar(ceilingMath)),
    F("ISO.CEILING", 1...2, [.number, .number], .number, .scalar(ceilingMath)),
    F("FLOOR.PRECISE", 1...2, [.number, .number], .number, .scalar(floorMath)),
    F("MROUND", 2...2, [.number, .number], .number, .scalar(roundToMultiple)),
    F("EVEN", 1...1, [.number], .number, .scalar(even)),
    F("ODD", 1...1, [.number], .number, .scalar(odd)),
  ]

  /// Places are held to a range in which rounding can change anything.
  private static func places(_ arguments: Arguments) throws(CellError) -> Int {
    max(-330, min(330, try arguments.integer(1, default: 0)))
  }

  @Sendable private static func round(_ arguments: Arguments) throws(CellError) -> CellValue {
    var digits = DecimalDigits(significant: try arguments.number(0))
    digits.round(toPlaces: try places(arguments))
    return Arithmetic.number(digits.value)
  }

  @Sendable private static func roundUp(_ arguments: Arguments) throws(CellError) -> CellValue {
    var digits = DecimalDigits(significant: try arguments.number(0))
    digits.truncate(toPlaces: try places(arguments), awayFromZero: !digits.isZero)
    return Arithmetic.number(digits.value)
  }

  @Sendable private static func roundDown(_ arguments: Arguments) throws(CellError) -> CellValue {
    var digits = DecimalDigits(significant: try arguments.number(0))
    digits.truncate(toPlaces: try places(arguments))
    return Arithmetic.number(digits.value)
  }

  @Sendable private static func whole(_ arguments: Arguments) throws(CellError) -> CellValue {
    .number(Arithmetic.snapped(try arguments.number(0)).rounded(.down))
  }

  @Sendable private static func ceiling(_ arguments: Arguments) throws(CellError) -> CellValue {
    let number = try arguments.number(0)
    let step = try arguments.number(1)
    if number == 0 || step == 0 { return .number(0) }
    guard number < 0 || step > 0 else { throw .number }
    return multiple(number, step, .up)
  }

  @Sendable private static func floor(_ arguments: Arguments) throws(CellError) -> CellValue {
    let number = try arguments.number(0)
    let step = try arguments.number(1)
    if number == 0 { return .number(0) }
    guard step != 0 else { throw .divisionByZero }
    guard number < 0 || step > 0 else { throw .number }
    return multiple(number, step, .down)
  }

  /// The multiple of a step next to a number. The quotient of two negative numbers is rounded the way its
  /// sign tells: CEILING(-2.5,-2) is -4, CEILING(-2.5,2) is -2.
  private static func multiple(
    _ number: Double, _ step: Double, _ rule: FloatingPointRoundingRule
  ) -> CellValue {
    Arithmetic.number(clean(Arithmetic.snapped(number / step).rounded(rule) * step))
  }

  /// The product without the digits that binary multiplication adds.
  private static func clean(_ number: Double) -> Double { DecimalDigits(significant: number).value }

  @Sendable private static func ceilingMath(_ arguments: Arguments) throws(CellError) -> CellValue {
    let number = try arguments.number(0)
    let step = abs(try arguments.number(1, default: 1))
    if number == 0 || step == 0 { return .number(0) }
    let isAway = try arguments.number(2, default: 0) != 0
    return multiple(number, step, number < 0 && isAway ? .down : .up)
  }

  @Sendable private static func floorMath(_ arguments: Arguments) throws(CellError) -> CellValue {
    let number = try arguments.number(0)
    let step = abs(try arguments.number(1, default: 1))
    if number == 0 || step == 0 { return .number(0) }
    let isToward = try arguments.number(2, default: 0) != 0
    return multiple(number, step, number < 0 && isToward ? .up : .down)
  }

  @Sendable private static func roundToMultiple(_ arguments: Arguments) throws(CellError) -> CellValue {
    let number = try arguments.number(0)
    let step = try arguments.number(1)
    if number == 0 || step == 0 { return .number(0) }
    guard (number < 0) == (step < 0) else { throw .number }
    var quotient = DecimalDigits(significant: number / step)
    quotient.round(toPlaces: 0)
    return Arithmetic.number(clean(quotient.value * step))
  }

  @Sendable private static func even(_ arguments: Arguments) throws(CellError) -> CellValue {
    let number = try arguments.number(0)
    let size = Arithmetic.snapped(abs(number) / 2).rounded(.up) * 2
    return Arithmetic.number(number < 0 ? -size : size)
  }

  @Sendable private static func odd(_ arguments: Arguments) throws(CellError) -> CellValue {
    let number = try arguments.number(0)
    let size = max(1, Arithmetic.snapped((abs(number) - 1) / 2).rounded(.up) * 2 + 1)
    return Arithmetic.number(number < 0 ? -size : size)
  }
}
