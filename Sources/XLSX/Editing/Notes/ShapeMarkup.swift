/// A VML drawing as text: its elements are found by their names, whatever prefix a program has given them.
///
/// VML as Excel writes it is not always well-formed XML (`<br>`), so that no parser is asked.
struct ShapeMarkup {
  /// An element with the places of its tags.
  struct Element {
    /// The name in the start tag, prefix included.
    let name: Range<Int>
    /// The start tag, or the whole of an empty-element tag.
    let startTag: Range<Int>
    /// What stands between the tags.
    let content: Range<Int>
    /// From tag to tag.
    let range: Range<Int>
  }

  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The elements of a local name, those inside another of the name left out.
  func elements(_ name: String, in range: Range<Int>? = nil) -> [Element] {
    let range = range ?? 0..<bytes.count
    let wanted = Array(name.utf8)
    var found: [Element] = []
    var position = range.lowerBound
    while position < range.upperBound, let open = bytes[position..<range.upperBound].firstIndex(of: .lessThan)
    {
      position = open + 1
      let qualified = self.name(after: open, before: range.upperBound)
      let local = bytes[qualified].lastIndex(of: .colon).map { $0 + 1 } ?? qualified.lowerBound
      guard bytes[local..<qualified.upperBound].elementsEqual(wanted),
        let element = element(named: qualified, before: range.upperBound)
      else { continue }
      found.append(element)
      position = element.range.upperBound
    }
    return found
  }

  /// The whole number that the first element of a name holds.
  func number(_ name: String, in range: Range<Int>) -> Int? {
    elements(name, in: range).first.flatMap { bytes.wholeNumber(in: $0.content) }
  }

  /// The value of an attribute as it is written.
  func attribute(_ name: StaticString, of element: Element) -> MarkupAttribute? {
    bytes.attributes(ofTag: element.startTag, name: element.name).first { bytes.equals($0.name, name) }
  }

  private func name(after open: Int, before end: Int) -> Range<Int> {
    var index = open + 1
    while index < end, !bytes[index].isMarkupSpace, bytes[index] != .slash, bytes[index] != .greaterThan {
      index += 1
    }
    return open + 1..<index
  }

  /// The element in whose start tag a name stands; `nil` for one not closed.
  private func element(named name: Range<Int>, before end: Int) -> Element? {
    let open = name.lowerBound - 1
    var index = name.upperBound
    var quote: UInt8?
    while index < end, quote != nil || bytes[index] != .greaterThan {
      if bytes[index] == quote {
        quote = nil
      } else if quote == nil, bytes[index] == .quote || bytes[index] == .apostrophe {
        quote = bytes[index]
      }
      index += 1
    }
    guard index < end else { return nil }
    let tag = open..<index + 1
    if bytes[index - 1] == .slash {
      return Element(name: name, startTag: tag, content: tag.upperBound..<tag.upperBound, range: tag)
    }
    let closing = [.lessThan, .slash] + bytes[name]
    var position = tag.upperBound
    while let close = bytes.firstRange(of: closing, from: position, to: end) {
      position = close.upperBound
      guard position < end, bytes[position].isMarkupSpace || bytes[position] == .greaterThan,
        let last = bytes[position..<end].firstIndex(of: .greaterThan)
      else { continue }
      return Element(
        name: name, startTag: tag, content: tag.upperBound..<close.lowerBound, range: open..<last + 1)
    }
    return nil
  }
}
