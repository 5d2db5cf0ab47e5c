import SpreadsheetModel

/// Numbers drawn by chance: the same for the same seed and cell.
enum RandomFunctions {
  typealias F = FunctionDefinition

  static let all: [F] = [
    F("RAND", 0...0, [], .number, .general { .number($0.evaluator.random()) }, [.cellsOnly, .volatile]),
    F("RANDBETWEEN", 2...2, [.number, .number], .number, .general(between), [.cellsOnly, .volatile]),
    F(
      "RANDARRAY", 0...5, [.number, .number, .number, .number, .boolean], .number, .general(array),
      [.cellsOnly, .volatile]),
  ]

  private static func whole(_ low: Double, _ high: Double, _ call: FunctionCall) throws(CellError) -> Double {
    let first = low.rounded(.up)
    let last = high.rounded(.down)
    guard first <= last else { throw .number }
    return min(last, first + (call.evaluator.random() * (last - first + 1)).rounded(.down))
  }

  @Sendable private static func between(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(try whole(call.number(0), call.number(1), call))
  }

  @Sendable private static func array(_ call: FunctionCall) throws(CellError) -> Operand {
    func number(_ index: Int, _ fallback: Double) throws(CellError) -> Double {
      index < call.count && !call.isOmitted(index) ? try call.number(index) : fallback
    }
    let rows = try Coercion.integer(number(0, 1))
    let columns = try Coercion.integer(number(1, 1))
    let low = try number(2, 0)
    let high = try number(3, 1)
    guard low <= high else { throw .value }
    let isWhole = try call.boolean(4, default: false)
    return .array(
      try FormulaArray(rows: rows, columns: columns) { _, _ throws(CellError) in
        .number(isWhole ? try whole(low, high, call) : low + call.evaluator.random() * (high - low))
      })
  }
}
