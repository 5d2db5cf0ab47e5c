import OpenPackaging
import SpreadsheetModel

/// Brings the looks a grafted sheet uses into the package's stylesheet.
struct StyleGraft {
  private let donor: EditedStyles
  private var target: EditedStyles
  private var formats: [Int: Int] = [:]

  init(
    from source: PackageEdit, _ donorBook: EditedWorkbook, into package: inout PackageEdit,
    _ workbook: EditedWorkbook
  ) throws(EditError) {
    guard let part = donorBook.part("styles") else { throw EditError(.missingPart, detail: "styles") }
    donor = try EditedStyles(part: part, bytes: source.content(of: part))
    let own: String
    if let existing = workbook.part("styles") {
      own = existing
    } else {
      own = try package.addStyles(to: workbook)
    }
    target = try EditedStyles(part: own, bytes: package.content(of: own))
  }

  /// Plans the new index of a style attribute.
  mutating func map(
    _ attribute: StaticString, of element: MarkupElement, in sheet: MarkupDocument, _ patch: inout PartPatch
  ) throws(EditError) {
    // Index 0 is the workbook's own plain look.
    guard let old = sheet.number(attribute, of: element), old > 0 else { return }
    let new: Int
    if let known = formats[old] {
      new = known
    } else {
      new = try target.adopt(format: old, from: donor)
      formats[old] = new
    }
    sheet.set("\(attribute)", to: String(new), of: element, in: &patch)
  }

  /// Plans the new index of a conditional format's look.
  mutating func mapDifferential(
    of element: MarkupElement, in sheet: MarkupDocument, _ patch: inout PartPatch
  ) {
    guard let old = sheet.number("dxfId", of: element), donor.differentials.items.indices.contains(old)
    else { return }
    let new = target.append(
      target.document.adopting(donor.raw(donor.differentials.items[old])), to: \.differentials)
    sheet.set("dxfId", to: String(new), of: element, in: &patch)
  }

  func store(in package: inout PackageEdit) throws(EditError) {
    guard target.isChanged else { return }
    try package.apply(target.patch(), to: target.document)
  }
}

extension EditedStyles {
  /// The bytes of an item as they stand.
  func raw(_ element: MarkupElement) -> String {
    String(decoding: document.raw(element.range), as: UTF8.self)
  }

  /// The index of a look of another stylesheet, appended with its font, fill, border and number format.
  mutating func adopt(format index: Int, from donor: EditedStyles) throws(EditError) -> Int {
    guard donor.formats.items.indices.contains(index) else { return 0 }
    let xf = donor.formats.items[index]
    let document = donor.document
    var patch = PartPatch()
    func item(_ attribute: StaticString, of list: List) -> MarkupElement? {
      document.number(attribute, of: xf).flatMap {
        $0 > 0 && list.items.indices.contains($0) ? list.items[$0] : nil
      }
    }
    if let font = item("fontId", of: donor.fonts) {
      let id = append(self.document.adopting(donor.raw(font)), to: \.fonts)
      document.set("fontId", to: String(id), of: xf, in: &patch)
    }
    if let fill = item("fillId", of: donor.fills) {
      let id = append(self.document.adopting(donor.raw(fill)), to: \.fills)
      document.set("fillId", to: String(id), of: xf, in: &patch)
    }
    if let border = item("borderId", of: donor.borders) {
      let id = append(self.document.adopting(donor.raw(border)), to: \.borders)
      document.set("borderId", to: String(id), of: xf, in: &patch)
    }
    if let id = document.number("numFmtId", of: xf), id >= 164 {
      let code = try donor.numberFormat(of: index).code
      document.set("numFmtId", to: String(numberFormatID(code)), of: xf, in: &patch)
    }
    document.set("xfId", to: "0", of: xf, in: &patch)
    var own = try MarkupDocument(part: document.part, bytes: document.patched(patch)).bytes
    let shift = own.count - document.bytes.count
    own = Array(own[xf.range.lowerBound..<xf.range.upperBound + shift])
    return try appendFormat(self.document.adopting(String(decoding: own, as: UTF8.self)))
  }
}

/// Brings the texts of a grafted sheet into the package's shared strings, or into its cells where the
/// package has none.
struct StringGraft {
  private let donor: MarkupDocument?
  private let items: [MarkupElement]
  private var target: EditedStrings?

  var isInline: Bool { target == nil }

  init(
    from source: PackageEdit, _ donorBook: EditedWorkbook, into package: PackageEdit,
    _ workbook: EditedWorkbook
  ) throws(EditError) {
    if let part = donorBook.part("sharedStrings") {
      let document = try source.document(part)
      donor = document
      items = try document.children(of: document.root, "si")
    } else {
      donor = nil
      items = []
    }
    if let part = workbook.part("sharedStrings"), package.contains(part) {
      let strings = try EditedStrings(part: part, bytes: package.content(of: part))
      target = strings.size <= SharedTables.appendableSize ? strings : nil
    }
  }

  /// Plans the value of a cell that refers to a donor's string.
  mutating func map(
    _ content: Range<Int>, around element: Range<Int>, in sheet: MarkupDocument, _ patch: inout PartPatch
  ) throws(EditError) {
    guard let donor, let index = sheet.bytes.wholeNumber(in: content), items.indices.contains(index) else {
      return
    }
    let item = items[index]
    if let new = target?.index(ofItem: String(decoding: donor.raw(item.range), as: UTF8.self)) {
      patch.replace(content, with: String(new))
    } else {
      patch.replace(element, with: "<is>\(String(decoding: donor.raw(item.content), as: UTF8.self))</is>")
    }
  }

  func store(in package: inout PackageEdit) throws(EditError) {
    guard let target, target.isChanged else { return }
    try package.apply(target.patch(), to: target.document)
  }
}
