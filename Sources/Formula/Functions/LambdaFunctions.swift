import SpreadsheetModel

/// Functions that call what LAMBDA makes: MAP, REDUCE and their kin.
enum LambdaFunctions {
  typealias F = FunctionDefinition

  static let all: [F] = [
    // Both are made ready when a formula is compiled; what stands here is how many arguments they take.
    F(
      "LET", 3...253, [.any], repeating: 1, .any, .general { _ throws(CellError) in throw .value },
      [.cellsOnly]),
    F(
      "LAMBDA", 1...254, [.any], repeating: 1, .any, .general { _ throws(CellError) in throw .value },
      [.cellsOnly]),
    F("MAP", 2...F.many, [.column], repeating: 1, .any, .general(map), [.cellsOnly, .arrays]),
    F("REDUCE", 2...3, [.any, .column, .any], .any, .general(reduce), [.cellsOnly, .arrays]),
    F("SCAN", 2...3, [.any, .column, .any], .any, .general(scan), [.cellsOnly, .arrays]),
    F("BYROW", 2...2, [.column, .any], .any, .general(byRow), [.cellsOnly, .arrays]),
    F("BYCOL", 2...2, [.column, .any], .any, .general(byColumn), [.cellsOnly, .arrays]),
    F("MAKEARRAY", 3...3, [.number, .number, .any], .any, .general(makeArray), [.cellsOnly, .arrays]),
  ]

  private static func function(_ call: FunctionCall, _ index: Int) throws(CellError) -> FormulaLambda {
    switch call.operand(index) {
    case .lambda(let lambda): return lambda
    case .value(.error(let error)): throw error
    default: throw .value
    }
  }

  /// One value of a result: several in one place are not possible.
  private static func single(_ operand: Operand, _ call: FunctionCall) -> CellValue {
    switch operand {
    case .array(let array) where array.count != 1: .error(.calculation)
    case .range(let source) where !source.range.isSingleCell: .error(.calculation)
    default: call.evaluator.scalar(operand)
    }
  }

  @Sendable private static func map(_ call: FunctionCall) throws(CellError) -> Operand {
    let function = try function(call, call.count - 1)
    var arrays: [FormulaArray] = []
    for index in 0..<call.count - 1 { arrays.append(try call.array(index)) }
    let rows = arrays.map(\.rows).max() ?? 0
    let columns = arrays.map(\.columns).max() ?? 0
    return .array(
      try FormulaArray(rows: rows, columns: columns) { row, column in
        let arguments = arrays.map { array -> Operand in
          row < array.rows && column < array.columns
            ? .cell(array[row, column]) : .error(.notAvailable)
        }
        return single(call.evaluator.invoke(function, arguments), call)
      })
  }

  /// What is gathered so far, the values still to come, and the function.
  private static func gathering(
    _ call: FunctionCall
  ) throws(CellError) -> (start: Operand?, values: FormulaArray, function: FormulaLambda) {
    let hasStart = call.count == 3
    let start: Operand? = hasStart && !call.isOmitted(0) ? call.operand(0) : nil
    return (start, try call.array(hasStart ? 1 : 0), try function(call, call.count - 1))
  }

  @Sendable private static func reduce(_ call: FunctionCall) throws(CellError) -> Operand {
    let (start, values, function) = try gathering(call)
    guard values.count <= Evaluator.arrayLimit else { throw .number }
    var result = start
    for position in 0..<values.count {
      if let known = result {
        result = call.evaluator.invoke(function, [known, .cell(values[position])])
      } else {
        result = .cell(values[position])
      }
    }
    return result ?? .error(.calculation)
  }

  @Sendable private static func scan(_ call: FunctionCall) throws(CellError) -> Operand {
    let (start, values, function) = try gathering(call)
    var result = start
    return .array(
      try FormulaArray(rows: values.rows, columns: values.columns) { row, column in
        if let known = result {
          result = call.evaluator.invoke(function, [known, .cell(values[row, column])])
        } else {
          result = .cell(values[row, column])
        }
        return result.map { single($0, call) } ?? .error(.calculation)
      })
  }

  @Sendable private static func byRow(_ call: FunctionCall) throws(CellError) -> Operand {
    let source = try call.array(0)
    let function = try function(call, 1)
    return .array(
      try FormulaArray(rows: source.rows, columns: 1) { row, _ in
        single(call.evaluator.invoke(function, [.array(FormulaArray([source.row(row)]))]), call)
      })
  }

  @Sendable private static func byColumn(_ call: FunctionCall) throws(CellError) -> Operand {
    let source = try call.array(0)
    let function = try function(call, 1)
    return .array(
      try FormulaArray(rows: 1, columns: source.columns) { _, column in
        let values = (0..<source.rows).map { source[$0, column] }
        return single(call.evaluator.invoke(function, [.array(FormulaArray(column: values))]), call)
      })
  }

  @Sendable private static func makeArray(_ call: FunctionCall) throws(CellError) -> Operand {
    let function = try function(call, 2)
    return .array(
      try FormulaArray(rows: try call.integer(0), columns: try call.integer(1)) { row, column in
        single(
          call.evaluator.invoke(function, [.number(Double(row + 1)), .number(Double(column + 1))]), call)
      })
  }
}
