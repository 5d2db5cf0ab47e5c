import SpreadsheetModel

/// Matrices, and sums over two arrays.
enum MatrixFunctions {
  typealias F = FunctionDefinition

  static let all: [F] = [
    F("MMULT", 2...2, [.column, .column], .number, .general(product), [.cellsOnly, .arrays]),
    F("MDETERM", 1...1, [.column], .number, .general(determinant), [.cellsOnly, .arrays]),
    F("MINVERSE", 1...1, [.column], .number, .general(inverse), [.cellsOnly, .arrays]),
    F("MUNIT", 1...1, [.number], .number, .general(unit), [.cellsOnly]),
    F(
      "SUMXMY2", 2...2, [.numberColumn, .numberColumn], .number, .general(sum { ($0 - $1) * ($0 - $1) }),
      [.arrays]),
    F(
      "SUMX2MY2", 2...2, [.numberColumn, .numberColumn], .number, .general(sum { $0 * $0 - $1 * $1 }),
      [.arrays]),
    F(
      "SUMX2PY2", 2...2, [.numberColumn, .numberColumn], .number, .general(sum { $0 * $0 + $1 * $1 }),
      [.arrays]),
  ]

  /// A matrix of numbers; anything else in it is an error.
  private static func matrix(_ call: FunctionCall, _ index: Int) throws(CellError) -> [[Double]] {
    let array = try call.array(index)
    guard array.rows <= 512, array.columns <= 512 else { throw .number }
    var rows: [[Double]] = []
    for row in 0..<array.rows {
      var line: [Double] = []
      for column in 0..<array.columns {
        switch array[row, column] {
        case .number(let number): line.append(number)
        case .error(let error): throw error
        default: throw .value
        }
      }
      rows.append(line)
    }
    return rows
  }

  @Sendable private static func product(_ call: FunctionCall) throws(CellError) -> Operand {
    let left = try matrix(call, 0)
    let right = try matrix(call, 1)
    guard let first = left.first, first.count == right.count, let width = right.first?.count else {
      throw .value
    }
    return .array(
      try FormulaArray(rows: left.count, columns: width) { row, column in
        .number(MathFunctions.total(right.indices.map { left[row][$0] * right[$0][column] }))
      })
  }

  /// Gauss's elimination with the largest pivot; the determinant, and what is on the right carried along.
  private static func eliminate(_ matrix: [[Double]], _ right: inout [[Double]]) throws(CellError) -> Double {
    var matrix = matrix
    let size = matrix.count
    guard size > 0, matrix.allSatisfy({ $0.count == size }) else { throw .value }
    var determinant = 1.0
    for step in 0..<size {
      guard let pivot = (step..<size).max(by: { abs(matrix[$0][step]) < abs(matrix[$1][step]) }),
        matrix[pivot][step] != 0
      else { return 0 }
      if pivot != step {
        matrix.swapAt(pivot, step)
        right.swapAt(pivot, step)
        determinant = -determinant
      }
      determinant *= matrix[step][step]
      for row in 0..<size where row != step {
        let factor = matrix[row][step] / matrix[step][step]
        if factor == 0 { continue }
        for column in step..<size { matrix[row][column] -= factor * matrix[step][column] }
        for column in right[row].indices { right[row][column] -= factor * right[step][column] }
      }
    }
    for row in 0..<size { for column in right[row].indices { right[row][column] /= matrix[row][row] } }
    return determinant
  }

  @Sendable private static func determinant(_ call: FunctionCall) throws(CellError) -> Operand {
    let matrix = try matrix(call, 0)
    var nothing = [[Double]](repeating: [], count: matrix.count)
    return .number(try eliminate(matrix, &nothing))
  }

  @Sendable private static func inverse(_ call: FunctionCall) throws(CellError) -> Operand {
    let matrix = try matrix(call, 0)
    var right = matrix.indices.map { row in matrix.indices.map { $0 == row ? 1.0 : 0.0 } }
    guard try eliminate(matrix, &right) != 0 else { throw .number }
    return .array(FormulaArray(right.map { $0.map { .number($0) } }))
  }

  @Sendable private static func unit(_ call: FunctionCall) throws(CellError) -> Operand {
    let size = try call.integer(0)
    guard size >= 1, size <= 2048 else { throw .value }
    return .array(try FormulaArray(rows: size, columns: size) { .number($0 == $1 ? 1 : 0) })
  }

  private static func sum(
    _ body: @escaping @Sendable (Double, Double) -> Double
  ) -> @Sendable (FunctionCall) throws(CellError) -> Operand {
    { (call) throws(CellError) in
      let pairs = try RegressionFunctions.pairs(call, 0, 1)
      return .number(MathFunctions.total(pairs.map { body($0.0, $0.1) }))
    }
  }
}
