import SpreadsheetModel

/// Values found in rows and columns.
enum LookupFunctions {
  typealias F = FunctionDefinition

  static let all: [F] = [
    F("MATCH", 2...3, [.any, .column, .number], .number, .general(match)),
    F("XMATCH", 2...4, [.any, .column, .number, .number], .number, .general(crossMatch)),
    F("VLOOKUP", 3...4, [.any, .column, .number, .boolean], .any, .general(verticalLookup)),
    F("HLOOKUP", 3...4, [.any, .column, .number, .boolean], .any, .general(horizontalLookup)),
    F("LOOKUP", 2...3, [.any, .column, .column], .any, .general(lookup)),
    F(
      "XLOOKUP", 3...6, [.any, .column, .column, .any, .number, .number], result: .argument(2),
      .general(crossLookup)),
  ]

  /// How close a value must come to the one looked for.
  private enum Closeness {
    case exact
    case exactOrWildcard
    /// The last one not above.
    case below
    /// The last one not below, in descending order.
    case aboveDescending
    /// Exact, else the nearest below; or above.
    case nearestBelow
    case nearestAbove
  }

  /// A row or column that is searched.
  private enum Keys {
    case array(FormulaArray)
    case index(VectorIndex)

    var length: Int {
      switch self {
      case .array(let array): min(array.count, array.rows == 1 ? array.storedColumns : array.storedRows)
      case .index(let index): index.count
      }
    }

    subscript(place: Int) -> CellValue {
      switch self {
      case .array(let array): array[place]
      case .index(let index): index[place]
      }
    }
  }

  /// What is searched and what is found stand in rows and columns.
  private struct Table {
    let call: FunctionCall
    let operand: Operand
    let rows: Int
    let columns: Int

    init(_ call: FunctionCall, _ argument: Int) throws(CellError) {
      self.call = call
      let operand = call.operand(argument)
      switch operand {
      case .value(.error(let error)), .cell(.error(let error)): throw error
      case .range(let source):
        rows = source.range.rows.count
        columns = source.range.columns.count
        self.operand = operand
      default:
        let array = try call.evaluator.array(operand)
        rows = array.rows
        columns = array.columns
        self.operand = .array(array)
      }
    }

    func value(_ row: Int, _ column: Int) -> CellValue {
      switch operand {
      case .range(let source):
        call.evaluator.value(
          at: CellReference(row: source.range.first.row + row, column: source.range.first.column + column),
          sheet: source.sheet)
      case .array(let array): array[row, column]
      default: .error(.value)
      }
    }

    /// The first column, or the first row.
    func keys(isColumn: Bool) throws(CellError) -> Keys {
      guard case .range(var source) = operand else {
        let array = try call.evaluator.array(operand)
        if array.isVector, isColumn == (array.columns == 1) { return .array(array) }
        return .array(
          isColumn
            ? FormulaArray(column: (0..<array.storedRows).map { array[$0, 0] })
            : FormulaArray([(0..<array.storedColumns).map { array[0, $0] }]))
      }
      let range = source.range
      source.range = CellRange(
        range.first,
        isColumn
          ? CellReference(row: range.last.row, column: range.first.column)
          : CellReference(row: range.first.row, column: range.last.column))
      if let index = call.evaluator.cells?.index(of: source, for: call.evaluator) { return .index(index) }
      return .array(call.evaluator.read(source))
    }

    /// A row or a column as it is, cells as cells.
    func line(_ place: Int, isRow: Bool) throws(CellError) -> Operand {
      switch operand {
      case .range(let source):
        let first = source.range.first
        let last = source.range.last
        let range =
          isRow
          ? CellRange(
            CellReference(row: first.row + place, column: first.column),
            CellReference(row: first.row + place, column: last.column))
          : CellRange(
            CellReference(row: first.row, column: first.column + place),
            CellReference(row: last.row, column: first.column + place))
        return .range(SheetRange(sheet: source.sheet, range: range))
      case .array(let array):
        return isRow
          ? .array(try FormulaArray(rows: 1, columns: columns) { _, column in array[place, column] })
          : .array(try FormulaArray(rows: rows, columns: 1) { row, _ in array[row, place] })
      default: throw .value
      }
    }
  }

  /// The position of a value in a row or column.
  private static func position(
    of wanted: CellValue, in keys: Keys, _ closeness: Closeness, fromEnd: Bool = false
  ) throws(CellError) -> Int {
    if case .error(let error) = wanted { throw error }
    let length = keys.length
    func isKin(_ value: CellValue) -> Bool {
      switch (wanted, value) {
      case (.number, .number), (.text, .text), (.boolean, .boolean), (.empty, .number): true
      default: false
      }
    }
    switch closeness {
    case .exact, .exactOrWildcard:
      var pattern: WildcardPattern?
      if case .text(let text) = wanted, closeness == .exactOrWildcard {
        pattern = WildcardPattern(text)
        if pattern?.hasWildcards == false { pattern = nil }
      }
      if pattern == nil, case .index(let index) = keys {
        guard let place = index.place(of: wanted, fromEnd: fromEnd) else { throw .notAvailable }
        return place
      }
      for step in 0..<length {
        let index = fromEnd ? length - 1 - step : step
        let value = keys[index]
        guard isKin(value) else { continue }
        if let pattern, case .text(let text) = value {
          if pattern.matches(text) { return index }
        } else if ValueOrder.areEqual(value, wanted) {
          return index
        }
      }
      throw .notAvailable
    case .below:
      // A binary search, as Excel's: it counts on the order and passes over values of other types.
      var low = 0
      var high = length
      while low < high {
        let middle = (low + high) / 2
        var place = middle
        while place < high, !isKin(keys[place]) { place += 1 }
        if place < high, ValueOrder.compare(keys[place], wanted) <= 0 {
          low = place + 1
        } else {
          high = middle
        }
      }
      while low > 0 {
        low -= 1
        if isKin(keys[low]) { return low }
      }
      throw .notAvailable
    case .aboveDescending:
      // The order is the caller's promise; the last value before the first one past.
      var last: Int?
      for index in 0..<length where isKin(keys[index]) {
        if ValueOrder.compare(keys[index], wanted) < 0 { break }
        last = index
      }
      guard let last else { throw .notAvailable }
      return last
    case .nearestBelow, .nearestAbove:
      var best: Int?
      for step in 0..<length {
        let index = fromEnd ? length - 1 - step : step
        guard isKin(keys[index]) else { continue }
        let order = ValueOrder.compare(keys[index], wanted)
        if order == 0 { return index }
        guard closeness == .nearestBelow ? order < 0 : order > 0 else { continue }
        guard let known = best else {
          best = index
          continue
        }
        let comparison = ValueOrder.compare(keys[index], keys[known])
        if closeness == .nearestBelow ? comparison > 0 : comparison < 0 { best = index }
      }
      guard let best else { throw .notAvailable }
      return best
    }
  }

  /// Looks up one value, or every value of an array.
  private static func each(
    _ call: FunctionCall, _ body: (CellValue) throws(CellError) -> CellValue
  ) -> Operand {
    call.evaluator.mapped([call.operand(0)]) { values in
      do throws(CellError) {
        return try body(values[0])
      } catch {
        return .error(error)
      }
    }
  }

  @Sendable private static func match(_ call: FunctionCall) throws(CellError) -> Operand {
    let table = try Table(call, 1)
    guard table.rows == 1 || table.columns == 1 else { throw .notAvailable }
    let keys = try table.keys(isColumn: table.columns == 1)
    let kind = call.count > 2 ? try call.number(2) : 1
    let closeness: Closeness = kind == 0 ? .exactOrWildcard : kind > 0 ? .below : .aboveDescending
    return each(call) { (wanted) throws(CellError) in
      .number(Double(try position(of: wanted, in: keys, closeness) + 1))
    }
  }

  private static func modernCloseness(_ mode: Int) throws(CellError) -> Closeness {
    switch mode {
    case 0: .exact
    case 2: .exactOrWildcard
    case -1: .nearestBelow
    case 1: .nearestAbove
    default: throw .value
    }
  }

  @Sendable private static func crossMatch(_ call: FunctionCall) throws(CellError) -> Operand {
    let table = try Table(call, 1)
    guard table.rows == 1 || table.columns == 1 else { throw .value }
    let keys = try table.keys(isColumn: table.columns == 1)
    let closeness = try modernCloseness(try call.integer(2, default: 0))
    let fromEnd = try call.integer(3, default: 1) < 0
    return each(call) { (wanted) throws(CellError) in
      .number(Double(try position(of: wanted, in: keys, closeness, fromEnd: fromEnd) + 1))
    }
  }

  @Sendable private static func verticalLookup(_ call: FunctionCall) throws(CellError) -> Operand {
    let table = try Table(call, 1)
    // What is looked for comes before where it is found.
    if case .value(.error(let error)) = call.evaluator.mapped([call.operand(0)], { $0[0] }) { throw error }
    let column = try call.integer(2)
    guard column >= 1 else { throw .value }
    guard column <= table.columns else { throw .reference }
    let isSorted = try call.boolean(3, default: true)
    let keys = try table.keys(isColumn: true)
    return each(call) { (wanted) throws(CellError) in
      table.value(try position(of: wanted, in: keys, isSorted ? .below : .exactOrWildcard), column - 1)
    }
  }

  @Sendable private static func horizontalLookup(_ call: FunctionCall) throws(CellError) -> Operand {
    let table = try Table(call, 1)
    if case .value(.error(let error)) = call.evaluator.mapped([call.operand(0)], { $0[0] }) { throw error }
    let row = try call.integer(2)
    guard row >= 1 else { throw .value }
    guard row <= table.rows else { throw .reference }
    let isSorted = try call.boolean(3, default: true)
    let keys = try table.keys(isColumn: false)
    return each(call) { (wanted) throws(CellError) in
      table.value(row - 1, try position(of: wanted, in: keys, isSorted ? .below : .exactOrWildcard))
    }
  }

  /// LOOKUP in a vector, or along the longer side of an array with the result from its far side.
  @Sendable private static func lookup(_ call: FunctionCall) throws(CellError) -> Operand {
    let source = try Table(call, 1)
    let isWide = source.columns > source.rows
    let keys = try source.keys(isColumn: !isWide)
    let results = call.count > 2 ? try Table(call, 2) : nil
    if let results, results.rows != 1, results.columns != 1 { throw .notAvailable }
    return each(call) { (wanted) throws(CellError) in
      let index = try position(of: wanted, in: keys, .below)
      if let results { return results.columns == 1 ? results.value(index, 0) : results.value(0, index) }
      return isWide ? source.value(source.rows - 1, index) : source.value(index, source.columns - 1)
    }
  }

  @Sendable private static func crossLookup(_ call: FunctionCall) throws(CellError) -> Operand {
    let source = try Table(call, 1)
    let results = try Table(call, 2)
    let isColumn = source.columns == 1
    guard isColumn || source.rows == 1,
      isColumn ? results.rows == source.rows : results.columns == source.columns
    else { throw .value }
    let keys = try source.keys(isColumn: isColumn)
    let closeness = try modernCloseness(try call.integer(4, default: 0))
    let fromEnd = try call.integer(5, default: 1) < 0
    // One value looked up gives all of its row or column; several give one each.
    if case .value(let wanted) = call.evaluator.mapped([call.operand(0)], { $0[0] }) {
      do throws(CellError) {
        return try results.line(
          position(of: wanted, in: keys, closeness, fromEnd: fromEnd), isRow: isColumn)
      } catch {
        guard error == .notAvailable, call.count > 3, !call.isOmitted(3) else { throw error }
        return call.operand(3)
      }
    }
    return each(call) { (wanted) throws(CellError) in
      do throws(CellError) {
        let index = try position(of: wanted, in: keys, closeness, fromEnd: fromEnd)
        return isColumn ? results.value(index, 0) : results.value(0, index)
      } catch {
        guard error == .notAvailable, call.count > 3, !call.isOmitted(3) else { throw error }
        return call.raw(3)
      }
    }
  }
}
