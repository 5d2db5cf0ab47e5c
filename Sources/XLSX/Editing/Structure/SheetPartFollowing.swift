import Formula
import Foundation
import OpenPackaging
import SpreadsheetModel

/// Brings one worksheet and the parts that belong to it to where a change leaves them.
struct SheetPartFollowing {
  let record: EditedWorkbook.SheetRecord
  let following: ReferenceFollowing

  private var moves: Bool { following.moves(record.name) }

  /// Kinds of parts in which nothing refers to cells.
  private static let indifferentKinds: Set<String> = [
    "image", "printerSettings", "hyperlink", "oleObject", "package", "customProperty", "control", "ctrlProp",
    "activeXControlBinary", "themeOverride", "chartColorStyle", "chartStyle", "queryTable",
    "pivotCacheDefinition",
    "pivotCacheRecords", "slicer", "timeline", "media", "video", "audio", "chartUserShapes", "diagramData",
    "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing", "officeDocument", "styles",
    "volatileDependencies", "model3d", "customXml", "person",
  ]

  /// - Returns: The headings of columns that a table got.
  func apply(to package: inout PackageEdit) throws(EditError) -> [TableFollowing.Heading] {
    guard let part = record.part, package.contains(part) else { return [] }
    if record.kind == "worksheet" {
      let index = try SheetIndex(part: part, bytes: package.content(of: part))
      let data = try SheetDataFollowing(
        sheet: record.name, index: index, groups: FormulaGroups(index), following: following)
      var around = MarkupFollowing(index.document, sheet: record.name, following: following)
      try refuseUnknownExtensions(of: index)
      try around.follow(index.children.filter { $0 != index.sheetData })
      var patch = data.patch
      patch.append(around.patch)
      try package.apply(patch, to: index.document)
      try package.releaseSharedStrings(data.releasedTexts)
    }
    try followLinks(of: part, in: &package)
    var seen: Set<String> = [PartName.key(part)]
    var headings: [TableFollowing.Heading] = []
    try followParts(of: part, in: &package, &seen, &headings)
    return headings
  }

  /// Links whose target leads into the workbook itself (`#Sheet!A1`), as some programs write them.
  private func followLinks(of source: String, in package: inout PackageEdit) throws(EditError) {
    let name = PartName.relationshipsPart(of: source)
    guard package.contains(name) else { return }
    let document = try package.document(name)
    var patch = PartPatch()
    for element in try document.children(of: document.root, "Relationship")
    where document.value("Type", of: element)?.hasSuffix("/hyperlink") == true {
      // It is text to Excel: a link may lead to what is gone.
      guard let target = document.value("Target", of: element), target.hasPrefix("#"),
        let place = target.dropFirst().removingPercentEncoding,
        let changed = try? following.following(place, on: record.name, part: name)
      else { continue }
      document.set("Target", to: "#" + changed, of: element, in: &patch)
    }
    try package.apply(patch, to: document)
  }

  /// What a sheet relates to, and what that relates to in turn.
  private func followParts(
    of source: String, in package: inout PackageEdit, _ seen: inout Set<String>,
    _ headings: inout [TableFollowing.Heading]
  ) throws(EditError) {
    for relationship in try package.relationships(of: source) {
      guard let part = relationship.part, package.contains(part), seen.insert(PartName.key(part)).inserted
      else {
        continue
      }
      switch relationship.kind {
      case "vmlDrawing":
        if moves { try SlipFollowing(following: following).apply(to: part, in: &package) }
        try SlipFollowing(following: following).followFormulas(of: part, on: record.name, in: &package)
      case "comments", "threadedComment": if moves { try follow(part, relationship.kind, in: &package) }
      case "table":
        if moves, let grid = following.grid {
          headings += try TableFollowing(grid: grid, sheet: record.name).apply(to: part, in: &package)
        }
        try follow(part, relationship.kind, in: &package)
        if moves { try TableFollowing.alignFilter(of: part, in: &package) }
      case "pivotTable": if moves { try followPivot(part, in: &package) }
      case "drawing", "chart", "chartEx", "ctrlProp", "chartUserShapes":
        try follow(part, relationship.kind, in: &package)
      case let kind where Self.indifferentKinds.contains(kind): break
      default:
        // What a part of an unknown kind says of the sheet's cells cannot be known.
        if moves {
          throw EditError(.dependent, part: part, sheet: record.name, detail: relationship.kind)
        }
      }
      try followParts(of: part, in: &package, &seen, &headings)
    }
  }

  /// The roots of the parts that are followed, by the kind of their relationship.
  private static let roots = [
    "comments": "comments", "threadedComment": "ThreadedComments", "table": "table", "drawing": "wsDr",
    "chart": "chartSpace", "chartEx": "chartSpace", "ctrlProp": "formControlPr",
    "chartUserShapes": "userShapes",
  ]

  private func follow(
    _ part: String, _ kind: String, in package: inout PackageEdit
  ) throws(EditError) {
    let document = try package.document(part)
    let root = document.localName(of: document.root)
    // Another root would be taken for an element that may go.
    guard root == Self.roots[kind] else { throw EditError(.malformedPart, part: part, detail: root) }
    var around = MarkupFollowing(document, sheet: record.name, following: following)
    try around.follow([document.root])
    try package.apply(around.patch, to: document)
  }

  /// A pivot table moves as a whole or not at all.
  private func followPivot(_ part: String, in package: inout PackageEdit) throws(EditError) {
    let document = try package.document(part)
    guard let location = try document.child(of: document.root, "location"),
      let range = document.value("ref", of: location).flatMap({ CellRange(a1: $0) })
    else { return }
    guard let moved = following.moved(range), moved.count == range.count else {
      throw EditError(
        .dependent, part: part, sheet: record.name, cell: range.first, detail: "pivot table \(range)")
    }
    guard moved != range else { return }
    var patch = PartPatch()
    document.set("ref", to: "\(moved)", of: location, in: &patch)
    try package.apply(patch, to: document)
  }

  /// Extensions whose places are followed: conditional formats, validations, sparklines, ignored errors,
  /// protected ranges; and those without places: slicers, timelines, tables.
  private static let knownExtensions: Set<String> = [
    "{78C0D931-6437-407D-A8EE-F0AAD7539E65}", "{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}",
    "{05C60535-1F16-4FD2-B633-F4F36F0B64E0}", "{01252117-D84E-4E92-8308-4BE1C098FCBB}",
    "{FC87AEE6-9EDD-4A0A-B7FB-166176984837}", "{A8765BA9-456A-4DAB-B4F3-ACF838C121DE}",
    "{3A4CF648-6AED-40F4-86FF-DC5316D8AED3}", "{7E03D99C-DC04-49D9-9315-930204A7B6E9}",
    "{64002731-A6B0-56B0-2670-7721B7C09600}", "{F7C9EE02-42E1-4005-9D12-6889AFFD525C}",
    // Page layout view of Excel for Mac 2008.
    "HTTP://SCHEMAS.MICROSOFT.COM/OFFICE/MAC/EXCEL/2008/MAIN",
  ]

  private func refuseUnknownExtensions(of index: SheetIndex) throws(EditError) {
    guard moves, let list = index.child("extLst") else { return }
    for extension_ in try index.document.children(of: list) {
      let uri = index.document.value("uri", of: extension_) ?? ""
      guard !Self.knownExtensions.contains(uri.uppercased()) else { continue }
      throw EditError(
        .dependent, part: index.document.part, sheet: record.name, offset: extension_.range.lowerBound,
        detail: "extension \(uri)")
    }
  }
}
