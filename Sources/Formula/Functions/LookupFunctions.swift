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

  /// The position of a value in a row or column.
  private static func position(
    of wanted: CellValue, in vector: FormulaArray, _ closeness: Closeness, fromEnd: Bool = false
  ) throws(CellError) -> Int {
    if case .error(let error) = wanted { throw error }
    let length = min(vector.count, vector.rows == 1 ? vector.storedColumns : vector.storedRows)
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
      for step in 0..<length {
        let index = fromEnd ? length - 1 - step : step
        let value = vector[index]
        guard isKin(value) else { continue }
        if let pattern, case .text(let text) = value {
          if pattern.matches(text) { return index }
        } else if ValueOrder.areEqual(value, wanted) {
          return index
        }
      }
      throw .notAvailable
    case .below, .aboveDescending:
      // The order is the caller's promise; so the last value before the first one past is what a binary
      // search finds.
      var last: Int?
      for index in 0..<length where isKin(vector[index]) {
        let order = ValueOrder.compare(vector[index], wanted)
        if closeness == .below ? order > 0 : order < 0 { break }
        last = index
      }
      guard let last else { throw .notAvailable }
      return last
    case .nearestBelow, .nearestAbove:
      var best: Int?
      for step in 0..<length {
        let index = fromEnd ? length - 1 - step : step
        guard isKin(vector[index]) else { continue }
        let order = ValueOrder.compare(vector[index], wanted)
        if order == 0 { return index }
        guard closeness == .nearestBelow ? order < 0 : order > 0 else { continue }
        guard let known = best else {
          best = index
          continue
        }
        let comparison = ValueOrder.compare(vector[index], vector[known])
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
    let vector = try call.array(1)
    guard vector.isVector else { throw .notAvailable }
    let kind = call.count > 2 ? try call.number(2) : 1
    let closeness: Closeness = kind == 0 ? .exactOrWildcard : kind > 0 ? .below : .aboveDescending
    return each(call) { (wanted) throws(CellError) in
      .number(Double(try position(of: wanted, in: vector, closeness) + 1))
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
    let vector = try call.array(1)
    guard vector.isVector else { throw .value }
    let closeness = try modernCloseness(try call.integer(2, default: 0))
    let fromEnd = try call.integer(3, default: 1) < 0
    return each(call) { (wanted) throws(CellError) in
      .number(Double(try position(of: wanted, in: vector, closeness, fromEnd: fromEnd) + 1))
    }
  }

  @Sendable private static func verticalLookup(_ call: FunctionCall) throws(CellError) -> Operand {
    let table = try call.array(1)
    let column = try call.integer(2)
    guard column >= 1 else { throw .value }
    guard column <= table.columns else { throw .reference }
    let isSorted = try call.boolean(3, default: true)
    let first = FormulaArray(column: (0..<table.storedRows).map { table[$0, 0] })
    return each(call) { (wanted) throws(CellError) in
      let row = try position(of: wanted, in: first, isSorted ? .below : .exactOrWildcard)
      return table[row, column - 1]
    }
  }

  @Sendable private static func horizontalLookup(_ call: FunctionCall) throws(CellError) -> Operand {
    let table = try call.array(1)
    let row = try call.integer(2)
    guard row >= 1 else { throw .value }
    guard row <= table.rows else { throw .reference }
    let isSorted = try call.boolean(3, default: true)
    let first = FormulaArray(column: (0..<table.storedColumns).map { table[0, $0] })
    return each(call) { (wanted) throws(CellError) in
      let column = try position(of: wanted, in: first, isSorted ? .below : .exactOrWildcard)
      return table[row - 1, column]
    }
  }

  /// LOOKUP in a vector, or along the longer side of an array with the result from its far side.
  @Sendable private static func lookup(_ call: FunctionCall) throws(CellError) -> Operand {
    let source = try call.array(1)
    let isWide = source.columns > source.rows
    let length = isWide ? source.storedColumns : source.storedRows
    let keys = FormulaArray(column: (0..<length).map { isWide ? source[0, $0] : source[$0, 0] })
    let results = call.count > 2 ? try call.array(2) : nil
    if let results, !results.isVector { throw .notAvailable }
    return each(call) { (wanted) throws(CellError) in
      let index = try position(of: wanted, in: keys, .below)
      if let results { return results[index] }
      return isWide ? source[source.rows - 1, index] : source[index, source.columns - 1]
    }
  }

  @Sendable private static func crossLookup(_ call: FunctionCall) throws(CellError) -> Operand {
    let keys = try call.array(1)
    let results = try call.array(2)
    guard keys.isVector, keys.columns == 1 ? results.rows == keys.rows : results.columns == keys.columns
    else { throw .value }
    let closeness = try modernCloseness(try call.integer(4, default: 0))
    let fromEnd = try call.integer(5, default: 1) < 0
    let isColumn = keys.columns == 1
    // One value looked up gives all of its row or column; several give one each.
    if case .value(let wanted) = call.evaluator.mapped([call.operand(0)], { $0[0] }) {
      do throws(CellError) {
        let index = try position(of: wanted, in: keys, closeness, fromEnd: fromEnd)
        let line =
          isColumn
          ? [(0..<results.columns).map { results[index, $0] }]
          : (0..<results.rows).map { [results[$0, index]] }
        return .array(FormulaArray(line))
      } catch {
        guard error == .notAvailable, call.count > 3, !call.isOmitted(3) else { throw error }
        return call.operand(3)
      }
    }
    return each(call) { (wanted) throws(CellError) in
      do throws(CellError) {
        let index = try position(of: wanted, in: keys, closeness, fromEnd: fromEnd)
        return isColumn ? results[index, 0] : results[0, index]
      } catch {
        guard error == .notAvailable, call.count > 3, !call.isOmitted(3) else { throw error }
        return call.raw(3)
      }
    }
  }
}
