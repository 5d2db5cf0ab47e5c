import SpreadsheetModel

/// Runs formulas over their inputs. A class, so that calls share the inputs without copying them.
package final class Evaluator {
  /// The most values an operation spreads over; more give `#NUM!` rather than exhaust the memory.
  package static let arrayLimit = 1 << 22
  /// How deep functions that LAMBDA makes may call each other.
  static let callLimit = 200

  /// Where a formula stands.
  package struct Place: Hashable, Sendable {
    package var sheet: Int
    package var cell: CellReference

    package init(sheet: Int, cell: CellReference) {
      self.sheet = sheet
      self.cell = cell
    }
  }

  /// What was met on the way to a result.
  package struct Notes: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// It changes with the clock or by chance.
    package static let volatile = Notes(rawValue: 1)
    /// It cannot be computed here.
    package static let unsupported = Notes(rawValue: 2)
  }

  let inputs: FormulaInputs
  let cells: (any CellSource)?
  /// The cell the formula stands in.
  var place: Place
  /// How far the formula's cell is from the one its references were written for.
  var rowOffset = 0
  var columnOffset = 0
  /// The values LET and LAMBDA have named.
  var frame: [Operand] = []
  var calls = 0
  /// How many random numbers the formula has drawn.
  var draws: UInt64 = 0
  package var notes: Notes = []
  /// Cells that have to be computed first, by numbers of the source. Once there are any, evaluation comes to
  /// nothing and is to be repeated.
  package var pending: [UInt64] = []
  var isWaiting = false
  /// Whether what is evaluated comes to nothing, as something has to be computed first.
  package var isAside: Bool { isWaiting }

  init(_ inputs: FormulaInputs) {
    self.inputs = inputs
    cells = inputs.workbook.map(StoredCells.init)
    place = Place(sheet: inputs.sheet, cell: inputs.cell)
  }

  /// Creates an evaluator for the cells of a workbook that is computed.
  package init(cells: any CellSource, inputs: FormulaInputs) {
    self.inputs = inputs
    self.cells = cells
    place = Place(sheet: 0, cell: CellReference(row: 0, column: 0))
  }

  /// Asks for a cell to be computed first.
  package func wait(for cell: UInt64) {
    isWaiting = true
    pending.append(cell)
  }

  /// Evaluates the formula of a cell, written for a cell so many rows and columns above and left of it.
  package func evaluate(_ code: Code, at place: Place, rows: Int, columns: Int) -> Operand {
    self.place = place
    rowOffset = rows
    columnOffset = columns
    notes = []
    draws = 0
    if isWaiting {
      isWaiting = false
      pending.removeAll(keepingCapacity: true)
    }
    if !frame.isEmpty { frame.removeAll() }
    calls = 0
    return code.isSingle ? .value(single(code)) : evaluate(code)
  }

  func evaluate(_ code: Code) -> Operand {
    if isWaiting { return .error(.gettingData) }
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
    case .thisRow(let source): return thisRow(source)
    case .external(let area, let book, let sheet): return external(area, book: book, sheet: sheet)
    case .name(let position): return named(position)
    case .prefix(let sign, let operand): return prefix(sign, evaluate(operand))
    case .percent(let operand):
      return mapped([evaluate(operand)]) { values in
        Arithmetic.percent(values[0])
      }
    case .chain(let first, let steps):
      var result = evaluate(first)
      for step in steps { result = apply(step.operator, result, evaluate(step.operand)) }
      return result
    case .singleChain, .singleCall: return .value(single(code))
    case .range(let first, let last): return span(evaluate(first), evaluate(last))
    case .intersection(let first, let second): return shared(evaluate(first), evaluate(second))
    case .union(let codes): return union(codes)
    case .spill(let operand): return spilled(evaluate(operand))
    case .call(let function, let arguments): return call(FunctionTable.all[function], arguments)
    case .variable(let position): return position < frame.count ? frame[position] : .error(.name)
    case .binding(let values, let body): return bind(values, body)
    case .lambda(let parameters, let body):
      return .lambda(FormulaLambda(parameters: parameters, body: body, captured: frame))
    case .invocation(let function, let arguments):
      switch evaluate(function) {
      case .lambda(let lambda): return invoke(lambda, arguments.map(evaluate))
      case .value(.error(let error)): return .error(error)
      default: return .error(.value)
      }
    case .unsupported: return unsupported()
    }
  }

  /// The value of what is surely one, without a detour by operands.
  func single(_ code: Code) -> CellValue {
    switch code {
    case .constant(let value): return value
    case .cells(let area, let sheet):
      if isWaiting { return .error(.gettingData) }
      guard let cells, let position = position(of: sheet) else { return .error(.reference) }
      let cell = moved(area.first, .cell)
      return cells.value(row: cell.row, column: cell.column, sheet: position, for: self)
    case .singleChain(let first, let steps):
      var result = single(first)
      for step in steps { result = Arithmetic.apply(step.operator, result, single(step.operand)) }
      return result
    case .singleCall(let position, let arguments):
      guard case .scalar(let body) = FunctionTable.all[position].body else { return scalar(evaluate(code)) }
      var values: [CellValue] = []
      values.reserveCapacity(arguments.count)
      for argument in arguments { values.append(single(argument)) }
      return run(FunctionTable.all[position], body, values)
    case .prefix(.minus, let operand): return Arithmetic.negated(single(operand))
    case .prefix(.plus, let operand): return single(operand)
    case .percent(let operand): return Arithmetic.percent(single(operand))
    default: return scalar(evaluate(code))
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
      return mapped(operands) { values in run(function, body, values) }
    }
  }

  /// Runs a function of single values. In a workbook that counts days from 1904, dates go in and come out by
  /// that count.
  private func run(
    _ function: FunctionDefinition, _ body: (Arguments) throws(CellError) -> CellValue, _ values: [CellValue]
  ) -> CellValue {
    do throws(CellError) {
      guard inputs.dateSystem == .base1904 else {
        return try body(Arguments(values: values, countsUTF16: cells != nil))
      }
      var values = values
      for index in values.indices where function.parameter(at: index).kind == .type(.date) {
        if case .number(let serial) = values[index] { values[index] = .number(serial + Self.offset1904) }
      }
      let result = try body(Arguments(values: values, countsUTF16: cells != nil))
      if function.result == .type(.date), case .number(let serial) = result {
        return serial >= Self.offset1904 || function.name.hasPrefix("TIME")
          ? .number(function.name.hasPrefix("TIME") ? serial : serial - Self.offset1904) : .error(.number)
      }
      return result
    } catch {
      return .error(error)
    }
  }

  /// Days from 1900 to 1904, Excel's 29 February among them.
  static let offset1904 = 1462.0

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
    case .lambda: return .error(.calculation)
    }
  }

  /// Implicit intersection: the value in the formula's own row or column.
  private func intersected(_ operand: Operand) -> CellValue {
    guard case .range(let range) = operand, !range.range.isSingleCell else { return scalar(operand) }
    if range.range.first.column == range.range.last.column, range.range.rows.contains(place.cell.row) {
      return value(
        at: CellReference(row: place.cell.row, column: range.range.first.column), sheet: range.sheet)
    }
    if range.range.first.row == range.range.last.row, range.range.columns.contains(place.cell.column) {
      return value(
        at: CellReference(row: range.range.first.row, column: place.cell.column), sheet: range.sheet)
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
    case .lambda: throw .calculation
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
