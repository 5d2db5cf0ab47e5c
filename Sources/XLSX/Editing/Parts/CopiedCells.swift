import OpenPackaging
import SpreadsheetModel

/// Copies of cells that other parts keep, once the cells have changed: the values that a chart has cached,
/// and the records of a pivot table.
///
/// A chart's cached values are taken out where any cell they show has changed, so that no viewer draws old
/// ones; applications read the cells themselves. A pivot table is asked to read its source when the file is
/// opened (`refreshOnLoad`, ECMA-376 Part 1, 18.10.1.67).
struct CopiedCells {
  private let workbook: EditedWorkbook
  private let scope: ReferenceScope
  /// Changed cells by the position of their sheet.
  private let changed: [Int: Set<CellReference>]

  init(
    _ workbook: EditedWorkbook, _ package: PackageEdit, changed: [Int: Set<CellReference>]
  ) throws(EditError) {
    self.workbook = workbook
    self.changed = changed
    scope = try ReferenceScope(workbook, package)
  }

  /// Sees to all charts and pivot tables.
  func refresh(in package: inout PackageEdit) throws(EditError) {
    for (position, sheet) in workbook.sheets.enumerated() {
      guard let part = sheet.part, package.contains(part) else { continue }
      for drawing in try parts("drawing", of: part, in: package) {
        for chart in try parts("chart", of: drawing, in: package) {
          try emptyCaches(of: chart, sheet: position, in: &package)
        }
      }
    }
    for relationship in workbook.relationships where relationship.kind == "pivotCacheDefinition" {
      guard let part = relationship.part, package.contains(part) else { continue }
      try refreshPivots(of: part, in: &package)
    }
  }

  private func parts(
    _ kind: String, of source: String, in package: PackageEdit
  ) throws(EditError) -> [String] {
    try package.relationships(of: source).filter { $0.kind == kind }.compactMap(\.part)
      .filter { package.contains($0) }
  }

  private func emptyCaches(
    of part: String, sheet: Int, in package: inout PackageEdit
  ) throws(EditError) {
    let document = try package.document(part)
    var patch = PartPatch()
    for element in try document.descendants(of: document.root) {
      guard ["numRef", "strRef", "multiLvlStrRef"].contains(document.localName(of: element)) else { continue }
      let children = try document.children(of: element)
      guard let formula = children.first(where: { document.localName(of: $0) == "f" }),
        let cache = children.first(where: { document.localName(of: $0).hasSuffix("Cache") }),
        isConcerned(EscapedCharacters.decoded(try document.text(of: formula)), on: sheet)
      else { continue }
      patch.remove(cache.range)
    }
    try package.apply(patch, to: document)
  }

  private func refreshPivots(of part: String, in package: inout PackageEdit) throws(EditError) {
    let document = try package.document(part)
    guard let source = try document.child(of: document.root, "cacheSource"),
      let cells = try document.child(of: source, "worksheetSource"),
      document.value("refreshOnLoad", of: document.root) != "1"
    else { return }
    let isConcerned: Bool
    if let range = document.value("ref", of: cells).flatMap({ CellRange(a1: $0) }),
      let sheet = document.value("sheet", of: cells).flatMap({ workbook.index(ofSheet: $0) })
    {
      isConcerned = changed[sheet]?.contains(where: range.contains) ?? false
    } else {
      isConcerned = document.value("name", of: cells).map { self.isConcerned($0, on: 0) } ?? false
    }
    guard isConcerned else { return }
    var patch = PartPatch()
    document.set("refreshOnLoad", to: "1", of: document.root, in: &patch)
    try package.apply(patch, to: document)
  }

  /// Whether a formula refers to a changed cell.
  private func isConcerned(_ formula: String, on sheet: Int) -> Bool {
    scope.ranges(of: formula, sheet: sheet, cell: CellReference(row: 0, column: 0)).contains { place in
      changed[place.sheet]?.contains(where: place.range.contains) ?? false
    }
  }
}
