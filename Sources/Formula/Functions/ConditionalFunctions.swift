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
    var columns: [FormulaArray]
    var criteria: [Criterion]

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

  /// Pairs of a column and a condition from an argument on. A condition with several values, such as
  /// `{"在职","退休"}`, gives as many results.
  private static func each(
    _ call: FunctionCall, from start: Int, _ body: (Selection) throws(CellError) -> CellValue
  ) throws(CellError) -> Operand {
    guard (call.count - start) % 2 == 0 else { throw .value }
    var columns: [FormulaArray] = []
    var conditions: [Operand] = []
    var index = start
    while index + 1 < call.count {
      let column = try call.array(index)
      if let first = columns.first, !first.hasSameShape(as: column) { throw .value }
      columns.append(column)
      conditions.append(call.operand(index + 1))
      index += 2
    }
    return select(call, columns, conditions, body)
  }

  private static func select(
    _ call: FunctionCall, _ columns: [FormulaArray], _ conditions: [Operand],
    _ body: (Selection) throws(CellError) -> CellValue
  ) -> Operand {
    call.evaluator.mapped(conditions) { values in
      do throws(CellError) {
        return try body(Selection(columns: columns, criteria: values.map(Criterion.init)))
      } catch {
        return .error(error)
      }
    }
  }

  // MARK: Functions

  @Sendable private static func countIf(_ call: FunctionCall) throws(CellError) -> Operand {
    try each(call, from: 0) { (selection) throws(CellError) in .number(Double(selection.count)) }
  }

  /// SUMIF and AVERAGEIF: the column to add up is the third argument, cut or widened to the shape of the
  /// first, or the first itself.
  private static func single(
    _ call: FunctionCall, _ body: ([Double]) throws(CellError) -> CellValue
  ) throws(CellError) -> Operand {
    let column = try call.array(0)
    var values = column
    if call.count > 2, !call.isOmitted(2) {
      let operand = call.operand(2)
      if case .range(let source) = operand {
        let first = source.range.first
        let last = CellReference(
          row: min(first.row + column.rows, CellReference.rowLimit) - 1,
          column: min(first.column + column.columns, CellReference.columnLimit) - 1)
        values = call.evaluator.read(SheetRange(sheet: source.sheet, range: CellRange(first, last)))
      } else {
        values = try call.evaluator.array(operand)
      }
    }
    return select(call, [column], [call.operand(1)]) { (selection) throws(CellError) in
      try body(selection.numbers(of: values))
    }
  }

  /// SUMIFS and its kin: the column to add up comes first.
  private static func several(
    _ call: FunctionCall, _ body: ([Double]) throws(CellError) -> CellValue
  ) throws(CellError) -> Operand {
    let values = try call.array(0)
    return try each(call, from: 1) { (selection) throws(CellError) in
      guard let first = selection.columns.first, first.hasSameShape(as: values) else { throw .value }
      return try body(selection.numbers(of: values))
    }
  }

  private static func sum(_ numbers: [Double]) throws(CellError) -> CellValue {
    Arithmetic.number(MathFunctions.total(numbers))
  }

  private static func average(_ numbers: [Double]) throws(CellError) -> CellValue {
    guard !numbers.isEmpty else { throw .divisionByZero }
    return Arithmetic.number(MathFunctions.total(numbers) / Double(numbers.count))
  }

  @Sendable private static func sumIf(_ call: FunctionCall) throws(CellError) -> Operand {
    try single(call, sum)
  }

  @Sendable private static func averageIf(_ call: FunctionCall) throws(CellError) -> Operand {
    try single(call, average)
  }

  @Sendable private static func sumIfs(_ call: FunctionCall) throws(CellError) -> Operand {
    try several(call, sum)
  }

  @Sendable private static func averageIfs(_ call: FunctionCall) throws(CellError) -> Operand {
    try several(call, average)
  }

  @Sendable private static func minimumIfs(_ call: FunctionCall) throws(CellError) -> Operand {
    try several(call) { (numbers) throws(CellError) in .number(numbers.min() ?? 0) }
  }

  @Sendable private static func maximumIfs(_ call: FunctionCall) throws(CellError) -> Operand {
    try several(call) { (numbers) throws(CellError) in .number(numbers.max() ?? 0) }
  }
}
