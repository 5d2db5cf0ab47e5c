import Formula
import SpreadsheetModel
import XMLStreaming

/// Rules 11 to 20 and 40: rows and cells, one after the other.
final class CellLint: LintRowReceiving {
  private let context: LintContext
  private let part: String
  /// The row, -1 before the first one, `nil` for one that the grid does not have.
  private var row: Int? = -1
  private var lastRow = -1
  private var column = -1
  /// Whether the cell before stands nowhere, so that one without a place of its own does so too.
  private var hasLostPlace = false
  private var sharedMasters: Set<String> = []
  private(set) var formulaCells: Set<CellReference> = []
  /// Ranges filled by array formulas.
  private(set) var arrays: [CellRange] = []
  /// Texts of the cells that tables name.
  private(set) var headings: [CellReference: String] = [:]
  private let wantedHeadings: Set<CellReference>
  private(set) var stringUses = 0

  init(_ context: LintContext, part: String, headings: Set<CellReference>) {
    self.context = context
    self.part = part
    wantedHeadings = headings
  }

  func beginRow(_ node: LintNode) {
    let written = node["r"]
    let number = written.map { CellReference.rowNumber(markup: $0) ?? 0 } ?? (row.map { $0 + 2 } ?? 0)
    let isInGrid = (1...CellReference.rowLimit).contains(number)
    if !isInGrid || number - 1 <= lastRow || written.map({ $0 != "\(number)" }) ?? false {
      context.report(.cellPositions, part, "row \(written ?? "")", at: node)
    }
    // Row 1 comes after row 0; after any other row that the grid does not have comes none.
    row = isInGrid ? number - 1 : written == "0" ? -1 : nil
    lastRow = max(lastRow, row ?? -1)
    column = -1
    hasLostPlace = false
    if let height = node.number("ht"), !(0...409.5).contains(height) {
      context.report(.columnsAndRows, part, "row \(number) ht=\(height)", at: node)
    }
    if let level = node.integer("outlineLevel"), !(0...7).contains(level) {
      context.report(.columnsAndRows, part, "row \(number) outlineLevel=\(level)", at: node)
    }
    checkStyle(node)
  }

  func item(_ item: LintNode) {}

  func cell(_ node: LintNode) {
    let place: CellReference
    if let text = node["r"] {
      guard let reference = CellReference(markup: text) else {
        context.report(.cellPositions, part, "c \(text)", at: node)
        hasLostPlace = true
        return
      }
      if reference.row != row || reference.column <= column || text != reference.description {
        context.report(.cellPositions, part, "c \(text)", cell: reference, at: node)
      }
      place = reference
    } else if !hasLostPlace, let row, row >= 0, column + 1 < CellReference.columnLimit {
      place = CellReference(row: row, column: column + 1)
    } else {
      context.report(.cellPositions, part, "c", at: node)
      return
    }
    column = place.column
    hasLostPlace = false
    checkStyle(node, at: place)
    if let violation = ChildOrder.inWorksheet["c"]?.violation(in: node) {
      context.report(.sheetElementOrder, part, violation, cell: place, at: node)
    }
    if let formula = node.child("f") { check(formula: formula, of: node, at: place) }
    checkMetadata(node, at: place)
    check(value: node, at: place)
  }

  private func checkStyle(_ node: LintNode, at place: CellReference? = nil) {
    guard let text = node["s"] else { return }
    let index = Int(markup: text) ?? -1
    if index < 0 || index >= max(context.cellFormatCount, 1) {
      context.report(.cellIndices, part, "s=\(text)", cell: place, at: node)
    }
  }

  private func check(value node: LintNode, at place: CellReference) {
    let value = node.child("v")?.text
    func report(_ rule: LintRule, _ detail: String) {
      context.report(rule, part, detail, cell: place, at: node)
    }
    switch node["t"] ?? "n" {
    case "s":
      stringUses += 1
      guard let value, let index = Int(markup: value), context.sharedStrings.texts.indices.contains(index)
      else {
        report(.cellIndices, "t=s v=\(value ?? "")")
        return
      }
      if wantedHeadings.contains(place) { headings[place] = context.sharedStrings.texts[index] }
    case "b":
      if let value, !["0", "1", "true", "false"].contains(value) { report(.errorsAndBooleans, "b \(value)") }
    case "e":
      if let value, case .other = CellError(spelling: value) { report(.errorsAndBooleans, value) }
    case "n":
      // An empty value beside a formula is one that is yet to be computed.
      guard let value, !value.isEmpty || node.child("f") == nil else { return }
      guard let number = Double(value), number.isFinite,
        !value.lowercased().hasPrefix("0x"), !value.lowercased().contains("n")
      else {
        report(.numbers, value)
        return
      }
    case "d":
      if let value, value.count < 10 || CivilDate(iso: value.prefix(10)) == nil, !value.contains(":") {
        report(.dates, value)
      }
    case "str":
      if let value, value.utf16.count > CellLimits.textUnits { report(.textLimits, "\(value.utf16.count)") }
      if wantedHeadings.contains(place) { headings[place] = EscapedCharacters.decoded(value ?? "") }
    case "inlineStr":
      // Without its text the cell is empty.
      guard let item = node.child("is") else { return }
      let text = TextLint.check(item, part: part, context: context, cell: place)
      if wantedHeadings.contains(place) { headings[place] = text }
    case let other: report(.cellIndices, "t=\(other)")
    }
  }

  private func checkMetadata(_ node: LintNode, at place: CellReference) {
    guard let index = node.integer("cm"), index > 0 else { return }
    guard let count = context.cellMetadataCount, index <= count else {
      context.report(.dynamicArrays, part, "cm=\(index)", cell: place, at: node)
      return
    }
    if node.child("f")?["t"] != "array" {
      context.report(.dynamicArrays, part, "f t=array", cell: place, at: node)
    }
  }

  private func check(formula: LintNode, of cell: LintNode, at place: CellReference) {
    formulaCells.insert(place)
    func report(_ rule: LintRule, _ detail: String) {
      context.report(rule, part, detail, cell: place, at: formula)
    }
    let text = formula.text
    let type = formula["t"] ?? "normal"
    if type == "shared" {
      let id = formula["si"] ?? ""
      if text.isEmpty {
        if !sharedMasters.contains(id) { report(.formulas, "shared si=\(id)") }
        return
      }
      sharedMasters.insert(id)
      if formula["ref"] == nil { report(.formulas, "shared si=\(id): ref") }
    }
    if type == "array" {
      if let range = formula["ref"].flatMap({ CellRange(a1: $0) }) {
        arrays.append(range)
      } else {
        report(.formulas, "array: ref")
      }
    }
    if type == "dataTable" { return }
    if text.isEmpty {
      report(.formulas, "<f/>")
    } else if text.utf16.count > FormulaExpression.maximumLength {
      report(.textLimits, "f \(text.utf16.count)")
    } else if let fault = context.fault(of: EscapedCharacters.decoded(text)) {
      report(.formulas, fault)
    }
  }
}

/// Rules 14 and 16 for a text, plain or in runs.
enum TextLint {
  /// - Returns: The text.
  @discardableResult
  static func check(
    _ item: LintNode, part: String, context: LintContext, cell: CellReference? = nil, index: Int? = nil
  ) -> String {
    var text = ""
    func gather(_ node: LintNode) {
      text += node.text
      if let first = node.text.utf8.first, let last = node.text.utf8.last, first <= 0x20 || last <= 0x20,
        node[":space"] != "preserve"
      {
        context.report(.lostBlanks, part, index.map { "si \($0)" } ?? "t", cell: cell, at: node)
      }
    }
    for child in item.children {
      if child.name == "t" { gather(child) }
      if child.name == "r", let run = child.child("t") { gather(run) }
    }
    let decoded = text.contains("_x") ? EscapedCharacters.decoded(text) : text
    if decoded.utf16.count > CellLimits.textUnits {
      context.report(
        .textLimits, part, "\(index.map { "si \($0): " } ?? "")\(decoded.utf16.count)", cell: cell, at: item)
    }
    return decoded
  }
}

/// Gathers the shared strings.
final class SharedStringLint: LintRowReceiving {
  private let context: LintContext
  private let part: String
  private(set) var texts: [String] = []

  init(_ context: LintContext, part: String) {
    self.context = context
    self.part = part
  }

  func beginRow(_ row: LintNode) {}
  func cell(_ cell: LintNode) {}

  func item(_ item: LintNode) {
    texts.append(TextLint.check(item, part: part, context: context, index: texts.count))
  }
}
