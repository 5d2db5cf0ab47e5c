import SpreadsheetModel

/// SUBTOTAL: a sum, count or the like that leaves out other subtotals, and from 101 on hidden rows.
enum SubtotalFunction {
  static let all: [FunctionDefinition] = [
    FunctionDefinition(
      "SUBTOTAL", 2...FunctionDefinition.many, [.number, .numbers], repeating: 1, .number,
      .general(subtotal))
  ]

  private static let names = [
    "AVERAGE", "COUNT", "COUNTA", "MAX", "MIN", "PRODUCT", "STDEV", "STDEV.P", "SUM", "VAR", "VAR.P",
  ]

  @Sendable private static func subtotal(_ call: FunctionCall) throws(CellError) -> Operand {
    let code = try call.integer(0)
    let index = code > 100 ? code - 101 : code - 1
    guard names.indices.contains(index), let position = FunctionTable.position(of: names[index]) else {
      throw .value
    }
    var arguments: [Code] = []
    for argument in 1..<call.count {
      let operand = call.operand(argument)
      if case .range(let range) = operand {
        arguments.append(.array(values(of: range, leavingOutHidden: code > 100, call)))
      } else {
        arguments.append(call.arguments[argument])
      }
    }
    return call.evaluator.evaluate(.call(position, arguments))
  }

  /// The values of a range in one column, those left out that do not count.
  private static func values(
    of source: SheetRange, leavingOutHidden: Bool, _ call: FunctionCall
  ) -> FormulaArray {
    guard let cells = call.evaluator.cells else { return FormulaArray(column: []) }
    let array = call.evaluator.read(source)
    var values: [CellValue] = []
    for row in 0..<array.storedRows {
      if leavingOutHidden, cells.isHidden(row: source.range.first.row + row, sheet: source.sheet) { continue }
      for column in 0..<array.storedColumns where array[row, column] != .empty {
        let formula = cells.formula(
          row: source.range.first.row + row, column: source.range.first.column + column, sheet: source.sheet)
        if let formula, isSubtotal(formula) { continue }
        values.append(array[row, column])
      }
    }
    return FormulaArray(column: values)
  }

  private static func isSubtotal(_ formula: String) -> Bool {
    let upper = formula.uppercased()
    return upper.contains("SUBTOTAL(") || upper.contains("AGGREGATE(")
  }
}
