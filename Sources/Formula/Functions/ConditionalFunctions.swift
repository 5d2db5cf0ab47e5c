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

  /// Conditions on columns that are ordered for looking up.
  private struct IndexedSelection {
    var columns: [VectorIndex]
    var criteria: [Criterion]
    var written: [CellValue]

    /// The places that fulfil all conditions, ascending, as far as values are stored.
    var places: [Int32] {
      let selections = columns.indices.map { columns[$0].selection(criteria[$0], written: written[$0]) }
      // The condition that fewest fulfil comes first, the others are looked at for what is left.
      var first = -1
      var fewest = Int.max
      for (position, selection) in selections.enumerated() {
        guard case .codes(let codes) = selection else { continue }
        let count = columns[position].placeCount(codes)
        if count < fewest { (first, fewest) = (position, count) }
      }
      var places: [Int32]
      if first >= 0, case .codes(let codes) = selections[first] {
        places = Array(columns[first].places(codes))
        if codes.count > 1 { places.sort() }
      } else {
        // All conditions take blanks or many values: every place is looked at.
        first = -1
        places = Array(0..<Int32(truncatingIfNeeded: stored))
      }
      for (position, selection) in selections.enumerated() where position != first {
        if places.isEmpty { break }
        let column = columns[position]
        switch selection {
        case .codes(let wanted):
          places.removeAll { $0 >= column.count || !wanted.contains(Int(column.codes[Int($0)])) }
        case .mask(let mask):
          places.removeAll { !mask[$0 < column.count ? Int(column.codes[Int($0)]) : 0] }
        }
      }
      return places
    }

    /// How far any of the columns has values.
    private var stored: Int { columns.map(\.count).max() ?? 0 }

    var count: Int {
      // Past what is stored all places are alike.
      places.count + (criteria.allSatisfy { $0.matches(.empty) } ? columns[0].length - stored : 0)
    }

    func numbers(of values: VectorIndex) throws(CellError) -> [Double] {
      var numbers: [Double] = []
      for place in places where Int(place) < values.count {
        let code = Int(values.codes[Int(place)])
        if code >= 1, code <= values.numbers.count {
          numbers.append(values.numbers[code - 1])
        } else if case .error(let error) = values.values[code] {
          throw error
        }
      }
      return numbers
    }
  }

  /// The ranges of some arguments ordered for looking up, where all are single columns or rows of one shape.
  private static func indices(_ call: FunctionCall, _ operands: [Operand]) -> [VectorIndex]? {
    var indices: [VectorIndex] = []
    var shape: (Int, Int)?
    for operand in operands {
      guard case .range(let source) = operand,
        source.range.first.row == source.range.last.row
          || source.range.first.column == source.range.last.column
      else { return nil }
      let own = (source.range.rows.count, source.range.columns.count)
      guard shape ?? own == own, let index = call.evaluator.cells?.index(of: source, for: call.evaluator)
      else {
        return nil
      }
      shape = own
      indices.append(index)
    }
    return indices
  }

  /// What is done with the places found.
  private struct Reduction {
    /// With the number of places; `nil` for what needs the values at them.
    var count: (@Sendable (Int) -> CellValue)?
    var numbers: @Sendable ([Double]) throws(CellError) -> CellValue
  }

  /// Pairs of a column and a condition from an argument on. A condition with several values, such as
  /// `{"在职","退休"}`, gives as many results.
  private static func each(
    _ call: FunctionCall, from start: Int, values: Operand?, _ reduction: Reduction
  ) throws(CellError) -> Operand {
    guard (call.count - start) % 2 == 0 else { throw .value }
    var ranges: [Operand] = []
    var conditions: [Operand] = []
    for index in stride(from: start, to: call.count - 1, by: 2) {
      ranges.append(call.operand(index))
      conditions.append(call.operand(index + 1))
    }
    return try select(call, ranges, conditions, values: values, reduction)
  }

  private static func select(
    _ call: FunctionCall, _ ranges: [Operand], _ conditions: [Operand], values: Operand?,
    _ reduction: Reduction
  ) throws(CellError) -> Operand {
    if let all = indices(call, ranges + (values.map { [$0] } ?? [])) {
      let columns = Array(all.prefix(ranges.count))
      return call.evaluator.mapped(conditions) { written in
        do throws(CellError) {
          let selection = IndexedSelection(
            columns: columns, criteria: written.map(Criterion.init), written: written)
          if let count = reduction.count { return count(selection.count) }
          return try reduction.numbers(selection.numbers(of: all[all.count - 1]))
        } catch {
          return .error(error)
        }
      }
    }
    var columns: [FormulaArray] = []
    for range in ranges {
      if case .value(.error(let error)) = range { throw error }
      let column = try call.evaluator.array(range)
      if let first = columns.first, !first.hasSameShape(as: column) { throw .value }
      columns.append(column)
    }
    let numbers: FormulaArray? = if let values { try call.evaluator.array(values) } else { nil }
    if let numbers, let first = columns.first, !first.hasSameShape(as: numbers) { throw .value }
    return call.evaluator.mapped(conditions) { written in
      do throws(CellError) {
        let selection = Selection(columns: columns, criteria: written.map(Criterion.init))
        if let count = reduction.count { return count(selection.count) }
        return try reduction.numbers(selection.numbers(of: numbers ?? columns[0]))
      } catch {
        return .error(error)
      }
    }
  }

  // MARK: Functions

  @Sendable private static func countIf(_ call: FunctionCall) throws(CellError) -> Operand {
    try each(
      call, from: 0, values: nil,
      Reduction(count: { .number(Double($0)) }, numbers: { (numbers) throws(CellError) in .number(0) }))
  }

  /// SUMIF and AVERAGEIF: the column to add up is the third argument, cut or widened to the shape of the
  /// first, or the first itself.
  private static func single(
    _ call: FunctionCall, _ body: @escaping @Sendable ([Double]) throws(CellError) -> CellValue
  ) throws(CellError) -> Operand {
    let column = call.operand(0)
    var values = column
    if call.count > 2, !call.isOmitted(2) {
      values = call.operand(2)
      if case .range(let source) = values, case .range(let shape) = column {
        let first = source.range.first
        let last = CellReference(
          row: min(first.row + shape.range.rows.count, CellReference.rowLimit) - 1,
          column: min(first.column + shape.range.columns.count, CellReference.columnLimit) - 1)
        values = .range(SheetRange(sheet: source.sheet, range: CellRange(first, last)))
      }
    }
    return try select(call, [column], [call.operand(1)], values: values, Reduction(count: nil, numbers: body))
  }

  /// SUMIFS and its kin: the column to add up comes first.
  private static func several(
    _ call: FunctionCall, _ body: @escaping @Sendable ([Double]) throws(CellError) -> CellValue
  ) throws(CellError) -> Operand {
    let values = call.operand(0)
    if case .value(.error(let error)) = values { throw error }
    return try each(call, from: 1, values: values, Reduction(count: nil, numbers: body))
  }

  @Sendable private static func sum(_ numbers: [Double]) throws(CellError) -> CellValue {
    Arithmetic.number(MathFunctions.total(numbers))
  }

  @Sendable private static func average(_ numbers: [Double]) throws(CellError) -> CellValue {
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
