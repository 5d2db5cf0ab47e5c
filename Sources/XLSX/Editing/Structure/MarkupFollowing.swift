import Formula
import OpenPackaging
import SpreadsheetModel

/// Brings what stands around the cells of a sheet, and in the parts that belong to sheets, to where a
/// change leaves it: ranges in attributes, formulas in elements, anchors.
///
/// The same element names mean the same in all these parts (worksheets with their extensions, tables,
/// charts, drawings), so that one table of names serves them.
struct MarkupFollowing {
  let document: MarkupDocument
  /// The sheet the part belongs to, which formulas without a sheet's name mean.
  let sheet: String?
  let following: ReferenceFollowing
  var patch = PartPatch()

  private var part: String { document.part }
  private var moves: Bool { following.moves(sheet) }

  /// Elements whose text is a formula.
  private static let formulaElements: Set<String> = [
    "f", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula",
  ]
  /// Attributes that hold a formula, by element; `*` for any.
  private static let formulaAttributes: [String: Set<String>] = [
    "hyperlink": ["location"], "controlPr": ["linkedCell", "listFillRange"], "sp": ["textlink"],
    "cameraTool": ["cellRange"],
    "formControlPr": ["fmlaLink", "fmlaRange", "fmlaTxbx", "fmlaGroup"],
  ]
  /// Elements with one range in `ref` or, where named here, another attribute; without it they go.
  private static let rangeElements: [String: String] = [
    "mergeCell": "ref", "hyperlink": "ref", "autoFilter": "ref", "sortState": "ref", "sortCondition": "ref",
    "dimension": "ref", "comment": "ref", "threadedComment": "ref", "cellWatch": "r",
  ]
  /// Elements with ranges in `sqref`; without them they go.
  private static let listElements: Set<String> = [
    "conditionalFormatting", "dataValidation", "protectedRange", "ignoredError",
  ]
  /// Elements that hold a place in a way not followed here.
  private static let refusedElements: Set<String> = [
    "webPublishItem", "cellSmartTags", "dataRef", "singleXmlCell", "scenario",
  ]

  init(
    _ document: MarkupDocument, sheet: String?, following: ReferenceFollowing
  ) {
    self.document = document
    self.sheet = sheet
    self.following = following
  }

  /// Follows everything below some elements.
  mutating func follow(_ elements: [MarkupElement]) throws(EditError) {
    for element in elements { try follow(element, list: nil, depth: 0) }
  }

  /// Elements inside each other that are followed; what real parts have is a small part of it.
  private static let depthLimit = 200

  /// - Parameter list: The ranges of the enclosing element, whose formulas are written for the first cell.
  private mutating func follow(
    _ element: MarkupElement, list: String?, depth: Int
  ) throws(EditError) {
    guard depth < Self.depthLimit else {
      throw EditError(
        .malformedPart, part: part, offset: element.range.lowerBound, detail: "nested too deeply")
    }
    let name = document.localName(of: element)
    if moves, Self.refusedElements.contains(name) {
      throw EditError(.dependent, part: part, sheet: sheet, offset: element.range.lowerBound, detail: name)
    }
    try followAttributes(of: element, name)
    if moves, let grid = following.grid {
      if let attribute = Self.rangeElements[name], try followRange(of: element, name, attribute) { return }
      if Self.listElements.contains(name), try followList(of: element) { return }
      switch name {
      case "rowBreaks" where grid.axis == .rows, "colBreaks" where grid.axis == .columns:
        return try followBreaks(element, grid)
      case "cols" where grid.axis == .columns: return try followColumns(element, grid)
      case "sheetView", "customSheetView": try followView(element, grid)
      case "autoFilter" where grid.axis == .columns: try followFilters(element, grid)
      case "twoCellAnchor": try followAnchor(element, editAs: document.value("editAs", of: element), grid)
      case "oneCellAnchor", "anchor": try followAnchor(element, editAs: nil, grid)
      case "absoluteAnchor": return
      default: break
      }
    }
    let inner = document.value("sqref", of: element) ?? list
    if Self.formulaElements.contains(name), document.bytes[element.content].firstIndex(of: .lessThan) == nil {
      return try followFormula(element, list: inner)
    }
    if name == "sqref", moves { return try followListText(element) }
    guard !element.isEmptyTag else { return }
    let children = try document.children(of: element)
    // In Excel 2010's extensions the ranges are an element of their own beside the formulas.
    let ranges = try children.first { document.localName(of: $0) == "sqref" }.map {
      (child) throws(EditError) in
      try document.text(of: child)
    }
    if moves, let ranges, following.moved(list: ranges) == nil { return patch.discard(element.range) }
    if moves, try goes(element, name, children) { return patch.discard(element.range) }
    for child in children { try follow(child, list: ranges ?? inner, depth: depth + 1) }
    if moves { try recount(element, name, children) }
  }

  // MARK: Formulas

  private mutating func followFormula(_ element: MarkupElement, list: String?) throws(EditError) {
    let formula = EscapedCharacters.decoded(try document.text(of: element))
    let offset = element.range.lowerBound
    let changed =
      if let list {
        try following.following(formula, forFirstCellOf: list, on: sheet, part: part, offset: offset)
      } else {
        try following.following(formula, on: sheet, part: part, offset: offset)
      }
    if let changed, changed != formula {
      patch.replace(element.content, with: MarkupText.escapedXString(changed))
    }
  }

  private mutating func followAttributes(of element: MarkupElement, _ name: String) throws(EditError) {
    if let attributes = Self.formulaAttributes[name] {
      for attribute in attributes { try followAttribute(attribute, of: element, name) }
    }
    if name == "cfvo", document.value("type", of: element) == "formula" {
      try followAttribute("val", of: element, name)
    }
    if name == "worksheetSource" { try followSource(element) }
  }

  private mutating func followAttribute(
    _ attribute: String, of element: MarkupElement, _ name: String
  ) throws(EditError) {
    let written = document.attributes(of: element).first {
      document.bytes[$0.name].elementsEqual(attribute.utf8)
    }
    guard let formula = written.map({ MarkupText.string(document.raw($0.value)) }) else { return }
    // A link may lead to what is gone: it is text to Excel, and breaks no formula.
    let changed =
      if name == "hyperlink" {
        try? following.following(formula, on: sheet, part: part)
      } else {
        try following.following(formula, on: sheet, part: part, offset: element.range.lowerBound)
      }
    if let changed { document.set(attribute, to: changed, of: element, in: &patch) }
  }

  /// The range a pivot table's cache was made from.
  private mutating func followSource(_ element: MarkupElement) throws(EditError) {
    if case .join(let join) = following.change {
      if let new = document.value("sheet", of: element).flatMap({ join.sheets[$0.lowercased()] }) {
        document.set("sheet", to: new, of: element, in: &patch)
      }
      if let new = document.value("name", of: element).flatMap({ join.tables[$0.lowercased()] }) {
        document.set("name", to: new, of: element, in: &patch)
      }
      return
    }
    guard let name = document.value("sheet", of: element), name.lowercased() == following.sheet.lowercased()
    else { return }
    switch following.change {
    case .join: break
    case .rename(_, let new): document.set("sheet", to: new, of: element, in: &patch)
    case .edit:
      guard let range = document.value("ref", of: element).flatMap({ CellRange(a1: $0) }) else { return }
      // The fields of the cache are the columns of its source.
      guard let moved = following.moved(range), moved.columns.count == range.columns.count else {
        throw EditError(
          .dependent, part: part, sheet: name, cell: range.first, detail: "pivot table \(range)")
      }
      if moved != range { document.set("ref", to: "\(moved)", of: element, in: &patch) }
    case .remove: throw EditError(.dependent, part: part, sheet: name, detail: "pivot table")
    }
  }

  // MARK: Ranges

  /// Whether the element is gone with its range.
  private mutating func followRange(
    of element: MarkupElement, _ name: String, _ attribute: String
  ) throws(EditError) -> Bool {
    guard let range = range(of: element, attribute) else { return false }
    guard let moved = following.moved(range), name != "mergeCell" || !moved.isSingleCell else {
      if name == "dimension" {
        document.set(attribute, to: "A1", of: element, in: &patch)
        return false
      }
      if following.grid?.action == .insert {
        throw EditError(.limitExceeded, part: part, sheet: sheet, cell: range.first, detail: name)
      }
      patch.discard(element.range)
      return true
    }
    if moved != range { document.set(attribute, to: "\(moved)", of: element, in: &patch) }
    return false
  }

  private func range(of element: MarkupElement, _ attribute: String) -> CellRange? {
    document.attributes(of: element).first { document.bytes[$0.name].elementsEqual(attribute.utf8) }
      .flatMap { CellRange(a1: MarkupText.string(document.raw($0.value))) }
  }

  private mutating func followList(of element: MarkupElement) throws(EditError) -> Bool {
    guard let written = document.value("sqref", of: element) else { return false }
    guard let moved = following.moved(list: written) else {
      patch.discard(element.range)
      return true
    }
    if moved != written { document.set("sqref", to: moved, of: element, in: &patch) }
    return false
  }

  private mutating func followListText(_ element: MarkupElement) throws(EditError) {
    let written = try document.text(of: element)
    if let moved = following.moved(list: written), moved != written {
      patch.replace(element.content, with: moved)
    }
  }

  /// Lists that are to go when all in them goes: Excel takes no empty ones.
  private static let lists: Set<String> = [
    "mergeCells", "dataValidations", "hyperlinks", "protectedRanges", "ignoredErrors", "cellWatches",
    "sparklines", "conditionalFormattings",
  ]

  private func goes(
    _ element: MarkupElement, _ name: String, _ children: [MarkupElement]
  ) throws(EditError) -> Bool {
    if Self.lists.contains(name), !children.isEmpty { return try remaining(element, name, children) == 0 }
    switch name {
    case "sparklineGroup":
      guard let list = children.first(where: { document.localName(of: $0) == "sparklines" }) else {
        return false
      }
      return try goes(list, "sparklines", document.children(of: list))
    case "sparklineGroups", "ext", "extLst":
      // What holds nothing but lists goes with the last of them.
      for child in children {
        guard try goes(child, document.localName(of: child), document.children(of: child)) else {
          return false
        }
      }
      return !children.isEmpty
    default: return false
    }
  }

  private mutating func recount(
    _ element: MarkupElement, _ name: String, _ children: [MarkupElement]
  ) throws(EditError) {
    guard ["mergeCells", "dataValidations"].contains(name),
      let count = document.number("count", of: element)
    else { return }
    let gone = try children.count - remaining(element, name, children)
    guard gone > 0 else { return }
    document.set("count", to: String(max(count - gone, 0)), of: element, in: &patch)
  }

  /// How many elements of a list stay.
  private func remaining(
    _ element: MarkupElement, _ name: String, _ children: [MarkupElement]
  ) throws(EditError) -> Int {
    var count = 0
    for child in children {
      if let range = range(of: child, Self.rangeElements[document.localName(of: child)] ?? "ref") {
        guard let moved = following.moved(range), name != "mergeCells" || !moved.isSingleCell else {
          continue
        }
      } else {
        var list = document.value("sqref", of: child)
        for inner in try document.children(of: child) where document.localName(of: inner) == "sqref" {
          list = try document.text(of: inner)
        }
        if let list, following.moved(list: list) == nil { continue }
      }
      count += 1
    }
    return count
  }
}
