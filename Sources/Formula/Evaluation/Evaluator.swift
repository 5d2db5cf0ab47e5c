import SpreadsheetModel

/// Runs one formula over its inputs. A class, so that calls share the inputs without copying them.
final class Evaluator {
  /// The most values an operation spreads over; more give `#NUM!` rather than exhaust the memory.
  static let arrayLimit = 1 << 22

  let inputs: FormulaInputs

  init(_ inputs: FormulaInputs) {
    self.inputs = inputs
  }

  func evaluate(_ code: Code) -> Operand {
    switch code {
    case .constant(let value): return .value(value)
    case .array(let array): return .array(array)
    case .omitted: return .value(.empty)
    case .field(let index):
      return .cell(index < inputs.record.count ? inputs.record[index] : .empty)
    case .input(let index):
      return .cell(index < inputs.inputs.count ? inputs.inputs[index] : .empty)
    case .column(let table, let column):
      guard table < inputs.tables.count, column < inputs.tables[table].count else {
        return .array(FormulaArray(column: []))
      }
      return .array(inputs.tables[table][column])
    case .cells(let area, let sheet): return cells(area, sheet)
    case .sheets(let area, let first, let last): return cells(area, from: first, to: last)
    case .prefix(let sign, let operand): return prefix(sign, evaluate(operand))
    case .percent(let operand):
      return mapped([evaluate(operand)]) { values in
        Arithmetic.percent(values[0])
      }
    case .chain(let first, let steps):
      var result = evaluate(first)
      for step in steps { result = apply(step.operator, result, evaluate(step.operand)) }
      return result
    case .range(let first, let last): return span(evaluate(first), evaluate(last))
    case .intersection(let first, let second): return shared(evaluate(first), evaluate(second))
    case .union(let codes): return union(codes)
    case .call(let function, let arguments): return call(FunctionTable.all[function], arguments)
    }
  }

  // MARK: Functions

  private func call(_ function: FunctionDefinition, _ arguments: [Code]) -> Operand {
    switch function.body {
    case .general(let body):
      do throws(CellError) {
        return try body(FunctionCall(evaluator: self, arguments: arguments))
      } catch {
        return .value(.error(error))
      }
    case .scalar(let body):
      var operands: [Operand] = []
      operands.reserveCapacity(arguments.count)
      for argument in arguments { operands.append(evaluate(argument)) }
      return mapped(operands) { values in
        do throws(CellError) {
          return try body(Arguments(values: values))
        } catch {
          return .error(error)
        }
      }
    }
  }

  // MARK: Operators

  private func prefix(_ sign: FormulaNode.Prefix, _ operand: Operand) -> Operand {
    switch sign {
    case .plus: return operand
    case .minus: return mapped([operand]) { values in Arithmetic.negated(values[0]) }
    case .intersect: return .value(intersected(operand))
    }
  }

  private func apply(_ operation: FormulaNode.Operator, _ left: Operand, _ right: Operand) -> Operand {
    if case .value(let first) = left, case .value(let second) = right {
      return .value(Arithmetic.apply(operation, first, second))
    }
    return mapped([left, right]) { values in Arithmetic.apply(operation, values[0], values[1]) }
  }

  // MARK: Values

  /// The one value of an operand: a cell's content, or the first value of an array.
  func scalar(_ operand: Operand) -> CellValue {
    switch operand {
    case .value(let value), .cell(let value): return value
    case .array(let array): return array.count > 0 ? array[0, 0] : .error(.calculation)
    case .range(let range): return value(at: range.range.first, sheet: range.sheet)
    case .union: return .error(.value)
    }
  }

  /// Implicit intersection: the value in the formula's own row or column.
  private func intersected(_ operand: Operand) -> CellValue {
    guard case .range(let range) = operand, !range.range.isSingleCell else { return scalar(operand) }
    if range.range.first.column == range.range.last.column, range.range.rows.contains(inputs.cell.row) {
      return value(
        at: CellReference(row: inputs.cell.row, column: range.range.first.column), sheet: range.sheet)
    }
    if range.range.first.row == range.range.last.row, range.range.columns.contains(inputs.cell.column) {
      return value(
        at: CellReference(row: range.range.first.row, column: inputs.cell.column), sheet: range.sheet)
    }
    return .error(.value)
  }

  /// An operand's values in rows and columns.
  func array(_ operand: Operand) throws(CellError) -> FormulaArray {
    switch operand {
    case .value(let value), .cell(let value):
      return FormulaArray(rows: 1, columns: 1, values: [value])
    case .array(let array): return array
    case .range(let range): return read(range)
    case .union: throw .value
    }
  }

  /// Applies a function of single values to operands, value by value where any of them has several:
  /// a single row or column is repeated, and what lies outside the smaller array is `#N/A`.
  func mapped(_ operands: [Operand], _ body: ([CellValue]) -> CellValue) -> Operand {
    var single: [CellValue] = []
    single.reserveCapacity(operands.count)
    for operand in operands {
      switch operand {
      case .value(let value), .cell(let value): single.append(value)
      case .range(let range) where range.range.isSingleCell: single.append(scalar(operand))
      default: return spread(operands, body)
      }
    }
    return .value(body(single))
  }

  private func spread(_ operands: [Operand], _ body: ([CellValue]) -> CellValue) -> Operand {
    var arrays: [FormulaArray] = []
    do throws(CellError) {
      for operand in operands { arrays.append(try array(operand)) }
    } catch {
      return .value(.error(error))
    }
    let rows = arrays.map(\.rows).max() ?? 0
    let columns = arrays.map(\.columns).max() ?? 0
    guard !arrays.contains(where: { $0.count == 0 }) else {
      return .array(FormulaArray(rows: 0, columns: 0, values: []))
    }
    // Outside the stored part of all arrays every result is the same, if no row or column is repeated.
    let isUniform = arrays.allSatisfy { $0.count == 1 || ($0.rows == rows && $0.columns == columns) }
    let storedRows = isUniform ? arrays.map { $0.count == 1 ? 1 : $0.storedRows }.max() ?? 0 : rows
    let storedColumns =
      isUniform ? arrays.map { $0.count == 1 ? 1 : $0.storedColumns }.max() ?? 0 : columns
    guard storedRows <= Self.arrayLimit / max(1, storedColumns) else { return .error(.number) }
    var values: [CellValue] = []
    values.reserveCapacity(storedRows * storedColumns)
    var arguments = [CellValue](repeating: .empty, count: arrays.count)
    for row in 0..<storedRows {
      for column in 0..<storedColumns {
        for (index, array) in arrays.enumerated() {
          let sourceRow = array.rows == 1 ? 0 : row
          let sourceColumn = array.columns == 1 ? 0 : column
          arguments[index] =
            sourceRow < array.rows && sourceColumn < array.columns
            ? array[sourceRow, sourceColumn] : .error(.notAvailable)
        }
        values.append(body(arguments))
      }
    }
    let isComplete = storedRows == rows && storedColumns == columns
    let fill: CellValue =
      isComplete ? .empty : body(arrays.map { $0.count == 1 ? $0[0, 0] : $0.fill })
    return .array(
      FormulaArray(
        rows: rows, columns: columns, storedRows: storedRows, storedColumns: storedColumns,
        values: values, fill: fill))
  }
}
