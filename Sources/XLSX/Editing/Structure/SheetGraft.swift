import OpenPackaging
import SpreadsheetModel

/// Brings a sheet from a workbook that `XLSXWriter` has made into a package being edited: its looks join
/// the stylesheet, its texts the shared strings, and its own parts get free names.
struct SheetGraft {
  let donor: OPCPackage
  private(set) var package: PackageEdit
  private let workbook: EditedWorkbook
  private var tables: TableRegister
  private var newNames: [String: String] = [:]

  init(_ bytes: [UInt8], into package: PackageEdit) throws(EditError) {
    do { donor = try OPCPackage(bytes: bytes) } catch { throw EditError(error) }
    self.package = package
    workbook = try EditedWorkbook(package)
    tables = try TableRegister(workbook, package)
  }

  /// Adds the donor's first sheet behind the package's own.
  mutating func addSheet(state: String) throws(EditError) {
    let source = PackageEdit(donor)
    let donorBook = try EditedWorkbook(source)
    guard let record = donorBook.sheets.first, let donorPart = record.part else {
      throw EditError(.malformedPart, detail: "nothing to add")
    }
    let folder = workbook.part.split(separator: "/").dropLast().map { "\($0)/" }.joined()
    let part = package.freeName("\(folder)worksheets/sheet", ".xml")
    newNames[PartName.key(donorPart)] = part
    let mark =
      donorBook.part("sheetMetadata") == nil ? nil : try package.dynamicArrayMark(in: workbook)
    let sheet = try adapted(source.document(donorPart), from: source, donorBook, dynamicArrayMark: mark)
    try package.store(part, strict(sheet))
    try package.declare(
      part, as: "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml")
    try copyRelationships(of: donorPart, to: part, from: source)

    let id = try package.relate(workbook.part, to: part, kind: "worksheet", isStrict: workbook.isStrict)
    var patch = PartPatch()
    try workbook.appendSheet(named: record.name, relationship: id, state: state, in: &patch)
    var names = ""
    for name in try donorBook.definedNames() where name.sheet == 0 {
      let tag = workbook.document.qualified("definedName")
      let hidden = donorBook.document.value("hidden", of: name.element) == "1" ? " hidden=\"1\"" : ""
      names +=
        "<\(tag) name=\"\(MarkupText.attribute(name.name))\" localSheetId=\"\(workbook.sheets.count)\"\(hidden)>"
        + "\(MarkupText.escapedXString(name.formula))</\(tag)>"
    }
    workbook.appendNames(names, in: &patch)
    try package.apply(patch, to: workbook.document)
    let old = workbook.sheets.map(\.name)
    try AppProperties.update(&package, from: old, to: old + [record.name])
  }

  // MARK: The sheet's own bytes

  /// The worksheet with its style and string indices brought over.
  private mutating func adapted(
    _ sheet: MarkupDocument, from source: PackageEdit, _ donorBook: EditedWorkbook, dynamicArrayMark: Int?
  ) throws(EditError) -> [UInt8] {
    var looks = try StyleGraft(from: source, donorBook, into: &package, workbook)
    var texts = try StringGraft(from: source, donorBook, into: package, workbook)
    var patch = PartPatch()
    var isShared = false
    do {
      var scanner = MarkupScanner(sheet.bytes)
      while let token = try scanner.next() {
        guard token.kind == .start || token.kind == .empty else { continue }
        let element = MarkupElement(
          name: token.name, startTag: token.range, content: token.range.upperBound..<token.range.upperBound,
          range: token.range, isEmptyTag: token.kind == .empty)
        switch sheet.localName(of: element) {
        case "c":
          isShared = sheet.value("t", of: element) == "s"
          if isShared, texts.isInline { sheet.set("t", to: "inlineStr", of: element, in: &patch) }
          try looks.map("s", of: element, in: sheet, &patch)
          if let dynamicArrayMark, sheet.attribute("cm", of: element) != nil {
            sheet.set("cm", to: String(dynamicArrayMark), of: element, in: &patch)
          }
        case "row": try looks.map("s", of: element, in: sheet, &patch)
        case "col": try looks.map("style", of: element, in: sheet, &patch)
        case "cfRule": looks.mapDifferential(of: element, in: sheet, &patch)
        case "sheetView": sheet.set("tabSelected", to: nil, of: element, in: &patch)
        case "v" where isShared && token.kind == .start:
          let close = try scanner.skipElement()
          try texts.map(
            token.range.upperBound..<close.lowerBound, around: token.range.lowerBound..<close.upperBound,
            in: sheet, &patch)
        default: break
        }
      }
    } catch let error as EditError {
      throw error
    } catch {
      throw EditError(.malformedPart, part: sheet.part, detail: "\(error)")
    }
    try looks.store(in: &package)
    try texts.store(in: &package)
    return try sheet.patched(patch)
  }

  /// A part of the donor, whose namespaces are transitional, in those of a strict package.
  private func strict(_ bytes: [UInt8]) -> [UInt8] {
    guard workbook.isStrict else { return bytes }
    var text = String(decoding: bytes, as: UTF8.self)
    for (transitional, strict) in [
      (Namespaces.main, Namespaces.strictMain),
      (Namespaces.relationships, Namespaces.strictRelationships),
      ("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/"),
    ] { text = text.replacing("\"\(transitional)", with: "\"\(strict)") }
    return Array(text.utf8)
  }

  // MARK: Its other parts

  /// Copies what a part relates to, under free names, its relationships keeping their ids.
  private mutating func copyRelationships(
    of donorPart: String, to part: String, from source: PackageEdit
  ) throws(EditError) {
    let name = PartName.relationshipsPart(of: donorPart)
    guard source.contains(name) else { return }
    let document = try source.document(name)
    var patch = PartPatch()
    for element in try document.children(of: document.root, "Relationship")
    where document.value("TargetMode", of: element) != "External" {
      let target = PartName.resolve(document.value("Target", of: element) ?? "", from: donorPart)
      let copy = try copied(target, from: source)
      document.set("Target", to: PackageEdit.relativeTarget(copy, from: part), of: element, in: &patch)
    }
    try package.storeRelationships(
      PartName.relationshipsPart(of: part), strict(document.patched(patch)))
  }

  private mutating func copied(_ donorPart: String, from source: PackageEdit) throws(EditError) -> String {
    if let known = newNames[PartName.key(donorPart)] { return known }
    let dot = donorPart.lastIndex(of: ".") ?? donorPart.endIndex
    let stem = donorPart[..<dot]
    let bare = stem.lastIndex { !$0.isNumber }.map { String(stem[...$0]) } ?? String(stem)
    let part = package.freeName(bare, String(donorPart[dot...]))
    newNames[PartName.key(donorPart)] = part
    let type = try source.contentType(of: donorPart)
    var bytes: [UInt8]
    do { bytes = try source.bytes(of: donorPart) } catch { throw EditError(error, part: donorPart) }
    if type?.hasSuffix("spreadsheetml.table+xml") == true {
      bytes = try tables.admit(MarkupDocument(part: donorPart, bytes: bytes))
    }
    try package.store(part, type?.hasSuffix("xml") == true ? strict(bytes) : bytes)
    if let type, try package.contentType(of: part) != type {
      try package.declare(part, as: type)
    }
    try copyRelationships(of: donorPart, to: part, from: source)
    return part
  }
}
