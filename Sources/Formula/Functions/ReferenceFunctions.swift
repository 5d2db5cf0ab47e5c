import SpreadsheetModel

/// Places: INDEX, CHOOSE, ROW and their kin.
enum ReferenceFunctions {
  typealias F = FunctionDefinition

  static let all: [F] = [
    F("INDEX", 2...4, [.column, .number, .number, .number], result: .argument(0), .general(index)),
    F(
      "CHOOSE", 2...F.many, [.number, .any], repeating: 1, result: .common(from: 1, step: 1),
      .general(choose), [.branches]
    ),
    F("ROW", 0...1, [.any], .number, .general(row), [.references]),
    F("COLUMN", 0...1, [.any], .number, .general(column), [.references]),
    F("ROWS", 1...1, [.column], .number, .general(rows)),
    F("COLUMNS", 1...1, [.column], .number, .general(columns)),
    F("ADDRESS", 2...5, [.number, .number, .number, .boolean, .text], .text, .scalar(address)),
    F("TRANSPOSE", 1...1, [.values], result: .argument(0), .general(transpose), [.arrays]),
  ]

  /// INDEX; of cells it gives a reference, of a whole row or column with 0 all of it.
  @Sendable private static func index(_ call: FunctionCall) throws(CellError) -> Operand {
    var source = call.operand(0)
    if case .value(.error(let error)) = source { throw error }
    if case .union(let ranges) = source {
      let area = try call.integer(3, default: 1)
      guard area >= 1, area <= ranges.count else { throw .reference }
      source = .range(ranges[area - 1])
    }
    let (height, width) = try size(source, call)
    var row = try call.integer(1)
    var column = try call.integer(2, default: 0)
    // One index into a single row counts columns.
    if call.count == 2, height == 1, width > 1 {
      column = row
      row = 0
    } else if call.count == 2, width == 1 {
      column = 1
    }
    guard row >= 0, column >= 0 else { throw .value }
    guard row <= height, column <= width else { throw .reference }
    if case .range(let range) = source {
      let first = range.range.first
      let last = range.range.last
      let top = CellReference(
        row: row == 0 ? first.row : first.row + row - 1,
        column: column == 0 ? first.column : first.column + column - 1)
      let bottom = CellReference(
        row: row == 0 ? last.row : top.row, column: column == 0 ? last.column : top.column)
      return .range(SheetRange(sheet: range.sheet, range: CellRange(top, bottom)))
    }
    let array = try call.evaluator.array(source)
    if row > 0, column > 0 { return .cell(array[row - 1, column - 1]) }
    if row == 0, column == 0 { return source }
    guard height <= Evaluator.arrayLimit, width <= Evaluator.arrayLimit else { throw .number }
    return row == 0
      ? .array(FormulaArray(column: (0..<height).map { array[$0, column - 1] }))
      : .array(FormulaArray([(0..<width).map { array[row - 1, $0] }]))
  }

  private static func size(_ operand: Operand, _ call: FunctionCall) throws(CellError) -> (Int, Int) {
    switch operand {
    case .range(let range): return (range.range.rows.count, range.range.columns.count)
    case .array(let array): return (array.rows, array.columns)
    case .value(.error(let error)): throw error
    case .value, .cell: return (1, 1)
    case .union: throw .value
    case .lambda: throw .calculation
    }
  }

  @Sendable private static func choose(_ call: FunctionCall) throws(CellError) -> Operand {
    let index = try call.integer(0)
    guard index >= 1, index < call.count else { throw .value }
    return call.operand(index)
  }

  @Sendable private static func row(_ call: FunctionCall) throws(CellError) -> Operand {
    guard call.count > 0 else { return .number(Double(call.cell.row + 1)) }
    guard case .range(let range) = call.operand(0) else { throw .value }
    if range.range.first.row == range.range.last.row { return .number(Double(range.range.first.row + 1)) }
    return .array(FormulaArray(column: range.range.rows.map { .number(Double($0 + 1)) }))
  }

  @Sendable private static func column(_ call: FunctionCall) throws(CellError) -> Operand {
    guard call.count > 0 else { return .number(Double(call.cell.column + 1)) }
    guard case .range(let range) = call.operand(0) else { throw .value }
    if range.range.first.column == range.range.last.column {
      return .number(Double(range.range.first.column + 1))
    }
    return .array(FormulaArray([range.range.columns.map { .number(Double($0 + 1)) }]))
  }

  @Sendable private static func rows(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(Double(try size(call.operand(0), call).0))
  }

  @Sendable private static func columns(_ call: FunctionCall) throws(CellError) -> Operand {
    .number(Double(try size(call.operand(0), call).1))
  }

  @Sendable private static func address(_ arguments: Arguments) throws(CellError) -> CellValue {
    let row = try arguments.integer(0)
    let column = try arguments.integer(1)
    let kind = try arguments.integer(2, default: 1)
    let cell = CellReference(row: row - 1, column: column - 1)
    guard cell.isInsideGrid, (1...4).contains(kind) else { throw .value }
    let prefix = arguments.count > 4 ? SheetName.quoted(try arguments.text(4)) + "!" : ""
    let isRowFixed = kind == 1 || kind == 2
    let isColumnFixed = kind == 1 || kind == 3
    guard try arguments.boolean(3, default: true) else {
      let rowText = isRowFixed ? "R\(row)" : "R[\(row)]"
      return .text(prefix + rowText + (isColumnFixed ? "C\(column)" : "C[\(column)]"))
    }
    let corner = ReferenceArea.Corner(
      row: cell.row, column: cell.column, isRowAbsolute: isRowFixed, isColumnAbsolute: isColumnFixed)
    return .text(prefix + ReferenceArea(shape: .cell, first: corner, last: corner).description)
  }

  @Sendable private static func transpose(_ call: FunctionCall) throws(CellError) -> Operand {
    let array = try call.array(0)
    guard array.columns > 0, array.rows <= Evaluator.arrayLimit / array.columns else { throw .value }
    var values: [CellValue] = []
    values.reserveCapacity(array.count)
    for column in 0..<array.columns {
      for row in 0..<array.rows { values.append(array[row, column]) }
    }
    return .array(FormulaArray(rows: array.columns, columns: array.rows, values: values))
  }
}
