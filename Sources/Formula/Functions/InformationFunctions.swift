import SpreadsheetModel

/// What a value is: ISBLANK, ISNUMBER and their kin.
enum InformationFunctions {
  typealias F = FunctionDefinition

  static let all: [F] = [
    F("ISBLANK", 1...1, [.any], .boolean, .scalar { .boolean($0.raw(0) == .empty) }),
    F("ISNUMBER", 1...1, [.any], .boolean, .scalar { .boolean(isNumber($0.raw(0))) }),
    F("ISTEXT", 1...1, [.any], .boolean, .scalar { .boolean(isText($0.raw(0))) }),
    F("ISNONTEXT", 1...1, [.any], .boolean, .scalar { .boolean(!isText($0.raw(0))) }),
    F("ISLOGICAL", 1...1, [.any], .boolean, .scalar { .boolean(isLogical($0.raw(0))) }),
    F("ISERROR", 1...1, [.any], .boolean, .scalar { .boolean(error($0.raw(0)) != nil) }),
    F(
      "ISERR", 1...1, [.any], .boolean,
      .scalar { .boolean(error($0.raw(0)).map { $0 != .notAvailable } ?? false) }),
    F("ISNA", 1...1, [.any], .boolean, .scalar { .boolean(error($0.raw(0)) == .notAvailable) }),
    F("ISEVEN", 1...1, [.number], .boolean, .scalar(isEven)),
    F("ISODD", 1...1, [.number], .boolean, .scalar(isOdd)),
    F("ISREF", 1...1, [.any], .boolean, .general(isReference), [.references]),
    F("NA", 0...0, [], .any, .scalar { _ in .error(.notAvailable) }),
    F("N", 1...1, [.any], .number, .scalar(numberOf)),
    F("T", 1...1, [.any], .text, .scalar(textOf)),
    F("TYPE", 1...1, [.any], .number, .general(typeOf), [.references]),
    F("ERROR.TYPE", 1...1, [.any], .number, .scalar(errorType)),
  ]

  private static func isNumber(_ value: CellValue) -> Bool {
    if case .number = value { true } else { false }
  }

  private static func isText(_ value: CellValue) -> Bool {
    if case .text = value { true } else { false }
  }

  private static func isLogical(_ value: CellValue) -> Bool {
    if case .boolean = value { true } else { false }
  }

  private static func error(_ value: CellValue) -> CellError? {
    if case .error(let error) = value { error } else { nil }
  }

  @Sendable private static func isEven(_ arguments: Arguments) throws(CellError) -> CellValue {
    .boolean(try arguments.integer(0) % 2 == 0)
  }

  @Sendable private static func isOdd(_ arguments: Arguments) throws(CellError) -> CellValue {
    .boolean(try arguments.integer(0) % 2 != 0)
  }

  @Sendable private static func isReference(_ call: FunctionCall) throws(CellError) -> Operand {
    switch call.operand(0) {
    case .range, .union, .cell: .boolean(true)
    default: .boolean(false)
    }
  }

  @Sendable private static func numberOf(_ arguments: Arguments) throws(CellError) -> CellValue {
    switch try arguments.value(0) {
    case .number(let number): .number(number)
    case .boolean(let truth): .number(truth ? 1 : 0)
    default: .number(0)
    }
  }

  @Sendable private static func textOf(_ arguments: Arguments) throws(CellError) -> CellValue {
    let value = try arguments.value(0)
    return isText(value) ? value : .text("")
  }

  @Sendable private static func typeOf(_ call: FunctionCall) throws(CellError) -> Operand {
    let operand = call.operand(0)
    if case .array(let array) = operand, array.count > 1 { return .number(64) }
    switch call.evaluator.scalar(operand) {
    case .empty, .number: return .number(1)
    case .text: return .number(2)
    case .boolean: return .number(4)
    case .error: return .number(16)
    }
  }

  @Sendable private static func errorType(_ arguments: Arguments) throws(CellError) -> CellValue {
    let order: [CellError] = [
      .null, .divisionByZero, .value, .reference, .name, .number, .notAvailable, .gettingData,
    ]
    guard let error = error(arguments.raw(0)), let index = order.firstIndex(of: error) else {
      throw .notAvailable
    }
    return .number(Double(index + 1))
  }
}
