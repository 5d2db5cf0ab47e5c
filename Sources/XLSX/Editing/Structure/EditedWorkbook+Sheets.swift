import OpenPackaging

extension EditedWorkbook {
  /// A defined name as the workbook lists it.
  struct NameRecord {
    var element: MarkupElement
    /// Position of the sheet on which alone it is known.
    var sheet: Int?
    var name: String
    var formula: String
  }

  /// The defined names.
  func definedNames() throws(EditError) -> [NameRecord] {
    guard let list = child("definedNames") else { return [] }
    var names: [NameRecord] = []
    for element in try document.children(of: list, "definedName") {
      names.append(
        NameRecord(
          element: element, sheet: document.number("localSheetId", of: element),
          name: document.value("name", of: element) ?? "",
          formula: EscapedCharacters.decoded(try document.text(of: element))))
    }
    return names
  }

  /// Plans a new sheet behind the others.
  ///
  /// - Parameter place: How many new sheets come before it.
  func appendSheet(
    named name: String, relationship: String, state: String, place: Int, in patch: inout PartPatch
  ) throws(EditError) {
    guard let list = child("sheets") else {
      throw EditError(.malformedPart, part: part, detail: "sheets")
    }
    let highest = sheets.compactMap { document.number("sheetId", of: $0.element) }.max() ?? 0
    let attribute = document.relationshipAttribute
    let state = state == "visible" ? "" : " state=\"\(state)\""
    document.append(
      "<\(document.qualified("sheet"))\(attribute.declaration) name=\"\(MarkupText.escapedXString(name, isAttribute: true))\""
        + " sheetId=\"\(min(highest, 65_000) + 1 + place)\"\(state) \(attribute.name)=\"\(relationship)\"/>",
      to: list, in: &patch)
  }

  /// Plans new defined names behind the others.
  func appendNames(_ markup: String, in patch: inout PartPatch) {
    guard !markup.isEmpty else { return }
    if let list = child("definedNames") {
      document.append(markup, to: list, in: &patch)
    } else {
      let name = document.qualified("definedNames")
      patch.insert(
        "<\(name)>\(markup)</\(name)>",
        at: ElementOrder.workbook.offset(of: "definedNames", among: children, in: document))
    }
  }

  /// Plans what points at sheets by their position, after sheets have gone or moved.
  ///
  /// - Parameter position: The new position of each old one, `nil` for a sheet that is gone.
  func renumber(_ position: (Int) -> Int?, in patch: inout PartPatch) throws(EditError) {
    let names = try definedNames()
    let gone = names.filter { $0.sheet.map { position($0) == nil } ?? false }
    if !names.isEmpty, gone.count == names.count, let list = child("definedNames") {
      patch.remove(list.range)
    } else {
      for name in names {
        guard let sheet = name.sheet else { continue }
        if let moved = position(sheet) {
          document.set("localSheetId", to: String(moved), of: name.element, in: &patch)
        } else {
          patch.remove(name.element.range)
        }
      }
    }
    try renumberViews(position, in: &patch)
  }

  /// Where nothing is said, the first sheet is the active one.
  private func renumberViews(_ position: (Int) -> Int?, in patch: inout PartPatch) throws(EditError) {
    let list = child("bookViews")
    let views =
      try list.map { (list) throws(EditError) in try document.children(of: list, "workbookView") } ?? []
    for view in views {
      let active = newPosition(of: document.number("activeTab", of: view) ?? 0, position)
      if active != 0 || document.attribute("activeTab", of: view) != nil {
        document.set("activeTab", to: String(active), of: view, in: &patch)
      }
      if let first = document.number("firstSheet", of: view) {
        document.set("firstSheet", to: String(newPosition(of: first, position)), of: view, in: &patch)
      }
    }
    let active = newPosition(of: 0, position)
    guard views.isEmpty, active != 0 else { return }
    let view = "<\(document.qualified("workbookView")) activeTab=\"\(active)\"/>"
    if let list {
      document.append(view, to: list, in: &patch)
    } else {
      let name = document.qualified("bookViews")
      patch.insert(
        "<\(name)>\(view)</\(name)>",
        at: ElementOrder.workbook.offset(of: "bookViews", among: children, in: document))
    }
  }

  /// Where the view of a sheet goes: with it, or to the nearest visible sheet if it is gone or hidden.
  private func newPosition(of old: Int, _ position: (Int) -> Int?) -> Int {
    let near = sheets.indices.filter { sheets[$0].isVisible && position($0) != nil }
      .min { abs($0 - old) < abs($1 - old) }
    return near.flatMap(position) ?? 0
  }
}
