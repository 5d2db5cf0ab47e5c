import OpenPackaging
import SpreadsheetModel

/// Brings the looks that grafted sheets use into the package's stylesheet.
struct StyleGraft {
  private let donor: EditedStyles?
  private var target: EditedStyles
  private var formats: [Int: Int] = [:]
  /// Whether the donor has a plain look of its own, which need not be that of the package.
  private let hasOwnPlainLook: Bool
  let colors: ForeignColors?

  init(
    from source: PackageEdit, _ donorBook: EditedWorkbook, into package: inout PackageEdit,
    _ workbook: EditedWorkbook, isForeign: Bool
  ) throws(EditError) {
    donor =
      if let part = donorBook.part("styles"), source.contains(part) {
        try EditedStyles(part: part, bytes: source.content(of: part))
      } else { nil }
    let own: String
    if let existing = workbook.part("styles") {
      own = existing
    } else {
      own = try package.addStyles(to: workbook)
    }
    target = try EditedStyles(part: own, bytes: package.content(of: own))
    hasOwnPlainLook = isForeign && (donor?.formats.count ?? 0) > 0
    colors = isForeign ? try ForeignColors(from: source, donorBook, into: package, workbook) : nil
  }

  /// The index in the package of a look of the donor.
  mutating func index(of old: Int) throws(EditError) -> Int {
    guard let donor, old > 0 || hasOwnPlainLook else { return 0 }
    if let known = formats[old] { return known }
    let new = try target.adopt(
      format: old, from: donor, colors: colors, withFirstItems: hasOwnPlainLook)
    formats[old] = new
    return new
  }

  /// Plans the new index of a style attribute.
  mutating func map(
    _ attribute: StaticString, of element: MarkupElement, in sheet: MarkupDocument, _ patch: inout PartPatch
  ) throws(EditError) {
    guard let old = sheet.number(attribute, of: element) else { return }
    let new = try index(of: old)
    if new != old { sheet.set("\(attribute)", to: String(new), of: element, in: &patch) }
  }

  /// Plans the new index of a cell's look; one that names none has the donor's plain look.
  mutating func mapCell(
    _ element: MarkupElement, in sheet: MarkupDocument, _ patch: inout PartPatch
  ) throws(EditError) {
    let old = sheet.number("s", of: element)
    let new = try index(of: old ?? 0)
    if new != old ?? 0 { sheet.set("s", to: String(new), of: element, in: &patch) }
  }

  /// Attributes that name a differential format, in sheets and tables.
  private static let differentialAttributes: [StaticString] = [
    "dxfId", "headerRowDxfId", "dataDxfId", "totalsRowDxfId", "headerRowBorderDxfId", "tableBorderDxfId",
    "totalsRowBorderDxfId",
  ]

  /// Plans the new indices of an element's differential formats.
  mutating func mapDifferentials(
    of element: MarkupElement, in sheet: MarkupDocument, _ patch: inout PartPatch
  ) {
    for attribute in Self.differentialAttributes {
      guard let old = sheet.number(attribute, of: element) else { continue }
      guard let donor, donor.differentials.items.indices.contains(old) else {
        sheet.set("\(attribute)", to: nil, of: element, in: &patch)
        continue
      }
      let look = donor.document.bare(donor.differentials.items[old].range)
      let new = target.append(
        target.document.adopting(colors?.fitted(look) ?? look), to: \.differentials)
      sheet.set("\(attribute)", to: String(new), of: element, in: &patch)
    }
  }

  func store(in package: inout PackageEdit) throws(EditError) {
    guard target.isChanged else { return }
    try package.apply(target.patch(), to: target.document)
  }
}

extension EditedStyles {
  /// The index of a look of another stylesheet, appended with its font, fill, border and number format.
  ///
  /// - Parameter withFirstItems: Whether the first font, fill and border of the other one are its own, and not
  ///   those of whichever stylesheet they come to.
  mutating func adopt(
    format index: Int, from donor: EditedStyles, colors: ForeignColors?, withFirstItems: Bool
  ) throws(EditError) -> Int {
    guard donor.formats.items.indices.contains(index) else { return 0 }
    let document = try MarkupDocument(
      part: donor.document.part, bytes: Array(donor.document.bare(donor.formats.items[index].range).utf8))
    let xf = document.root
    var patch = PartPatch()
    for (attribute, applied, list, own) in [
      ("fontId", "applyFont", donor.fonts, \EditedStyles.fonts),
      ("fillId", "applyFill", donor.fills, \EditedStyles.fills),
      ("borderId", "applyBorder", donor.borders, \EditedStyles.borders),
    ] as [(StaticString, StaticString, List, WritableKeyPath<EditedStyles, List>)] {
      let old = document.number(attribute, of: xf) ?? 0
      guard old > 0 || withFirstItems, list.items.indices.contains(old) else { continue }
      let item = donor.document.bare(list.items[old].range)
      let id = append(self.document.adopting(colors?.fitted(item) ?? item), to: own)
      guard id != old else { continue }
      document.set("\(attribute)", to: String(id), of: xf, in: &patch)
      if id > 0, old == 0 { document.set("\(applied)", to: "1", of: xf, in: &patch) }
    }
    if let id = document.number("numFmtId", of: xf) {
      let code = try donor.numberFormat(of: index).code
      if id >= 164 || code != BuiltInNumberFormats.code(id) ?? "General" {
        document.set("numFmtId", to: String(numberFormatID(code)), of: xf, in: &patch)
      }
    }
    document.set("xfId", to: "0", of: xf, in: &patch)
    let text = String(decoding: try document.patched(patch), as: UTF8.self)
    return try appendFormat(self.document.adopting(text))
  }
}
