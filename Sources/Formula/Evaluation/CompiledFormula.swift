import SpreadsheetModel

/// A formula ready to be evaluated any number of times: names resolved, functions found, types checked.
///
/// ```swift
/// let rule = try FormulaExpression("=[@实缴]>=[@应交]").compiled(for: schema, expecting: .boolean)
/// rule.value(with: FormulaInputs(record: [.number(15), .number(30)]))   // FALSE
/// ```
public struct CompiledFormula: Sendable {
  /// A column of a ledger, by its position in the schema.
  public struct Column: Hashable, Sendable, Comparable {
    /// The table.
    public var table: Int
    /// The column of the table.
    public var column: Int

    /// By table, then by column.
    public static func < (left: Column, right: Column) -> Bool {
      (left.table, left.column) < (right.table, right.column)
    }
  }

  /// The formula it was made from.
  public let expression: FormulaExpression
  /// The type of its result, `any` where only computing tells.
  public let type: FormulaType
  /// The record's fields it needs, as positions in the schema, ascending: where one of them is blank the
  /// result says little. Fields that only `ISBLANK` looks at are not among them.
  public let requiredFields: [Int]
  /// All fields of the record it looks at, ascending.
  public let fields: [Int]
  /// The ledgers' columns it looks at, as positions in the schema, ascending.
  public let columns: [Column]
  package let code: Code

  /// The formula's value, as a cell with it shows: a blank is 0, of an array the first value.
  public func value(with inputs: FormulaInputs) -> CellValue {
    let evaluator = Evaluator(inputs)
    let value = evaluator.scalar(evaluator.evaluate(code))
    return value == .empty ? .number(0) : value
  }

  /// The formula's values in rows and columns, where it gives several.
  public func array(with inputs: FormulaInputs) -> FormulaArray {
    let evaluator = Evaluator(inputs)
    do throws(CellError) {
      return try evaluator.array(evaluator.evaluate(code))
    } catch {
      return FormulaArray([[.error(error)]])
    }
  }
}

extension FormulaExpression {
  /// Resolves and checks a criterion's formula against what it may refer to.
  ///
  /// Text is not compared with numbers, dates are not multiplied, columns stand only where columns belong;
  /// cell addresses and functions whose result is not fixed are refused. `expected` is the type the result
  /// must have.
  public func compiled(
    for schema: FormulaSchema, expecting expected: FormulaType? = nil
  ) throws(FormulaError) -> CompiledFormula {
    var compiler = FormulaCompiler(schema: schema)
    let (code, shape) = try compiler.compile(root)
    if shape.isColumn { throw FormulaError(.column, root.range) }
    if let expected, !shape.type.fits(expected) {
      throw FormulaError.type(expected, shape.type, root.range)
    }
    return CompiledFormula(
      expression: self, type: shape.type, requiredFields: compiler.requiredFields.sorted(),
      fields: compiler.fields.sorted(), columns: compiler.columns.sorted(), code: code)
  }

  /// Prepares the formula of a cell. Nothing is refused: what does not exist is `#NAME?` when it is
  /// evaluated, as in Excel.
  public func compiledForCells() -> CompiledFormula {
    CompiledFormula(
      expression: self, type: .any, requiredFields: [], fields: [], columns: [],
      code: CellFormulaCompiler(scope: WorkbookScope()).compile(root, as: .array))
  }
}
