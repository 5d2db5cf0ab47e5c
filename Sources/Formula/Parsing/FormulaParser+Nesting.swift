import SpreadsheetModel

extension FormulaParser {
  mutating func parseCall(_ token: FormulaToken) throws(FormulaError) -> FormulaNode {
    if let error = fullWidth(token) { throw error }
    index += 1
    let arguments = try parseArguments()
    let range = token.range.lowerBound..<tokens[index - 1].range.upperBound
    let name = Self.functionName(text(token.range))
    if arguments.isEmpty, name == "TRUE" || name == "FALSE" {
      return FormulaNode(.boolean(name == "TRUE"), range)
    }
    return FormulaNode(.call(name, arguments), range)
  }

  /// The arguments of a call, from its opening parenthesis to the closing one.
  mutating func parseArguments() throws(FormulaError) -> [FormulaNode] {
    index += 1
    var arguments: [FormulaNode] = []
    skipSpaces()
    guard peek != .rightParenthesis else {
      index += 1
      return []
    }
    while true {
      skipSpaces()
      switch peek {
      case .comma, .rightParenthesis:
        let place = tokens[index].range.lowerBound
        arguments.append(FormulaNode(.omitted, place..<place))
      default: arguments.append(try parseExpression())
      }
      skipSpaces()
      switch peek {
      case .comma: index += 1
      case .rightParenthesis:
        index += 1
        return arguments
      default: throw unexpected()
      }
    }
  }

  /// The name in upper case, without the prefixes that files put before newer functions.
  private static func functionName(_ spelling: String) -> String {
    var name = spelling.uppercased()
    // What is left has to be a name that can be written by itself.
    while let prefix = ["_XLFN.", "_XLWS."].first(where: name.hasPrefix),
      case let rest = name.dropFirst(prefix.count), let first = rest.first, first.isLetter || first == "_"
    {
      name = String(rest)
    }
    return name
  }

  mutating func parseParentheses(_ token: FormulaToken) throws(FormulaError) -> FormulaNode {
    index += 1
    var nodes = [try parseExpression()]
    skipSpaces()
    while peek == .comma {
      index += 1
      nodes.append(try parseExpression())
      skipSpaces()
    }
    guard peek == .rightParenthesis else { throw unexpected() }
    let range = token.range.lowerBound..<tokens[index].range.upperBound
    index += 1
    return FormulaNode(nodes.count == 1 ? .parentheses(nodes[0]) : .union(nodes), range)
  }

  mutating func parseArray(_ token: FormulaToken) throws(FormulaError) -> FormulaNode {
    index += 1
    try enter()
    defer { depth -= 1 }
    var rows: [[CellValue]] = [[]]
    while true {
      rows[rows.count - 1].append(try parseConstant())
      skipSpaces()
      switch peek {
      case .comma: index += 1
      case .semicolon:
        index += 1
        rows.append([])
      case .rightBrace:
        let range = token.range.lowerBound..<tokens[index].range.upperBound
        index += 1
        guard rows.allSatisfy({ $0.count == rows[0].count }) else {
          throw FormulaError(.arrayConstant, range)
        }
        return FormulaNode(.array(rows), range)
      default: throw unexpected()
      }
    }
  }

  private mutating func parseConstant() throws(FormulaError) -> CellValue {
    let node = try parseOperand()
    switch node.kind {
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .boolean(let truth): return .boolean(truth)
    case .error(let error): return .error(error)
    case .prefix(let sign, let inner):
      guard case .number(let number) = inner.kind, sign != .intersect else { break }
      return .number(sign == .minus ? -number : number)
    default: break
    }
    throw FormulaError(.arrayConstant, node.range)
  }
}
