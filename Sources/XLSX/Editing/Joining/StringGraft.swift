import OpenPackaging
import SpreadsheetModel

/// Brings the texts of a grafted sheet into the package's shared strings, or into its cells where the
/// package has none.
struct StringGraft {
  private let donor: MarkupDocument?
  private let items: [MarkupElement]
  private let colors: ForeignColors?
  private var target: EditedStrings?

  var isInline: Bool { target == nil }

  init(
    from source: PackageEdit, _ donorBook: EditedWorkbook, into package: PackageEdit,
    _ workbook: EditedWorkbook, colors: ForeignColors?
  ) throws(EditError) {
    self.colors = colors
    if let part = donorBook.part("sharedStrings"), source.contains(part) {
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
    func fitted(_ range: Range<Int>) -> String {
      let text = donor.bare(range)
      return colors?.fitted(text) ?? text
    }
    if target != nil {
      let new = target?.index(ofItem: fitted(item.range)) ?? index
      patch.replace(content, with: String(new))
    } else {
      patch.replace(element, with: sheet.adopting("<is>\(fitted(item.content))</is>"))
    }
  }

  func store(in package: inout PackageEdit) throws(EditError) {
    guard let target, target.isChanged else { return }
    try package.apply(target.patch(), to: target.document)
  }
}
