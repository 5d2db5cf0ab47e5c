import SpreadsheetModel

/// Parses the tokens of a formula (ECMA-376 Part 1, 18.17.2).
///
/// One level of nesting costs one round of calls here; ranks of operators are sorted out in loops.
struct FormulaParser {
  let bytes: [UInt8]
  var tokens: [FormulaToken] = []
  var index = 0
  var depth = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var lexer = FormulaLexer(bytes)
    while let token = lexer.next() { tokens.append(token) }
  }

  /// - Parameter isName: Whether several areas may stand beside each other, as in the name of a print area.
  mutating func parse(asName isName: Bool = false) throws(FormulaError) -> FormulaNode {
    skipSpaces()
    if peek == .equal { index += 1 }
    skipSpaces()
    guard peek != nil else { throw FormulaError(.empty, 0..<bytes.count) }
    var nodes = [try parseExpression()]
    while isName, peek == .comma {
      index += 1
      nodes.append(try parseExpression())
    }
    if index < tokens.count { throw unexpected() }
    return nodes.count == 1
      ? nodes[0] : FormulaNode(.union(nodes), nodes[0].range.lowerBound..<bytes.count)
  }

  // MARK: Tokens

  var peek: FormulaToken.Kind? { index < tokens.count ? tokens[index].kind : nil }

  mutating func skipSpaces() {
    while peek == .space { index += 1 }
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The error for the token that stands here.
  func unexpected() -> FormulaError {
    guard index < tokens.count else {
      return FormulaError(.unexpectedEnd, max(0, bytes.count - 1)..<bytes.count)
    }
    let token = tokens[index]
    switch token.kind {
    case .unterminatedText: return FormulaError(.unterminatedText, token.range)
    case .unterminatedName: return FormulaError(.unterminatedName, token.range)
    default:
      if let error = fullWidth(token) { return error }
      return FormulaError(.unexpected, token.range, ["found": text(token.range)])
    }
  }

  func fullWidth(_ token: FormulaToken) -> FormulaError? {
    var offset = token.range.lowerBound
    for scalar in text(token.range).unicodeScalars {
      if let expected = FullWidthPunctuation.halfWidth(of: scalar) {
        return FormulaError(
          .fullWidth, offset..<(offset + scalar.utf8.count),
          ["found": String(Character(scalar)), "expected": expected])
      }
      offset += scalar.utf8.count
    }
    return nil
  }

  mutating func enter() throws(FormulaError) {
    depth += 1
    if depth > FormulaExpression.maximumDepth {
      let place = index < tokens.count ? tokens[index].range : 0..<bytes.count
      throw FormulaError(.tooDeep, place, ["limit": "\(FormulaExpression.maximumDepth)"])
    }
  }

  // MARK: Operators

  mutating func parseExpression() throws(FormulaError) -> FormulaNode {
    try enter()
    var operands = [try parseOperand()]
    var operators: [FormulaNode.Operator] = []
    skipSpaces()
    while let kind = peek, let `operator` = Self.operator(kind) {
      index += 1
      operators.append(`operator`)
      operands.append(try parseOperand())
      skipSpaces()
    }
    depth -= 1
    return Self.fold(operands, operators)
  }

  private static func `operator`(_ kind: FormulaToken.Kind) -> FormulaNode.Operator? {
    switch kind {
    case .plus: .plus
    case .minus: .minus
    case .times: .times
    case .divide: .divide
    case .power: .power
    case .concatenate: .concatenate
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    default: nil
    }
  }

  /// Groups operands by the rank of the operators between them, the closest first. All operators,
  /// `^` included, go from left to right, as Excel has it.
  private static func fold(
    _ operands: [FormulaNode], _ operators: [FormulaNode.Operator]
  ) -> FormulaNode {
    var operands = operands
    var operators = operators
    for rank in stride(from: 5, through: 1, by: -1) where operators.contains(where: { $0.rank == rank }) {
      var folded: [FormulaNode] = []
      var left: [FormulaNode.Operator] = []
      var position = 0
      while position < operands.count {
        let first = operands[position]
        var steps: [FormulaNode.Step] = []
        while position < operators.count, operators[position].rank == rank {
          steps.append(.init(operators[position], operands[position + 1]))
          position += 1
        }
        if let last = steps.last {
          folded.append(
            FormulaNode(.chain(first, steps), first.range.lowerBound..<last.operand.range.upperBound))
        } else {
          folded.append(first)
        }
        if position < operators.count { left.append(operators[position]) }
        position += 1
      }
      operands = folded
      operators = left
    }
    return operands[0]
  }

  // MARK: Operands

  /// Signs, the operand, and what follows it directly.
  mutating func parseOperand() throws(FormulaError) -> FormulaNode {
    skipSpaces()
    var prefixes: [(FormulaNode.Prefix, Int)] = []
    while let kind = peek {
      let prefix: FormulaNode.Prefix
      switch kind {
      case .plus: prefix = .plus
      case .minus: prefix = .minus
      case .intersect: prefix = .intersect
      default:
        var node = try parsePostfix()
        for (prefix, start) in prefixes.reversed() {
          node = FormulaNode(.prefix(prefix, node), start..<node.range.upperBound)
        }
        depth -= prefixes.count
        return node
      }
      try enter()
      prefixes.append((prefix, tokens[index].range.lowerBound))
      index += 1
      skipSpaces()
    }
    throw unexpected()
  }

  private mutating func parsePostfix() throws(FormulaError) -> FormulaNode {
    var node = try parseReference()
    var count = 0
    skipSpaces()
    while peek == .percent {
      count += 1
      guard count <= 8 else { throw unexpected() }
      node = FormulaNode(.percent(node), node.range.lowerBound..<tokens[index].range.upperBound)
      index += 1
      skipSpaces()
    }
    return node
  }

  /// A primary with the operators on references: `#`, `:` and the blank of an intersection.
  private mutating func parseReference() throws(FormulaError) -> FormulaNode {
    var node = try parsePrimary()
    var count = 0
    while let kind = peek {
      switch kind {
      case .spill:
        node = FormulaNode(.spill(node), node.range.lowerBound..<tokens[index].range.upperBound)
        index += 1
      case .leftParenthesis:
        // What `LAMBDA` gives is called at once: `LAMBDA(x,x+1)(5)`.
        guard node.isCall else { return node }
        let arguments = try parseArguments()
        node = FormulaNode(
          .invocation(node, arguments), node.range.lowerBound..<tokens[index - 1].range.upperBound)
      case .colon:
        index += 1
        let right = try parsePrimary()
        node = FormulaNode(.range(node, right), node.range.lowerBound..<right.range.upperBound)
      case .space:
        guard Self.isReference(node), index + 1 < tokens.count,
          Self.beginsReference(tokens[index + 1].kind)
        else { return node }
        index += 1
        let right = try parsePrimary()
        node = FormulaNode(.intersection(node, right), node.range.lowerBound..<right.range.upperBound)
      default: return node
      }
      count += 1
      guard count <= FormulaExpression.maximumDepth else {
        throw FormulaError(.tooDeep, node.range, ["limit": "\(FormulaExpression.maximumDepth)"])
      }
    }
    return node
  }

  private static func isReference(_ node: FormulaNode) -> Bool {
    switch node.kind {
    case .reference, .structured, .name, .range, .intersection, .union, .spill, .parentheses: true
    default: false
    }
  }

  private static func beginsReference(_ kind: FormulaToken.Kind) -> Bool {
    switch kind {
    case .reference, .sheet, .structured, .name, .leftParenthesis: true
    default: false
    }
  }

  private mutating func parsePrimary() throws(FormulaError) -> FormulaNode {
    skipSpaces()
    guard index < tokens.count else { throw unexpected() }
    let token = tokens[index]
    switch token.kind {
    case .number:
      let spelling = text(token.range)
      guard let number = Double(spelling), number.isFinite else {
        throw FormulaError(.numberRange, token.range, ["found": spelling])
      }
      index += 1
      return FormulaNode(.number(number), token.range)
    case .text:
      index += 1
      return FormulaNode(.text(Self.unquoted(bytes[token.range])), token.range)
    case .error:
      index += 1
      return FormulaNode(.error(errorValue(token)), token.range)
    case .reference(let area):
      index += 1
      return FormulaNode(.reference(area, sheet: nil), token.range)
    case .structured:
      guard let reference = StructuredReference(token: bytes[token.range]) else {
        throw FormulaError(.structuredReference, token.range, ["found": text(token.range)])
      }
      index += 1
      return FormulaNode(.structured(reference), token.range)
    case .name: return try parseName(token)
    case .sheet: return try parseQualified(token)
    case .function: return try parseCall(token)
    case .leftParenthesis: return try parseParentheses(token)
    case .leftBrace: return try parseArray(token)
    default: throw unexpected()
    }
  }
}
