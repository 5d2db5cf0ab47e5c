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

  /// Elements written without prefixes, made to fit into this part: where its own elements have a prefix,
  /// they have it too.
  func adopting(_ elements: String) -> String {
    guard !prefix.isEmpty else { return elements }
    let bytes = Array(elements.utf8)
    var scanner = MarkupScanner(bytes)
    var result: [UInt8] = []
    var copied = 0
    while let token = try? scanner.next() {
      guard !token.name.isEmpty, !bytes[token.name].contains(.colon) else { continue }
      result += bytes[copied..<token.name.lowerBound]
      result += prefix
      copied = token.name.lowerBound
    }
    return String(decoding: result + bytes[copied...], as: UTF8.self)
  }

  /// Elements of this part written without its prefix.
  func bare(_ range: Range<Int>) -> String {
    guard !prefix.isEmpty else { return String(decoding: raw(range), as: UTF8.self) }
    let bytes = Array(raw(range))
    var scanner = MarkupScanner(bytes)
    var result: [UInt8] = []
    var copied = 0
    while let token = try? scanner.next() {
      guard !token.name.isEmpty, bytes[token.name].starts(with: prefix) else { continue }
      result += bytes[copied..<token.name.lowerBound]
      copied = token.name.lowerBound + prefix.count
    }
    return String(decoding: result + bytes[copied...], as: UTF8.self)
  }

  /// The part's bytes with a patch laid over them.
  func patched(_ patch: PartPatch) throws(EditError) -> [UInt8] {
    do { return try patch.applied(to: bytes) } catch { throw EditError(error, part: part) }
  }
}
