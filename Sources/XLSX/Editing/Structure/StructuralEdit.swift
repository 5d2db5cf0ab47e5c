import Formula
import OpenPackaging
import SpreadsheetModel

/// A change of a workbook's sheets that everything in the package must follow: all of it, or nothing.
struct StructuralEdit {
  private let following: ReferenceFollowing
  private let workbook: EditedWorkbook

  init(
    _ following: ReferenceFollowing, _ workbook: EditedWorkbook, _ package: PackageEdit
  ) throws(EditError) {
    self.workbook = workbook
    var following = following
    if let grid = following.grid, let position = workbook.index(ofSheet: following.sheet),
      let part = workbook.sheets[position].part
    {
      following.lostColumns = try EditedTable.all(of: part, in: package).compactMap { $0.losses(in: grid) }
    }
    self.following = following
  }

  /// Follows a change in all sheets, names, charts and whatever else refers to cells; returns the headings
  /// of new columns of tables, which the sheet is to show.
  func apply(to package: inout PackageEdit) throws(EditError) -> [TableFollowing.Heading] {
    if following.grid != nil { try refuseHistories(in: package) }
    var headings: [TableFollowing.Heading] = []
    for record in workbook.sheets {
      headings += try SheetPartFollowing(record: record, following: following).apply(to: &package)
    }
    for relationship in workbook.relationships where relationship.kind == "pivotCacheDefinition" {
      guard let part = relationship.part, package.contains(part) else { continue }
      let document = try package.document(part)
      var around = MarkupFollowing(document, sheet: nil, following: following)
      try around.follow([document.root])
      try package.apply(around.patch, to: document)
    }
    try followNames(in: &package)
    try package.dropCalculationChain(of: workbook)
    return headings
  }

  /// The history of a shared workbook and the topics of live data name cells of any sheet.
  private func refuseHistories(in package: PackageEdit) throws(EditError) {
    for relationship in workbook.relationships
    where ["revisionHeaders", "volatileDependencies"].contains(relationship.kind) {
      guard let part = relationship.part, package.contains(part) else { continue }
      throw EditError(.dependent, part: part, sheet: following.sheet, detail: relationship.kind)
    }
  }

  private func followNames(in package: inout PackageEdit) throws(EditError) {
    var patch = PartPatch()
    let names = try workbook.definedNames()
    var gone = 0
    for name in names {
      let own = name.sheet.flatMap { workbook.sheets.indices.contains($0) ? workbook.sheets[$0].name : nil }
      // What a built-in name of the sheet loses (its print area, its filter) it goes with.
      let isBuiltIn = name.name.lowercased().hasPrefix("_xlnm.")
      var lenient = following
      if isBuiltIn { lenient.breaksReferences = true }
      guard
        var changed = try lenient.following(
          name.formula, on: own, part: workbook.part, offset: name.element.range.lowerBound)
      else { continue }
      if isBuiltIn { changed = Self.withoutLosses(changed) }
      if changed.isEmpty {
        patch.remove(name.element.range)
        gone += 1
      } else {
        patch.replace(name.element.content, with: MarkupText.escapedXString(changed))
      }
    }
    if gone == names.count, gone > 0, let list = workbook.child("definedNames") {
      patch = PartPatch()
      patch.remove(list.range)
    }
    if case .join(let join) = following.change {
      for sheet in workbook.sheets {
        guard let new = join.sheets[sheet.name.lowercased()] else { continue }
        workbook.document.set("name", to: XString.escaped(new), of: sheet.element, in: &patch)
      }
    }
    if case .rename(let old, let new) = following.change, let index = workbook.index(ofSheet: old) {
      workbook.document.set(
        "name", to: XString.escaped(new), of: workbook.sheets[index].element, in: &patch)
    }
    workbook.recalculating(in: &patch)
    try package.apply(patch, to: workbook.document)
  }

  /// The areas of a built-in name that are left, empty for none.
  private static func withoutLosses(_ areas: String) -> String {
    guard areas.contains("#REF!") else { return areas }
    var isQuoted = false
    return areas.split(omittingEmptySubsequences: true) { character in
      if character == "'" { isQuoted.toggle() }
      return character == "," && !isQuoted
    }.filter { !$0.hasSuffix("#REF!") }.joined(separator: ",")
  }
}
