import SpreadsheetModel

/// Parses the tokens of a formula (ECMA-376 Part 1, 18.17.2).
///
/// One level of nesting costs one round of calls here; ranks of operators are sorted out in loops.
struct FormulaParser {
  let bytes: [UInt8]
  private var tokens: [FormulaToken] = []
  private var index = 0
  private var depth = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var lexer = FormulaLexer(bytes)
    while let token = lexer.next() { tokens.append(token) }
  }

  mutating func parse() throws(FormulaError) -> FormulaNode {
    skipSpaces()
    if peek == .equal { index += 1 }
    skipSpaces()
    guard peek != nil else { throw FormulaError(.empty, 0..<bytes.count) }
    let node = try parseExpression()
    if index < tokens.count { throw unexpected() }
    return node
  }

  // MARK: Tokens

  private var peek: FormulaToken.Kind? { index < tokens.count ? tokens[index].kind : nil }

  private mutating func skipSpaces() {
    while peek == .space { index += 1 }
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The error for the token that stands here.
  private func unexpected() -> FormulaError {
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

  /// Punctuation that Chinese input methods give and formulas cannot take, beside the full-width forms
  /// of ASCII (U+FF01 to U+FF5E).
  private static let halfWidth: [Unicode.Scalar: String] = [
    "\u{201C}": "\"", "\u{201D}": "\"", "\u{2018}": "'", "\u{2019}": "'", "\u{3010}": "[",
    "\u{3011}": "]", "\u{3001}": ",", "\u{3002}": ".", "\u{2265}": ">=", "\u{2264}": "<=",
    "\u{2260}": "<>", "\u{D7}": "*", "\u{F7}": "/", "\u{3000}": " ", "\u{A0}": " ",
  ]

  private static func halfWidth(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    // Letters and digits of that block may stand in names.
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xFF3F: nil
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0).map { String(Character($0)) }
    default: halfWidth[scalar]
    }
  }

  private func fullWidth(_ token: FormulaToken) -> FormulaError? {
    var offset = token.range.lowerBound
    for scalar in text(token.range).unicodeScalars {
      if let expected = Self.halfWidth(scalar) {
        return FormulaError(
          .fullWidth, offset..<(offset + scalar.utf8.count),
          ["found": String(Character(scalar)), "expected": expected])
      }
      offset += scalar.utf8.count
    }
    return nil
  }

  private mutating func enter() throws(FormulaError) {
    depth += 1
    if depth > FormulaExpression.maximumDepth {
      let place = index < tokens.count ? tokens[index].range : 0..<bytes.count
      throw FormulaError(.tooDeep, place, ["limit": "\(FormulaExpression.maximumDepth)"])
    }
  }

  // MARK: Operators

  private mutating func parseExpression() throws(FormulaError) -> FormulaNode {
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
  private mutating func parseOperand() throws(FormulaError) -> FormulaNode {
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

  private func errorValue(_ token: FormulaToken) -> CellError {
    let spelling = text(token.range).uppercased()
    return spelling.hasPrefix("#REF!") ? .reference : CellError(spelling: spelling)
  }

  /// The text between quotes, doubled quotes made single.
  private static func unquoted(_ bytes: ArraySlice<UInt8>) -> String {
    let inner = bytes.dropFirst().dropLast()
    guard inner.contains(UInt8(ascii: "\"")) else { return String(decoding: inner, as: UTF8.self) }
    var result: [UInt8] = []
    var isSecond = false
    for byte in inner {
      if byte == UInt8(ascii: "\"") {
        isSecond.toggle()
        if !isSecond { continue }
      }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private mutating func parseName(_ token: FormulaToken) throws(FormulaError) -> FormulaNode {
    if let error = fullWidth(token) { throw error }
    let name = text(token.range)
    index += 1
    switch name.uppercased() {
    case "TRUE": return FormulaNode(.boolean(true), token.range)
    case "FALSE": return FormulaNode(.boolean(false), token.range)
    default: return FormulaNode(.name(name, sheet: nil), token.range)
    }
  }

  private mutating func parseQualified(_ token: FormulaToken) throws(FormulaError) -> FormulaNode {
    let sheet = FormulaSheet(SheetQualifier(token: bytes[token.range]))
    index += 1
    guard index < tokens.count else { throw unexpected() }
    let target = tokens[index]
    let range = token.range.lowerBound..<target.range.upperBound
    switch target.kind {
    case .reference(let area):
      index += 1
      return FormulaNode(.reference(area, sheet: sheet), range)
    case .name:
      index += 1
      return FormulaNode(.name(text(target.range), sheet: sheet), range)
    case .error:
      index += 1
      return FormulaNode(.error(errorValue(target)), range)
    case .function:
      // A function of another workbook: `[1]!Budget("2025")`.
      let call = try parseCall(target)
      guard case .call(let name, let arguments) = call.kind else { throw unexpected() }
      return FormulaNode(
        .call(text(token.range) + name, arguments), token.range.lowerBound..<call.range.upperBound)
    default: throw unexpected()
    }
  }

  // MARK: Nesting

  private mutating func parseCall(_ token: FormulaToken) throws(FormulaError) -> FormulaNode {
    if let error = fullWidth(token) { throw error }
    index += 2
    var arguments: [FormulaNode] = []
    skipSpaces()
    if peek == .rightParenthesis {
      index += 1
    } else {
      list: while true {
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
          break list
        default: throw unexpected()
        }
      }
    }
    let end = tokens[index - 1].range.upperBound
    let name = Self.functionName(text(token.range))
    if arguments.isEmpty, name == "TRUE" || name == "FALSE" {
      return FormulaNode(.boolean(name == "TRUE"), token.range.lowerBound..<end)
    }
    return FormulaNode(.call(name, arguments), token.range.lowerBound..<end)
  }

  /// The name in upper case, without the prefixes that files put before newer functions.
  private static func functionName(_ spelling: String) -> String {
    var name = spelling.uppercased()
    for prefix in ["_XLFN.", "_XLWS."] where name.hasPrefix(prefix) {
      name = String(name.dropFirst(prefix.count))
    }
    return name
  }

  private mutating func parseParentheses(_ token: FormulaToken) throws(FormulaError) -> FormulaNode {
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

  private mutating func parseArray(_ token: FormulaToken) throws(FormulaError) -> FormulaNode {
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
