import SpreadsheetModel

/// Interest, payments and depreciation.
enum FinancialFunctions {
  typealias F = FunctionDefinition

  static let all: [F] = [
    F(
      "PMT", 3...5, [.number], repeating: 1, .number,
      .scalar { (a) throws(CellError) in .number(try payment(a)) }),
    F("FV", 3...5, [.number], repeating: 1, .number, .scalar(futureValue)),
    F("PV", 3...5, [.number], repeating: 1, .number, .scalar(presentValue)),
    F("NPER", 3...5, [.number], repeating: 1, .number, .scalar(periods)),
    F("RATE", 3...6, [.number], repeating: 1, .number, .scalar(rate)),
    F(
      "IPMT", 4...6, [.number], repeating: 1, .number,
      .scalar { (a) throws(CellError) in .number(try interest(a)) }),
    F("PPMT", 4...6, [.number], repeating: 1, .number, .scalar(principal)),
    F("NPV", 2...F.many, [.number, .numbers], repeating: 1, .number, .general(netPresentValue)),
    F("IRR", 1...2, [.numberColumn, .number], .number, .general(internalRate)),
    F("SLN", 3...3, [.number], repeating: 1, .number, .scalar(straightLine)),
    F("SYD", 4...4, [.number], repeating: 1, .number, .scalar(sumOfYears)),
    F("DDB", 4...5, [.number], repeating: 1, .number, .scalar(decliningBalance)),
    F("EFFECT", 2...2, [.number, .number], .number, .scalar(effective)),
    F("NOMINAL", 2...2, [.number, .number], .number, .scalar(nominal)),
    F("RRI", 3...3, [.number], repeating: 1, .number, .scalar(growthRate)),
    F("PDURATION", 3...3, [.number], repeating: 1, .number, .scalar(duration)),
  ]

  /// What payments of 1 are worth at the end, and what 1 grows to.
  private static func growth(_ rate: Double, _ periods: Double, isEarly: Bool) -> (
    payments: Double, value: Double
  ) {
    if rate == 0 { return (periods, 1) }
    let value = ElementaryFunctions.power(1 + rate, periods)
    return ((value - 1) / rate * (isEarly ? 1 + rate : 1), value)
  }

  private static func payment(
    rate: Double, periods: Double, present: Double, future: Double, isEarly: Bool
  ) throws(CellError) -> Double {
    let (payments, value) = growth(rate, periods, isEarly: isEarly)
    guard payments != 0 else { throw .number }
    return -(present * value + future) / payments
  }

  private static func payment(_ arguments: Arguments) throws(CellError) -> Double {
    try payment(
      rate: arguments.number(0), periods: arguments.number(1), present: arguments.number(2),
      future: arguments.number(3, default: 0), isEarly: arguments.number(4, default: 0) != 0)
  }

  @Sendable private static func futureValue(_ arguments: Arguments) throws(CellError) -> CellValue {
    let isEarly = try arguments.number(4, default: 0) != 0
    let (payments, value) = growth(try arguments.number(0), try arguments.number(1), isEarly: isEarly)
    return Arithmetic.number(
      -(try arguments.number(2)) * payments - (try arguments.number(3, default: 0)) * value)
  }

  @Sendable private static func presentValue(_ arguments: Arguments) throws(CellError) -> CellValue {
    let isEarly = try arguments.number(4, default: 0) != 0
    let (payments, value) = growth(try arguments.number(0), try arguments.number(1), isEarly: isEarly)
    guard value != 0 else { throw .number }
    return Arithmetic.number(
      -((try arguments.number(2)) * payments + (try arguments.number(3, default: 0))) / value)
  }

  @Sendable private static func periods(_ arguments: Arguments) throws(CellError) -> CellValue {
    let rate = try arguments.number(0)
    var payment = try arguments.number(1)
    let present = try arguments.number(2)
    let future = try arguments.number(3, default: 0)
    if rate == 0 {
      guard payment != 0 else { throw .number }
      return Arithmetic.number(-(present + future) / payment)
    }
    if try arguments.number(4, default: 0) != 0 { payment *= 1 + rate }
    let ratio = (payment - future * rate) / (present * rate + payment)
    guard ratio > 0 else { throw .number }
    return Arithmetic.number(
      ElementaryFunctions.naturalLogarithm(ratio) / ElementaryFunctions.naturalLogarithm(1 + rate))
  }

  /// Newton's steps from a guess.
  private static func root(_ guess: Double, _ value: (Double) -> Double) throws(CellError) -> Double {
    var rate = guess
    for _ in 0..<100 {
      let step = max(1e-7, abs(rate) * 1e-7)
      let slope = (value(rate + step) - value(rate - step)) / (2 * step)
      guard slope != 0, slope.isFinite else { break }
      let next = rate - value(rate) / slope
      guard next.isFinite else { break }
      if abs(next - rate) < 1e-13 * max(1, abs(next)) { return next }
      rate = max(next, -0.999_999)
    }
    guard abs(value(rate)) < 1e-6 else { throw .number }
    return rate
  }

  @Sendable private static func rate(_ arguments: Arguments) throws(CellError) -> CellValue {
    let periods = try arguments.number(0)
    let payment = try arguments.number(1)
    let present = try arguments.number(2)
    let future = try arguments.number(3, default: 0)
    let isEarly = try arguments.number(4, default: 0) != 0
    guard periods > 0 else { throw .number }
    return Arithmetic.number(
      try root(try arguments.number(5, default: 0.1)) { rate in
        let (payments, value) = growth(rate, periods, isEarly: isEarly)
        return present * value + payment * payments + future
      })
  }

  private static func interest(_ arguments: Arguments) throws(CellError) -> Double {
    let rate = try arguments.number(0)
    let period = try arguments.number(1)
    let periods = try arguments.number(2)
    let present = try arguments.number(3)
    let isEarly = try arguments.number(5, default: 0) != 0
    guard period >= 1, period < periods + 1 else { throw .number }
    let payment = try payment(
      rate: rate, periods: periods, present: present, future: arguments.number(4, default: 0),
      isEarly: isEarly)
    if isEarly, period == 1 { return 0 }
    let (payments, value) = growth(rate, period - 1, isEarly: isEarly)
    let balance = -(present * value + payment * payments)
    return isEarly ? (balance - payment) * rate / (1 + rate) * 1 : balance * rate
  }

  @Sendable private static func principal(_ arguments: Arguments) throws(CellError) -> CellValue {
    let payment = try payment(
      rate: arguments.number(0), periods: arguments.number(2), present: arguments.number(3),
      future: arguments.number(4, default: 0), isEarly: arguments.number(5, default: 0) != 0)
    return Arithmetic.number(payment - (try interest(arguments)))
  }

  @Sendable private static func netPresentValue(_ call: FunctionCall) throws(CellError) -> Operand {
    let rate = try call.number(0)
    guard rate != -1 else { throw .divisionByZero }
    var factor = 1.0
    var terms: [Double] = []
    for number in try call.numbers(from: 1) {
      factor *= 1 + rate
      terms.append(number / factor)
    }
    return .number(MathFunctions.total(terms))
  }

  @Sendable private static func internalRate(_ call: FunctionCall) throws(CellError) -> Operand {
    var flows: [Double] = []
    try call.forEachValue(of: call.operand(0)) { (value, _) throws(CellError) in
      if case .error(let error) = value { throw error }
      if case .number(let number) = value { flows.append(number) }
    }
    guard flows.contains(where: { $0 > 0 }), flows.contains(where: { $0 < 0 }) else { throw .number }
    return .number(
      try root(call.count > 1 ? try call.number(1) : 0.1) { rate in
        var factor = 1.0
        var total = 0.0
        for flow in flows {
          total += flow / factor
          factor *= 1 + rate
        }
        return total
      })
  }

  @Sendable private static func straightLine(_ arguments: Arguments) throws(CellError) -> CellValue {
    let life = try arguments.number(2)
    guard life != 0 else { throw .divisionByZero }
    return Arithmetic.number((try arguments.number(0) - (try arguments.number(1))) / life)
  }

  @Sendable private static func sumOfYears(_ arguments: Arguments) throws(CellError) -> CellValue {
    let life = try arguments.number(2)
    let period = try arguments.number(3)
    guard life > 0, period >= 1, period <= life else { throw .number }
    return Arithmetic.number(
      (try arguments.number(0) - (try arguments.number(1))) * (life - period + 1) * 2 / (life * (life + 1)))
  }

  @Sendable private static func decliningBalance(_ arguments: Arguments) throws(CellError) -> CellValue {
    let cost = try arguments.number(0)
    let salvage = try arguments.number(1)
    let life = try arguments.number(2)
    let period = try arguments.number(3)
    let factor = try arguments.number(4, default: 2)
    guard cost >= 0, salvage >= 0, life > 0, period >= 1, period <= life, factor > 0, period < 100_000 else {
      throw .number
    }
    var value = cost
    var lost = 0.0
    for _ in 0..<Int(period) {
      lost = min(value * min(1, factor / life), max(0, value - salvage))
      value -= lost
    }
    return Arithmetic.number(lost)
  }

  @Sendable private static func effective(_ arguments: Arguments) throws(CellError) -> CellValue {
    let rate = try arguments.number(0)
    let periods = try arguments.integer(1)
    guard rate > 0, periods >= 1 else { throw .number }
    return Arithmetic.number(ElementaryFunctions.power(1 + rate / Double(periods), Double(periods)) - 1)
  }

  @Sendable private static func nominal(_ arguments: Arguments) throws(CellError) -> CellValue {
    let rate = try arguments.number(0)
    let periods = try arguments.integer(1)
    guard rate > 0, periods >= 1 else { throw .number }
    return Arithmetic.number((ElementaryFunctions.power(1 + rate, 1 / Double(periods)) - 1) * Double(periods))
  }

  @Sendable private static func growthRate(_ arguments: Arguments) throws(CellError) -> CellValue {
    let periods = try arguments.number(0)
    let present = try arguments.number(1)
    guard periods > 0, present != 0 else { throw .number }
    return Arithmetic.number(
      ElementaryFunctions.power(try arguments.number(2) / present, 1 / periods) - 1)
  }

  @Sendable private static func duration(_ arguments: Arguments) throws(CellError) -> CellValue {
    let rate = try arguments.number(0)
    let present = try arguments.number(1)
    let future = try arguments.number(2)
    guard rate > 0, present > 0, future > 0 else { throw .number }
    return Arithmetic.number(
      ElementaryFunctions.naturalLogarithm(future / present) / ElementaryFunctions.naturalLogarithm(1 + rate))
  }
}
