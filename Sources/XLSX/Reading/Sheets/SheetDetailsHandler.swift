import SpreadsheetModel
import XMLStreaming

enum SheetDetailsName: String, XMLVocabulary {
  case sheetData, dimension, pane, mergeCell, autoFilter, sheetProtection, tablePart, legacyDrawing
  case column = "col"
  case hyperlink, location, tooltip, sparkline
  case dataValidation, conditionalFormatting, formula1, formula2
  case rule = "cfRule"
  case formula
  case reference = "ref"
  case ranges = "sqref"
  case first = "min"
  case last = "max"
  case width, hidden, style, state
  case rowsAbove = "ySplit"
  case columnsBefore = "xSplit"
  case id, type
  case comparison = "operator"
  case errorStyle, allowBlank, promptTitle, prompt, errorTitle, error
  case formatID = "dxfId"
  case priority, stopIfTrue
  case sheet, password, hashValue
  case formatCells, formatColumns, formatRows, insertColumns, insertRows, insertHyperlinks
  case deleteColumns, deleteRows, selectLockedCells, sort, pivotTables, selectUnlockedCells
  case objects, scenarios
}

/// Gathers what a worksheet part says beside its rows.
struct SheetDetailsHandler: XMLHandler {
  typealias Name = SheetDetailsName

  /// A link as the sheet has it: its target may be named by a relationship.
  struct FoundLink {
    let range: CellRange
    let relationship: String?
    let location: String?
    let tip: String?
  }

  /// A validation under construction.
  private struct OpenValidation {
    var type: String
    var comparison: String
    var first = ""
    var second = ""
    var validation: CellValidation
  }

  private(set) var details = SheetDetails()
  private(set) var links: [FoundLink] = []
  private(set) var tableRelationships: [String] = []
  /// Whether the parser stands directly behind an unprefixed `<sheetData>`.
  private(set) var isAtRows = false

  private var validation: OpenValidation?
  private var formatRanges: [CellRange] = []
  private var format: SheetDetails.ConditionalFormat?
  /// The text of the formula that is open, `nil` outside of formulas.
  private var text: [UInt8]?

  mutating func startElement(_ element: borrowing XMLElement<SheetDetailsName>) {
    switch element.name {
    case .sheetData: isAtRows = !element.isPrefixed && element.depth == 1
    case .dimension: details.claimedRange = Self.range(element)
    case .pane:
      if let state = element.string(.state), state.hasPrefix("frozen") {
        // Counts of rows and columns; written as decimals by some producers.
        let row = element.double(.rowsAbove).flatMap { Int(exactly: $0.rounded()) } ?? 0
        let column = element.double(.columnsBefore).flatMap { Int(exactly: $0.rounded()) } ?? 0
        details.frozenAt = CellReference(row: max(row, 0), column: max(column, 0))
      }
    case .column: startColumns(element)
    case .mergeCell: if let range = Self.range(element) { details.mergedRanges.append(range) }
    case .autoFilter: details.autoFilter = Self.range(element)
    case .hyperlink:
      if let range = Self.range(element) {
        links.append(
          FoundLink(
            range: range, relationship: element.prefixedString(.id),
            location: element.string(.location), tip: element.string(.tooltip)))
      }
    case .tablePart: if let id = element.prefixedString(.id) { tableRelationships.append(id) }
    case .sheetProtection: startProtection(element)
    case .sparkline: details.sparklines += 1
    case .dataValidation: startValidation(element)
    case .conditionalFormatting: formatRanges = Self.ranges(element)
    case .rule: startRule(element)
    case .formula, .formula1, .formula2: text = []
    default: break
    }
  }

  mutating func endElement(_ name: SheetDetailsName?) {
    switch name {
    case .sheetData: isAtRows = false
    case .conditionalFormatting: formatRanges = []
    case .formula1, .formula2, .formula: finishFormula(name)
    case .dataValidation: finishValidation()
    case .rule:
      if let format { details.conditionalFormats.append(format) }
      format = nil
    default: break
    }
  }

  mutating func text(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer { text?.append(contentsOf: $0) }
  }

  private mutating func finishFormula(_ name: SheetDetailsName?) {
    let formula = String(decoding: text ?? [], as: UTF8.self)
    text = nil
    switch name {
    case .formula1: validation?.first = formula
    case .formula2: validation?.second = formula
    default: format?.formulas.append(formula)
    }
  }

  private mutating func startColumns(_ element: borrowing XMLElement<SheetDetailsName>) {
    guard let first = element.integer(.first), let last = element.integer(.last), first >= 1,
      first <= last
    else { return }
    let end = min(last, CellReference.columnLimit)
    guard first <= end else { return }
    details.columns.append(
      SheetDetails.ColumnLayout(
        columns: first - 1...end - 1, width: element.double(.width),
        isHidden: element.boolean(.hidden) ?? false, style: element.integer(.style) ?? 0))
  }

  private mutating func startProtection(_ element: borrowing XMLElement<SheetDetailsName>) {
    // These attributes say what is forbidden; some are allowed unless said otherwise.
    let forbiddenByDefault: [SheetDetailsName] = [
      .formatCells, .formatColumns, .formatRows, .insertColumns, .insertRows, .insertHyperlinks,
      .deleteColumns, .deleteRows, .sort, .autoFilter, .pivotTables,
    ]
    let allowedByDefault: [SheetDetailsName] = [
      .selectLockedCells, .selectUnlockedCells, .objects, .scenarios,
    ]
    var allowed: Set<String> = []
    for name in forbiddenByDefault where element.boolean(name) == false { allowed.insert(name.rawValue) }
    for name in allowedByDefault where element.boolean(name) != true { allowed.insert(name.rawValue) }
    details.protection = SheetDetails.Protection(
      isProtected: element.boolean(.sheet) ?? false,
      hasPassword: element.string(.password) != nil || element.string(.hashValue) != nil,
      allowed: allowed)
  }

  private mutating func startValidation(_ element: borrowing XMLElement<SheetDetailsName>) {
    func message(_ title: String?, _ text: String?) -> CellValidation.Message? {
      guard title != nil || text != nil else { return nil }
      return CellValidation.Message(
        title: EscapedCharacters.decoded(title ?? ""), text: EscapedCharacters.decoded(text ?? ""))
    }
    validation = OpenValidation(
      type: element.string(.type) ?? "none", comparison: element.string(.comparison) ?? "between",
      validation: CellValidation(
        .custom(""), ranges: Self.ranges(element),
        strictness: element.string(.errorStyle).flatMap { CellValidation.Strictness(rawValue: $0) }
          ?? .stop,
        allowsBlank: element.boolean(.allowBlank) ?? false,
        prompt: message(element.string(.promptTitle), element.string(.prompt)),
        alert: message(element.string(.errorTitle), element.string(.error))))
  }

  private mutating func finishValidation() {
    guard var open = validation else { return }
    validation = nil
    let comparison: CellValidation.Comparison =
      switch open.comparison {
      case "notBetween": .notBetween(open.first, open.second)
      case "equal": .equal(open.first)
      case "notEqual": .notEqual(open.first)
      case "greaterThan": .greater(open.first)
      case "lessThan": .less(open.first)
      case "greaterThanOrEqual": .greaterOrEqual(open.first)
      case "lessThanOrEqual": .lessOrEqual(open.first)
      default: .between(open.first, open.second)
      }
    switch open.type {
    case "list": open.validation.rule = Self.list(open.first)
    case "whole": open.validation.rule = .whole(comparison)
    case "decimal": open.validation.rule = .decimal(comparison)
    case "date": open.validation.rule = .date(comparison)
    case "time": open.validation.rule = .time(comparison)
    case "textLength": open.validation.rule = .textLength(comparison)
    case "custom": open.validation.rule = .custom(open.first)
    // Without a type everything is allowed: only the prompt counts.
    default: open.validation.rule = .custom("TRUE")
    }
    details.validations.append(open.validation)
  }

  /// A list of texts in quotes, or where its values stand.
  private static func list(_ formula: String) -> CellValidation.Rule {
    guard formula.count >= 2, formula.hasPrefix("\""), formula.hasSuffix("\"") else {
      return .listFrom(formula)
    }
    let inside = formula.dropFirst().dropLast().replacing("\"\"", with: "\"")
    return .list(
      inside.split(separator: ",", omittingEmptySubsequences: false).map { item in
        String(item.drop { $0 == " " })
      })
  }

  private mutating func startRule(_ element: borrowing XMLElement<SheetDetailsName>) {
    format = SheetDetails.ConditionalFormat(
      ranges: formatRanges, type: element.string(.type) ?? "", comparison: element.string(.comparison),
      formulas: [], style: element.integer(.formatID), priority: element.integer(.priority) ?? 0,
      stopsIfTrue: element.boolean(.stopIfTrue) ?? false)
  }

  private static func range(_ element: borrowing XMLElement<SheetDetailsName>) -> CellRange? {
    element.string(.reference).flatMap { CellRange(a1: $0) }
  }

  private static func ranges(_ element: borrowing XMLElement<SheetDetailsName>) -> [CellRange] {
    (element.string(.ranges) ?? "").split(separator: " ").compactMap { CellRange(a1: $0) }
  }
}
