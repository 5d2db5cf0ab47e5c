import OpenPackaging
import SpreadsheetModel
import XMLStreaming

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

  /// Plans the value of a cell that refers to a donor's string; one that leads nowhere is an empty text.
  mutating func map(
    _ value: MarkupElement, in sheet: MarkupDocument, _ patch: inout PartPatch
  ) throws(EditError) {
    let index = Int(markup: try sheet.text(of: value).trimmingMarkupSpace) ?? -1
    var item = "<si><t/></si>"
    if let donor, items.indices.contains(index) { item = donor.bare(items[index].range) }
    if let colors { item = colors.fitted(item) }
    if let new = target?.index(ofItem: item) {
      patch.replace(value.range, with: sheet.adopting("<v>\(new)</v>"))
    } else {
      patch.replace(value.range, with: sheet.adopting(Self.inline(item)))
    }
  }

  /// An item of the shared strings as a cell's own text.
  private static func inline(_ item: String) -> String {
    guard let open = item.firstIndex(of: ">"), let close = item.lastIndex(of: "<"), open < close else {
      return "<is><t/></is>"
    }
    return "<is>\(item[item.index(after: open)..<close])</is>"
  }

  func store(in package: inout PackageEdit) throws(EditError) {
    guard let target, target.isChanged else { return }
    try package.apply(target.patch(), to: target.document)
  }
}
