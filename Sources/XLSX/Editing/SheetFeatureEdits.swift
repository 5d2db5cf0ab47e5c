import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// Hyperlinks, validations and conditional formats to add to a sheet.
struct PendingFeatures: Hashable {
  struct Link: Hashable {
    var range: CellRange
    /// `nil` takes the link away.
    var link: Hyperlink?
  }

  var links: [Link] = []
  var validations: [CellValidation] = []
  var formats: [ConditionalFormat] = []

  var isEmpty: Bool { links.isEmpty && validations.isEmpty && formats.isEmpty }
  var needsStyles: Bool { formats.contains { $0.style != nil } }
}

extension SheetEditor {
  /// Puts a link on a cell, in the place of the one it has.
  public mutating func link(_ cell: some CellAddress, _ link: Hyperlink) throws(EditError) {
    let (cell, _) = try target(cell)
    guard link.fits else { throw EditError(.limitExceeded, sheet: name, cell: cell, detail: "2080") }
    features.links.append(PendingFeatures.Link(range: CellRange(cell), link: link))
  }

  /// Takes the link off a cell.
  public mutating func unlink(_ cell: some CellAddress) throws(EditError) {
    features.links.append(PendingFeatures.Link(range: CellRange(try target(cell).cell), link: nil))
  }

  /// Limits what may be typed into ranges, such as a drop-down list; a validation just like it that is
  /// there already is not added again.
  public mutating func validate(
    _ range: some RangeAddress, _ validation: CellValidation
  ) throws(EditError) {
    let scope = try knownScope()
    guard let range = range.addressedRange else {
      throw EditError(.invalidReference, sheet: name, detail: "\(range)")
    }
    var validation = validation
    validation.ranges.append(range)
    do { try RuleLimits.check(validation, in: scope) } catch { throw EditError(error, sheet: name) }
    features.validations.append(validation)
  }
}

extension SheetEditor {
  /// Lets cells take on a look by what they hold; a rule just like it that is there already is not added
  /// again. Rules that were there before keep the upper hand.
  public mutating func conditionalFormat(
    _ range: some RangeAddress, _ rule: ConditionalFormat.Rule, stopsHere: Bool = false
  ) throws(EditError) {
    guard let range = range.addressedRange else {
      throw EditError(.invalidReference, sheet: name, detail: "\(range)")
    }
    try conditionalFormat(ConditionalFormat(rule, ranges: [range], stopsHere: stopsHere))
  }

  /// Lets cells take on a look by what they hold, over several ranges.
  public mutating func conditionalFormat(_ format: ConditionalFormat) throws(EditError) {
    let scope = try knownScope()
    do { try RuleLimits.check(format, in: scope) } catch { throw EditError(error, sheet: name) }
    features.formats.append(format)
  }
}

/// Brings them into the worksheet part.
struct SheetFeatureEdits {
  let loaded: LoadedSheet
  let isStrict: Bool

  private var document: MarkupDocument { loaded.index.document }

  /// - Returns: Data bars whose Excel 2010 form is to be added.
  func apply(
    _ pending: PendingFeatures, to sheet: inout PartPatch, package: inout PackageEdit,
    styles: inout EditedStyles?
  ) throws(EditError) -> [ExtendedDataBar] {
    // In the order the elements stand in, as new ones may go to the same place.
    let bars = try ConditionalFormatEdits(loaded).add(pending.formats, to: &sheet, styles: &styles)
    try addValidations(pending.validations, to: &sheet)
    try setLinks(pending.links, in: &sheet, package: &package)
    return bars
  }

  private func addValidations(_ validations: [CellValidation], to sheet: inout PartPatch) throws(EditError) {
    guard !validations.isEmpty else { return }
    let list = loaded.index.child("dataValidations")
    let existing =
      if let list { try document.children(of: list, "dataValidation") } else { [MarkupElement]() }
    var added: [String] = []
    for validation in validations {
      var xml = XMLWriter()
      xml.dataValidations([validation]) { _ in nil }
      let written = try MarkupDocument(part: document.part, bytes: xml.bytes)
      guard let element = try written.children(of: written.root).first else { continue }
      let markup = document.adopting(String(decoding: written.raw(element.range), as: UTF8.self))
      if existing.contains(where: { document.raw($0.range).elementsEqual(markup.utf8) }) { continue }
      if !added.contains(markup) { added.append(markup) }
    }
    guard !added.isEmpty else { return }
    let count = existing.count + added.count
    guard count <= 65_534 else { throw EditError(.limitExceeded, sheet: loaded.name, detail: "65534") }
    insert(added.joined(), into: list, named: "dataValidations", count: count, &sheet)
  }

  private func setLinks(
    _ links: [PendingFeatures.Link], in sheet: inout PartPatch, package: inout PackageEdit
  ) throws(EditError) {
    guard !links.isEmpty else { return }
    let list = loaded.index.child("hyperlinks")
    let existing = if let list { try document.children(of: list, "hyperlink") } else { [MarkupElement]() }
    // The last word on a range counts.
    var wanted: [(range: CellRange, link: Hyperlink?)] = []
    for link in links {
      wanted.removeAll { $0.range == link.range }
      wanted.append((link.range, link.link))
    }
    var removed = 0
    var added = ""
    var count = existing.count
    for (range, link) in wanted {
      let old = existing.filter { document.value("ref", of: $0).flatMap { CellRange(a1: $0) } == range }
      let markup = try link.map { (link) throws(EditError) in try self.markup(link, on: range, &package) }
      if let markup, old.count == 1, let old = old.first {
        if !document.raw(old.range).elementsEqual(markup.utf8) { sheet.replace(old.range, with: markup) }
        continue
      }
      for element in old { sheet.remove(element.range) }
      removed += old.count
      if let markup {
        added += markup
        count += 1
      }
    }
    // Excel drops links past this number.
    guard count - removed <= 65_530 else {
      throw EditError(.limitExceeded, sheet: loaded.name, detail: "65530")
    }
    if let list, removed == existing.count, added.isEmpty {
      if removed > 0 { sheet.discard(list.range) }
    } else if !added.isEmpty {
      insert(added, into: list, named: "hyperlinks", count: nil, &sheet)
    }
  }

  private func markup(
    _ link: Hyperlink, on range: CellRange, _ package: inout PackageEdit
  ) throws(EditError) -> String {
    var tag = "<\(document.qualified("hyperlink")) ref=\"\(range)\""
    switch link.destination {
    case .inside(let place): tag += " location=\"\(MarkupText.escapedXString(place, isAttribute: true))\""
    case .outside(let address):
      let id = try package.relate(
        loaded.part, to: Hyperlink.escaped(address), kind: "hyperlink", isExternal: true, isStrict: isStrict)
      let attribute = document.relationshipAttribute
      tag += "\(attribute.declaration) \(attribute.name)=\"\(id)\""
    }
    if let tip = link.tip { tag += " tooltip=\"\(MarkupText.escapedXString(tip, isAttribute: true))\"" }
    return tag + "/>"
  }

  /// Plans items at the end of a list, which is made where it is missing.
  private func insert(
    _ items: String, into list: MarkupElement?, named name: String, count: Int?, _ sheet: inout PartPatch
  ) {
    if let list {
      document.append(items, to: list, in: &sheet)
      if let count, document.attribute("count", of: list) != nil {
        document.set("count", to: String(count), of: list, in: &sheet)
      }
    } else {
      let tag = document.qualified(name)
      let counted = count.map { " count=\"\($0)\"" } ?? ""
      sheet.insert(
        "<\(tag)\(counted)>\(items)</\(tag)>",
        at: ElementOrder.worksheet.offset(of: name, among: loaded.index.children, in: document))
    }
  }
}
