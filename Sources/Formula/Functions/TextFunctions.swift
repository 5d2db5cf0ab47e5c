import SpreadsheetModel

/// Text taken apart and put together. Positions count code points, so that rare characters outside the
/// basic plane are one each.
enum TextFunctions {
  typealias F = FunctionDefinition

  static let all: [F] = [
    F("LEN", 1...1, [.text], .number, .scalar(length)),
    F("LEFT", 1...2, [.text, .number], .text, .scalar(left)),
    F("RIGHT", 1...2, [.text, .number], .text, .scalar(right)),
    F("MID", 3...3, [.text, .number, .number], .text, .scalar(middle)),
    F("TRIM", 1...1, [.text], .text, .scalar(trim)),
    F("CLEAN", 1...1, [.text], .text, .scalar(clean)),
    F("UPPER", 1...1, [.text], .text, .scalar(upper)),
    F("LOWER", 1...1, [.text], .text, .scalar(lower)),
    F("PROPER", 1...1, [.text], .text, .scalar(proper)),
    F("EXACT", 2...2, [.text, .text], .boolean, .scalar(exact)),
    F("REPT", 2...2, [.text, .number], .text, .scalar(repeated)),
    F("CONCATENATE", 1...F.many, [.printable], repeating: 1, .text, .scalar(concatenate)),
    F("CONCAT", 1...F.many, [.printables], repeating: 1, .text, .general(concat)),
    F("TEXTJOIN", 3...F.many, [.text, .boolean, .printables], repeating: 1, .text, .general(join)),
    F("VALUE", 1...1, [.text], .number, .scalar(value)),
    F("NUMBERVALUE", 1...3, [.text, .text, .text], .number, .scalar(numberValue)),
    F("TEXT", 2...2, [.any, .text], .text, .scalar(formatted)),
    F("FIXED", 1...3, [.number, .number, .boolean], .text, .scalar(fixed)),
    F("CHAR", 1...1, [.number], .text, .scalar(character)),
    F("CODE", 1...1, [.text], .number, .scalar(code)),
    F("UNICHAR", 1...1, [.number], .text, .scalar(unicodeCharacter)),
    F("UNICODE", 1...1, [.text], .number, .scalar(code)),
  ]

  /// Text from some of a text's code points.
  static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  @Sendable private static func length(_ arguments: Arguments) throws(CellError) -> CellValue {
    .number(Double(arguments.length(try arguments.text(0))))
  }

  @Sendable private static func left(_ arguments: Arguments) throws(CellError) -> CellValue {
    let text = try arguments.text(0)
    let count = try arguments.integer(1, default: 1)
    guard count >= 0 else { throw .value }
    return .text(arguments.part(of: text, 0, count))
  }

  @Sendable private static func right(_ arguments: Arguments) throws(CellError) -> CellValue {
    let text = try arguments.text(0)
    let count = try arguments.integer(1, default: 1)
    guard count >= 0 else { throw .value }
    return .text(arguments.part(of: text, max(0, arguments.length(text) - count), count))
  }

  @Sendable private static func middle(_ arguments: Arguments) throws(CellError) -> CellValue {
    let text = try arguments.text(0)
    let start = try arguments.integer(1)
    let count = try arguments.integer(2)
    guard start >= 1, count >= 0 else { throw .value }
    return .text(arguments.part(of: text, start - 1, count))
  }

  /// Blanks (U+0020 only) at both ends taken off, those between words made single.
  @Sendable private static func trim(_ arguments: Arguments) throws(CellError) -> CellValue {
    let words = try arguments.text(0).split(separator: " ", omittingEmptySubsequences: true)
    return .text(words.joined(separator: " "))
  }

  @Sendable private static func clean(_ arguments: Arguments) throws(CellError) -> CellValue {
    .text(string(try arguments.text(0).unicodeScalars.filter { $0.value >= 32 }))
  }

  @Sendable private static func upper(_ arguments: Arguments) throws(CellError) -> CellValue {
    .text(try arguments.text(0).uppercased())
  }

  @Sendable private static func lower(_ arguments: Arguments) throws(CellError) -> CellValue {
    .text(try arguments.text(0).lowercased())
  }

  @Sendable private static func proper(_ arguments: Arguments) throws(CellError) -> CellValue {
    var result = ""
    var isInWord = false
    for character in try arguments.text(0) {
      result += isInWord ? character.lowercased() : character.uppercased()
      isInWord = character.isLetter
    }
    return .text(result)
  }

  @Sendable private static func exact(_ arguments: Arguments) throws(CellError) -> CellValue {
    let first = try arguments.text(0)
    let second = try arguments.text(1)
    return .boolean(first.unicodeScalars.elementsEqual(second.unicodeScalars))
  }

  @Sendable private static func repeated(_ arguments: Arguments) throws(CellError) -> CellValue {
    let text = try arguments.text(0)
    let count = try arguments.integer(1)
    guard count >= 0, count == 0 || text.utf16.count <= Coercion.textLimit / count else { throw .value }
    return .text(String(repeating: text, count: count))
  }

  @Sendable private static func concatenate(_ arguments: Arguments) throws(CellError) -> CellValue {
    var text = ""
    for index in 0..<arguments.count { text += try arguments.text(index) }
    return try Coercion.limited(text)
  }

  @Sendable private static func concat(_ call: FunctionCall) throws(CellError) -> Operand {
    var text = ""
    try call.forEachValue { (value, _) throws(CellError) in
      text += try Coercion.text(value)
      guard text.utf8.count <= Coercion.textLimit * 4 else { throw .value }
    }
    return .value(try Coercion.limited(text))
  }

  @Sendable private static func join(_ call: FunctionCall) throws(CellError) -> Operand {
    let separator = try call.text(0)
    let skipsEmpty = try call.boolean(1, default: true)
    var parts: [String] = []
    var length = 0
    for index in 2..<max(2, call.count) {
      let operand = call.operand(index)
      let array = try call.evaluator.array(operand)
      let isSparse = array.fill == .empty && skipsEmpty
      let count = isSparse ? array.values.count : array.count
      guard count <= Evaluator.arrayLimit else { throw .value }
      for position in 0..<count {
        let text = try Coercion.text(isSparse ? array.values[position] : array[position])
        if skipsEmpty, text.isEmpty { continue }
        parts.append(text)
        length += text.utf8.count + separator.utf8.count
        guard length <= Coercion.textLimit * 4 else { throw .value }
      }
    }
    return .value(try Coercion.limited(parts.joined(separator: separator)))
  }

  @Sendable private static func value(_ arguments: Arguments) throws(CellError) -> CellValue {
    let value = try arguments.value(0)
    if case .boolean = value { throw .value }
    return .number(try Coercion.number(value))
  }

  @Sendable private static func numberValue(_ arguments: Arguments) throws(CellError) -> CellValue {
    let point = arguments.count > 1 ? try arguments.text(1).unicodeScalars.first : "."
    let group = arguments.count > 2 ? try arguments.text(2).unicodeScalars.first : ","
    guard let point, point != group else { throw .value }
    var plain = ""
    for scalar in try arguments.text(0).unicodeScalars where scalar != group && scalar != " " {
      plain.unicodeScalars.append(scalar == point ? "." : scalar)
    }
    if plain.isEmpty { return .number(0) }
    guard let number = NumericText.number(plain) else { throw .value }
    return .number(number)
  }

  /// TEXT: the value as a cell of that number format shows it.
  @Sendable private static func formatted(_ arguments: Arguments) throws(CellError) -> CellValue {
    var value = try arguments.value(0)
    let code = try arguments.text(1)
    if code.isEmpty { return .text("") }
    if case .text(let text) = value, let number = NumericText.number(text) { value = .number(number) }
    if value == .empty { value = .number(0) }
    return try Coercion.limited(
      NumberFormat(code: code).displayedText(of: value, dateSystem: .base1900))
  }

  @Sendable private static func fixed(_ arguments: Arguments) throws(CellError) -> CellValue {
    let places = try arguments.integer(1, default: 2)
    guard places <= 127 else { throw .value }
    var digits = DecimalDigits(significant: try arguments.number(0))
    digits.round(toPlaces: max(-330, places))
    let decimals = places > 0 ? "." + String(repeating: "0", count: places) : ""
    let code = (try arguments.boolean(2) ? "0" : "#,##0") + decimals
    return .text(
      NumberFormat(code: code).displayedText(of: .number(digits.value), dateSystem: .base1900))
  }

  @Sendable private static func character(_ arguments: Arguments) throws(CellError) -> CellValue {
    let code = try arguments.integer(0)
    guard (1...255).contains(code), let scalar = Unicode.Scalar(UInt32(code)) else { throw .value }
    return .text(String(Character(scalar)))
  }

  /// The code point of the first character: that of ASCII is the same everywhere.
  @Sendable private static func code(_ arguments: Arguments) throws(CellError) -> CellValue {
    guard let scalar = try arguments.text(0).unicodeScalars.first else { throw .value }
    return .number(Double(scalar.value))
  }

  @Sendable private static func unicodeCharacter(_ arguments: Arguments) throws(CellError) -> CellValue {
    let code = try arguments.integer(0)
    guard code > 0, let value = UInt32(exactly: code), let scalar = Unicode.Scalar(value) else {
      throw .value
    }
    return .text(String(Character(scalar)))
  }
}
