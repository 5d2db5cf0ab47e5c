import SpreadsheetModel

extension FormulaParser {
  func errorValue(_ token: FormulaToken) -> CellError {
    let spelling = text(token.range).uppercased()
    return spelling.hasPrefix("#REF!") ? .reference : CellError(spelling: spelling)
  }

  /// The text between quotes, doubled quotes made single.
  static func unquoted(_ bytes: ArraySlice<UInt8>) -> String {
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

  mutating func parseName(_ token: FormulaToken) throws(FormulaError) -> FormulaNode {
    if let error = fullWidth(token) { throw error }
    let name = text(token.range)
    index += 1
    switch name.uppercased() {
    case "TRUE": return FormulaNode(.boolean(true), token.range)
    case "FALSE": return FormulaNode(.boolean(false), token.range)
    default: return FormulaNode(.name(name, sheet: nil), token.range)
    }
  }

  mutating func parseQualified(_ token: FormulaToken) throws(FormulaError) -> FormulaNode {
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
}
