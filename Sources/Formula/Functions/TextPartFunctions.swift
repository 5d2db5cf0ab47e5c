import SpreadsheetModel

/// Text before, after and between separators, and the widths of its letters.
enum TextPartFunctions {
  typealias F = FunctionDefinition

  static let all: [F] = [
    F(
      "TEXTBEFORE", 2...6, [.text, .any, .number, .number, .number, .any], .text,
      .general { (c) throws(CellError) in try part(c, isBefore: true) }),
    F(
      "TEXTAFTER", 2...6, [.text, .any, .number, .number, .number, .any], .text,
      .general { (c) throws(CellError) in try part(c, isBefore: false) }),
    F(
      "TEXTSPLIT", 2...6, [.text, .values, .values, .boolean, .number, .any], .text, .general(split),
      [.cellsOnly]),
    F("LENB", 1...1, [.text], .number, .scalar(byteLength)),
    F("ASC", 1...1, [.text], .text, .scalar(narrow)),
    F("WIDECHAR", 1...1, [.text], .text, .scalar(wide)),
    F("DOLLAR", 1...2, [.number, .number], .text, .scalar { (a) throws(CellError) in try money(a, "$") }),
    F("RMB", 1...2, [.number, .number], .text, .scalar { (a) throws(CellError) in try money(a, "¥") }),
    F("ARRAYTOTEXT", 1...2, [.values, .number], .text, .general(arrayText), [.cellsOnly]),
    F("VALUETOTEXT", 1...2, [.any, .number], .text, .scalar(valueText)),
  ]

  /// Where separators stand in a text, from the front.
  private static func places(
    of separators: [[Unicode.Scalar]], in text: [Unicode.Scalar], ignoresCase: Bool
  ) -> [Range<Int>] {
    func folded(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
      ignoresCase ? scalars.map { $0.properties.lowercaseMapping.unicodeScalars.first ?? $0 } : scalars
    }
    let text = folded(text)
    let separators = separators.map(folded).filter { !$0.isEmpty }.sorted { $0.count > $1.count }
    var places: [Range<Int>] = []
    var index = 0
    while index < text.count {
      if let found = separators.first(where: {
        index + $0.count <= text.count && text[index..<index + $0.count].elementsEqual($0)
      }) {
        places.append(index..<index + found.count)
        index += found.count
      } else {
        index += 1
      }
    }
    return places
  }

  private static func separators(_ call: FunctionCall, _ index: Int) throws(CellError) -> [[Unicode.Scalar]] {
    guard index < call.count, !call.isOmitted(index) else { return [] }
    let array = try call.array(index)
    var separators: [[Unicode.Scalar]] = []
    for position in 0..<array.count {
      separators.append(Array(try Coercion.text(array[position]).unicodeScalars))
    }
    return separators
  }

  private static func part(_ call: FunctionCall, isBefore: Bool) throws(CellError) -> Operand {
    let text = Array(try call.text(0).unicodeScalars)
    let separators = try separators(call, 1)
    let instance = call.isOmitted(2) ? 1 : try call.integer(2)
    guard instance != 0 else { throw .value }
    let ignoresCase = call.count > 3 && !call.isOmitted(3) ? try call.integer(3) == 1 : false
    let endCounts = call.count > 4 && !call.isOmitted(4) ? try call.integer(4) == 1 : false
    if separators.contains(where: \.isEmpty) {
      return .text(isBefore == (instance > 0) ? "" : TextFunctions.string(text))
    }
    var places = places(of: separators, in: text, ignoresCase: ignoresCase)
    if endCounts {
      if instance > 0 { places.append(text.count..<text.count) } else { places.insert(0..<0, at: 0) }
    }
    let index = instance > 0 ? instance - 1 : places.count + instance
    guard places.indices.contains(index) else {
      guard call.count > 5, !call.isOmitted(5) else { throw .notAvailable }
      return call.operand(5)
    }
    return .text(
      TextFunctions.string(isBefore ? text[..<places[index].lowerBound] : text[places[index].upperBound...]))
  }

  private static func pieces(
    _ text: ArraySlice<Unicode.Scalar>, _ separators: [[Unicode.Scalar]], ignoresCase: Bool, skipsEmpty: Bool
  ) -> [ArraySlice<Unicode.Scalar>] {
    guard !separators.isEmpty else { return [text] }
    let text = Array(text)
    var pieces: [ArraySlice<Unicode.Scalar>] = []
    var start = 0
    for place in places(of: separators, in: text, ignoresCase: ignoresCase) {
      pieces.append(text[start..<place.lowerBound])
      start = place.upperBound
    }
    pieces.append(text[start...])
    return skipsEmpty ? pieces.filter { !$0.isEmpty } : pieces
  }

  @Sendable private static func split(_ call: FunctionCall) throws(CellError) -> Operand {
    let text = Array(try call.text(0).unicodeScalars)
    let columns = try separators(call, 1)
    let rows = try separators(call, 2)
    guard !columns.isEmpty || !rows.isEmpty else { throw .value }
    let skipsEmpty = call.count > 3 && !call.isOmitted(3) ? try call.boolean(3, default: false) : false
    let ignoresCase = call.count > 4 && !call.isOmitted(4) ? try call.integer(4) == 1 : false
    let filler = call.count > 5 ? call.raw(5) : .error(.notAvailable)
    let lines = pieces(text[...], rows, ignoresCase: ignoresCase, skipsEmpty: skipsEmpty).map {
      pieces($0, columns, ignoresCase: ignoresCase, skipsEmpty: skipsEmpty)
    }
    let width = lines.map(\.count).max() ?? 0
    return .array(
      try FormulaArray(rows: lines.count, columns: width) { row, column in
        column < lines[row].count ? .text(TextFunctions.string(lines[row][column])) : filler
      })
  }

  /// Bytes of the Chinese code page: two for everything outside ASCII.
  @Sendable private static func byteLength(_ arguments: Arguments) throws(CellError) -> CellValue {
    .number(Double(try arguments.text(0).utf16.reduce(0) { $0 + ($1 < 0x80 ? 1 : 2) }))
  }

  private static func mapped(_ text: String, _ body: (UInt32) -> UInt32) -> CellValue {
    .text(TextFunctions.string(text.unicodeScalars.map { Unicode.Scalar(body($0.value)) ?? $0 }))
  }

  /// Full-width letters, digits and signs made half-width.
  @Sendable private static func narrow(_ arguments: Arguments) throws(CellError) -> CellValue {
    mapped(try arguments.text(0)) { $0 == 0x3000 ? 0x20 : (0xFF01...0xFF5E).contains($0) ? $0 - 0xFEE0 : $0 }
  }

  @Sendable private static func wide(_ arguments: Arguments) throws(CellError) -> CellValue {
    mapped(try arguments.text(0)) { $0 == 0x20 ? 0x3000 : (0x21...0x7E).contains($0) ? $0 + 0xFEE0 : $0 }
  }

  private static func money(_ arguments: Arguments, _ sign: String) throws(CellError) -> CellValue {
    let places = try arguments.integer(1, default: 2)
    guard places <= 127 else { throw .value }
    var digits = DecimalDigits(significant: try arguments.number(0))
    digits.round(toPlaces: max(-330, places))
    let format = "\(sign)#,##0" + (places > 0 ? "." + String(repeating: "0", count: places) : "")
    return .text(
      NumberFormat(code: "\(format);-\(format)").displayedText(
        of: .number(digits.value), dateSystem: .base1900))
  }

  private static func spelled(_ value: CellValue, isStrict: Bool) -> String {
    switch value {
    case .text(let text) where isStrict: "\"" + text.replacing("\"", with: "\"\"") + "\""
    case .error(let error): error.spelling
    default: (try? Coercion.text(value)) ?? ""
    }
  }

  @Sendable private static func valueText(_ arguments: Arguments) throws(CellError) -> CellValue {
    try Coercion.limited(spelled(arguments.raw(0), isStrict: try arguments.integer(1, default: 0) == 1))
  }

  @Sendable private static func arrayText(_ call: FunctionCall) throws(CellError) -> Operand {
    let array = try call.array(0)
    let isStrict = try call.integer(1, default: 0) == 1
    guard array.count <= Coercion.textLimit else { throw .value }
    let rows = (0..<array.rows).map { row in
      array.row(row).map { spelled($0, isStrict: isStrict) }.joined(separator: isStrict ? "," : ", ")
    }
    let text = rows.joined(separator: isStrict ? ";" : ", ")
    return .value(try Coercion.limited(isStrict ? "{\(text)}" : text))
  }
}
