import SpreadsheetModel

/// Turns a formula in R1C1 notation, which XML Spreadsheet 2003 keeps, into A1 notation.
struct R1C1Formula {
  /// One side of a reference: a row, a column, or both.
  private struct Corner {
    var row: String?
    var column: String?
    var length: Int
  }

  private let text: [Unicode.Scalar]
  private let row: Int
  private let column: Int

  /// The formula of the cell at a zero-based row and column, without its leading `=`.
  static func a1(_ formula: String, row: Int, column: Int) -> String {
    let body = formula.hasPrefix("=") ? formula.dropFirst() : formula[...]
    return R1C1Formula(text: Array(body.unicodeScalars), row: row, column: column).translated()
  }

  private func translated() -> String {
    var result = String.UnicodeScalarView()
    var index = 0
    while index < text.count {
      let scalar = text[index]
      if scalar == "\"" || scalar == "'" {
        // Texts and quoted sheet names stay as they are.
        let end = closing(scalar, from: index)
        result.append(contentsOf: text[index..<end])
        index = end
      } else if index == 0 || !isNamePart(text[index - 1]), let (reference, length) = reference(at: index) {
        result.append(contentsOf: reference.unicodeScalars)
        index += length
      } else {
        result.append(scalar)
        index += 1
      }
    }
    return String(result)
  }

  private func closing(_ quote: Unicode.Scalar, from start: Int) -> Int {
    var index = start + 1
    while index < text.count {
      if text[index] == quote {
        guard index + 1 < text.count, text[index + 1] == quote else { return index + 1 }
        index += 1
      }
      index += 1
    }
    return text.count
  }

  private func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_" || scalar == "."
      || scalar == "]" || scalar == "\\"
  }

  /// A reference or a range of whole rows or columns; `nil` where a name or function stands.
  private func reference(at start: Int) -> (String, Int)? {
    guard let corner = corner(at: start) else { return nil }
    let end = start + corner.length
    if let row = corner.row, let column = corner.column {
      return (isLost(corner) ? "#REF!" : column + row, corner.length)
    }
    // A whole row or column is a range in A1 notation.
    var last = corner
    var length = corner.length
    if end < text.count, text[end] == ":", let other = self.corner(at: end + 1),
      (other.row == nil) == (corner.row == nil), (other.column == nil) == (corner.column == nil)
    {
      last = other
      length += 1 + other.length
    }
    if isLost(corner) || isLost(last) { return ("#REF!", length) }
    return ((corner.row ?? corner.column ?? "") + ":" + (last.row ?? last.column ?? ""), length)
  }

  private func isLost(_ corner: Corner) -> Bool { corner.row == "" || corner.column == "" }

  /// `R[-1]C2` and the like; an empty side is one that lies outside the sheet.
  private func corner(at start: Int) -> Corner? {
    var index = start
    var corner = Corner(row: nil, column: nil, length: 0)
    if index < text.count, text[index] == "R" || text[index] == "r" {
      index += 1
      let (number, isRelative) = number(&index)
      corner.row = spelled(number, isRelative, own: row, limit: CellReference.rowLimit) { String($0 + 1) }
    }
    if index < text.count, text[index] == "C" || text[index] == "c" {
      index += 1
      let (number, isRelative) = number(&index)
      corner.column = spelled(number, isRelative, own: column, limit: CellReference.columnLimit) {
        CellReference.columnName($0)
      }
    }
    corner.length = index - start
    guard corner.length > 0,
      index >= text.count
        || !isNamePart(text[index]) && text[index] != "("
          && text[index] != "!" && text[index] != "["
    else { return nil }
    return corner
  }

  /// `[-3]`, `5`, or nothing, which is the own row or column.
  private func number(_ index: inout Int) -> (value: Int, isRelative: Bool) {
    var ahead = index
    let isRelative = ahead < text.count && text[ahead] == "["
    if isRelative { ahead += 1 }
    var digits = ""
    while ahead < text.count, digits.count < 8, ("0"..."9").contains(text[ahead]) || text[ahead] == "-" {
      digits.unicodeScalars.append(text[ahead])
      ahead += 1
    }
    guard let value = Int(digits) else { return (0, true) }
    if isRelative {
      guard ahead < text.count, text[ahead] == "]" else { return (0, true) }
      ahead += 1
    }
    index = ahead
    return (value, isRelative)
  }

  private func spelled(
    _ number: Int, _ isRelative: Bool, own: Int, limit: Int, _ name: (Int) -> String
  ) -> String {
    let index = isRelative ? own + number : number - 1
    guard (0..<limit).contains(index) else { return "" }
    return (isRelative ? "" : "$") + name(index)
  }
}
