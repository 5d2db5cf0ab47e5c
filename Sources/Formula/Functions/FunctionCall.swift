import SpreadsheetModel

/// A call of a general function: its arguments, evaluated when they are asked for.
struct FunctionCall {
  let evaluator: Evaluator
  let arguments: [Code]

  var count: Int { arguments.count }
  /// The day the formula is computed for, and the like.
  var inputs: FormulaInputs { evaluator.inputs }
  /// The cell the formula stands in.
  var cell: CellReference { evaluator.place.cell }

  func operand(_ index: Int) -> Operand {
    index < arguments.count ? evaluator.evaluate(arguments[index]) : .value(.empty)
  }

  func isOmitted(_ index: Int) -> Bool {
    guard index < arguments.count else { return true }
    if case .omitted = arguments[index] { return true }
    return false
  }

  /// One value, an error as it is.
  func raw(_ index: Int) -> CellValue { evaluator.scalar(operand(index)) }

  /// One value; an error is thrown.
  func value(_ index: Int) throws(CellError) -> CellValue {
    let value = raw(index)
    if case .error(let error) = value { throw error }
    return value
  }

  func number(_ index: Int) throws(CellError) -> Double { try Coercion.number(raw(index)) }
  func integer(_ index: Int) throws(CellError) -> Int { try Coercion.integer(raw(index)) }
  func integer(_ index: Int, default fallback: Int) throws(CellError) -> Int {
    index < arguments.count ? try Coercion.integer(raw(index)) : fallback
  }
  func boolean(_ index: Int, default fallback: Bool) throws(CellError) -> Bool {
    index < arguments.count ? try Coercion.boolean(raw(index)) : fallback
  }
  func text(_ index: Int) throws(CellError) -> String { try Coercion.text(raw(index)) }

  /// The values in rows and columns; an error in place of the whole is thrown.
  func array(_ index: Int) throws(CellError) -> FormulaArray {
    let operand = operand(index)
    if case .value(.error(let error)) = operand { throw error }
    return try evaluator.array(operand)
  }

  /// Goes through the values of all arguments from one on; `isWritten` tells values of the formula itself
  /// from those of cells. Blanks of cells are left out.
  func forEachValue(
    from start: Int = 0, _ body: (CellValue, _ isWritten: Bool) throws(CellError) -> Void
  ) throws(CellError) {
    for index in start..<max(start, arguments.count) {
      try forEachValue(of: operand(index), body)
    }
  }

  func forEachValue(
    of operand: Operand, _ body: (CellValue, _ isWritten: Bool) throws(CellError) -> Void
  ) throws(CellError) {
    switch operand {
    case .value(let value): try body(value, true)
    case .cell(let value): if value != .empty { try body(value, false) }
    case .union(let ranges):
      for range in ranges { try forEachValue(of: .range(range), body) }
    case .array, .range:
      let array = try evaluator.array(operand)
      for value in array.values where value != .empty { try body(value, false) }
      guard array.fill != .empty, !array.isDense else { return }
      let missing = array.count - array.values.count
      guard missing <= Evaluator.arrayLimit else { throw .number }
      for _ in 0..<missing { try body(array.fill, false) }
    case .lambda: throw .calculation
    }
  }

  /// The numbers of all arguments from one on: those written as text or truth values count, those in cells
  /// only if they are numbers.
  func numbers(from start: Int = 0) throws(CellError) -> [Double] {
    var numbers: [Double] = []
    try forEachValue(from: start) { (value, isWritten) throws(CellError) in
      switch value {
      case .number(let number): numbers.append(number)
      case .error(let error): throw error
      default: if isWritten { numbers.append(try Coercion.number(value)) }
      }
    }
    return numbers
  }
}
