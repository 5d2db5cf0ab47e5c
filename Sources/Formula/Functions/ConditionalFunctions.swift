import SpreadsheetModel

/// COUNTIF, SUMIFS and their kin: values of a column chosen by conditions on columns of the same shape.
enum ConditionalFunctions {
  typealias F = FunctionDefinition

  static let all: [F] = [
    F("COUNTIF", 2...2, [.column, .any], .number, .general(countIf)),
    F("COUNTIFS", 2...254, [.column, .any], repeating: 2, .number, .general(countIf)),
    F("SUMIF", 2...3, [.column, .any, .numberColumn], .number, .general(sumIf)),
    F("SUMIFS", 3...F.many, [.numberColumn, .column, .any], repeating: 2, .number, .general(sumIfs)),
    F("AVERAGEIF", 2...3, [.column, .any, .numberColumn], .number, .general(averageIf)),
    F("AVERAGEIFS", 3...F.many, [.numberColumn, .column, .any], repeating: 2, .number, .general(averageIfs)),
    F(
      "MINIFS", 3...F.many, [.numericColumn, .column, .any], repeating: 2, result: .argument(0),
      .general(minimumIfs)),
    F(
      "MAXIFS", 3...F.many, [.numericColumn, .column, .any], repeating: 2, result: .argument(0),
      .general(maximumIfs)),
  ]

  /// Conditions on columns of one shape.
  private struct Selection {
    var columns: [FormulaArray] = []
    var criteria: [Criterion] = []

    init(_ call: FunctionCall, from start: Int) throws(CellError) {
      guard (call.count - start) % 2 == 0 else { throw .value }
      var index = start
      while index + 1 < call.count {
        let column = try call.array(index)
        if let first = columns.first, !first.hasSameShape(as: column) { throw .value }
        columns.append(column)
        criteria.append(Criterion(call.raw(index + 1)))
        index += 2
      }
    }

    init(_ column: FormulaArray, _ criterion: Criterion) {
      columns = [column]
      criteria = [criterion]
    }

    func matches(_ row: Int, _ column: Int) -> Bool {
      guard let first = columns.first, row < first.rows, column < first.columns else { return false }
      for index in columns.indices where !criteria[index].matches(columns[index][row, column]) {
        return false
      }
      return true
    }

    /// How many places fulfil all conditions.
    var count: Int {
      guard let first = columns.first else { return 0 }
      let rows = columns.map(\.storedRows).max() ?? 0
      let width = columns.map(\.storedColumns).max() ?? 0
      var count = 0
      for row in 0..<rows {
        for column in 0..<width where matches(row, column) { count += 1 }
      }
      // Past what is stored all places are alike.
      let rest = first.count - rows * width
      if rest > 0, columns.indices.allSatisfy({ criteria[$0].matches(columns[$0].fill) }) { count += rest }
      return count
    }

    /// The numbers at the places that fulfil all conditions.
    func numbers(of values: FormulaArray) throws(CellError) -> [Double] {
      var numbers: [Double] = []
      for row in 0..<values.storedRows {
        for column in 0..<values.storedColumns {
          let value = values[row, column]
          switch value {
          case .number(let number): if matches(row, column) { numbers.append(number) }
          case .error(let error): if matches(row, column) { throw error }
          default: break
          }
        }
      }
      return numbers
    }
  }

  @Sendable private static func countIf(_ call: FunctionCall) throws(CellError) -> Operand {
    if call.count == 2 { return try eachCriterion(call) { .number(Double($0.count)) } }
    return .number(Double(try Selection(call, from: 0).count))
  }

  /// COUNTIF over several conditions at once gives as many counts.
  private static func eachCriterion(
    _ call: FunctionCall, _ body: (Selection) -> CellValue
  ) throws(CellError) -> Operand {
    let column = try call.array(0)
    return call.evaluator.mapped([call.operand(1)]) { values in
      body(Selection(column, Criterion(values[0])))
    }
  }

  /// The column to add up for SUMIF and AVERAGEIF: the third argument, cut or widened to the shape of the
  /// first, or the first itself.
  private static func single(_ call: FunctionCall) throws(CellError) -> [Double] {
    let column = try call.array(0)
    let selection = Selection(column, Criterion(call.raw(1)))
    guard call.count > 2, !call.isOmitted(2) else { return try selection.numbers(of: column) }
    let operand = call.operand(2)
    if case .range(let source) = operand {
      let first = source.range.first
      let last = CellReference(
        row: min(first.row + column.rows, CellReference.rowLimit) - 1,
        column: min(first.column + column.columns, CellReference.columnLimit) - 1)
      let shaped = SheetRange(sheet: source.sheet, range: CellRange(first, last))
      return try selection.numbers(of: call.evaluator.read(shaped))
    }
    return try selection.numbers(of: call.evaluator.array(operand))
  }

  @Sendable private static func sumIf(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(MathFunctions.total(try single(call)))
  }

  @Sendable private static func averageIf(_ call: FunctionCall) throws(CellError) -> Operand {
    try average(try single(call))
  }

  private static func several(_ call: FunctionCall) throws(CellError) -> [Double] {
    let values = try call.array(0)
    let selection = try Selection(call, from: 1)
    guard let first = selection.columns.first, first.hasSameShape(as: values) else { throw .value }
    return try selection.numbers(of: values)
  }

  @Sendable private static func sumIfs(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(MathFunctions.total(try several(call)))
  }

  @Sendable private static func averageIfs(_ call: FunctionCall) throws(CellError) -> Operand {
    try average(try several(call))
  }

  private static func average(_ numbers: [Double]) throws(CellError) -> Operand {
    guard !numbers.isEmpty else { throw .divisionByZero }
    return .number(MathFunctions.total(numbers) / Double(numbers.count))
  }

  @Sendable private static func minimumIfs(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(try several(call).min() ?? 0)
  }

  @Sendable private static func maximumIfs(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(try several(call).max() ?? 0)
  }
}
