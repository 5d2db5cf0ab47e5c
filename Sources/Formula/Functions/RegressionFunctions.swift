import SpreadsheetModel

/// Two rows of numbers beside each other, further means, and how numbers spread.
enum RegressionFunctions {
  typealias F = FunctionDefinition

  static let all: [F] = [
    F("CORREL", 2...2, [.numberColumn, .numberColumn], .number, .general(correlation), [.arrays]),
    F("PEARSON", 2...2, [.numberColumn, .numberColumn], .number, .general(correlation), [.arrays]),
    F("RSQ", 2...2, [.numberColumn, .numberColumn], .number, .general(determination), [.arrays]),
    F("SLOPE", 2...2, [.numberColumn, .numberColumn], .number, .general(slope), [.arrays]),
    F("INTERCEPT", 2...2, [.numberColumn, .numberColumn], .number, .general(intercept), [.arrays]),
    F("FORECAST", 3...3, [.number, .numberColumn, .numberColumn], .number, .general(forecast), [.arrays]),
    F(
      "FORECAST.LINEAR", 3...3, [.number, .numberColumn, .numberColumn], .number, .general(forecast),
      [.arrays]),
    F("COVAR", 2...2, [.numberColumn, .numberColumn], .number, .general(covariance), [.arrays]),
    F("COVARIANCE.P", 2...2, [.numberColumn, .numberColumn], .number, .general(covariance), [.arrays]),
    F("COVARIANCE.S", 2...2, [.numberColumn, .numberColumn], .number, .general(sampleCovariance), [.arrays]),
    F("GEOMEAN", 1...F.many, [.numbers], repeating: 1, .number, .general(geometricMean)),
    F("HARMEAN", 1...F.many, [.numbers], repeating: 1, .number, .general(harmonicMean)),
    F("AVEDEV", 1...F.many, [.numbers], repeating: 1, .number, .general(meanDeviation)),
    F("DEVSQ", 1...F.many, [.numbers], repeating: 1, .number, .general(squaredDeviation)),
    F("TRIMMEAN", 2...2, [.numberColumn, .number], .number, .general(trimmedMean)),
    F("PERCENTRANK", 2...3, [.numberColumn, .number, .number], .number, .general(percentRank)),
    F("PERCENTRANK.INC", 2...3, [.numberColumn, .number, .number], .number, .general(percentRank)),
    F("PERCENTILE.EXC", 2...2, [.numberColumn, .number], .number, .general(exclusivePercentile)),
    F("QUARTILE.EXC", 2...2, [.numberColumn, .number], .number, .general(exclusiveQuartile)),
    F(
      "FREQUENCY", 2...2, [.numberColumn, .numberColumn], .number, .general(frequency), [.cellsOnly, .arrays]),
    F(
      "MINA", 1...F.many, [.values], repeating: 1, .number,
      .general { (c) throws(CellError) in .number(try allNumbers(c).min() ?? 0) }),
    F(
      "MAXA", 1...F.many, [.values], repeating: 1, .number,
      .general { (c) throws(CellError) in .number(try allNumbers(c).max() ?? 0) }),
  ]

  /// The numbers of two arrays that stand beside each other.
  static func pairs(_ call: FunctionCall, _ first: Int, _ second: Int) throws(CellError) -> [(Double, Double)]
  {
    let left = try call.array(first)
    let right = try call.array(second)
    guard left.count == right.count else { throw .notAvailable }
    let count = min(left.count, max(left.values.count, right.values.count))
    guard count <= Evaluator.arrayLimit else { throw .number }
    var pairs: [(Double, Double)] = []
    for position in 0..<count {
      switch (left[position], right[position]) {
      case (.error(let error), _), (_, .error(let error)): throw error
      case (.number(let one), .number(let other)): pairs.append((one, other))
      default: break
      }
    }
    return pairs
  }

  /// Sums of squares and products around the means.
  private struct Moments {
    var count = 0.0
    var means = (0.0, 0.0)
    var squares = (0.0, 0.0)
    var product = 0.0

    init(_ pairs: [(Double, Double)]) throws(CellError) {
      guard !pairs.isEmpty else { throw .divisionByZero }
      count = Double(pairs.count)
      means = (
        MathFunctions.total(pairs.map(\.0)) / count, MathFunctions.total(pairs.map(\.1)) / count
      )
      let (first, second) = means
      squares = (
        MathFunctions.total(pairs.map { ($0.0 - first) * ($0.0 - first) }),
        MathFunctions.total(pairs.map { ($0.1 - second) * ($0.1 - second) })
      )
      product = MathFunctions.total(pairs.map { ($0.0 - first) * ($0.1 - second) })
    }
  }

  private static func correlation(_ moments: Moments) throws(CellError) -> Double {
    guard moments.squares.0 > 0, moments.squares.1 > 0 else { throw .divisionByZero }
    return moments.product / (moments.squares.0 * moments.squares.1).squareRoot()
  }

  @Sendable private static func correlation(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(try correlation(Moments(pairs(call, 0, 1))))
  }

  @Sendable private static func determination(_ call: FunctionCall) throws(CellError) -> Operand {
    let correlation = try correlation(Moments(pairs(call, 0, 1)))
    return .number(correlation * correlation)
  }

  /// The slope of the values of the first array over those of the second.
  private static func line(_ call: FunctionCall, _ index: Int) throws(CellError) -> (
    slope: Double, start: Double
  ) {
    let moments = try Moments(pairs(call, index, index + 1))
    guard moments.squares.1 > 0 else { throw .divisionByZero }
    let slope = moments.product / moments.squares.1
    return (slope, moments.means.0 - slope * moments.means.1)
  }

  @Sendable private static func slope(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(try line(call, 0).slope)
  }

  @Sendable private static func intercept(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(try line(call, 0).start)
  }

  @Sendable private static func forecast(_ call: FunctionCall) throws(CellError) -> Operand {
    let place = try call.number(0)
    let (slope, start) = try line(call, 1)
    return .number(start + slope * place)
  }

  @Sendable private static func covariance(_ call: FunctionCall) throws(CellError) -> Operand {
    let moments = try Moments(pairs(call, 0, 1))
    return .number(moments.product / moments.count)
  }

  @Sendable private static func sampleCovariance(_ call: FunctionCall) throws(CellError) -> Operand {
    let moments = try Moments(pairs(call, 0, 1))
    guard moments.count > 1 else { throw .divisionByZero }
    return .number(moments.product / (moments.count - 1))
  }

  private static func positive(_ call: FunctionCall) throws(CellError) -> [Double] {
    let numbers = try call.numbers()
    guard !numbers.isEmpty, numbers.allSatisfy({ $0 > 0 }) else { throw .number }
    return numbers
  }

  @Sendable private static func geometricMean(_ call: FunctionCall) throws(CellError) -> Operand {
    let numbers = try positive(call)
    let logarithms = numbers.map { ElementaryFunctions.naturalLogarithm($0) }
    return .number(ElementaryFunctions.exponential(MathFunctions.total(logarithms) / Double(numbers.count)))
  }

  @Sendable private static func harmonicMean(_ call: FunctionCall) throws(CellError) -> Operand {
    let numbers = try positive(call)
    return .number(Double(numbers.count) / MathFunctions.total(numbers.map { 1 / $0 }))
  }

  @Sendable private static func meanDeviation(_ call: FunctionCall) throws(CellError) -> Operand {
    let numbers = try call.numbers()
    guard !numbers.isEmpty else { throw .number }
    let mean = MathFunctions.total(numbers) / Double(numbers.count)
    return .number(MathFunctions.total(numbers.map { abs($0 - mean) }) / Double(numbers.count))
  }

  @Sendable private static func squaredDeviation(_ call: FunctionCall) throws(CellError) -> Operand {
    let numbers = try call.numbers()
    guard !numbers.isEmpty else { throw .number }
    let mean = MathFunctions.total(numbers) / Double(numbers.count)
    return .number(MathFunctions.total(numbers.map { ($0 - mean) * ($0 - mean) }))
  }

  private static func sorted(_ call: FunctionCall) throws(CellError) -> [Double] {
    var numbers: [Double] = []
    try call.forEachValue(of: call.operand(0)) { (value, _) throws(CellError) in
      if case .error(let error) = value { throw error }
      if case .number(let number) = value { numbers.append(number) }
    }
    guard !numbers.isEmpty else { throw .number }
    return numbers.sorted()
  }

  @Sendable private static func trimmedMean(_ call: FunctionCall) throws(CellError) -> Operand {
    let numbers = try sorted(call)
    let share = try call.number(1)
    guard share >= 0, share < 1 else { throw .number }
    let cut = Int(Double(numbers.count) * share / 2)
    let kept = Array(numbers[cut..<numbers.count - cut])
    return .number(MathFunctions.total(kept) / Double(kept.count))
  }

  @Sendable private static func percentRank(_ call: FunctionCall) throws(CellError) -> Operand {
    let numbers = try sorted(call)
    let number = try call.number(1)
    let digits = try call.integer(2, default: 3)
    guard digits >= 1, digits <= 15 else { throw .number }
    guard let first = numbers.first, let last = numbers.last, number >= first, number <= last else {
      throw .notAvailable
    }
    if numbers.count == 1 { return .number(1) }
    let below = numbers.count { $0 < number }
    var place = Double(below)
    if numbers[below] != number {
      place = Double(below - 1) + (number - numbers[below - 1]) / (numbers[below] - numbers[below - 1])
    }
    var result = DecimalDigits(significant: place / Double(numbers.count - 1))
    result.truncate(toPlaces: digits)
    return .number(result.value)
  }

  private static func exclusive(_ numbers: [Double], _ share: Double) throws(CellError) -> Double {
    let place = share * Double(numbers.count + 1)
    guard place >= 1, place <= Double(numbers.count) else { throw .number }
    let index = Int(place) - 1
    let next = min(index + 1, numbers.count - 1)
    return numbers[index] + (place - Double(index + 1)) * (numbers[next] - numbers[index])
  }

  @Sendable private static func exclusivePercentile(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(try exclusive(sorted(call), call.number(1)))
  }

  @Sendable private static func exclusiveQuartile(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(try exclusive(sorted(call), Double(call.integer(1)) / 4))
  }

  @Sendable private static func frequency(_ call: FunctionCall) throws(CellError) -> Operand {
    func numbers(_ index: Int) throws(CellError) -> [Double] {
      let array = try call.array(index)
      var numbers: [Double] = []
      for value in array.values {
        if case .error(let error) = value { throw error }
        if case .number(let number) = value { numbers.append(number) }
      }
      return numbers
    }
    let values = try numbers(0).sorted()
    let limits = try numbers(1)
    func below(_ limit: Double) -> Int { values.partitioningIndex { $0 > limit } }
    let ordered = limits.sorted()
    var counts: [CellValue] = []
    for (position, limit) in limits.enumerated() {
      // A limit given twice counts once.
      if limits[..<position].contains(limit) {
        counts.append(.number(0))
        continue
      }
      let lower = ordered.last { $0 < limit }
      counts.append(.number(Double(below(limit) - (lower.map(below) ?? 0))))
    }
    counts.append(.number(Double(values.count - (ordered.last.map(below) ?? 0))))
    return .array(FormulaArray(column: counts))
  }

  private static func allNumbers(_ call: FunctionCall) throws(CellError) -> [Double] {
    var numbers: [Double] = []
    try call.forEachValue { (value, isWritten) throws(CellError) in
      if case .text = value, !isWritten {
        numbers.append(0)
      } else {
        numbers.append(try Coercion.number(value))
      }
    }
    return numbers
  }
}
