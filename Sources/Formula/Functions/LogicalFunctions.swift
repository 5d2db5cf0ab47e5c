import SpreadsheetModel

/// IF, AND, OR and their kin. A branch that is not taken is not evaluated.
enum LogicalFunctions {
  typealias F = FunctionDefinition

  static let all: [F] = [
    F("IF", 2...3, [.boolean, .any, .any], result: .common(from: 1, step: 1), .general(choose), [.branches]),
    F("IFERROR", 2...2, [.any, .any], result: .common(from: 0, step: 1), .general(ifError)),
    F("IFNA", 2...2, [.any, .any], result: .common(from: 0, step: 1), .general(ifNotAvailable)),
    F(
      "IFS", 2...F.many, [.boolean, .any], repeating: 2, result: .common(from: 1, step: 2),
      .general(firstTrue)),
    F("SWITCH", 3...F.many, [.any, .any, .any], repeating: 2, result: .type(.any), .general(firstEqual)),
    F("AND", 1...F.many, [.booleans], repeating: 1, .boolean, .general(and)),
    F("OR", 1...F.many, [.booleans], repeating: 1, .boolean, .general(or)),
    F("XOR", 1...F.many, [.booleans], repeating: 1, .boolean, .general(exclusiveOr)),
    F("NOT", 1...1, [.boolean], .boolean, .scalar(not)),
    F("TRUE", 0...0, [], .boolean, .scalar { _ in .boolean(true) }),
    F("FALSE", 0...0, [], .boolean, .scalar { _ in .boolean(false) }),
  ]

  @Sendable private static func not(_ arguments: Arguments) throws(CellError) -> CellValue {
    .boolean(!(try Coercion.boolean(arguments.value(0))))
  }

  @Sendable private static func choose(_ call: FunctionCall) throws(CellError) -> Operand {
    let condition = call.operand(0)
    if let array = several(condition) {
      let branches = [
        Operand.array(array), call.operand(1), call.count > 2 ? call.operand(2) : .boolean(false),
      ]
      return call.evaluator.mapped(branches) { values in
        do throws(CellError) {
          return try Coercion.boolean(values[0]) ? values[1] : values[2]
        } catch {
          return .error(error)
        }
      }
    }
    if try Coercion.boolean(call.evaluator.scalar(condition)) { return call.operand(1) }
    return call.count > 2 ? call.operand(2) : .boolean(false)

    func several(_ operand: Operand) -> FormulaArray? {
      switch operand {
      case .array(let array): array
      case .range(let range) where !range.range.isSingleCell: call.evaluator.read(range)
      default: nil
      }
    }
  }

  @Sendable private static func ifError(_ call: FunctionCall) throws(CellError) -> Operand {
    fallback(call) { _ in true }
  }

  @Sendable private static func ifNotAvailable(_ call: FunctionCall) throws(CellError) -> Operand {
    fallback(call) { $0 == .notAvailable }
  }

  private static func fallback(
    _ call: FunctionCall, where isCaught: (CellError) -> Bool
  ) -> Operand {
    let first = call.operand(0)
    switch first {
    case .value(.error(let error)), .cell(.error(let error)):
      return isCaught(error) ? call.operand(1) : first
    case .value, .cell: return first
    default:
      return call.evaluator.mapped([first, call.operand(1)]) { values in
        if case .error(let error) = values[0], isCaught(error) { return values[1] }
        return values[0]
      }
    }
  }

  @Sendable private static func firstTrue(_ call: FunctionCall) throws(CellError) -> Operand {
    var index = 0
    while index + 1 < call.count {
      if try Coercion.boolean(call.raw(index)) { return call.operand(index + 1) }
      index += 2
    }
    throw index < call.count ? .value : .notAvailable
  }

  @Sendable private static func firstEqual(_ call: FunctionCall) throws(CellError) -> Operand {
    let wanted = try call.value(0)
    var index = 1
    while index + 1 < call.count {
      if ValueOrder.areEqual(wanted, try call.value(index)) { return call.operand(index + 1) }
      index += 2
    }
    guard index < call.count else { throw .notAvailable }
    return call.operand(index)
  }

  /// The truth values of all arguments: text in cells is passed over, written text must say true or false.
  private static func truths(_ call: FunctionCall) throws(CellError) -> [Bool] {
    var truths: [Bool] = []
    try call.forEachValue { (value, isWritten) throws(CellError) in
      switch value {
      case .text where !isWritten: break
      default: truths.append(try Coercion.boolean(value))
      }
    }
    if truths.isEmpty { throw .value }
    return truths
  }

  @Sendable private static func and(_ call: FunctionCall) throws(CellError) -> Operand {
    .boolean(try truths(call).allSatisfy { $0 })
  }

  @Sendable private static func or(_ call: FunctionCall) throws(CellError) -> Operand {
    .boolean(try truths(call).contains(true))
  }

  @Sendable private static func exclusiveOr(_ call: FunctionCall) throws(CellError) -> Operand {
    .boolean(try truths(call).count { $0 } % 2 == 1)
  }
}
