import SpreadsheetModel

/// The cells a formula may read, as far as that can be told before it is computed.
package struct CodeReads: Sendable {
  /// One reference of the formula.
  package enum Read: Sendable {
    /// Cells, seen from the formula's cell; of a defined name, seen from the first cell of the sheet.
    case area(ReferenceArea, sheet: Int?, isOfName: Bool)
    /// Columns of a table in the formula's own row.
    case thisRow(SheetRange)
  }

  package private(set) var all: [Read] = []
  /// Whether only computing tells which cells are read (`INDIRECT`, `OFFSET`, `A1:INDEX(…)`, `A1#`).
  package private(set) var isDynamic = false
  /// Whether the result changes without the cells read.
  package private(set) var isVolatile = false
  private var names: Set<Int> = []

  /// - Parameter nameCode: What a defined name stands for.
  package init(_ code: Code, nameCode: (Int) -> Code) {
    collect(code, isOfName: false, nameCode)
  }

  private mutating func collect(_ code: Code, isOfName: Bool, _ nameCode: (Int) -> Code) {
    switch code {
    case .constant, .array, .omitted, .field, .input, .column, .external, .variable, .unsupported: break
    case .cells(let area, let mention): add(area, mention, isOfName)
    case .sheets(let area, .position(let first), .position(let last)):
      guard first >= 0, last >= 0 else { return }
      for sheet in min(first, last)...max(first, last) {
        all.append(.area(area, sheet: sheet, isOfName: isOfName))
      }
    case .sheets: isDynamic = true
    case .thisRow(let source): all.append(.thisRow(source))
    case .name(let position):
      guard names.insert(position).inserted else { return }
      collect(nameCode(position), isOfName: true, nameCode)
    case .prefix(_, let inner), .percent(let inner): collect(inner, isOfName: isOfName, nameCode)
    case .chain(let first, let steps), .singleChain(let first, let steps):
      collect(first, isOfName: isOfName, nameCode)
      for step in steps { collect(step.operand, isOfName: isOfName, nameCode) }
    case .range(let first, let last):
      isDynamic = true
      collect(first, isOfName: isOfName, nameCode)
      collect(last, isOfName: isOfName, nameCode)
    case .intersection(let first, let second):
      collect(first, isOfName: isOfName, nameCode)
      collect(second, isOfName: isOfName, nameCode)
    case .union(let codes): for inner in codes { collect(inner, isOfName: isOfName, nameCode) }
    case .spill(let inner):
      isDynamic = true
      collect(inner, isOfName: isOfName, nameCode)
    case .call(let position, let arguments), .singleCall(let position, let arguments):
      let function = FunctionTable.all[position]
      if function.traits.contains(.dynamic) { isDynamic = true }
      if function.traits.contains(.volatile) { isVolatile = true }
      for argument in arguments { collect(argument, isOfName: isOfName, nameCode) }
    case .binding(let values, let body):
      for value in values { collect(value, isOfName: isOfName, nameCode) }
      collect(body, isOfName: isOfName, nameCode)
    case .lambda(_, let body): collect(body, isOfName: isOfName, nameCode)
    case .invocation(let function, let arguments):
      collect(function, isOfName: isOfName, nameCode)
      for argument in arguments { collect(argument, isOfName: isOfName, nameCode) }
    }
  }

  private mutating func add(_ area: ReferenceArea, _ mention: Code.SheetMention, _ isOfName: Bool) {
    switch mention {
    case .own: all.append(.area(area, sheet: nil, isOfName: isOfName))
    case .position(let sheet): if sheet >= 0 { all.append(.area(area, sheet: sheet, isOfName: isOfName)) }
    case .named: isDynamic = true
    }
  }
}
