import SpreadsheetModel

/// Resolves the names of a criterion's formula against its schema and checks the types of its parts.
struct FormulaCompiler {
  /// What an expression gives: a type, for one value or for a column of them.
  struct Shape {
    var type: FormulaType
    var isColumn = false
  }

  let schema: FormulaSchema
  private(set) var requiredFields: Set<Int> = []
  private(set) var fields: Set<Int> = []
  private(set) var columns: Set<CompiledFormula.Column> = []
  /// Whether the expression is what ISBLANK looks at.
  private var isBlankTest = false

  init(schema: FormulaSchema) {
    self.schema = schema
  }

  mutating func compile(_ node: FormulaNode) throws(FormulaError) -> (Code, Shape) {
    switch node.kind {
    case .number(let number): return (.constant(.number(number)), Shape(type: .number))
    case .text(let text): return (.constant(.text(text)), Shape(type: .text))
    case .boolean(let truth): return (.constant(.boolean(truth)), Shape(type: .boolean))
    case .error(let error): return (.constant(.error(error)), Shape(type: .any))
    case .array(let rows):
      return (.array(FormulaArray(rows)), Shape(type: Self.type(of: rows), isColumn: true))
    case .omitted: return (.omitted, Shape(type: .any))
    case .parentheses(let inner): return try compile(inner)
    case .name(let name, _): return try compileName(name, node.range)
    case .structured(let reference): return try compileStructured(reference, node.range)
    case .prefix(let sign, let operand): return try compilePrefix(sign, operand)
    case .percent(let operand):
      let (code, shape) = try compile(operand)
      guard shape.type.fits(.number) else { throw .type(.number, shape.type, operand.range) }
      return (.percent(code), Shape(type: .number, isColumn: shape.isColumn))
    case .chain(let first, let steps): return try compileChain(first, steps)
    case .call(let name, let arguments): return try compileCall(name, arguments, node.range)
    case .reference, .spill, .range, .intersection, .union, .invocation:
      throw FormulaError(.forbiddenReference, node.range, ["found": FormulaPrinter.print(node)])
    }
  }

  private static func type(of rows: [[CellValue]]) -> FormulaType {
    var types: Set<FormulaType> = []
    for value in rows.joined() {
      switch value {
      case .number: types.insert(.number)
      case .text: types.insert(.text)
      case .boolean: types.insert(.boolean)
      case .error, .empty: return .any
      }
    }
    return types.count == 1 ? types.first ?? .any : .any
  }

  // MARK: Names

  private func compileName(_ name: String, _ range: Range<Int>) throws(FormulaError) -> (Code, Shape) {
    if let index = schema.input(named: name) {
      return (.input(index), Shape(type: schema.inputs[index].type))
    }
    var arguments = ["name": name]
    if let field = schema.field(named: name) {
      arguments["suggestion"] =
        StructuredReference(
          items: [.thisRow], column: schema.fields[field].name
        ).description
    } else {
      arguments["suggestion"] = NameSuggestion.closest(to: name, among: schema.inputs.map(\.name))
    }
    throw FormulaError(.unknownName, range, arguments)
  }

  private mutating func compileStructured(
    _ reference: StructuredReference, _ range: Range<Int>
  ) throws(FormulaError) -> (Code, Shape) {
    var table = schema.ownTable
    if let name = reference.table {
      guard let index = schema.table(named: name) else {
        let known = schema.tables.map(\.name)
        throw FormulaError(
          .unknownTable, range,
          Self.arguments(name, suggestion: NameSuggestion.closest(to: name, among: known)))
      }
      table = index
    }
    guard let column = reference.column, reference.lastColumn == nil,
      reference.items.isEmpty || reference.items == [.data] || reference.items == [.thisRow]
    else { throw FormulaError(.structuredReference, range, ["found": reference.description]) }
    if reference.isThisRow, reference.table == nil || table == schema.ownTable {
      guard let field = schema.field(named: column) else {
        let known = schema.fields.map(\.name)
        throw FormulaError(
          .unknownField, range,
          Self.arguments(column, suggestion: NameSuggestion.closest(to: column, among: known)))
      }
      fields.insert(field)
      if !isBlankTest { requiredFields.insert(field) }
      return (.field(field), Shape(type: schema.fields[field].type))
    }
    guard !reference.isThisRow, let table else {
      throw FormulaError(.structuredReference, range, ["found": reference.description])
    }
    guard let index = schema.column(named: column, of: table) else {
      let known = schema.tables[table].fields.map(\.name)
      throw FormulaError(
        .unknownField, range,
        Self.arguments(column, suggestion: NameSuggestion.closest(to: column, among: known)))
    }
    columns.insert(.init(table: table, column: index))
    return (
      .column(table: table, column: index),
      Shape(type: schema.tables[table].fields[index].type, isColumn: true)
    )
  }

  private static func arguments(_ name: String, suggestion: String?) -> [String: String] {
    var arguments = ["name": name]
    arguments["suggestion"] = suggestion
    return arguments
  }

  // MARK: Operators

  private mutating func compilePrefix(
    _ sign: FormulaNode.Prefix, _ operand: FormulaNode
  ) throws(FormulaError) -> (Code, Shape) {
    let (code, shape) = try compile(operand)
    guard sign == .minus else { return (.prefix(sign, code), shape) }
    // Two signs make numbers of a column's truth values: --(台账[金额]>0).
    let isCounted = shape.isColumn && shape.type == .boolean
    guard shape.type.fits(.number) || isCounted else { throw .type(.number, shape.type, operand.range) }
    return (.prefix(sign, code), Shape(type: .number, isColumn: shape.isColumn))
  }

  private mutating func compileChain(
    _ first: FormulaNode, _ steps: [FormulaNode.Step]
  ) throws(FormulaError) -> (Code, Shape) {
    var (code, shape) = try compile(first)
    var range = first.range
    var compiled: [Code.Step] = []
    compiled.reserveCapacity(steps.count)
    for step in steps {
      let (operand, right) = try compile(step.operand)
      let whole = range.lowerBound..<step.operand.range.upperBound
      let type = try OperatorTyping.type(
        of: step.operator, shape, range, right, step.operand.range, whole)
      compiled.append(Code.Step(operator: step.operator, operand: operand))
      shape = Shape(type: type, isColumn: shape.isColumn || right.isColumn)
      range = whole
    }
    if compiled.isEmpty { return (code, shape) }
    code = .chain(code, compiled)
    return (code, shape)
  }

  // MARK: Functions

  private mutating func compileCall(
    _ name: String, _ arguments: [FormulaNode], _ range: Range<Int>
  ) throws(FormulaError) -> (Code, Shape) {
    let nameRange = range.lowerBound..<min(range.upperBound, range.lowerBound + name.utf8.count)
    if FunctionTable.forbidden.contains(name) || FunctionTable.unfixed.contains(name) {
      throw FormulaError(.forbiddenFunction, nameRange, ["function": name])
    }
    guard let position = FunctionTable.position(of: name) else {
      var details = ["function": name]
      details["suggestion"] = NameSuggestion.closest(to: name, among: FunctionTable.names)
      throw FormulaError(.unknownFunction, nameRange, details)
    }
    let function = FunctionTable.all[position]
    if function.traits.contains(.cellsOnly) {
      throw FormulaError(.forbiddenFunction, nameRange, ["function": name])
    }
    let isPaired =
      function.repeating < 2 || (arguments.count - function.parameters.count) % function.repeating == 0
      || function.result == .type(.any)
    guard function.count.contains(arguments.count), isPaired else {
      throw FormulaError(
        .argumentCount, range,
        [
          "function": name, "found": "\(arguments.count)", "expected": Self.spelling(function.count),
        ])
    }
    var codes: [Code] = []
    var shapes: [Shape] = []
    let outer = isBlankTest
    for (index, argument) in arguments.enumerated() {
      isBlankTest = name == "ISBLANK"
      let (code, shape) = try compile(argument)
      try Self.check(shape, for: function.parameter(at: index), argument.range)
      codes.append(code)
      shapes.append(shape)
    }
    isBlankTest = outer
    // A function of single values over a column gives a column.
    var isColumn = false
    if case .scalar = function.body { isColumn = shapes.contains { $0.isColumn } }
    if ["IF", "IFERROR", "IFNA", "TRANSPOSE"].contains(name) { isColumn = shapes.contains { $0.isColumn } }
    return (
      .call(position, codes),
      Shape(type: Self.type(of: function.result, shapes), isColumn: isColumn)
    )
  }

  private static func spelling(_ count: ClosedRange<Int>) -> String {
    count.lowerBound == count.upperBound
      ? "\(count.lowerBound)"
      : count.upperBound >= 254 ? "≥\(count.lowerBound)" : "\(count.lowerBound)–\(count.upperBound)"
  }

  private static func check(
    _ shape: Shape, for parameter: FunctionDefinition.Parameter, _ range: Range<Int>
  ) throws(FormulaError) {
    switch parameter.kind {
    case .type(let type):
      guard shape.type.fits(type) else { throw .type(type, shape.type, range) }
    case .numeric:
      guard shape.type.fits(.number) || shape.type.fits(.date) else {
        throw .type(.number, shape.type, range)
      }
    case .printable:
      if shape.type == .date { throw FormulaError(.dateText, range) }
    }
    // Single values are gone through for columns where a column of results makes sense (SUMPRODUCT); a
    // column left over at the end is refused there. The reverse never makes sense.
    if parameter.shape == .column, !shape.isColumn { throw FormulaError(.notColumn, range) }
  }

  private static func type(of result: FunctionDefinition.Result, _ shapes: [Shape]) -> FormulaType {
    switch result {
    case .type(let type): return type
    case .argument(let index): return index < shapes.count ? shapes[index].type : .any
    case .common(let start, let step):
      var common: FormulaType?
      for index in stride(from: start, to: shapes.count, by: max(1, step)) {
        let type = shapes[index].type
        if let known = common, known != type { return .any }
        common = type
      }
      return common ?? .any
    }
  }
}

extension FormulaType {
  /// Whether a value of this type may stand where another is asked for.
  func fits(_ expected: FormulaType) -> Bool {
    self == expected || self == .any || expected == .any
  }
}

extension FormulaError {
  /// A value of another type than the place takes.
  static func type(_ expected: FormulaType, _ found: FormulaType, _ range: Range<Int>) -> FormulaError {
    FormulaError(.type, range, types: ["expected": expected, "found": found])
  }

  /// Types are told in the language of the message, so they are kept by name until it is known.
  init(_ code: Code, _ range: Range<Int>, types: [String: FormulaType], _ others: [String: String] = [:]) {
    self.init(code, range, others.merging(types.mapValues { "{\($0.rawValue)}" }) { first, _ in first })
  }
}
