import OpenPackaging

extension MarkupDocument {
  /// Plans an attribute's new value: replaced where it stands, appended where it is missing, dropped
  /// for `nil`.
  func set(_ name: String, to value: String?, of element: MarkupElement, in patch: inout PartPatch) {
    let existing = attributes(of: element).first { bytes[$0.name].elementsEqual(name.utf8) }
    switch (existing, value) {
    case (let existing?, let value?):
      let escaped = Array(MarkupText.attribute(value).utf8)
      if !bytes[existing.value].elementsEqual(escaped) {
        // The attribute may stand in single quotes, which the value may hold: written anew in double.
        patch.replace(
          existing.value.lowerBound - 1..<existing.value.upperBound + 1,
          with: [.quote] + escaped + [.quote])
      }
    case (let existing?, nil): patch.remove(existing.range)
    case (nil, let value?):
      let end = element.startTag.upperBound - (element.isEmptyTag ? 2 : 1)
      patch.insert(" \(name)=\"\(MarkupText.attribute(value))\"", at: end)
    case (nil, nil): break
    }
  }

  /// Plans text at the end of an element's content, opening it up where it is an empty tag.
  func append(_ text: String, to element: MarkupElement, in patch: inout PartPatch) {
    if element.isEmptyTag {
      let name = String(decoding: bytes[element.name], as: UTF8.self)
      let slash = element.startTag.upperBound - 2
      patch.replace(slash..<element.startTag.upperBound, with: ">\(text)</\(name)>")
    } else {
      patch.insert(text, at: element.content.upperBound)
    }
  }

  /// An element written without a prefix, made to fit into this part: where the part's own elements have
  /// a prefix, the element declares their namespace as its default.
  func adopting(_ element: String) -> String {
    guard !prefix.isEmpty, let end = element.firstIndex(where: { " />".contains($0) }) else { return element }
    let namespace = isStrict ? Namespaces.strictMain : Namespaces.main
    return "\(element[..<end]) xmlns=\"\(namespace)\"\(element[end...])"
  }
}
