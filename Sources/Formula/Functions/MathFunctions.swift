import SpreadsheetModel

/// Sums, products and elementary functions.
enum MathFunctions {
  typealias F = FunctionDefinition
  typealias Math = ElementaryFunctions

  static let all: [F] = [
    F("SUM", 1...F.many, [.numbers], repeating: 1, .number, .general(sum)),
    F("SUMSQ", 1...F.many, [.numbers], repeating: 1, .number, .general(sumOfSquares)),
    F("PRODUCT", 1...F.many, [.numbers], repeating: 1, .number, .general(product)),
    F("SUMPRODUCT", 1...F.many, [.numbers], repeating: 1, .number, .general(sumOfProducts), [.arrays]),
    F("ABS", 1...1, [.number], .number, .scalar(absolute)),
    F("SIGN", 1...1, [.number], .number, .scalar(sign)),
    F("SQRT", 1...1, [.number], .number, .scalar(squareRoot)),
    F("POWER", 2...2, [.number, .number], .number, .scalar(power)),
    F("EXP", 1...1, [.number], .number, .scalar(exponential)),
    F("LN", 1...1, [.number], .number, .scalar(naturalLogarithm)),
    F("LOG", 1...2, [.number, .number], .number, .scalar(logarithm)),
    F("LOG10", 1...1, [.number], .number, .scalar(decimalLogarithm)),
    F("PI", 0...0, [], .number, .scalar { _ in .number(Double.pi) }),
    F("SIN", 1...1, [.number], .number, .scalar(sine)),
    F("COS", 1...1, [.number], .number, .scalar(cosine)),
    F("TAN", 1...1, [.number], .number, .scalar(tangent)),
    F("MOD", 2...2, [.number, .number], .number, .scalar(modulo)),
    F("QUOTIENT", 2...2, [.number, .number], .number, .scalar(quotient)),
    F("GCD", 1...F.many, [.numbers], repeating: 1, .number, .general(greatestDivisor)),
    F("LCM", 1...F.many, [.numbers], repeating: 1, .number, .general(leastMultiple)),
    F("FACT", 1...1, [.number], .number, .scalar(factorial)),
    F("COMBIN", 2...2, [.number, .number], .number, .scalar(combinations)),
  ]

  @Sendable private static func sum(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(total(try call.numbers()))
  }

  /// The sum with the rounding errors carried along (Neumaier), so that the order of rows does not show in
  /// the last digits.
  static func total(_ numbers: [Double]) -> Double {
    var sum = 0.0
    var lost = 0.0
    for number in numbers {
      let next = sum + number
      lost += abs(sum) >= abs(number) ? (sum - next) + number : (number - next) + sum
      sum = next
    }
    return sum.isFinite ? sum + lost : sum
  }

  @Sendable private static func sumOfSquares(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(total(try call.numbers().map { $0 * $0 }))
  }

  @Sendable private static func product(_ call: FunctionCall) throws(CellError) -> Operand {
    let numbers = try call.numbers()
    return .number(numbers.isEmpty ? 0 : numbers.reduce(1, *))
  }

  /// Products row by row; what is not a number counts as 0.
  @Sendable private static func sumOfProducts(_ call: FunctionCall) throws(CellError) -> Operand {
    var arrays: [FormulaArray] = []
    for index in 0..<call.count { arrays.append(try call.array(index)) }
    guard let first = arrays.first, arrays.allSatisfy({ $0.hasSameShape(as: first) }) else {
      throw .value
    }
    // Outside what is stored some factor is blank, unless an array is filled with something else.
    let isSparse = arrays.contains { $0.fill == .empty && !$0.isDense }
    let rows = isSparse ? arrays.map(\.storedRows).max() ?? 0 : first.rows
    let columns = isSparse ? arrays.map(\.storedColumns).max() ?? 0 : first.columns
    guard rows <= Evaluator.arrayLimit / max(1, columns) else { throw .number }
    var products: [Double] = []
    products.reserveCapacity(rows * columns)
    for row in 0..<rows {
      for column in 0..<columns {
        var product = 1.0
        for array in arrays {
          switch array[row, column] {
          case .number(let number): product *= number
          case .error(let error): throw error
          default: product = 0
          }
        }
        products.append(product)
      }
    }
    return .number(total(products))
  }

  @Sendable private static func absolute(_ arguments: Arguments) throws(CellError) -> CellValue {
    .number(abs(try arguments.number(0)))
  }

  @Sendable private static func sign(_ arguments: Arguments) throws(CellError) -> CellValue {
    let number = try arguments.number(0)
    return .number(number > 0 ? 1 : number < 0 ? -1 : 0)
  }

  @Sendable private static func squareRoot(_ arguments: Arguments) throws(CellError) -> CellValue {
    let number = try arguments.number(0)
    guard number >= 0 else { throw .number }
    return .number(number.squareRoot())
  }

  @Sendable private static func power(_ arguments: Arguments) throws(CellError) -> CellValue {
    Arithmetic.power(try arguments.number(0), try arguments.number(1))
  }

  @Sendable private static func exponential(_ arguments: Arguments) throws(CellError) -> CellValue {
    Arithmetic.number(Math.exponential(try arguments.number(0)))
  }

  @Sendable private static func naturalLogarithm(_ arguments: Arguments) throws(CellError) -> CellValue {
    let number = try arguments.number(0)
    guard number > 0 else { throw .number }
    return Arithmetic.number(Math.naturalLogarithm(number))
  }

  @Sendable private static func logarithm(_ arguments: Arguments) throws(CellError) -> CellValue {
    let number = try arguments.number(0)
    let base = try arguments.number(1, default: 10)
    guard number > 0, base > 0 else { throw .number }
    guard base != 1 else { throw .divisionByZero }
    if base == 10 { return Arithmetic.number(Math.decimalLogarithm(number)) }
    return Arithmetic.number(Math.naturalLogarithm(number) / Math.naturalLogarithm(base))
  }

  @Sendable private static func decimalLogarithm(_ arguments: Arguments) throws(CellError) -> CellValue {
    let number = try arguments.number(0)
    guard number > 0 else { throw .number }
    return Arithmetic.number(Math.decimalLogarithm(number))
  }

  @Sendable private static func sine(_ arguments: Arguments) throws(CellError) -> CellValue {
    Arithmetic.number(Math.sine(try arguments.number(0)))
  }

  @Sendable private static func cosine(_ arguments: Arguments) throws(CellError) -> CellValue {
    Arithmetic.number(Math.cosine(try arguments.number(0)))
  }

  @Sendable private static func tangent(_ arguments: Arguments) throws(CellError) -> CellValue {
    Arithmetic.number(Math.tangent(try arguments.number(0)))
  }

  /// The remainder with the divisor's sign.
  @Sendable private static func modulo(_ arguments: Arguments) throws(CellError) -> CellValue {
    let number = try arguments.number(0)
    let divisor = try arguments.number(1)
    guard divisor != 0 else { throw .divisionByZero }
    // A quotient that is whole to 15 digits leaves nothing over: MOD(0.3,0.1) is 0.
    let quotient = number / divisor
    guard abs(quotient) < 1e15 else { throw .number }
    if Arithmetic.snapped(quotient) == quotient.rounded(), quotient != 0 { return .number(0) }
    let rest = Math.remainder(number, divisor)
    return Arithmetic.number(rest != 0 && (rest < 0) != (divisor < 0) ? rest + divisor : rest)
  }

  @Sendable private static func quotient(_ arguments: Arguments) throws(CellError) -> CellValue {
    let number = try arguments.number(0)
    let divisor = try arguments.number(1)
    guard divisor != 0 else { throw .divisionByZero }
    return Arithmetic.number(Arithmetic.snapped(number / divisor).rounded(.towardZero))
  }

  private static func divisor(_ first: Int, _ second: Int) -> Int {
    var (left, right) = (first, second)
    while right != 0 { (left, right) = (right, left % right) }
    return left
  }

  private static func wholeNumbers(_ call: FunctionCall) throws(CellError) -> [Int] {
    var result: [Int] = []
    for number in try call.numbers() {
      let whole = try Coercion.integer(number)
      guard whole >= 0 else { throw .number }
      result.append(whole)
    }
    return result
  }

  @Sendable private static func greatestDivisor(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(Double(try wholeNumbers(call).reduce(0, divisor)))
  }

  @Sendable private static func leastMultiple(_ call: FunctionCall) throws(CellError) -> Operand {
    var result = 1
    for number in try wholeNumbers(call) {
      if number == 0 { return .number(0) }
      let (product, overflow) = (result / divisor(result, number)).multipliedReportingOverflow(by: number)
      guard !overflow else { throw .number }
      result = product
    }
    return .number(Double(result))
  }

  @Sendable private static func factorial(_ arguments: Arguments) throws(CellError) -> CellValue {
    let number = try arguments.integer(0)
    guard (0...170).contains(number) else { throw .number }
    return .number(number < 2 ? 1 : (2...number).reduce(1.0) { $0 * Double($1) })
  }

  @Sendable private static func combinations(_ arguments: Arguments) throws(CellError) -> CellValue {
    let number = try arguments.integer(0)
    let chosen = try arguments.integer(1)
    guard number >= 0, chosen >= 0, chosen <= number else { throw .number }
    let steps = min(chosen, number - chosen)
    guard steps <= 1_000_000 else { throw .number }
    var result = 1.0
    for step in 0..<steps {
      result = (result * Double(number - step) / Double(step + 1)).rounded()
      if !result.isFinite { throw .number }
    }
    return .number(result)
  }
}
