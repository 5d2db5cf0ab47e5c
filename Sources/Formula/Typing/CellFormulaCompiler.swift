import SpreadsheetModel

/// Makes the formula of a cell ready to run, errors of the formula becoming error values.
enum CellFormulaCompiler {
  static func compile(_ node: FormulaNode) -> Code {
    switch node.kind {
    case .number(let number): return .constant(.number(number))
    case .text(let text): return .constant(.text(text))
    case .boolean(let truth): return .constant(.boolean(truth))
    case .error(let error): return .constant(.error(error))
    case .array(let rows): return .array(FormulaArray(rows))
    case .omitted: return .omitted
    case .reference(let area, let sheet):
      // Other workbooks are not read.
      if let sheet, sheet.isExternal { return .constant(.error(.reference)) }
      if let sheet, let last = sheet.last { return .sheets(area, first: sheet.name, last: last) }
      return .cells(area, sheet: sheet?.name)
    case .name, .structured, .spill, .invocation: return .constant(.error(.name))
    case .prefix(let sign, let operand): return .prefix(sign, compile(operand))
    case .percent(let operand): return .percent(compile(operand))
    case .chain(let first, let steps):
      return .chain(
        compile(first), steps.map { Code.Step(operator: $0.operator, operand: compile($0.operand)) })
    case .range(let first, let last): return .range(compile(first), compile(last))
    case .intersection(let first, let second): return .intersection(compile(first), compile(second))
    case .union(let nodes): return .union(nodes.map(compile))
    case .parentheses(let inner): return compile(inner)
    case .call(let name, let arguments):
      guard let position = FunctionTable.position(of: name) else { return .constant(.error(.name)) }
      // Excel does not let such a formula be typed; a file may hold it all the same.
      guard FunctionTable.all[position].count.contains(arguments.count) else {
        return .constant(.error(.value))
      }
      return .call(position, arguments.map(compile))
    }
  }
}
