import SpreadsheetModel

/// Counts, means, extremes and ranks.
enum StatisticalFunctions {
  typealias F = FunctionDefinition

  static let all: [F] = [
    F("COUNT", 1...F.many, [.values], repeating: 1, .number, .general(count)),
    F("COUNTA", 1...F.many, [.values], repeating: 1, .number, .general(countFilled)),
    F("COUNTBLANK", 1...1, [.column], .number, .general(countBlank)),
    F("AVERAGE", 1...F.many, [.numbers], repeating: 1, .number, .general(average)),
    F("AVERAGEA", 1...F.many, [.values], repeating: 1, .number, .general(averageOfAll)),
    F("MIN", 1...F.many, [.numerics], repeating: 1, result: .common(from: 0, step: 1), .general(minimum)),
    F("MAX", 1...F.many, [.numerics], repeating: 1, result: .common(from: 0, step: 1), .general(maximum)),
    F("MEDIAN", 1...F.many, [.numerics], repeating: 1, result: .common(from: 0, step: 1), .general(median)),
    F("MODE", 1...F.many, [.numbers], repeating: 1, .number, .general(mode)),
    F("MODE.SNGL", 1...F.many, [.numbers], repeating: 1, .number, .general(mode)),
    F("LARGE", 2...2, [.numericColumn, .number], result: .argument(0), .general(large)),
    F("SMALL", 2...2, [.numericColumn, .number], result: .argument(0), .general(small)),
    F("RANK", 2...3, [.numeric, .numericColumn, .number], .number, .general(rank)),
    F("RANK.EQ", 2...3, [.numeric, .numericColumn, .number], .number, .general(rank)),
    F("RANK.AVG", 2...3, [.numeric, .numericColumn, .number], .number, .general(averageRank)),
    F("PERCENTILE", 2...2, [.numberColumn, .number], .number, .general(percentile)),
    F("PERCENTILE.INC", 2...2, [.numberColumn, .number], .number, .general(percentile)),
    F("QUARTILE", 2...2, [.numberColumn, .number], .number, .general(quartile)),
    F("QUARTILE.INC", 2...2, [.numberColumn, .number], .number, .general(quartile)),
    F("STDEV", 1...F.many, [.numbers], repeating: 1, .number, .general(sampleDeviation)),
    F("STDEV.S", 1...F.many, [.numbers], repeating: 1, .number, .general(sampleDeviation)),
    F("STDEV.P", 1...F.many, [.numbers], repeating: 1, .number, .general(deviation)),
    F("STDEVP", 1...F.many, [.numbers], repeating: 1, .number, .general(deviation)),
    F("VAR", 1...F.many, [.numbers], repeating: 1, .number, .general(sampleVariance)),
    F("VAR.S", 1...F.many, [.numbers], repeating: 1, .number, .general(sampleVariance)),
    F("VAR.P", 1...F.many, [.numbers], repeating: 1, .number, .general(variance)),
    F("VARP", 1...F.many, [.numbers], repeating: 1, .number, .general(variance)),
  ]

  // MARK: Counting

  @Sendable private static func count(_ call: FunctionCall) throws(CellError) -> Operand {
    var count = 0
    try call.forEachValue { (value, isWritten) throws(CellError) in
      switch value {
      case .number: count += 1
      case .empty, .boolean: if isWritten { count += 1 }
      case .text(let text): if isWritten, NumericText.number(text) != nil { count += 1 }
      case .error: break
      }
    }
    return .number(Double(count))
  }

  @Sendable private static func countFilled(_ call: FunctionCall) throws(CellError) -> Operand {
    var count = 0
    try call.forEachValue { (_, _) throws(CellError) in count += 1 }
    return .number(Double(count))
  }

  /// Blank cells and cells with empty text.
  @Sendable private static func countBlank(_ call: FunctionCall) throws(CellError) -> Operand {
    let array = try call.array(0)
    let filled = array.values.count { $0 != .empty && $0 != .text("") }
    return .number(Double(array.count - filled))
  }

  // MARK: Means and extremes

  @Sendable private static func average(_ call: FunctionCall) throws(CellError) -> Operand {
    let numbers = try call.numbers()
    guard !numbers.isEmpty else { throw .divisionByZero }
    return .number(mean(numbers))
  }

  private static func mean(_ numbers: [Double]) -> Double {
    MathFunctions.total(numbers) / Double(max(1, numbers.count))
  }

  @Sendable private static func averageOfAll(_ call: FunctionCall) throws(CellError) -> Operand {
    var numbers: [Double] = []
    try call.forEachValue { (value, isWritten) throws(CellError) in
      if case .text = value, !isWritten {
        numbers.append(0)
      } else {
        numbers.append(try Coercion.number(value))
      }
    }
    guard !numbers.isEmpty else { throw .divisionByZero }
    return .number(mean(numbers))
  }

  @Sendable private static func minimum(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(try call.numbers().min() ?? 0)
  }

  @Sendable private static func maximum(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(try call.numbers().max() ?? 0)
  }

  @Sendable private static func median(_ call: FunctionCall) throws(CellError) -> Operand {
    let sorted = try call.numbers().sorted()
    guard !sorted.isEmpty else { throw .number }
    let middle = sorted.count / 2
    return .number(sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2)
  }

  /// The most frequent number; of several, the one met first.
  @Sendable private static func mode(_ call: FunctionCall) throws(CellError) -> Operand {
    let numbers = try call.numbers()
    var counts: [Double: Int] = [:]
    for number in numbers { counts[number, default: 0] += 1 }
    guard let most = counts.values.max(), most > 1, let first = numbers.first(where: { counts[$0] == most })
    else { throw .notAvailable }
    return .number(first)
  }

  // MARK: Order

  private static func columnNumbers(_ call: FunctionCall, _ index: Int) throws(CellError) -> [Double] {
    var numbers: [Double] = []
    try call.forEachValue(of: call.operand(index)) { (value, _) throws(CellError) in
      switch value {
      case .number(let number): numbers.append(number)
      case .error(let error): throw error
      default: break
      }
    }
    return numbers
  }

  @Sendable private static func large(_ call: FunctionCall) throws(CellError) -> Operand {
    try ordered(call) { $0 > $1 }
  }

  @Sendable private static func small(_ call: FunctionCall) throws(CellError) -> Operand {
    try ordered(call) { $0 < $1 }
  }

  private static func ordered(
    _ call: FunctionCall, by isBefore: (Double, Double) -> Bool
  ) throws(CellError) -> Operand {
    let sorted = try columnNumbers(call, 0).sorted(by: isBefore)
    return call.evaluator.mapped([call.operand(1)]) { values in
      do throws(CellError) {
        // A fraction asks for the next place: LARGE(…,1.5) is the second.
        let place = Arithmetic.snapped(try Coercion.number(values[0])).rounded(.up)
        let index = try Coercion.integer(place)
        return index >= 1 && index <= sorted.count ? .number(sorted[index - 1]) : .error(.number)
      } catch {
        return .error(error)
      }
    }
  }

  private static func places(_ call: FunctionCall) throws(CellError) -> (better: Int, equal: Int) {
    let number = try call.number(0)
    let numbers = try columnNumbers(call, 1)
    let isAscending = call.count > 2 ? try call.number(2) != 0 : false
    let equal = numbers.count { Arithmetic.areEqual($0, number) }
    guard equal > 0 else { throw .notAvailable }
    let better = numbers.count { other in
      (isAscending ? other < number : other > number) && !Arithmetic.areEqual(other, number)
    }
    return (better, equal)
  }

  @Sendable private static func rank(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(Double(try places(call).better + 1))
  }

  @Sendable private static func averageRank(_ call: FunctionCall) throws(CellError) -> Operand {
    let (better, equal) = try places(call)
    return .number(Double(better) + Double(equal + 1) / 2)
  }

  @Sendable private static func percentile(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(try quantile(columnNumbers(call, 0), try call.number(1)))
  }

  @Sendable private static func quartile(_ call: FunctionCall) throws(CellError) -> Operand {
    let quarter = try call.integer(1)
    guard (0...4).contains(quarter) else { throw .number }
    return .number(try quantile(columnNumbers(call, 0), Double(quarter) / 4))
  }

  private static func quantile(_ numbers: [Double], _ share: Double) throws(CellError) -> Double {
    guard !numbers.isEmpty, (0...1).contains(share) else { throw .number }
    let sorted = numbers.sorted()
    let place = share * Double(sorted.count - 1)
    let index = min(sorted.count - 1, max(0, Int(exactly: place.rounded(.down)) ?? 0))
    let next = min(index + 1, sorted.count - 1)
    return sorted[index] + (place - Double(index)) * (sorted[next] - sorted[index])
  }

  // MARK: Spread

  private static func squares(_ numbers: [Double]) -> Double {
    let center = mean(numbers)
    return MathFunctions.total(numbers.map { ($0 - center) * ($0 - center) })
  }

  private static func spread(_ call: FunctionCall, isSample: Bool) throws(CellError) -> Double {
    let numbers = try call.numbers()
    let divisor = isSample ? numbers.count - 1 : numbers.count
    guard divisor > 0 else { throw .divisionByZero }
    return squares(numbers) / Double(divisor)
  }

  @Sendable private static func sampleVariance(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(try spread(call, isSample: true))
  }

  @Sendable private static func variance(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(try spread(call, isSample: false))
  }

  @Sendable private static func sampleDeviation(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(try spread(call, isSample: true).squareRoot())
  }

  @Sendable private static func deviation(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(try spread(call, isSample: false).squareRoot())
  }
}
