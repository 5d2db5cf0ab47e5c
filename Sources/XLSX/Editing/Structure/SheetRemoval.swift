import Formula
import OpenPackaging

/// Takes a sheet out of a package, or refuses if something depends on it.
struct SheetRemoval {
  let name: String

  init(_ name: String) { self.name = name }

  func apply(to package: inout PackageEdit) throws(EditError) {
    if try EditedWorkbook.isSigned(package) { throw EditError(.signedPackage) }
    let workbook = try EditedWorkbook(package)
    guard let position = workbook.index(ofSheet: name) else { throw EditError(.noSuchSheet, sheet: name) }
    let record = workbook.sheets[position]
    guard workbook.sheets.enumerated().contains(where: { $0.offset != position && $0.element.isVisible })
    else { throw EditError(.lastVisibleSheet, sheet: record.name) }
    try SheetDependents(of: record.name, in: workbook, package).refuse()

    try releaseTexts(of: record, in: &package)
    let before = try PartGraph(package).reachable
    var patch = PartPatch()
    patch.remove(record.element.range)
    try workbook.renumber({ $0 == position ? nil : $0 > position ? $0 - 1 : $0 }, in: &patch)
    try package.apply(patch, to: workbook.document)
    try package.dropCalculationChain(of: workbook)
    try package.unrelate(workbook.part, id: record.relationship)
    let after = try PartGraph(package).reachable
    for part in package.names where before.contains(PartName.key(part)) && !after.contains(PartName.key(part))
    {
      try package.remove(part)
    }
    let old = workbook.sheets.map(\.name)
    var new = old
    new.remove(at: position)
    try AppProperties.update(&package, from: old, to: new)
  }
}

extension SheetRemoval {
  /// The sheet's cells no longer refer to shared strings.
  private func releaseTexts(
    of record: EditedWorkbook.SheetRecord, in package: inout PackageEdit
  ) throws(EditError) {
    guard let part = record.part, record.kind == "worksheet", package.contains(part) else { return }
    let index = try SheetIndex(part: part, bytes: package.content(of: part))
    try package.releaseSharedStrings(index.rows.reduce(0) { $0 + index.sharedTexts(in: $1) })
  }
}

/// Which parts of a package can be reached from its root by relationships.
struct PartGraph {
  /// The reachable parts, by `PartName.key`.
  private(set) var reachable: Set<String> = []

  init(_ package: PackageEdit) throws(EditError) {
    var waiting = [""]
    while let source = waiting.popLast() {
      for relationship in try package.relationships(of: source) {
        guard let part = relationship.part, package.contains(part),
          reachable.insert(PartName.key(part)).inserted
        else { continue }
        waiting.append(part)
      }
    }
  }
}

/// Finds what refers to a sheet from outside of it.
struct SheetDependents {
  let sheet: String
  let workbook: EditedWorkbook
  let package: PackageEdit

  init(of sheet: String, in workbook: EditedWorkbook, _ package: PackageEdit) {
    self.sheet = sheet
    self.workbook = workbook
    self.package = package
  }

  /// Throws `dependent` for the first found.
  func refuse() throws(EditError) {
    let own = workbook.index(ofSheet: sheet)
    for name in try workbook.definedNames() where name.sheet != own || own == nil {
      if FormulaText(name.formula).refers(toSheet: sheet, on: nil) {
        throw EditError(.dependent, part: workbook.part, sheet: sheet, detail: name.name)
      }
    }
    // Parts of the sheet itself go with it.
    let mine = try own.flatMap { workbook.sheets[$0].part }.map { (part) throws(EditError) in
      try partsBelow(part)
    }
    for part in package.names where mine?.contains(PartName.key(part)) != true {
      guard part.lowercased().hasSuffix(".xml"), part != workbook.part else { continue }
      let bytes = try package.content(of: part)
      guard mentions(bytes) else { continue }
      if let place = try place(in: part, bytes) {
        throw EditError(.dependent, part: part, sheet: sheet, offset: place.offset, detail: place.formula)
      }
    }
  }

  private func partsBelow(_ part: String) throws(EditError) -> Set<String> {
    var found: Set<String> = [PartName.key(part)]
    var waiting = [part]
    while let source = waiting.popLast() {
      for relationship in try package.relationships(of: source) {
        guard let target = relationship.part, package.contains(target),
          found.insert(PartName.key(target)).inserted
        else { continue }
        waiting.append(target)
      }
    }
    return found
  }

  /// Whether the sheet's name may occur at all: as it is, with its quotes doubled, or in numbers, as
  /// producers write it that keep to ASCII.
  private func mentions(_ bytes: [UInt8]) -> Bool {
    bytes.contains(Array("&#".utf8))
      || bytes.contains(Array(MarkupText.escaped(sheet).utf8))
      || bytes.contains(Array(MarkupText.escaped(sheet.replacing("'", with: "''")).utf8))
      || bytes.contains(Array(MarkupText.attribute(sheet).utf8))
  }

  /// The first formula, or pivot source, that means the sheet.
  private func place(in part: String, _ bytes: [UInt8]) throws(EditError) -> (offset: Int, formula: String)? {
    let document = try MarkupDocument(part: part, bytes: bytes)
    for element in try document.descendants(of: document.root) {
      let name = document.localName(of: element)
      switch name {
      case "f", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula":
        let formula = EscapedCharacters.decoded(try document.text(of: element))
        if FormulaText(formula).refers(toSheet: sheet, on: nil) {
          return (element.range.lowerBound, formula)
        }
      case "worksheetSource":
        if document.value("sheet", of: element)?.lowercased() == sheet.lowercased() {
          return (element.range.lowerBound, name)
        }
      default: break
      }
    }
    return nil
  }
}
