import Formula
import OpenPackaging
import SpreadsheetModel

/// Brings the sheets of a workbook into a package being edited: their looks join the stylesheet, their texts
/// the shared strings, the parts that belong to them get free names, and what the workbook keeps for them
/// (names, linked workbooks, records of pivot tables, pictures in cells) joins the package's own.
struct WorkbookJoining {
  private(set) var package: PackageEdit
  private(set) var report = JoinReport()
  private let source: PackageEdit
  private let donorBook: EditedWorkbook
  private let workbook: EditedWorkbook
  /// Whether the workbook is another program's, with looks and colours of its own, and not one that the writer
  /// has just made to be added.
  private let isForeign: Bool
  private let naming: JoinNaming
  private var looks: StyleGraft
  private var texts: StringGraft
  private var tables: TableRegister
  /// The new names of parts, by the keys of the old.
  private var newNames: [String: String] = [:]
  private var dynamicArrayMark: Int?
  private let donorHasDynamicArrays: Bool
  /// How many windows show the package's sheets.
  private let windows: Int

  /// - Parameters:
  ///   - donor: The workbook with the sheets.
  ///   - package: What they come into.
  ///   - sheets: New names of sheets, by the old ones.
  ///   - isForeign: Whether index 0 of its looks is its own.
  init(
    _ donor: PackageEdit, into package: PackageEdit, renaming sheets: [String: String] = [:],
    isForeign: Bool
  ) throws(EditError) {
    self.isForeign = isForeign
    self.package = package
    workbook = try EditedWorkbook(package)
    tables = try TableRegister(workbook, package)
    var source = donor
    let book = try EditedWorkbook(source)
    if isForeign {
      guard book.isStrict == workbook.isStrict else {
        throw EditError(.malformedPart, part: book.part, detail: "strict and transitional")
      }
      guard book.dateSystem == workbook.dateSystem else {
        throw EditError(.malformedPart, part: book.part, detail: "date system")
      }
    }
    naming = try JoinNaming(book, in: source, joining: workbook, in: package, sheets: sheets, tables)
    if !naming.join.isEmpty {
      let following = ReferenceFollowing(
        change: .join(naming.join), sheet: "", order: book.sheets.map(\.name), breaksReferences: true)
      _ = try StructuralEdit(following, book, source).apply(to: &source)
    }
    self.source = source
    donorBook = try EditedWorkbook(source)
    looks = try StyleGraft(
      from: source, donorBook, into: &self.package, workbook, isForeign: isForeign)
    texts = try StringGraft(
      from: source, donorBook, into: self.package, workbook, colors: looks.colors)
    donorHasDynamicArrays =
      if let part = donorBook.part("sheetMetadata"), source.contains(part) {
        try source.content(of: part).contains(Array("XLDAPR".utf8))
      } else { false }
    let own = workbook
    let views = try own.child("bookViews").map { (list) throws(EditError) in
      try own.document.children(of: list).count
    }
    windows = max(views ?? 1, 1)
    report.ownNames = naming.ownNames
    report.renamedTables = naming.renamedTables
  }

  /// Adds the sheets behind the package's own.
  ///
  /// - Parameter state: Whether they are shown; as they were if `nil`.
  mutating func addSheets(state: String? = nil) throws(EditError) {
    var patch = PartPatch()
    var added: [String] = []
    /// The new positions of the donor's sheets.
    var positions: [Int: Int] = [:]
    for (position, record) in donorBook.sheets.enumerated() {
      guard let donorPart = record.part, source.contains(donorPart),
        record.kind == "worksheet" || record.kind == "chartsheet"
      else {
        report.left[record.kind.lowercased().contains("macro") ? .macroSheet : .shape] += 1
        continue
      }
      let part = try addSheet(donorPart, record)
      let id = try package.relate(workbook.part, to: part, kind: record.kind, isStrict: workbook.isStrict)
      let own = donorBook.document.value("state", of: record.element) ?? "visible"
      try workbook.appendSheet(
        named: record.name, relationship: id, state: state ?? own, place: added.count, in: &patch)
      positions[position] = workbook.sheets.count + added.count
      added.append(record.name)
    }
    guard !added.isEmpty else { throw EditError(.malformedPart, detail: "nothing to add") }
    try addNames(positions, in: &patch)
    try addLinkedWorkbooks(in: &patch)
    try addPivotCaches(in: &patch)
    try package.apply(patch, to: workbook.document)
    try looks.store(in: &package)
    try texts.store(in: &package)
    if isForeign {
      try addCellPictures()
      try addPersons()
      try countWhatStays()
    }
    let old = workbook.sheets.map(\.name)
    try AppProperties.update(&package, from: old, to: old + added)
  }

  private mutating func addSheet(
    _ donorPart: String, _ record: EditedWorkbook.SheetRecord
  ) throws(EditError) -> String {
    let folder = workbook.part.split(separator: "/").dropLast().map { "\($0)/" }.joined()
    let part = package.freeName("\(folder)\(record.kind)s/sheet", ".xml")
    newNames[PartName.key(donorPart)] = part
    let document = try source.document(donorPart)
    let sheet = record.kind == "worksheet" ? try adapted(document) : try unselected(document)
    try package.store(part, strict(sheet))
    let type = try source.contentType(of: donorPart) ?? PartKind.worksheet.rawValue
    try package.declare(part, as: type)
    try copyRelationships(of: donorPart, to: part)
    return part
  }

  /// A chart sheet whose tab is not the active one.
  private func unselected(_ sheet: MarkupDocument) throws(EditError) -> [UInt8] {
    var patch = PartPatch()
    for element in try sheet.descendants(of: sheet.root) where sheet.is(element, "sheetView") {
      sheet.set("tabSelected", to: nil, of: element, in: &patch)
    }
    return try sheet.patched(patch)
  }

  // MARK: The sheet's own bytes

  /// The worksheet with its style and string indices brought over, and without what names parts that stay behind.
  private mutating func adapted(_ sheet: MarkupDocument) throws(EditError) -> [UInt8] {
    var patch = PartPatch()
    var cell: MarkupElement?
    var isShared = false
    var isInRows = false
    do {
      var scanner = MarkupScanner(sheet.bytes)
      while let token = try scanner.next() {
        if token.kind == .end, isInRows, localName(of: token, in: sheet) == "sheetData" { isInRows = false }
        guard token.kind == .start || token.kind == .empty else { continue }
        let element = MarkupElement(
          name: token.name, startTag: token.range, content: token.range.upperBound..<token.range.upperBound,
          range: token.range, isEmptyTag: token.kind == .empty)
        let name = sheet.localName(of: element)
        switch name {
        case "sheetData": isInRows = token.kind == .start
        case "c" where isInRows:
          isShared = sheet.value("t", of: element) == "s"
          cell = element
          try looks.mapCell(element, in: sheet, &patch)
          try mapMetadata(of: element, in: sheet, &patch)
        case "row" where isInRows: try looks.map("s", of: element, in: sheet, &patch)
        case "col": try looks.map("style", of: element, in: sheet, &patch)
        case "v" where isShared && isInRows:
          var range = token.range
          var end = range.upperBound
          if token.kind == .start {
            let close = try scanner.skipElement()
            end = close.lowerBound
            range = range.lowerBound..<close.upperBound
          }
          try texts.map(
            MarkupElement(
              name: token.name, startTag: token.range,
              content: token.range.upperBound..<end, range: range, isEmptyTag: token.kind == .empty),
            in: sheet, &patch)
          if texts.isInline, let cell { sheet.set("t", to: "inlineStr", of: cell, in: &patch) }
        case "cfRule", "colorFilter", "sortCondition":
          looks.mapDifferentials(of: element, in: sheet, &patch)
        case "sheetPr": sheet.set("codeName", to: nil, of: element, in: &patch)
        case "sheetView":
          if sheet.number("workbookViewId", of: element) ?? 0 >= windows {
            try remove(token, &scanner, &patch)
          } else {
            sheet.set("tabSelected", to: nil, of: element, in: &patch)
          }
        case "customSheetViews":
          report.left[.customView] += 1
          try remove(token, &scanner, &patch)
        case "ext" where isForeign && !isInRows && holdsSlicers(token, in: sheet):
          try remove(token, &scanner, &patch)
        default:
          if !isInRows, name.hasSuffix("olor") { looks.colors?.fit(element, in: sheet, &patch) }
        }
      }
    } catch let error as EditError {
      throw error
    } catch {
      throw EditError(.malformedPart, part: sheet.part, detail: "\(error)")
    }
    return try sheet.patched(patch)
  }

  private func localName(of token: MarkupScanner.Token, in sheet: MarkupDocument) -> String {
    let name = sheet.bytes[token.name]
    let local = name.lastIndex(of: .colon).map { name[($0 + 1)...] } ?? name
    return String(decoding: local, as: UTF8.self)
  }

  private func remove(
    _ token: MarkupScanner.Token, _ scanner: inout MarkupScanner, _ patch: inout PartPatch
  ) throws {
    var range = token.range
    if token.kind == .start { range = range.lowerBound..<(try scanner.skipElement()).upperBound }
    patch.remove(range)
  }

  /// Marks of dynamic arrays get the package's number; values with more to them than a text or number (linked
  /// data, pictures in cells of Excel) keep their text.
  private mutating func mapMetadata(
    of cell: MarkupElement, in sheet: MarkupDocument, _ patch: inout PartPatch
  ) throws(EditError) {
    if sheet.attribute("cm", of: cell) != nil {
      if donorHasDynamicArrays, dynamicArrayMark == nil {
        dynamicArrayMark = try package.dynamicArrayMark(in: workbook)
      }
      sheet.set("cm", to: dynamicArrayMark.map(String.init), of: cell, in: &patch)
    }
    if sheet.attribute("vm", of: cell) != nil {
      sheet.set("vm", to: nil, of: cell, in: &patch)
      report.left[.cellPicture] += 1
    }
  }

  private static let slicerExtensions: Set<String> = [
    "{A8765BA9-456A-4DAB-B4F3-ACF838C121DE}", "{3A4CF648-6AED-40F4-86FF-DC5316D8AED3}",
    "{7E03D99C-DC04-49D9-9315-930204A7B6E9}",
  ]

  private func holdsSlicers(_ token: MarkupScanner.Token, in sheet: MarkupDocument) -> Bool {
    let element = MarkupElement(
      name: token.name, startTag: token.range, content: token.range, range: token.range, isEmptyTag: false)
    return sheet.value("uri", of: element).map { Self.slicerExtensions.contains($0.uppercased()) } ?? false
  }

  /// A part of the writer, whose namespaces are transitional, in those of a strict package.
  private func strict(_ bytes: [UInt8]) -> [UInt8] {
    guard workbook.isStrict, !isForeign else { return bytes }
    var text = String(decoding: bytes, as: UTF8.self)
    for (transitional, strict) in [
      (Namespaces.main, Namespaces.strictMain),
      (Namespaces.relationships, Namespaces.strictRelationships),
      ("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/"),
    ] { text = text.replacing("\"\(transitional)", with: "\"\(strict)") }
    return Array(text.utf8)
  }

  // MARK: Its other parts

  /// Kinds of relationships that lead to what only the donor's workbook holds together.
  private static let leftBehind: [String: ContentKind] = [
    "slicer": .slicer, "timeline": .slicer, "queryTable": .connection,
  ]

  /// Copies what a part relates to, under free names, its relationships keeping their ids.
  private mutating func copyRelationships(of donorPart: String, to part: String) throws(EditError) {
    let name = PartName.relationshipsPart(of: donorPart)
    guard source.contains(name) else { return }
    let document = try source.document(name)
    let known = Dictionary(
      try source.relationships(of: donorPart).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var patch = PartPatch()
    for element in try document.children(of: document.root, "Relationship")
    where document.value("TargetMode", of: element) != "External" {
      guard let relationship = known[document.value("Id", of: element) ?? ""], let target = relationship.part
      else { continue }
      if let kind = Self.leftBehind[relationship.kind] {
        report.left[kind] += 1
        patch.remove(element.range)
      } else if PartName.key(target) == PartName.key(donorBook.part) {
        patch.remove(element.range)
      } else if source.contains(target) {
        let copy = try copied(target)
        document.set("Target", to: PackageEdit.relativeTarget(copy, from: part), of: element, in: &patch)
      }
    }
    try package.storeRelationships(
      PartName.relationshipsPart(of: part), strict(document.patched(patch)))
  }

  private mutating func copied(_ donorPart: String) throws(EditError) -> String {
    if let known = newNames[PartName.key(donorPart)] { return known }
    let dot = donorPart.lastIndex(of: ".") ?? donorPart.endIndex
    let stem = donorPart[..<dot]
    let bare = stem.lastIndex { !$0.isNumber }.map { String(stem[...$0]) } ?? String(stem)
    let part = package.freeName(bare, String(donorPart[dot...]))
    newNames[PartName.key(donorPart)] = part
    let type = try source.contentType(of: donorPart)
    try package.store(part, try content(of: donorPart, type: type ?? ""))
    if let type, try package.contentType(of: part) != type {
      try package.declare(part, as: type)
    }
    try copyRelationships(of: donorPart, to: part)
    return part
  }

  /// The bytes of a part as the package is to have them.
  private mutating func content(of donorPart: String, type: String) throws(EditError) -> [UInt8] {
    if type.hasSuffix("spreadsheetml.table+xml") { return try table(source.document(donorPart)) }
    let bytes: [UInt8]
    do { bytes = try source.bytes(of: donorPart) } catch { throw EditError(error, part: donorPart) }
    guard isForeign else { return type.hasSuffix("xml") ? strict(bytes) : bytes }
    if type.hasSuffix("drawing+xml") { return try drawing(source.document(donorPart)) }
    if type.hasSuffix("drawingml.chart+xml"), looks.colors?.hasOtherTheme == true,
      bytes.contains(Array("schemeClr".utf8))
    {
      report.left[.themeColor] += 1
    }
    if type.hasSuffix("pivotTable+xml") { return try pivotTable(source.document(donorPart)) }
    return bytes
  }

  private mutating func table(_ document: MarkupDocument) throws(EditError) -> [UInt8] {
    let renamed = try naming.renamed(table: document)
    var patch = try tables.admit(renamed)
    for element in [renamed.root] + (try renamed.descendants(of: renamed.root)) {
      looks.mapDifferentials(of: element, in: renamed, &patch)
      guard isForeign else { continue }
      for attribute in ["headerRowCellStyle", "dataCellStyle", "totalsRowCellStyle", "queryTableFieldId"] {
        renamed.set(attribute, to: nil, of: element, in: &patch)
      }
    }
    if renamed.value("tableType", of: renamed.root) == "queryTable" {
      renamed.set("tableType", to: nil, of: renamed.root, in: &patch)
    }
    return strict(try renamed.patched(patch))
  }

  /// A drawing without the frames of slicers, which stay behind.
  private mutating func drawing(_ document: MarkupDocument) throws(EditError) -> [UInt8] {
    var patch = PartPatch()
    for anchor in try document.children(of: document.root) {
      let inside = try document.descendants(of: anchor)
      if inside.contains(where: { ["slicer", "timeslicer"].contains(document.localName(of: $0)) }) {
        patch.remove(anchor.range)
      } else if looks.colors?.hasOtherTheme == true,
        inside.contains(where: { document.localName(of: $0) == "schemeClr" })
      {
        report.left[.themeColor] += 1
      }
    }
    return try document.patched(patch)
  }

  private func pivotTable(_ document: MarkupDocument) throws(EditError) -> [UInt8] {
    var patch = PartPatch()
    if let old = document.number("cacheId", of: document.root), let new = naming.pivotCaches[old] {
      document.set("cacheId", to: String(new), of: document.root, in: &patch)
    }
    return try document.patched(patch)
  }

  // MARK: What the workbook keeps for its sheets

  private mutating func addNames(_ positions: [Int: Int], in patch: inout PartPatch) throws(EditError) {
    let document = donorBook.document
    var markup = ""
    func add(_ name: EditedWorkbook.NameRecord, to sheet: Int?) throws(EditError) {
      let fragment = try MarkupDocument(
        part: document.part, bytes: Array(document.bare(name.element.range).utf8))
      var fitted = PartPatch()
      fragment.set("localSheetId", to: sheet.map(String.init), of: fragment.root, in: &fitted)
      markup += workbook.document.adopting(String(decoding: try fragment.patched(fitted), as: UTF8.self))
    }
    let names = try donorBook.definedNames()
    for name in names {
      if ["function", "vbProcedure", "xlm"].contains(where: { isSet($0, of: name.element, in: document) }) {
        report.left[.macro] += 1
      } else if let sheet = name.sheet {
        if let position = positions[sheet] { try add(name, to: position) }
      } else if naming.join.ownNames.contains(name.name.lowercased()) {
        for (old, new) in positions.sorted(by: { $0.key < $1.key })
        where !names.contains(where: { $0.sheet == old && $0.name.lowercased() == name.name.lowercased() }) {
          try add(name, to: new)
        }
      } else if !naming.sharedNames.contains(name.name.lowercased()), isForeign {
        try add(name, to: nil)
      }
    }
    workbook.appendNames(markup, in: &patch)
  }

  private func isSet(_ attribute: String, of element: MarkupElement, in document: MarkupDocument) -> Bool {
    document.attributes(of: element).contains {
      document.bytes[$0.name].elementsEqual(attribute.utf8)
        && ["1", "true"].contains(MarkupText.string(document.raw($0.value)))
    }
  }

  private mutating func addLinkedWorkbooks(in patch: inout PartPatch) throws(EditError) {
    guard isForeign, let list = donorBook.child("externalReferences") else { return }
    var added: [String] = []
    for reference in try donorBook.document.children(of: list) {
      let id = donorBook.document.relationshipID(of: reference)
      guard let part = donorBook.relationships.first(where: { $0.id == id })?.part, source.contains(part)
      else {
        throw EditError(.missingPart, part: donorBook.part, detail: "externalReference")
      }
      added.append(try package.relate(workbook.part, to: copied(part), kind: "externalLink"))
    }
    add(added.map { ("externalReference", "", $0) }, to: "externalReferences", in: &patch)
  }

  private mutating func addPivotCaches(in patch: inout PartPatch) throws(EditError) {
    guard isForeign, let list = donorBook.child("pivotCaches") else { return }
    var added: [(String, String, String)] = []
    for cache in try donorBook.document.children(of: list) {
      let id = donorBook.document.relationshipID(of: cache)
      guard let part = donorBook.relationships.first(where: { $0.id == id })?.part, source.contains(part),
        let new = donorBook.document.number("cacheId", of: cache).flatMap({ naming.pivotCaches[$0] })
      else { continue }
      let relationship = try package.relate(workbook.part, to: copied(part), kind: "pivotCacheDefinition")
      added.append(("pivotCache", " cacheId=\"\(new)\"", relationship))
    }
    add(added, to: "pivotCaches", in: &patch)
  }

  /// Plans elements that name parts in a list of the workbook, which is made where there is none.
  private func add(
    _ items: [(name: String, attributes: String, relationship: String)], to list: StaticString,
    in patch: inout PartPatch
  ) {
    guard !items.isEmpty else { return }
    let document = workbook.document
    let id = document.relationshipAttribute
    let markup = items.map {
      "<\(document.qualified($0.name))\(id.declaration)\($0.attributes) \(id.name)=\"\($0.relationship)\"/>"
    }.joined()
    if let there = workbook.child(list) {
      document.append(markup, to: there, in: &patch)
    } else {
      let name = document.qualified("\(list)")
      patch.insert(
        "<\(name)>\(markup)</\(name)>",
        at: ElementOrder.workbook.offset(of: "\(list)", among: workbook.children, in: document))
    }
  }

  /// Pictures that WPS keeps for the whole workbook and cells show by their names (`DISPIMG`).
  private mutating func addCellPictures() throws(EditError) {
    guard let donorPart = donorBook.part("cellImage"), source.contains(donorPart) else { return }
    guard let own = try EditedWorkbook(package).part("cellImage"), package.contains(own) else {
      let part = try copied(donorPart)
      _ = try package.relate(workbook.part, to: part, kind: "cellImage")
      return
    }
    var document = try source.document(donorPart)
    var patch = PartPatch()
    for relationship in try source.relationships(of: donorPart) where !relationship.isExternal {
      guard let target = relationship.part, source.contains(target) else { continue }
      let id = try package.relate(own, to: copied(target), kind: relationship.kind)
      for element in try document.descendants(of: document.root)
      where document.relationshipID(of: element, "embed") == relationship.id {
        for attribute in document.attributes(of: element)
        where document.bytes[attribute.name].suffix(6).elementsEqual(":embed".utf8) {
          patch.replace(attribute.value, with: id)
        }
      }
    }
    document = try MarkupDocument(part: donorPart, bytes: document.patched(patch))
    let target = try package.document(own)
    var appended = PartPatch()
    target.append(
      String(decoding: document.raw(document.root.content), as: UTF8.self), to: target.root, in: &appended)
    try package.apply(appended, to: target)
  }

  /// Who wrote threaded comments.
  private mutating func addPersons() throws(EditError) {
    guard let donorPart = donorBook.part("person"), source.contains(donorPart),
      newNames.values.contains(where: { $0.lowercased().contains("threadedcomment") })
    else { return }
    guard let own = try EditedWorkbook(package).part("person"), package.contains(own) else {
      _ = try package.relate(workbook.part, to: copied(donorPart), kind: "person")
      return
    }
    let target = try package.document(own)
    let known = Set(try target.children(of: target.root).compactMap { target.value("id", of: $0) })
    let donor = try source.document(donorPart)
    var markup = ""
    for person in try donor.children(of: donor.root)
    where !known.contains(donor.value("id", of: person) ?? "") {
      markup += target.adopting(donor.bare(person.range))
    }
    var patch = PartPatch()
    target.append(markup, to: target.root, in: &patch)
    try package.apply(patch, to: target)
  }

  /// What only a workbook as a whole can have.
  private mutating func countWhatStays() throws(EditError) {
    if donorBook.part("vbaProject") != nil { report.left[.macro] += 1 }
    if donorBook.part("connections") != nil { report.left[.connection] += 1 }
    if let protection = donorBook.child("workbookProtection"),
      isSet("lockStructure", of: protection, in: donorBook.document)
    {
      report.left[.protectedSheet] += 1
    }
    if try EditedWorkbook.isSigned(source) { report.left[.signature] += 1 }
    guard let part = donorBook.part("styles"), source.contains(part) else { return }
    let styles = try source.document(part)
    if let list = try styles.child(of: styles.root, "cellStyles") {
      report.left[.namedStyle] += try styles.children(of: list, "cellStyle").filter {
        styles.value("builtinId", of: $0) == nil
      }.count
    }
    if let list = try styles.child(of: styles.root, "tableStyles") {
      report.left[.namedStyle] += try styles.children(of: list, "tableStyle").count
    }
  }
}
