import OpenPackaging

extension PackageEdit {
  /// Takes references to shared strings, whose cells are gone, off the number that the part counts.
  mutating func releaseSharedStrings(_ references: Int) throws(EditError) {
    guard references > 0, let part = try EditedWorkbook(self).part("sharedStrings"), contains(part) else {
      return
    }
    let strings = try document(part)
    guard let count = strings.number("count", of: strings.root) else { return }
    var patch = PartPatch()
    strings.set("count", to: String(max(count - min(references, count), 0)), of: strings.root, in: &patch)
    try apply(patch, to: strings)
  }
}

extension SheetIndex {
  /// How many cells of a row refer to shared strings.
  func sharedTexts(in row: RowSpan) -> Int {
    var count = 0
    var scanner = MarkupScanner(bytes, in: row.range)
    while let token = try? scanner.next() {
      guard token.kind == .start else { continue }
      let element = MarkupElement(
        name: token.name, startTag: token.range, content: token.range.upperBound..<token.range.upperBound,
        range: token.range, isEmptyTag: false)
      if document.is(element, "c"), document.value("t", of: element) == "s" { count += 1 }
    }
    return count
  }
}
