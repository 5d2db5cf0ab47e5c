import SpreadsheetModel

/// Writes a syntax tree as text, with the parentheses its operators need.
enum FormulaPrinter {
  static func print(_ node: FormulaNode) -> String {
    var text = ""
    append(node, to: &text, replacing: nil)
    return text
  }

  /// Prints with some nodes written otherwise, such as a field as a range of cells.
  static func print(_ node: FormulaNode, replacing: (FormulaNode) -> String?) -> String {
    withoutActuallyEscaping(replacing) { replacing in
      var text = ""
      append(node, to: &text, replacing: replacing)
      return text
    }
  }

  private static func append(
    _ node: FormulaNode, quotesSheet: Bool = false, to text: inout String,
    replacing: ((FormulaNode) -> String?)?
  ) {
    if let replacement = replacing?(node) {
      text += replacement
      return
    }
    switch node.kind {
    case .number(let number): text += spelling(number)
    case .text(let value): appendQuoted(value, to: &text)
    case .boolean(let truth): text += truth ? "TRUE" : "FALSE"
    case .error(let error): text += error.spelling
    case .array(let rows): appendArray(rows, to: &text)
    case .omitted: break
    case .reference(let area, let sheet):
      if let sheet { text += prefix(sheet, isQuoted: quotesSheet) }
      text += area.description
    case .name(let name, let sheet):
      if let sheet { text += prefix(sheet, isQuoted: quotesSheet) }
      text += name
    case .structured(let reference): text += reference.description
    case .prefix(let sign, let operand):
      text += sign.rawValue
      append(operand, rank: 6, to: &text, replacing: replacing)
    case .percent(let operand):
      append(operand, rank: 7, to: &text, replacing: replacing)
      text += "%"
    case .spill(let operand):
      append(operand, rank: 8, to: &text, replacing: replacing)
      text += "#"
    case .range(let first, let last):
      append(first, rank: 8, to: &text, replacing: replacing)
      // Two names without a blank between them would be columns: `Z:Z`.
      text += isColumnWord(trailing(first)) && isColumnWord(last) ? ": " : ":"
      append(last, rank: 9, quotesSheet: endsWithBareWord(first), to: &text, replacing: replacing)
    case .intersection(let first, let second):
      append(first, rank: 8, to: &text, replacing: replacing)
      text += " "
      append(second, rank: 9, to: &text, replacing: replacing)
    case .union(let nodes):
      appendList(nodes, to: &text, replacing: replacing)
    case .chain(let first, let steps):
      let rank = rank(node)
      append(first, rank: rank, to: &text, replacing: replacing)
      for step in steps {
        text += step.operator.rawValue
        append(step.operand, rank: rank + 1, to: &text, replacing: replacing)
      }
    case .call(let name, let arguments):
      text += (FutureFunctions.prefix(of: name) ?? "") + name
      appendList(arguments, to: &text, replacing: replacing)
    case .invocation(let function, let arguments):
      append(function, to: &text, replacing: replacing)
      appendList(arguments, to: &text, replacing: replacing)
    case .parentheses(let inner):
      text += "("
      append(inner, to: &text, replacing: replacing)
      text += ")"
    }
  }

  /// Appends an operand, in parentheses if it binds less closely than the place asks for.
  private static func append(
    _ node: FormulaNode, rank needed: Int, quotesSheet: Bool = false, to text: inout String,
    replacing: ((FormulaNode) -> String?)?
  ) {
    guard rank(node) < needed else {
      return append(node, quotesSheet: quotesSheet, to: &text, replacing: replacing)
    }
    text += "("
    append(node, to: &text, replacing: replacing)
    text += ")"
  }

  /// Whether a word stands before what follows that would, with a colon and a sheet without quotes behind it,
  /// be taken for the first of several sheets.
  private static func endsWithBareWord(_ node: FormulaNode) -> Bool {
    switch trailing(node).kind {
    case .reference(_, let sheet): sheet == nil
    case .name: true
    default: false
    }
  }

  /// What of a node stands last in its text.
  private static func trailing(_ node: FormulaNode) -> FormulaNode {
    switch node.kind {
    case .range(_, let last), .intersection(_, let last): trailing(last)
    default: node
    }
  }

  /// Whether a node is a name that reads as a column.
  private static func isColumnWord(_ node: FormulaNode) -> Bool {
    guard case .name(let name, _) = node.kind else { return false }
    return name.utf8.count <= 3
      && name.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
  }

  private static func appendList(
    _ nodes: [FormulaNode], to text: inout String, replacing: ((FormulaNode) -> String?)?
  ) {
    text += "("
    for (index, node) in nodes.enumerated() {
      if index > 0 { text += "," }
      append(node, to: &text, replacing: replacing)
    }
    text += ")"
  }

  private static func rank(_ node: FormulaNode) -> Int {
    switch node.kind {
    case .chain(_, let steps): steps.first?.operator.rank ?? 9
    case .prefix: 6
    case .number(let number): number < 0 ? 6 : 9
    case .percent: 7
    case .range, .intersection, .spill: 8
    default: 9
    }
  }

  /// The shortest spelling that reads back as the same number.
  static func spelling(_ number: Double) -> String {
    if number == number.rounded(), abs(number) < 1e15, let whole = Int(exactly: number) {
      return String(whole)
    }
    return "\(number)".uppercased()
  }

  private static func appendQuoted(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      if scalar == "\"" { text += "\"" }
      text.unicodeScalars.append(scalar)
    }
    text += "\""
  }

  private static func appendArray(_ rows: [[CellValue]], to text: inout String) {
    text += "{"
    for (index, row) in rows.enumerated() {
      if index > 0 { text += ";" }
      for (column, value) in row.enumerated() {
        if column > 0 { text += "," }
        switch value {
        case .empty: break
        case .number(let number): text += spelling(number)
        case .text(let value): appendQuoted(value, to: &text)
        case .boolean(let truth): text += truth ? "TRUE" : "FALSE"
        case .error(let error): text += error.spelling
        }
      }
    }
    text += "}"
  }

  private static func prefix(_ sheet: FormulaSheet, isQuoted: Bool) -> String {
    guard sheet.isExternal else {
      let qualifier = SheetQualifier(first: sheet.name, last: sheet.last)
      return isQuoted ? qualifier.quotedSpelling : qualifier.spelling
    }
    // Without quotes only the workbook may stand in brackets, once and first of all.
    let pieces = sheet.name.utf8.split(separator: UInt8(ascii: "]"), omittingEmptySubsequences: false)
    let isPlain =
      pieces.count == 2 && pieces[0].first == UInt8(ascii: "[")
      && pieces[0].dropFirst().allSatisfy(FormulaLexer.isNameByte)
      && pieces[1].allSatisfy(FormulaLexer.isNameByte)
    return isPlain && !isQuoted ? sheet.name + "!" : "'" + SheetName.doubled(sheet.name) + "'!"
  }
}
