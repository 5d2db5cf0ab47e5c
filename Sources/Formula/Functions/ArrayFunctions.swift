import SpreadsheetModel

/// Functions that give several values: FILTER, SORT, UNIQUE and their kin.
enum ArrayFunctions {
  typealias F = FunctionDefinition

  static let all: [F] = [
    F("FILTER", 2...3, [.column, .column, .any], .any, .general(filter), [.cellsOnly, .arrays]),
    F("SORT", 1...4, [.column, .any, .any, .boolean], .any, .general(sort), [.cellsOnly, .arrays]),
    F(
      "SORTBY", 2...F.many, [.column, .column, .number], repeating: 2, .any, .general(sortBy),
      [.cellsOnly, .arrays]),
    F("UNIQUE", 1...3, [.column, .boolean, .boolean], .any, .general(unique), [.cellsOnly, .arrays]),
    F("SEQUENCE", 1...4, [.number, .number, .number, .number], .number, .general(sequence), [.cellsOnly]),
    F("VSTACK", 1...F.many, [.column], repeating: 1, .any, .general(stackRows), [.cellsOnly, .arrays]),
    F("HSTACK", 1...F.many, [.column], repeating: 1, .any, .general(stackColumns), [.cellsOnly, .arrays]),
    F("TAKE", 2...3, [.column, .number, .number], .any, .general(take), [.cellsOnly, .arrays]),
    F("DROP", 2...3, [.column, .number, .number], .any, .general(drop), [.cellsOnly, .arrays]),
    F(
      "CHOOSECOLS", 2...F.many, [.column, .numbers], repeating: 1, .any, .general(chooseColumns),
      [.cellsOnly, .arrays]),
    F(
      "CHOOSEROWS", 2...F.many, [.column, .numbers], repeating: 1, .any, .general(chooseRows),
      [.cellsOnly, .arrays]),
    F("TOCOL", 1...3, [.column, .number, .boolean], .any, .general(toColumn), [.cellsOnly, .arrays]),
    F("TOROW", 1...3, [.column, .number, .boolean], .any, .general(toRow), [.cellsOnly, .arrays]),
    F("WRAPROWS", 2...3, [.column, .number, .any], .any, .general(wrapRows), [.cellsOnly, .arrays]),
    F("WRAPCOLS", 2...3, [.column, .number, .any], .any, .general(wrapColumns), [.cellsOnly, .arrays]),
    F("EXPAND", 2...4, [.column, .number, .number, .any], .any, .general(expand), [.cellsOnly, .arrays]),
  ]

  @Sendable private static func filter(_ call: FunctionCall) throws(CellError) -> Operand {
    let source = try call.array(0)
    let wanted = try call.array(1)
    let isByRow = wanted.columns == 1 && wanted.rows == source.rows
    guard isByRow || wanted.rows == 1 && wanted.columns == source.columns else { throw .value }
    var kept: [Int] = []
    for index in 0..<(isByRow ? min(source.rows, max(wanted.storedRows, 0)) : source.columns)
    where try Coercion.boolean(wanted[index]) { kept.append(index) }
    guard !kept.isEmpty else {
      guard call.count > 2, !call.isOmitted(2) else { throw .calculation }
      return call.operand(2)
    }
    return try isByRow ? rows(kept, of: source) : columns(kept, of: source)
  }

  private static func rows(_ rows: [Int], of source: FormulaArray) throws(CellError) -> Operand {
    .array(try FormulaArray(rows: rows.count, columns: source.columns) { source[rows[$0], $1] })
  }

  private static func columns(_ columns: [Int], of source: FormulaArray) throws(CellError) -> Operand {
    .array(try FormulaArray(rows: source.rows, columns: columns.count) { source[$0, columns[$1]] })
  }

  /// The order of values as sorting has it: blanks come last, errors after everything else.
  private static func comesFirst(_ left: CellValue, _ right: CellValue, isDescending: Bool) -> Int {
    if left == .empty || right == .empty { return left == right ? 0 : left == .empty ? 1 : -1 }
    if case .error = left, case .error = right { return 0 }
    let order = ValueOrder.compare(left, right)
    return isDescending ? -order : order
  }

  private static func sorted(
    _ count: Int, _ keys: [(value: (Int) -> CellValue, isDescending: Bool)]
  ) -> [Int] {
    (0..<count).sorted { left, right in
      for key in keys {
        let order = comesFirst(key.value(left), key.value(right), isDescending: key.isDescending)
        if order != 0 { return order < 0 }
      }
      return left < right
    }
  }

  private static func isDescending(_ number: Double) throws(CellError) -> Bool {
    guard number == 1 || number == -1 else { throw .value }
    return number == -1
  }

  @Sendable private static func sort(_ call: FunctionCall) throws(CellError) -> Operand {
    let source = try call.array(0)
    let isByColumn = try call.boolean(3, default: false)
    let indices: [Double] = call.count > 1 && !call.isOmitted(1) ? try numbers(call.array(1)) : [1]
    let orders: [Double] = call.count > 2 && !call.isOmitted(2) ? try numbers(call.array(2)) : [1]
    guard orders.count == 1 || orders.count == indices.count else { throw .value }
    var keys: [(value: (Int) -> CellValue, isDescending: Bool)] = []
    for (position, number) in indices.enumerated() {
      let index = try Coercion.integer(number) - 1
      guard index >= 0, index < (isByColumn ? source.rows : source.columns) else { throw .value }
      keys.append(
        (
          { isByColumn ? source[index, $0] : source[$0, index] },
          try isDescending(orders.count == 1 ? orders[0] : orders[position])
        ))
    }
    return isByColumn
      ? try columns(sorted(source.columns, keys), of: source)
      : try rows(sorted(source.rows, keys), of: source)
  }

  private static func numbers(_ array: FormulaArray) throws(CellError) -> [Double] {
    var numbers: [Double] = []
    for position in 0..<array.count { numbers.append(try Coercion.number(array[position])) }
    return numbers
  }

  @Sendable private static func sortBy(_ call: FunctionCall) throws(CellError) -> Operand {
    let source = try call.array(0)
    var keys: [(value: (Int) -> CellValue, isDescending: Bool)] = []
    var isByRow: Bool?
    for index in stride(from: 1, to: call.count, by: 2) {
      let key = try call.array(index)
      let fitsRows = key.columns == 1 && key.rows == source.rows
      guard fitsRows || key.rows == 1 && key.columns == source.columns, isByRow ?? fitsRows == fitsRows else {
        throw .value
      }
      isByRow = fitsRows
      keys.append(({ key[$0] }, try isDescending(index + 1 < call.count ? call.number(index + 1) : 1)))
    }
    return isByRow == true
      ? try rows(sorted(source.rows, keys), of: source)
      : try columns(sorted(source.columns, keys), of: source)
  }

  @Sendable private static func unique(_ call: FunctionCall) throws(CellError) -> Operand {
    let source = try call.array(0)
    let isByColumn = try call.boolean(1, default: false)
    let isOnce = try call.boolean(2, default: false)
    func folded(_ value: CellValue) -> CellValue {
      if case .text(let text) = value { .text(TextFolding.folded(text)) } else { value }
    }
    var counts: [[CellValue]: Int] = [:]
    var order: [(line: [CellValue], index: Int)] = []
    for index in 0..<(isByColumn ? source.columns : source.rows) {
      let line =
        isByColumn
        ? (0..<source.rows).map { folded(source[$0, index]) } : source.row(index).map(folded)
      counts[line, default: 0] += 1
      if counts[line] == 1 { order.append((line, index)) }
    }
    let kept = order.filter { !isOnce || counts[$0.line] == 1 }.map(\.index)
    guard !kept.isEmpty else { throw .calculation }
    return isByColumn ? try columns(kept, of: source) : try rows(kept, of: source)
  }

  @Sendable private static func sequence(_ call: FunctionCall) throws(CellError) -> Operand {
    func number(_ index: Int) throws(CellError) -> Double {
      index < call.count && !call.isOmitted(index) ? try call.number(index) : 1
    }
    let rows = try Coercion.integer(number(0))
    let columns = try Coercion.integer(number(1))
    let start = try number(2)
    let step = try number(3)
    guard rows >= 0, columns >= 0 else { throw .value }
    return .array(
      try FormulaArray(rows: rows, columns: columns) { .number(start + step * Double($0 * columns + $1)) })
  }

  @Sendable private static func stackRows(_ call: FunctionCall) throws(CellError) -> Operand {
    try stack(call, isVertical: true)
  }

  @Sendable private static func stackColumns(_ call: FunctionCall) throws(CellError) -> Operand {
    try stack(call, isVertical: false)
  }

  private static func stack(_ call: FunctionCall, isVertical: Bool) throws(CellError) -> Operand {
    var arrays: [FormulaArray] = []
    for index in 0..<call.count {
      let operand = call.operand(index)
      arrays.append(try call.evaluator.array(operand))
    }
    let rows = isVertical ? arrays.reduce(0) { $0 + $1.rows } : arrays.map(\.rows).max() ?? 0
    let columns = isVertical ? arrays.map(\.columns).max() ?? 0 : arrays.reduce(0) { $0 + $1.columns }
    guard rows > 0, columns > 0, rows <= Evaluator.arrayLimit / columns else { throw .number }
    var values = [CellValue](repeating: .error(.notAvailable), count: rows * columns)
    var offset = 0
    for array in arrays {
      for row in 0..<array.rows {
        for column in 0..<array.columns {
          values[isVertical ? (offset + row) * columns + column : row * columns + offset + column] =
            array[row, column]
        }
      }
      offset += isVertical ? array.rows : array.columns
    }
    return .array(FormulaArray(rows: rows, columns: columns, values: values))
  }

  /// The lines kept of so many, from the start or, below zero, from the end.
  private static func span(
    _ call: FunctionCall, _ index: Int, of count: Int, isTaken: Bool
  ) throws(CellError) -> [Int] {
    guard index < call.count, !call.isOmitted(index) else { return Array(0..<count) }
    let number = try call.integer(index)
    let size = min(abs(number), count)
    let range: Range<Int> =
      isTaken
      ? (number >= 0 ? 0..<size : count - size..<count) : (number >= 0 ? size..<count : 0..<count - size)
    guard !range.isEmpty else { throw .calculation }
    return Array(range)
  }

  private static func part(_ call: FunctionCall, isTaken: Bool) throws(CellError) -> Operand {
    let source = try call.array(0)
    let rows = try span(call, 1, of: source.rows, isTaken: isTaken)
    let columns = try span(call, 2, of: source.columns, isTaken: isTaken)
    return .array(
      try FormulaArray(rows: rows.count, columns: columns.count) { source[rows[$0], columns[$1]] })
  }

  @Sendable private static func take(_ call: FunctionCall) throws(CellError) -> Operand {
    try part(call, isTaken: true)
  }

  @Sendable private static func drop(_ call: FunctionCall) throws(CellError) -> Operand {
    try part(call, isTaken: false)
  }

  private static func chosen(_ call: FunctionCall, of count: Int) throws(CellError) -> [Int] {
    var chosen: [Int] = []
    for number in try call.numbers(from: 1) {
      let index = try Coercion.integer(number)
      guard index != 0, abs(index) <= count else { throw .value }
      chosen.append(index > 0 ? index - 1 : count + index)
    }
    return chosen
  }

  @Sendable private static func chooseColumns(_ call: FunctionCall) throws(CellError) -> Operand {
    let source = try call.array(0)
    return try columns(chosen(call, of: source.columns), of: source)
  }

  @Sendable private static func chooseRows(_ call: FunctionCall) throws(CellError) -> Operand {
    let source = try call.array(0)
    return try rows(chosen(call, of: source.rows), of: source)
  }

  private static func line(_ call: FunctionCall) throws(CellError) -> [CellValue] {
    let source = try call.array(0)
    let leavesOut = try call.integer(1, default: 0)
    let isByColumn = try call.boolean(2, default: false)
    guard (0...3).contains(leavesOut) else { throw .value }
    guard source.count <= Evaluator.arrayLimit else { throw .number }
    var values: [CellValue] = []
    for position in 0..<source.count {
      let value =
        isByColumn ? source[position % source.rows, position / source.rows] : source[position]
      if leavesOut & 1 != 0, value == .empty { continue }
      if leavesOut & 2 != 0, case .error = value { continue }
      values.append(value)
    }
    guard !values.isEmpty else { throw .calculation }
    return values
  }

  @Sendable private static func toColumn(_ call: FunctionCall) throws(CellError) -> Operand {
    .array(FormulaArray(column: try line(call)))
  }

  @Sendable private static func toRow(_ call: FunctionCall) throws(CellError) -> Operand {
    .array(FormulaArray([try line(call)]))
  }

  private static func wrapped(_ call: FunctionCall, isByRow: Bool) throws(CellError) -> Operand {
    let source = try call.array(0)
    guard source.isVector else { throw .value }
    let size = try call.integer(1)
    guard size >= 1 else { throw .number }
    let filler = call.count > 2 && !call.isOmitted(2) ? call.raw(2) : .error(.notAvailable)
    let lines = (source.count + size - 1) / size
    return .array(
      try FormulaArray(rows: isByRow ? lines : size, columns: isByRow ? size : lines) { row, column in
        let position = isByRow ? row * size + column : column * size + row
        return position < source.count ? source[position] : filler
      })
  }

  @Sendable private static func wrapRows(_ call: FunctionCall) throws(CellError) -> Operand {
    try wrapped(call, isByRow: true)
  }

  @Sendable private static func wrapColumns(_ call: FunctionCall) throws(CellError) -> Operand {
    try wrapped(call, isByRow: false)
  }

  @Sendable private static func expand(_ call: FunctionCall) throws(CellError) -> Operand {
    let source = try call.array(0)
    let rows = call.isOmitted(1) ? source.rows : try call.integer(1)
    let columns = call.count > 2 && !call.isOmitted(2) ? try call.integer(2) : source.columns
    guard rows >= source.rows, columns >= source.columns else { throw .value }
    let filler = call.count > 3 ? call.raw(3) : .error(.notAvailable)
    return .array(
      try FormulaArray(rows: rows, columns: columns) {
        $0 < source.rows && $1 < source.columns ? source[$0, $1] : filler
      })
  }
}
