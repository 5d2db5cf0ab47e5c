import SpreadsheetModel

/// A formula as a workbook's file holds it: one that Excel takes, with the prefixes of newer functions.
///
/// A file has no room for what Excel's formula bar makes of `A1#` and `@A1`, and Excel takes out formulas it
/// cannot read when it opens one. What is typed is checked and spelled anew here; what stands in a file
/// already is checked in the same way.
/// ```swift
/// try StoredFormula("XLOOKUP(1,A:A,B:B)").text   // _xlfn.XLOOKUP(1,A:A,B:B)
/// ```
public struct StoredFormula: Hashable, Sendable {
  /// The formula's spelling in the file, without `=`.
  public let text: String
  /// The sheets it names, of this workbook and others.
  public let sheets: [Mention<FormulaSheet>]
  /// The tables it names; `nil` is the one that the formula stands in.
  public let tables: [Mention<String?>]

  /// Whether it calls a function that may give several values, so that Excel holds it as a dynamic array.
  public var givesArray: Bool {
    var lexer = FormulaLexer(Array(text.utf8))
    while let token = lexer.next() {
      guard token.kind == .function else { continue }
      let name = String(decoding: lexer.bytes[token.range], as: UTF8.self).uppercased()
      let bare = name.replacing("_XLFN.", with: "").replacing("_XLWS.", with: "")
      if Self.arrayFunctions.contains(bare) { return true }
    }
    return false
  }

  private static let arrayFunctions: Set<String> = [
    "FILTER", "SORT", "SORTBY", "UNIQUE", "SEQUENCE", "RANDARRAY", "VSTACK", "HSTACK", "TOROW", "TOCOL",
    "WRAPROWS", "WRAPCOLS", "TAKE", "DROP", "CHOOSEROWS", "CHOOSECOLS", "EXPAND", "TEXTSPLIT", "MAP", "SCAN",
    "MAKEARRAY", "BYROW", "BYCOL", "GROUPBY", "PIVOTBY", "TRIMRANGE",
  ]

  /// Something a formula names, and where.
  public struct Mention<Value: Hashable & Sendable>: Hashable, Sendable {
    /// What is named.
    public let value: Value
    /// Offsets into the UTF-8 text of the formula as it was given.
    public let range: Range<Int>
  }

  /// Checks a formula and spells it as a file has it.
  ///
  /// - Parameters:
  ///   - formula: The formula without `=`, in English names and with commas.
  ///   - isName: Whether it is what a defined name stands for, which may be several areas.
  ///   - table: The table that the formula stands in, which `[@金额]` means.
  /// - Throws: What Excel would refuse, with its place.
  public init(_ formula: String, isName: Bool = false, inTable table: String? = nil) throws(FormulaError) {
    let expression = try FormulaExpression(formula, isName: isName)
    if let sign = formula.utf8.firstIndex(where: { $0 > 0x20 }), formula.utf8[sign] == UInt8(ascii: "=") {
      let offset = formula.utf8.distance(from: formula.utf8.startIndex, to: sign)
      throw FormulaError(.unexpected, offset..<offset + 1, ["found": "="])
    }
    var spelling = FormulaSpelling(formula, table: table)
    try spelling.visit(expression.root, calls: 0, parameters: [])
    text = spelling.text
    sheets = spelling.sheets
    tables = spelling.tables
  }

  /// A formula with the prefixes that a file needs, or as it is where it cannot be read.
  public static func prefixed(_ formula: String, isName: Bool = false) -> String {
    (try? StoredFormula(formula, isName: isName))?.text ?? formula
  }
}

/// Goes through a formula's tree, checks what a parser does not, and gathers what is spelled otherwise.
private struct FormulaSpelling {
  /// Functions inside each other ("Excel specifications and limits").
  private static let callLimit = 64
  /// UTF-16 units of a text between quotes.
  private static let textLimit = 255

  private let formula: String
  private let bytes: [UInt8]
  private let table: String?
  /// What takes the place of ranges, insertions among it, in any order.
  private var changes: [(range: Range<Int>, text: String)] = []
  private(set) var sheets: [StoredFormula.Mention<FormulaSheet>] = []
  private(set) var tables: [StoredFormula.Mention<String?>] = []

  init(_ formula: String, table: String?) {
    self.formula = formula
    bytes = Array(formula.utf8)
    self.table = table
  }

  var text: String {
    guard !changes.isEmpty else { return formula }
    var result: [UInt8] = []
    var copied = 0
    for change in changes.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += bytes[copied..<change.range.lowerBound]
      result += Array(change.text.utf8)
      copied = change.range.upperBound
    }
    return String(decoding: result + bytes[copied...], as: UTF8.self)
  }

  /// - Parameters:
  ///   - calls: How many functions are around the node.
  ///   - parameters: The names that `LET` and `LAMBDA` around it have introduced, in lower case.
  mutating func visit(_ node: FormulaNode, calls: Int, parameters: Set<String>) throws(FormulaError) {
    switch node.kind {
    case .number, .boolean, .error, .array, .omitted: break
    case .text(let text):
      guard text.utf16.count <= Self.textLimit else {
        throw FormulaError(.longText, node.range, ["limit": "\(Self.textLimit)"])
      }
    case .reference(_, let sheet): mention(sheet, node.range)
    case .name(let name, let sheet):
      mention(sheet, node.range)
      if sheet == nil, parameters.contains(name.lowercased()) { insert("_xlpm.", before: node) }
    case .structured(let reference): spell(reference, node.range)
    case .prefix(.intersect, _), .spill:
      // Both are functions in a file (`SINGLE`, `ANCHORARRAY`), and not the ones meant everywhere.
      let sign = node.kind.isSpill ? node.range.upperBound - 1 : node.range.lowerBound
      throw FormulaError(
        .unexpected, sign..<sign + 1, ["found": String(decoding: bytes[sign..<sign + 1], as: UTF8.self)])
    case .prefix(_, let inner), .percent(let inner), .parentheses(let inner):
      try visit(inner, calls: calls, parameters: parameters)
    case .chain(let first, let steps):
      try visit(first, calls: calls, parameters: parameters)
      for step in steps { try visit(step.operand, calls: calls, parameters: parameters) }
    case .range(let first, let second), .intersection(let first, let second):
      try visit(first, calls: calls, parameters: parameters)
      try visit(second, calls: calls, parameters: parameters)
    case .union(let nodes):
      for inner in nodes { try visit(inner, calls: calls, parameters: parameters) }
    case .invocation(let function, let arguments):
      try visit(function, calls: calls, parameters: parameters)
      for argument in arguments { try visit(argument, calls: calls, parameters: parameters) }
    case .call(let name, let arguments):
      try visit(call: name, arguments, node, calls: calls + 1, parameters: parameters)
    }
  }

  private mutating func visit(
    call name: String, _ arguments: [FormulaNode], _ node: FormulaNode, calls: Int, parameters: Set<String>
  ) throws(FormulaError) {
    guard calls <= Self.callLimit else {
      throw FormulaError(.tooDeep, node.range, ["limit": "\(Self.callLimit)"])
    }
    let counts =
      FunctionTable.position(of: name).map { FunctionTable.all[$0].count } ?? 0...FunctionDefinition.many
    guard counts.contains(arguments.count) else {
      throw FormulaError(
        .argumentCount, node.range,
        [
          "function": name, "found": "\(arguments.count)",
          "expected": counts.count == 1
            ? "\(counts.lowerBound)" : "\(counts.lowerBound)–\(counts.upperBound)",
        ])
    }
    let isSpelledOut = bytes[node.range.lowerBound...].prefix(3).elementsEqual("_xl".utf8)
    if !isSpelledOut {
      // A LAMBDA that a LET has given a name is called like a function.
      if parameters.contains(name.lowercased()) {
        insert("_xlpm.", before: node)
      } else if let prefix = FutureFunctions.prefix(of: name) {
        insert(prefix, before: node)
      }
    }
    var known = parameters
    for (index, argument) in arguments.enumerated().dropLast()
    where name == "LAMBDA" || (name == "LET" && index.isMultiple(of: 2)) {
      switch argument.kind {
      case .name(let parameter, nil) where !parameter.lowercased().hasPrefix("_xlpm."):
        known.insert(parameter.lowercased())
      case .structured(let optional) where name == "LAMBDA" && optional.table == nil:
        // `[rate]` is a parameter that may be left out.
        guard let parameter = optional.column else { continue }
        known.insert(parameter.lowercased())
        changes.append((argument.range, "_xlop.\(parameter)"))
      default: break
      }
    }
    for (index, argument) in arguments.enumerated() {
      if case .structured = argument.kind, name == "LAMBDA", index < arguments.count - 1 { continue }
      try visit(argument, calls: calls, parameters: known)
    }
  }

  private mutating func insert(_ prefix: String, before node: FormulaNode) {
    changes.append((node.range.lowerBound..<node.range.lowerBound, prefix))
  }

  private mutating func mention(_ sheet: FormulaSheet?, _ range: Range<Int>) {
    if let sheet { sheets.append(StoredFormula.Mention(value: sheet, range: range)) }
  }

  /// `[@金额]`, which Excel shows, is `表1[[#This Row],[金额]]` in a file.
  private mutating func spell(_ reference: StructuredReference, _ range: Range<Int>) {
    guard let name = reference.table ?? table else {
      tables.append(StoredFormula.Mention(value: nil, range: range))
      return
    }
    tables.append(StoredFormula.Mention(value: name, range: range))
    let written = bytes[range]
    let isShort = written.firstIndex(of: UInt8(ascii: "[")).map { open in
      written[(open + 1)...].first { $0 != UInt8(ascii: " ") } == UInt8(ascii: "@")
    }
    if reference.table == nil || isShort == true {
      changes.append((range, reference.stored(in: name)))
    }
  }
}

extension FormulaNode.Kind {
  fileprivate var isSpill: Bool {
    if case .spill = self { true } else { false }
  }
}
