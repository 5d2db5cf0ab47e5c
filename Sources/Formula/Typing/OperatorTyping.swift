/// Which types operators take in criteria, and what they give.
enum OperatorTyping {
  static func type(
    of operation: FormulaNode.Operator, _ left: FormulaCompiler.Shape, _ leftRange: Range<Int>,
    _ right: FormulaCompiler.Shape, _ rightRange: Range<Int>, _ whole: Range<Int>
  ) throws(FormulaError) -> FormulaType {
    if operation.isComparison {
      guard left.type.fits(right.type) else {
        throw FormulaError(.comparison, whole, types: ["left": left.type, "right": right.type])
      }
      return .boolean
    }
    if operation == .concatenate {
      for (shape, range) in [(left, leftRange), (right, rightRange)] where shape.type == .date {
        throw FormulaError(.dateText, range)
      }
      return .text
    }
    let isAny = left.type == .any || right.type == .any
    if left.type == .date || right.type == .date {
      switch (operation, left.type, right.type) {
      case (.minus, .date, .date): return .number
      case (.plus, .date, .number), (.plus, .number, .date), (.minus, .date, .number): return .date
      case (.plus, _, _) where isAny: return .any
      case (.minus, .date, .any), (.minus, .any, .date): return .any
      default:
        throw FormulaError(
          .dateArithmetic, whole, types: ["left": left.type, "right": right.type],
          ["operator": operation.rawValue])
      }
    }
    try checkNumber(left, leftRange, beside: right)
    try checkNumber(right, rightRange, beside: left)
    return .number
  }

  /// Truth values count as 1 and 0 where columns are multiplied or added up.
  private static func checkNumber(
    _ shape: FormulaCompiler.Shape, _ range: Range<Int>, beside other: FormulaCompiler.Shape
  ) throws(FormulaError) {
    if shape.type.fits(.number) { return }
    if shape.type == .boolean, shape.isColumn || other.isColumn { return }
    throw .type(.number, shape.type, range)
  }
}
