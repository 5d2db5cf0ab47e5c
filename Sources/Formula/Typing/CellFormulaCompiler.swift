import SpreadsheetModel

/// Makes the formula of a cell ready to run, errors of the formula becoming error values.
///
/// Formulas that are no array formulas take from a range, where one value is wanted, the one in their own row
/// or column: what a place wants is its class (the file format of Excel 97, "token classes").
package struct CellFormulaCompiler {
  /// What a place wants.
  package enum Class: Sendable {
    /// One value.
    case value
    /// What is there, a reference or several values.
    case reference
    /// Every value of what is there.
    case array
  }

  let scope: WorkbookScope
  /// The sheet the formula stands on, and the table its cell stands in.
  var sheet: Int?
  var ownTable: Int?
  /// The names that LET and LAMBDA around have given, in lower case.
  private var variables: [String] = []

  package init(scope: WorkbookScope, sheet: Int? = nil, ownTable: Int? = nil) {
    self.scope = scope
    self.sheet = sheet
    self.ownTable = ownTable
  }

  /// Prepares what a cell holds.
  package func code(of expression: FormulaExpression, isArray: Bool) -> Code {
    compile(expression.root, as: isArray ? .array : .value)
  }

  /// Prepares a reference that is made up as text; `nil` if the text is none.
  package func code(ofReference text: String) -> Code? {
    guard let expression = try? FormulaExpression(text) else { return nil }
    switch expression.root.kind {
    case .reference, .name, .structured, .range, .spill: return compile(expression.root, as: .reference)
    default: return nil
    }
  }

  /// Prepares what a defined name stands for.
  package func code(ofName expression: FormulaExpression) -> Code { compile(expression.root, as: .array) }

  func compile(_ node: FormulaNode, as wanted: Class) -> Code {
    switch node.kind {
    case .number(let number): return .constant(.number(number))
    case .text(let text): return .constant(.text(text))
    case .boolean(let truth): return .constant(.boolean(truth))
    case .error(let error): return .constant(.error(error))
    case .array(let rows): return .array(FormulaArray(rows))
    case .omitted: return .omitted
    case .reference(let area, let sheet):
      let code = reference(area, sheet)
      return area.shape == .cell && sheet?.last == nil ? code : narrowed(code, wanted)
    case .name(let name, let sheet): return narrowed(self.name(name, sheet), wanted)
    case .structured(let reference): return narrowed(structured(reference), wanted)
    case .spill(let cell): return .spill(compile(cell, as: .reference))
    case .prefix(.intersect, let operand): return .prefix(.intersect, compile(operand, as: .reference))
    case .prefix(let sign, let operand):
      return .prefix(sign, compile(operand, as: wanted == .array ? .array : .value))
    case .percent(let operand): return .percent(compile(operand, as: wanted == .array ? .array : .value))
    case .chain(let first, let steps):
      let inner: Class = wanted == .array ? .array : .value
      let first = compile(first, as: inner)
      let steps = steps.map { Code.Step(operator: $0.operator, operand: compile($0.operand, as: inner)) }
      return first.isSingle && steps.allSatisfy(\.operand.isSingle)
        ? .singleChain(first, steps) : .chain(first, steps)
    case .range(let first, let last):
      return narrowed(.range(compile(first, as: .reference), compile(last, as: .reference)), wanted)
    case .intersection(let first, let second):
      return narrowed(.intersection(compile(first, as: .reference), compile(second, as: .reference)), wanted)
    case .union(let nodes):
      // Several constants side by side are no formula of Excel's.
      let areas = nodes.map { compile($0, as: .reference) }
      return areas.contains { if case .constant(.number) = $0 { true } else { false } }
        ? .unsupported : .union(areas)
    case .parentheses(let inner): return compile(inner, as: wanted)
    case .invocation(let function, let arguments):
      return .invocation(compile(function, as: .array), arguments.map { compile($0, as: .array) })
    case .call(let name, let arguments): return call(name, arguments, as: wanted)
    }
  }

  /// Takes the value in the formula's own row or column where one is wanted.
  private func narrowed(_ code: Code, _ wanted: Class) -> Code {
    if wanted == .value, !code.isSingle { .prefix(.intersect, code) } else { code }
  }

  // MARK: Names

  private func reference(_ area: ReferenceArea, _ sheet: FormulaSheet?) -> Code {
    guard let sheet else { return .cells(area, .own) }
    if sheet.isExternal {
      guard sheet.name.first == "[", let close = sheet.name.firstIndex(of: "]"),
        let book = Int(sheet.name[sheet.name.index(after: sheet.name.startIndex)..<close])
      else { return scope.isEmpty ? .constant(.error(.reference)) : .unsupported }
      let name = String(sheet.name[sheet.name.index(after: close)...])
      // Number 0 is the workbook itself.
      if book == 0 { return .cells(area, mention(name)) }
      return scope.isEmpty ? .constant(.error(.reference)) : .external(area, book: book, sheet: name)
    }
    guard let last = sheet.last else { return .cells(area, mention(sheet.name)) }
    return .sheets(area, first: mention(sheet.name), last: mention(last))
  }

  private func mention(_ name: String) -> Code.SheetMention {
    scope.isEmpty ? .named(name) : .position(scope.sheet(named: name) ?? -1)
  }

  private func variable(_ name: String) -> Int? {
    let bare = Self.parameterName(name)
    return variables.lastIndex(of: bare)
  }

  private static func parameterName(_ name: String) -> String {
    let lower = name.lowercased()
    for prefix in ["_xlpm.", "_xlop."] where lower.hasPrefix(prefix) {
      return String(lower.dropFirst(prefix.count))
    }
    return lower
  }

  private func name(_ name: String, _ mention: FormulaSheet?) -> Code {
    if mention == nil, let position = variable(name) { return .variable(position) }
    if mention?.isExternal == true, mention?.name != "[0]" { return .unsupported }
    let owner = mention.flatMap { scope.sheet(named: $0.name) } ?? sheet
    if let position = scope.name(name, on: owner) { return .name(position) }
    // A table's name by itself is its data.
    if mention == nil, scope.table(named: name) != nil { return structured(StructuredReference(table: name)) }
    return .unsupported
  }

  private func structured(_ reference: StructuredReference) -> Code {
    var position = ownTable
    if let name = reference.table { position = scope.table(named: name) }
    guard let position else { return .unsupported }
    let table = scope.tables[position]
    guard let range = scope.range(of: reference, in: table) else { return .constant(.error(.reference)) }
    if reference.isThisRow { return .thisRow(SheetRange(sheet: table.sheet, range: range)) }
    return .cells(ReferenceArea(range, isAbsolute: true), .position(table.sheet))
  }

  // MARK: Functions

  private func call(_ name: String, _ arguments: [FormulaNode], as wanted: Class) -> Code {
    switch name {
    case "LET": return binding(arguments, as: wanted)
    case "LAMBDA": return lambda(arguments)
    case "SINGLE":
      guard arguments.count == 1 else { return .constant(.error(.value)) }
      return .prefix(.intersect, compile(arguments[0], as: .reference))
    case "ANCHORARRAY":
      guard arguments.count == 1 else { return .constant(.error(.value)) }
      return .spill(compile(arguments[0], as: .reference))
    default: break
    }
    guard let position = FunctionTable.position(of: name) else {
      // A LAMBDA that LET or a defined name has given a name is called like a function.
      let function: Code
      if let variable = variable(name) {
        function = .variable(variable)
      } else if let defined = scope.name(name, on: sheet) {
        function = .name(defined)
      } else {
        return .unsupported
      }
      return .invocation(function, arguments.map { compile($0, as: .array) })
    }
    let definition = FunctionTable.all[position]
    // Excel does not let such a formula be typed; a file may hold it all the same.
    guard definition.count.contains(arguments.count) else { return .constant(.error(.value)) }
    var codes: [Code] = []
    codes.reserveCapacity(arguments.count)
    for (index, argument) in arguments.enumerated() {
      codes.append(compile(argument, as: Self.wanted(by: definition, at: index, in: wanted)))
    }
    if case .scalar = definition.body, codes.allSatisfy(\.isSingle) { return .singleCall(position, codes) }
    return .call(position, codes)
  }

  /// What a parameter wants. Once every value counts, it does so all the way in.
  private static func wanted(
    by definition: FunctionDefinition, at index: Int, in outer: Class
  ) -> Class {
    if outer == .array || definition.traits.contains(.arrays) { return .array }
    switch definition.body {
    case .scalar: return .value
    case .general:
      // What IF hands on is narrowed where IF stands.
      if definition.traits.contains(.branches) { return index == 0 || outer == .value ? .value : .reference }
      let parameter = definition.parameter(at: index)
      return parameter.shape == .one && !definition.traits.contains(.references) ? .value : .reference
    }
  }

  private func binding(_ arguments: [FormulaNode], as wanted: Class) -> Code {
    guard arguments.count >= 3, arguments.count % 2 == 1 else { return .constant(.error(.value)) }
    var inner = self
    var values: [Code] = []
    for index in stride(from: 0, to: arguments.count - 1, by: 2) {
      guard case .name(let name, nil) = arguments[index].kind else { return .constant(.error(.value)) }
      values.append(inner.compile(arguments[index + 1], as: wanted == .value ? .reference : wanted))
      inner.variables.append(Self.parameterName(name))
    }
    let code = Code.binding(values, inner.compile(arguments[arguments.count - 1], as: wanted))
    return wanted == .value ? .prefix(.intersect, code) : code
  }

  private func lambda(_ arguments: [FormulaNode]) -> Code {
    guard let body = arguments.last else { return .constant(.error(.value)) }
    var inner = self
    for argument in arguments.dropLast() {
      switch argument.kind {
      case .name(let name, nil): inner.variables.append(Self.parameterName(name))
      case .structured(let optional) where optional.table == nil:
        inner.variables.append((optional.column ?? "").lowercased())
      default: return .constant(.error(.value))
      }
    }
    return .lambda(parameters: arguments.count - 1, inner.compile(body, as: .array))
  }
}
