import SpreadsheetModel

/// Cells found by addresses made up as a formula is computed, and what there is to say of cells and sheets.
enum AddressFunctions {
  typealias F = FunctionDefinition

  static let all: [F] = [
    F("INDIRECT", 1...2, [.text, .boolean], .any, .general(indirect), [.cellsOnly, .dynamic, .volatile]),
    F(
      "OFFSET", 3...5, [.column, .number, .number, .number, .number], .any, .general(offset),
      [.cellsOnly, .dynamic, .volatile]),
    F("ISFORMULA", 1...1, [.any], .boolean, .general(isFormula), [.cellsOnly, .references]),
    F("FORMULATEXT", 1...1, [.any], .text, .general(formulaText), [.cellsOnly, .references]),
    F("SHEET", 0...1, [.any], .number, .general(sheet), [.cellsOnly, .references]),
    F("SHEETS", 0...1, [.any], .number, .general(sheets), [.cellsOnly, .references]),
    F("HYPERLINK", 1...2, [.text, .any], .any, .general(hyperlink), [.cellsOnly]),
    F("AREAS", 1...1, [.column], .number, .general(areas), [.cellsOnly]),
  ]

  /// INDIRECT with addresses in A1 notation; the other notation is not computed.
  @Sendable private static func indirect(_ call: FunctionCall) throws(CellError) -> Operand {
    guard try call.boolean(1, default: true) else { return call.evaluator.unsupported() }
    let evaluator = call.evaluator
    let text = try call.text(0)
    guard let code = evaluator.cells?.code(ofReference: text, sheet: evaluator.place.sheet) else {
      throw .reference
    }
    // Another workbook's cells are not read by a text.
    if text.contains("["), case .external = code { throw .reference }
    let (rows, columns) = (evaluator.rowOffset, evaluator.columnOffset)
    evaluator.rowOffset = 0
    evaluator.columnOffset = 0
    let before = evaluator.notes
    let result = evaluator.evaluate(code)
    (evaluator.rowOffset, evaluator.columnOffset) = (rows, columns)
    if case .unsupported = code {
      evaluator.notes = before
      throw .reference
    }
    return result
  }

  @Sendable private static func offset(_ call: FunctionCall) throws(CellError) -> Operand {
    let operand = call.operand(0)
    guard case .range(let source) = operand else {
      if case .value(.error(let error)) = operand { throw error }
      throw .value
    }
    let row = source.range.first.row + (try call.integer(1))
    let column = source.range.first.column + (try call.integer(2))
    var height = call.count > 3 && !call.isOmitted(3) ? try call.integer(3) : source.range.rows.count
    var width = call.count > 4 && !call.isOmitted(4) ? try call.integer(4) : source.range.columns.count
    guard height != 0, width != 0 else { throw .reference }
    var first = CellReference(row: row, column: column)
    if height < 0 { (first.row, height) = (row + height + 1, -height) }
    if width < 0 { (first.column, width) = (column + width + 1, -width) }
    let last = CellReference(row: first.row + height - 1, column: first.column + width - 1)
    guard first.isInsideGrid, last.isInsideGrid else { throw .reference }
    return .range(SheetRange(sheet: source.sheet, range: CellRange(first, last)))
  }

  private static func formula(_ call: FunctionCall) throws(CellError) -> String? {
    guard case .range(let source) = call.operand(0) else { throw .value }
    return call.evaluator.cells?.formula(
      row: source.range.first.row, column: source.range.first.column, sheet: source.sheet)
  }

  @Sendable private static func isFormula(_ call: FunctionCall) throws(CellError) -> Operand {
    .boolean(try formula(call) != nil)
  }

  @Sendable private static func formulaText(_ call: FunctionCall) throws(CellError) -> Operand {
    guard let formula = try formula(call) else { throw .notAvailable }
    return .text("=" + formula)
  }

  @Sendable private static func sheet(_ call: FunctionCall) throws(CellError) -> Operand {
    guard call.count > 0 else { return .number(Double(call.evaluator.place.sheet + 1)) }
    switch call.operand(0) {
    case .range(let source): return .number(Double(source.sheet + 1))
    case .value(.text(let name)), .cell(.text(let name)):
      guard let position = call.evaluator.cells?.sheet(named: name) else { throw .notAvailable }
      return .number(Double(position + 1))
    case .value(.error(let error)): throw error
    default: throw .value
    }
  }

  @Sendable private static func sheets(_ call: FunctionCall) throws(CellError) -> Operand {
    guard call.count > 0 else { return .number(Double(call.evaluator.cells?.sheetCount ?? 1)) }
    switch call.operand(0) {
    case .range: return .number(1)
    case .union(let ranges): return .number(Double(Set(ranges.map(\.sheet)).count))
    default: throw .value
    }
  }

  /// What a link shows: its second argument, or its target.
  @Sendable private static func hyperlink(_ call: FunctionCall) throws(CellError) -> Operand {
    call.operand(call.count - 1)
  }

  @Sendable private static func areas(_ call: FunctionCall) throws(CellError) -> Operand {
    switch call.operand(0) {
    case .range: return .number(1)
    case .union(let ranges): return .number(Double(ranges.count))
    default: throw .value
    }
  }
}
