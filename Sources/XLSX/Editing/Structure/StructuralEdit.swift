import Formula
import OpenPackaging
import SpreadsheetModel

/// A change of a workbook's sheets that everything in the package must follow: all of it, or nothing.
struct StructuralEdit {
  let following: ReferenceFollowing
  let workbook: EditedWorkbook

  /// Follows a change in all sheets, names, charts and whatever else refers to cells.
  func apply(to package: inout PackageEdit) throws(EditError) {
    for record in workbook.sheets {
      try SheetPartFollowing(record: record, following: following).apply(to: &package)
    }
    for relationship in workbook.relationships where relationship.kind == "pivotCacheDefinition" {
      guard let part = relationship.part, package.contains(part) else { continue }
      let document = try package.document(part)
      var around = MarkupFollowing(document, sheet: nil, following: following)
      try around.follow([document.root])
      if !around.patch.isEmpty { try package.store(part, around.patch.applied(to: document.bytes)) }
    }
    try followNames(in: &package)
    try package.dropCalculationChain(of: workbook)
  }

  private func followNames(in package: inout PackageEdit) throws(EditError) {
    var patch = PartPatch()
    let names = try workbook.definedNames()
    var gone = 0
    for name in names {
      let own = name.sheet.flatMap { workbook.sheets.indices.contains($0) ? workbook.sheets[$0].name : nil }
      // What a built-in name of the sheet loses (its print area, its filter) it goes with.
      let isBuiltIn = name.name.lowercased().hasPrefix("_xlnm.")
      let lenient = ReferenceFollowing(
        change: following.change, sheet: following.sheet, order: following.order,
        breaksReferences: isBuiltIn || following.breaksReferences)
      guard
        let changed = try lenient.following(
          name.formula, on: own, part: workbook.part, offset: name.element.range.lowerBound)
      else { continue }
      if isBuiltIn, changed.contains("#REF!") {
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
    if case .rename(let old, let new) = following.change, let index = workbook.index(ofSheet: old) {
      workbook.document.set(
        "name", to: MarkupText.xString(new), of: workbook.sheets[index].element, in: &patch)
    }
    workbook.recalculating(in: &patch)
    try package.store(workbook.part, patch.applied(to: workbook.document.bytes))
  }
}
