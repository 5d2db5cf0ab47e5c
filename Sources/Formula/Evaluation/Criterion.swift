import SpreadsheetModel

/// A condition of COUNTIF, SUMIFS and their like: `">=60"`, `"<>"`, `"张*"`, `5`.
struct Criterion {
  enum Operand {
    case blank
    case number(Double)
    case boolean(Bool)
    case error(CellError)
    case text(String, WildcardPattern)
  }

  let comparison: FormulaNode.Operator
  let operand: Operand
  /// Whether empty text counts as blank: it does for `""`, not for `"="`.
  private let takesEmptyText: Bool

  /// Reads a condition as these functions do.
  init(_ value: CellValue) {
    switch value {
    case .empty:
      // A reference to an empty cell asks for 0.
      comparison = .equal
      operand = .number(0)
      takesEmptyText = false
    case .number(let number):
      comparison = .equal
      operand = .number(number)
      takesEmptyText = false
    case .boolean(let truth):
      comparison = .equal
      operand = .boolean(truth)
      takesEmptyText = false
    case .error(let error):
      comparison = .equal
      operand = .error(error)
      takesEmptyText = false
    case .text(let text):
      let (comparison, rest) = Self.split(text)
      self.comparison = comparison ?? .equal
      takesEmptyText = comparison == nil
      operand = Self.operand(rest)
    }
  }

  private static func split(_ text: String) -> (FormulaNode.Operator?, Substring) {
    for candidate: FormulaNode.Operator in [
      .notEqual, .lessOrEqual, .greaterOrEqual, .equal, .less, .greater,
    ] where text.hasPrefix(candidate.rawValue) {
      return (candidate, text.dropFirst(candidate.rawValue.count))
    }
    return (nil, text[...])
  }

  private static func operand(_ text: Substring) -> Operand {
    if text.isEmpty { return .blank }
    let text = String(text)
    if NumericText.isComparable(text), let number = NumericText.number(text) { return .number(number) }
    switch text.uppercased() {
    case "TRUE": return .boolean(true)
    case "FALSE": return .boolean(false)
    default: break
    }
    if text.hasPrefix("#") {
      let error = CellError(spelling: text.uppercased())
      if case .other = error {} else { return .error(error) }
    }
    return .text(text, WildcardPattern(text))
  }

  /// Whether a cell's value fulfils the condition.
  func matches(_ value: CellValue) -> Bool {
    switch comparison {
    case .equal: return isEqual(value)
    case .notEqual: return !isEqual(value)
    default:
      switch (operand, value) {
      case (.number(let wanted), .number(let number)):
        return holds(ValueOrder.compare(.number(number), .number(wanted)))
      case (.text(let wanted, _), .text(let text)):
        return holds(ValueOrder.compare(.text(text), .text(wanted)))
      case (.boolean(let wanted), .boolean(let truth)):
        return holds(ValueOrder.compare(.boolean(truth), .boolean(wanted)))
      default: return false
      }
    }
  }

  private func holds(_ order: Int) -> Bool {
    switch comparison {
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    default: order >= 0
    }
  }

  private func isEqual(_ value: CellValue) -> Bool {
    switch (operand, value) {
    case (.blank, .empty): return true
    case (.blank, .text(let text)): return takesEmptyText && text.isEmpty
    case (.number(let wanted), .number(let number)): return Arithmetic.areEqual(wanted, number)
    case (.number(let wanted), .text(let text)):
      guard NumericText.isComparable(text), let number = NumericText.number(text) else { return false }
      return Arithmetic.areEqual(wanted, number)
    case (.boolean(let wanted), .boolean(let truth)): return wanted == truth
    case (.error(let wanted), .error(let error)): return wanted == error
    case (.text(let wanted, let pattern), .text(let text)):
      if pattern.hasWildcards { return pattern.matches(text) }
      return TextFolding.areEqual(wanted, text)
    default: return false
    }
  }
}

extension NumericText {
  /// Whether a text may be compared as a number: Excel makes 15 digits of an 18-digit ID number, so that
  /// COUNTIF finds duplicates which are none. Such texts are compared as the text they are.
  static func isComparable(_ text: String) -> Bool {
    var digits = 0
    for byte in text.utf8 where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { digits += 1 }
    return digits <= 15
  }
}
