import OpenPackaging
import XMLStreaming

/// The list of sheet names that `docProps/app.xml` keeps for programs that show it (ECMA-376 Part 1,
/// 22.2.2.15 and 22.2.2.26).
enum AppProperties {
  /// Brings the list up to date; one that did not fit the sheets before is left alone.
  static func update(
    _ package: inout PackageEdit, from old: [String], to new: [String]
  ) throws(EditError) {
    let relationship = try package.relationships(of: "").first { $0.kind == "extended-properties" }
    guard old != new, let part = relationship?.part, package.contains(part) else { return }
    let document = try package.document(part)
    guard let pairs = try vector(in: "HeadingPairs", of: document),
      let titles = try vector(in: "TitlesOfParts", of: document)
    else { return }
    // Pairs of a heading and a count; the titles follow in that order.
    let counts = try document.descendants(of: pairs).filter { document.localName(of: $0) == "i4" }
    let names = try document.children(of: titles)
    var position = 0
    for count in counts {
      guard let number = Int(markup: try document.text(of: count).trimmingMarkupSpace), number >= 0,
        number <= names.count - position
      else { return }
      let segment = names[position..<position + number]
      position += number
      var shown: [String] = []
      for name in segment { shown.append(try document.text(of: name)) }
      guard shown == old, let first = segment.first, let last = segment.last else { continue }
      let tag = String(decoding: document.raw(first.name), as: UTF8.self)
      var patch = PartPatch()
      patch.replace(
        first.range.lowerBound..<last.range.upperBound,
        with: new.map { "<\(tag)>\(MarkupText.escaped($0))</\(tag)>" }.joined())
      patch.replace(count.content, with: String(new.count))
      document.set("size", to: String(names.count - old.count + new.count), of: titles, in: &patch)
      return try package.apply(patch, to: document)
    }
  }

  private static func vector(
    in name: StaticString, of document: MarkupDocument
  ) throws(EditError) -> MarkupElement? {
    guard let list = try document.child(of: document.root, name) else { return nil }
    return try document.children(of: list).first { document.localName(of: $0) == "vector" }
  }
}
