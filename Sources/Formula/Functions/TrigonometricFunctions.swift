import SpreadsheetModel

/// Angles, hyperbolas and their inverses.
enum TrigonometricFunctions {
  typealias F = FunctionDefinition
  typealias Math = ElementaryFunctions

  static let all: [F] = [
    one("ASIN") { Math.arcSine($0) }, one("ACOS") { Math.arcCosine($0) }, one("ATAN") { Math.arcTangent($0) },
    one("SINH") { Math.hyperbolicSine($0) }, one("COSH") { Math.hyperbolicCosine($0) },
    one("TANH") { Math.hyperbolicTangent($0) }, one("ASINH") { Math.areaSine($0) },
    one("ACOSH") { Math.areaCosine($0) }, one("ATANH") { Math.areaTangent($0) },
    one("RADIANS") { $0 * Double.pi / 180 }, one("DEGREES") { $0 * 180 / Double.pi },
    one("SQRTPI") { ($0 * Double.pi).squareRoot() },
    reciprocal("COT") { Math.tangent($0) }, reciprocal("SEC") { Math.cosine($0) },
    reciprocal("CSC") { Math.sine($0) },
    one("ACOT") { Double.pi / 2 - Math.arcTangent($0) },
    F("ATAN2", 2...2, [.number, .number], .number, .scalar(angle)),
    one("ERF.PRECISE") { Math.errorFunction($0) }, one("ERFC") { 1 - Math.errorFunction($0) },
    one("GAMMALN") { $0 > 0 ? Math.logarithmOfGamma($0) : .nan },
    one("NORM.S.INV") { NormalDistribution.quantile($0) },
    one("NORMSINV") { NormalDistribution.quantile($0) },
    one("NORMSDIST") { NormalDistribution.cumulative($0) },
    F("NORM.S.DIST", 2...2, [.number, .boolean], .number, .scalar(standardNormal)),
    F("NORM.DIST", 4...4, [.number, .number, .number, .boolean], .number, .scalar(normal)),
    F("NORMDIST", 4...4, [.number, .number, .number, .boolean], .number, .scalar(normal)),
    F("NORM.INV", 3...3, [.number, .number, .number], .number, .scalar(normalQuantile)),
    F("NORMINV", 3...3, [.number, .number, .number], .number, .scalar(normalQuantile)),
    F("STANDARDIZE", 3...3, [.number, .number, .number], .number, .scalar(standardized)),
    F("PERMUT", 2...2, [.number, .number], .number, .scalar(permutations)),
    F("COMBINA", 2...2, [.number, .number], .number, .scalar(combinationsWithRepeats)),
    F("FACTDOUBLE", 1...1, [.number], .number, .scalar(doubleFactorial)),
    F("MULTINOMIAL", 1...F.many, [.numbers], repeating: 1, .number, .general(multinomial)),
  ]

  private static func one(_ name: String, _ body: @escaping @Sendable (Double) -> Double) -> F {
    F(
      name, 1...1, [.number], .number,
      .scalar { (arguments) throws(CellError) in Arithmetic.number(body(try arguments.number(0))) })
  }

  private static func reciprocal(_ name: String, _ body: @escaping @Sendable (Double) -> Double) -> F {
    F(
      name, 1...1, [.number], .number,
      .scalar { (arguments) throws(CellError) in
        let divisor = body(try arguments.number(0))
        guard divisor != 0 else { throw .divisionByZero }
        return Arithmetic.number(1 / divisor)
      })
  }

  /// ATAN2 takes x first.
  @Sendable private static func angle(_ arguments: Arguments) throws(CellError) -> CellValue {
    let (x, y) = (try arguments.number(0), try arguments.number(1))
    guard x != 0 || y != 0 else { throw .divisionByZero }
    return Arithmetic.number(Math.arcTangent(y, x))
  }

  @Sendable private static func standardNormal(_ arguments: Arguments) throws(CellError) -> CellValue {
    let number = try arguments.number(0)
    return Arithmetic.number(
      try arguments.boolean(1) ? NormalDistribution.cumulative(number) : NormalDistribution.density(number))
  }

  @Sendable private static func normal(_ arguments: Arguments) throws(CellError) -> CellValue {
    let deviation = try arguments.number(2)
    guard deviation > 0 else { throw .number }
    let number = (try arguments.number(0) - (try arguments.number(1))) / deviation
    return Arithmetic.number(
      try arguments.boolean(3)
        ? NormalDistribution.cumulative(number) : NormalDistribution.density(number) / deviation)
  }

  @Sendable private static func normalQuantile(_ arguments: Arguments) throws(CellError) -> CellValue {
    let deviation = try arguments.number(2)
    guard deviation > 0 else { throw .number }
    return Arithmetic.number(
      try arguments.number(1) + deviation * NormalDistribution.quantile(try arguments.number(0)))
  }

  @Sendable private static func standardized(_ arguments: Arguments) throws(CellError) -> CellValue {
    let deviation = try arguments.number(2)
    guard deviation > 0 else { throw .number }
    return Arithmetic.number((try arguments.number(0) - (try arguments.number(1))) / deviation)
  }

  @Sendable private static func permutations(_ arguments: Arguments) throws(CellError) -> CellValue {
    let (number, chosen) = (try arguments.integer(0), try arguments.integer(1))
    guard number > 0, chosen >= 0, chosen <= number, chosen <= 1_000_000 else { throw .number }
    return Arithmetic.number((0..<chosen).reduce(1.0) { $0 * Double(number - $1) })
  }

  @Sendable private static func combinationsWithRepeats(_ arguments: Arguments) throws(CellError) -> CellValue
  {
    let (number, chosen) = (try arguments.integer(0), try arguments.integer(1))
    guard number >= 0, chosen >= 0, number > 0 || chosen == 0, chosen <= 1_000_000 else { throw .number }
    return Arithmetic.number(
      (0..<chosen).reduce(1.0) { ($0 * Double(number + $1) / Double($1 + 1)).rounded() })
  }

  @Sendable private static func doubleFactorial(_ arguments: Arguments) throws(CellError) -> CellValue {
    let number = try arguments.integer(0)
    guard number >= -1, number <= 300 else { throw .number }
    return Arithmetic.number(stride(from: number, to: 1, by: -2).reduce(1.0) { $0 * Double($1) })
  }

  @Sendable private static func multinomial(_ call: FunctionCall) throws(CellError) -> Operand {
    var total = 0
    var result = 1.0
    for number in try call.numbers() {
      let whole = try Coercion.integer(number)
      guard whole >= 0, whole <= 170, total + whole <= 100_000 else { throw .number }
      for step in 0..<whole { result = result * Double(total + step + 1) / Double(step + 1) }
      total += whole
    }
    return .number(result.rounded())
  }
}

/// The standard normal distribution.
enum NormalDistribution {
  static func density(_ number: Double) -> Double {
    ElementaryFunctions.exponential(-number * number / 2) / (2 * Double.pi).squareRoot()
  }

  static func cumulative(_ number: Double) -> Double {
    (1 + ElementaryFunctions.errorFunction(number / 2.0.squareRoot())) / 2
  }

  /// The number below which a share lies: bisected, then made exact by Newton's steps; no number outside (0, 1).
  static func quantile(_ share: Double) -> Double {
    guard share > 0, share < 1 else { return .nan }
    var (low, high) = (-40.0, 40.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if cumulative(middle) < share { low = middle } else { high = middle }
    }
    var result = (low + high) / 2
    for _ in 0..<3 where density(result) > 0 {
      result -= (cumulative(result) - share) / density(result)
    }
    return result
  }
}
