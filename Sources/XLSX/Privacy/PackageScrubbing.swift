import OpenPackaging

/// Takes out what is around the sheets: properties, links, caches and what printers left.
struct PackageScrubbing {
  private let before: Set<String>

  init(of package: PackageEdit) throws(EditError) {
    before = try PartGraph(package).reachable
  }

  func apply(to package: inout PackageEdit) throws(EditError) {
    try blankProperties(in: &package)
    try unrelate("", ["custom-properties", "thumbnail", "customXml"], in: &package)
    let workbook = try EditedWorkbook(package).part
    try unrelate(workbook, ["customXml", "person", "revisionHeaders", "usernames"], in: &package)
    try removeExternalLinks(in: &package)
    try emptyPivotCaches(in: &package)
    try removeSavedPath(in: &package)
    for sheet in try EditedWorkbook(package).sheets {
      guard let part = sheet.part, package.contains(part) else { continue }
      try unrelate(part, ["threadedComment"], in: &package)
      try removePrinterSettings(of: part, in: &package)
      try removeEmptySlips(of: part, in: &package)
      try removeFileLinks(of: part, in: &package)
    }
    // What nothing leads to any more goes with its relationships.
    let after = try PartGraph(package).reachable
    for part in package.names {
      let key = PartName.key(part)
      if before.contains(key), !after.contains(key) { try package.remove(part) }
    }
  }

  private func unrelate(
    _ source: String, _ kinds: Set<String>, in package: inout PackageEdit
  ) throws(EditError) {
    for link in try package.relationships(of: source) where kinds.contains(link.kind) {
      try package.unrelate(source, id: link.id)
    }
  }

  private func blankProperties(in package: inout PackageEdit) throws(EditError) {
    for link in try package.relationships(of: "") {
      guard ["core-properties", "extended-properties"].contains(link.kind), let part = link.part,
        package.contains(part)
      else { continue }
      let document = try package.document(part)
      var patch = PartPatch()
      for element in try document.children(of: document.root)
      where PrivateTraceFinder.propertyKinds[document.localName(of: element)] != nil {
        patch.remove(element.content)
      }
      try package.apply(patch, to: document)
    }
  }

  /// Names that mean other workbooks go first; the links go if nothing speaks of them any more.
  private func removeExternalLinks(in package: inout PackageEdit) throws(EditError) {
    var workbook = try EditedWorkbook(package)
    let links = workbook.relationships.filter { $0.kind == "externalLink" }
    guard !links.isEmpty else { return }
    let names = try workbook.definedNames()
    var patch = PartPatch()
    for name in names where ExternalReference.occurs(in: name.formula) { patch.remove(name.element.range) }
    if patch.splices.count == names.count, !names.isEmpty, let list = workbook.child("definedNames") {
      patch = PartPatch()
      patch.remove(list.range)
    }
    try package.apply(patch, to: workbook.document)
    let linked = Set(links.compactMap { $0.part.map(PartName.key) })
    for part in package.names
    where part.lowercased().hasSuffix(".xml") && !linked.contains(PartName.key(part)) {
      if try mentionsOtherWorkbook(part, in: package) { return }
    }
    workbook = try EditedWorkbook(package)
    if let references = workbook.child("externalReferences") {
      var patch = PartPatch()
      patch.remove(references.range)
      try package.apply(patch, to: workbook.document)
    }
    for link in links { try package.unrelate(workbook.part, id: link.id) }
  }

  private func mentionsOtherWorkbook(_ part: String, in package: PackageEdit) throws(EditError) -> Bool {
    let bytes = try package.content(of: part)
    guard bytes.contains(UInt8(ascii: "[")) else { return false }
    let document = try MarkupDocument(part: part, bytes: bytes)
    for element in try document.descendants(of: document.root) {
      guard ["f", "formula", "formula1", "formula2"].contains(document.localName(of: element)) else {
        continue
      }
      if ExternalReference.occurs(in: EscapedCharacters.decoded(try document.text(of: element))) {
        return true
      }
    }
    return false
  }

  /// Records behind pivot tables go; the tables ask for them anew when they are refreshed.
  private func emptyPivotCaches(in package: inout PackageEdit) throws(EditError) {
    for link in try EditedWorkbook(package).relationships where link.kind == "pivotCacheDefinition" {
      guard let part = link.part, package.contains(part) else { continue }
      let records = try package.relationships(of: part).filter { $0.kind == "pivotCacheRecords" }
      guard !records.isEmpty else { continue }
      let document = try package.document(part)
      var patch = PartPatch()
      document.set("saveData", to: "0", of: document.root, in: &patch)
      document.set("refreshOnLoad", to: "1", of: document.root, in: &patch)
      removeRelationshipAttribute(of: document.root, document, in: &patch)
      try package.apply(patch, to: document)
      for link in records { try package.unrelate(part, id: link.id) }
    }
  }

  private func removeSavedPath(in package: inout PackageEdit) throws(EditError) {
    let workbook = try EditedWorkbook(package)
    guard let path = try workbook.savedPath else { return }
    var patch = PartPatch()
    patch.remove(path.element.range)
    try package.apply(patch, to: workbook.document)
  }

  private func removePrinterSettings(of part: String, in package: inout PackageEdit) throws(EditError) {
    let links = try package.relationships(of: part).filter { $0.kind == "printerSettings" }
    guard !links.isEmpty else { return }
    let bytes = try package.content(of: part)
    let document: MarkupDocument
    let children: [MarkupElement]
    if let index = try? SheetIndex(part: part, bytes: bytes) {
      (document, children) = (index.document, index.children)
    } else {
      document = try MarkupDocument(part: part, bytes: bytes)
      children = try document.children(of: document.root)
    }
    var patch = PartPatch()
    for child in children where !document.is(child, "sheetData") {
      for element in [child] + (try document.descendants(of: child))
      where document.localName(of: element) == "pageSetup" {
        removeRelationshipAttribute(of: element, document, in: &patch)
      }
    }
    try package.apply(patch, to: document)
    for link in links { try package.unrelate(part, id: link.id) }
  }

  /// The drawing with the slips of notes, once there are no notes.
  private func removeEmptySlips(of part: String, in package: inout PackageEdit) throws(EditError) {
    let links = try package.relationships(of: part)
    guard !links.contains(where: { $0.kind == "comments" }),
      let drawing = links.first(where: { $0.kind == "vmlDrawing" }), let target = drawing.part,
      package.contains(target)
    else { return }
    let text = String(decoding: try package.content(of: target), as: UTF8.self)
    let objects = text.split(separator: "ObjectType=", omittingEmptySubsequences: false).dropFirst()
    guard !objects.isEmpty, objects.allSatisfy({ $0.dropFirst().hasPrefix("Note") }) else { return }
    let index = try SheetIndex(part: part, bytes: package.content(of: part))
    guard let element = index.child("legacyDrawing"),
      index.document.relationshipID(of: element) == drawing.id
    else { return }
    var patch = PartPatch()
    patch.remove(element.range)
    try package.apply(patch, to: index.document)
    try package.unrelate(part, id: drawing.id)
  }

  private func removeFileLinks(of part: String, in package: inout PackageEdit) throws(EditError) {
    let links = try package.relationships(of: part).filter {
      $0.kind == "hyperlink" && $0.isExternal && PrivateTraceFinder.isPrivate($0.target)
    }
    guard !links.isEmpty else { return }
    let index = try SheetIndex(part: part, bytes: package.content(of: part))
    guard let list = index.child("hyperlinks") else { return }
    let gone = Set(links.map(\.id))
    let elements = try index.document.children(of: list, "hyperlink")
    let hidden = elements.filter { element in
      index.document.relationshipID(of: element).map(gone.contains) ?? false
    }
    var patch = PartPatch()
    if hidden.count == elements.count {
      patch.remove(list.range)
    } else {
      for element in hidden { patch.remove(element.range) }
    }
    try package.apply(patch, to: index.document)
    for link in links { try package.unrelate(part, id: link.id) }
  }

  private func removeRelationshipAttribute(
    of element: MarkupElement, _ document: MarkupDocument, in patch: inout PartPatch
  ) {
    guard let id = document.relationshipID(of: element) else { return }
    for attribute in document.attributes(of: element) {
      let name = document.raw(attribute.name)
      guard name.suffix(3).elementsEqual(":id".utf8), document.raw(attribute.value).elementsEqual(id.utf8)
      else { continue }
      patch.remove(attribute.range)
    }
  }
}
