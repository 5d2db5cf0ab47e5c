import OpenPackaging
import SpreadsheetModel

extension XLSXEditor {
  /// Makes the workbook one that Excel opens under the ending `.xlsx`: templates become workbooks, macros and
  /// the sheets that hold them go.
  ///
  /// - Returns: what went.
  /// - Throws: `dependent` where something needs a sheet of macros.
  public mutating func becomePlainWorkbook() throws(EditError) -> ContentCounts {
    try flush()
    var gone = ContentCounts()
    let workbook = try EditedWorkbook(package)
    let type = try package.contentType(of: workbook.part) ?? ""
    guard type.contains("macroEnabled") || type.contains("template") else { return gone }
    if try removeSignatures() { gone[.signature] += 1 }
    for record in workbook.sheets where !["worksheet", "chartsheet"].contains(record.kind) {
      guard record.part != nil else { continue }
      try removeSheet(record.name)
      gone[.macroSheet] += 1
    }
    for relationship in try EditedWorkbook(package).relationships
    where ["vbaProject", "wordVbaData"].contains(relationship.kind) {
      if let part = relationship.part, package.contains(part) {
        try removeWithParts(part)
        gone[.macro] += 1
      }
      try package.unrelate(workbook.part, id: relationship.id)
    }
    let types = try package.document(PackageEdit.contentTypesPart)
    let key = PartName.key(workbook.part)
    var patch = PartPatch()
    for element in try types.children(of: types.root, "Override")
    where types.value("PartName", of: element).map(PartName.key) == key {
      types.set("ContentType", to: PartKind.workbook.rawValue, of: element, in: &patch)
    }
    if patch.isEmpty {
      try package.declare(workbook.part, as: PartKind.workbook.rawValue)
    } else {
      try package.apply(patch, to: types)
    }
    sheets.removeAll()
    return gone
  }

  /// Takes out a part and those that only it relates to.
  private mutating func removeWithParts(_ part: String) throws(EditError) {
    for relationship in try package.relationships(of: part) {
      if let inner = relationship.part, package.contains(inner) { try removeWithParts(inner) }
    }
    try package.remove(part)
  }
}
