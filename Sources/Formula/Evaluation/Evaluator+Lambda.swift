import SpreadsheetModel

extension Evaluator {
  /// LET: values named one after another, each in sight of those after it.
  func bind(_ values: [Code], _ body: Code) -> Operand {
    let depth = frame.count
    for value in values { frame.append(evaluate(value)) }
    let result = evaluate(body)
    frame.removeSubrange(depth...)
    return result
  }

  /// Calls what LAMBDA has made; an argument left out is blank.
  func invoke(_ lambda: FormulaLambda, _ arguments: [Operand]) -> Operand {
    guard arguments.count <= lambda.parameters else { return .error(.value) }
    guard calls < Self.callLimit else { return .error(.number) }
    let outer = frame
    calls += 1
    frame = lambda.captured + arguments
    for _ in arguments.count..<lambda.parameters { frame.append(.value(.empty)) }
    let result = evaluate(lambda.body)
    frame = outer
    calls -= 1
    return result
  }

  /// What a defined name stands for; its relative references go out from the first cell of the sheet.
  func named(_ position: Int) -> Operand {
    guard let cells else { return .error(.name) }
    guard calls < Self.callLimit else { return .error(.number) }
    let (rows, columns, outer) = (rowOffset, columnOffset, frame)
    rowOffset = place.cell.row
    columnOffset = place.cell.column
    frame = []
    calls += 1
    let result = evaluate(cells.code(ofName: position))
    calls -= 1
    (rowOffset, columnOffset, frame) = (rows, columns, outer)
    return result
  }

  /// The next random number of a cell, from 0 to below 1: the same for the same seed, in whatever order cells
  /// are computed.
  func random() -> Double {
    notes.insert(.volatile)
    draws += 1
    var state = inputs.seed &+ draws &* 0x9E37_79B9_7F4A_7C15
    for part in [place.sheet, place.cell.row, place.cell.column] {
      state = (state ^ UInt64(truncatingIfNeeded: part)) &* 0xBF58_476D_1CE4_E5B9
      state ^= state >> 29
      state = state &* 0x94D0_49BB_1331_11EB
      state ^= state >> 32
    }
    return Double(state >> 11) / Double(1 << 53)
  }
}
