import SpreadsheetModel

/// Text found and replaced inside text.
enum TextSearchFunctions {
  typealias F = FunctionDefinition

  static let all: [F] = [
    F("FIND", 2...3, [.text, .text, .number], .number, .scalar(find)),
    F("SEARCH", 2...3, [.text, .text, .number], .number, .scalar(search)),
    F("SUBSTITUTE", 3...4, [.text, .text, .text, .number], .text, .scalar(substitute)),
    F("REPLACE", 4...4, [.text, .number, .number, .text], .text, .scalar(replace)),
  ]

  /// The text to search and the place to begin, counted from zero.
  private static func place(_ arguments: Arguments) throws(CellError) -> (text: [Unicode.Scalar], start: Int)
  {
    let text = Array(try arguments.text(1).unicodeScalars)
    let start = try arguments.integer(2, default: 1) - 1
    guard start >= 0, start <= text.count else { throw .value }
    return (text, start)
  }

  /// The first place of a text, case regarded, wildcards not.
  @Sendable private static func find(_ arguments: Arguments) throws(CellError) -> CellValue {
    let wanted = Array(try arguments.text(0).unicodeScalars)
    let (text, start) = try place(arguments)
    guard let position = firstMatch(of: wanted, in: text, from: start) else { throw .value }
    return .number(Double(arguments.place(position, in: try arguments.text(1)) + 1))
  }

  /// The first place of a text, case not regarded, with wildcards.
  @Sendable private static func search(_ arguments: Arguments) throws(CellError) -> CellValue {
    let pattern = WildcardPattern(try arguments.text(0))
    let (text, start) = try place(arguments)
    guard let position = pattern.firstMatch(in: text, from: start) else { throw .value }
    return .number(Double(arguments.place(position, in: try arguments.text(1)) + 1))
  }

  private static func firstMatch(
    of wanted: [Unicode.Scalar], in text: [Unicode.Scalar], from start: Int
  ) -> Int? {
    guard wanted.count <= text.count else { return nil }
    guard let first = wanted.first else { return start }
    var position = start
    while position + wanted.count <= text.count {
      if text[position] == first, text[position..<(position + wanted.count)].elementsEqual(wanted) {
        return position
      }
      position += 1
    }
    return nil
  }

  @Sendable private static func substitute(_ arguments: Arguments) throws(CellError) -> CellValue {
    let text = Array(try arguments.text(0).unicodeScalars)
    let wanted = Array(try arguments.text(1).unicodeScalars)
    let replacement = try arguments.text(2).unicodeScalars
    let only = arguments.count > 3 ? try arguments.integer(3) : nil
    if let only, only < 1 { throw .value }
    guard !wanted.isEmpty else { return .text(TextFunctions.string(text)) }
    var result = String.UnicodeScalarView()
    var position = 0
    var found = 0
    while let next = firstMatch(of: wanted, in: text, from: position) {
      found += 1
      result.append(contentsOf: text[position..<next])
      if only == nil || only == found {
        result.append(contentsOf: replacement)
      } else {
        result.append(contentsOf: wanted)
      }
      position = next + wanted.count
      if only == found { break }
    }
    result.append(contentsOf: text[position...])
    return try Coercion.limited(String(result))
  }

  @Sendable private static func replace(_ arguments: Arguments) throws(CellError) -> CellValue {
    let text = try arguments.text(0)
    let start = try arguments.integer(1)
    let count = try arguments.integer(2)
    guard start >= 1, count >= 0 else { throw .value }
    let end = min(start - 1, arguments.length(text)) + min(count, arguments.length(text))
    return try Coercion.limited(
      arguments.part(of: text, 0, start - 1) + arguments.text(3)
        + arguments.part(of: text, end, arguments.length(text)))
  }
}
