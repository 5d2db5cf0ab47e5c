/// One element of a part: where its tags and its content lie.
struct MarkupElement: Hashable {
  /// The qualified name in the start tag.
  var name: Range<Int>
  /// The start tag, or the whole of an empty-element tag.
  var startTag: Range<Int>
  /// What lies between the tags; empty at the end of the start tag for an empty-element tag.
  var content: Range<Int>
  /// From the start tag to the end of the end tag.
  var range: Range<Int>
  /// Whether it is written as one tag, `<a/>`.
  var isEmptyTag: Bool
}

/// One attribute of a start tag.
struct MarkupAttribute {
  /// The qualified name.
  var name: Range<Int>
  /// The value between its quotes, references not expanded.
  var value: Range<Int>
  /// Leading space, name, equals sign and quoted value: what goes when the attribute is dropped.
  var range: Range<Int>
}

/// The outline of a part's XML over its own bytes, for finding the places to splice at.
struct MarkupDocument {
  /// The part's name, for errors.
  let part: String
  /// The part's bytes, UTF-8.
  let bytes: [UInt8]
  /// The document element.
  let root: MarkupElement
  /// The root's namespace prefix with its colon; main-namespace children carry the same.
  let prefix: [UInt8]

  init(part: String, bytes: [UInt8]) throws(EditError) {
    self.part = part
    self.bytes = bytes
    do throws(MarkupScanner.Failure) {
      var scanner = MarkupScanner(bytes, in: PartEncoding.markLength(bytes)..<bytes.count)
      var found: MarkupElement?
      while let token = try scanner.next() {
        switch token.kind {
        case .start where found == nil:
          let close = try scanner.skipElement()
          found = MarkupElement(
            name: token.name, startTag: token.range,
            content: token.range.upperBound..<close.lowerBound,
            range: token.range.lowerBound..<close.upperBound, isEmptyTag: false)
        case .empty where found == nil: found = Self.emptyElement(token)
        case .start, .empty, .end:
          throw MarkupScanner.Failure(offset: token.range.lowerBound, reason: "second root element")
        default: break
        }
      }
      guard let found else {
        throw MarkupScanner.Failure(offset: bytes.count, reason: "no element")
      }
      root = found
      prefix = Self.prefix(of: found.name, in: bytes)
    } catch {
      throw EditError(.malformedPart, part: part, offset: error.offset, detail: error.reason)
    }
  }

  /// A document whose root is known already (a worksheet, whose rows are not walked over twice).
  init(part: String, bytes: [UInt8], root: MarkupElement) {
    self.part = part
    self.bytes = bytes
    self.root = root
    prefix = Self.prefix(of: root.name, in: bytes)
  }

  /// The elements directly inside another.
  func children(of element: MarkupElement) throws(EditError) -> [MarkupElement] {
    try elements(in: element.content)
  }

  /// The elements directly inside another of one local name, in the root's namespace.
  func children(of element: MarkupElement, _ name: StaticString) throws(EditError) -> [MarkupElement] {
    try elements(in: element.content).filter { self.is($0, name) }
  }

  /// The first such child.
  func child(of element: MarkupElement, _ name: StaticString) throws(EditError) -> MarkupElement? {
    try elements(in: element.content).first { self.is($0, name) }
  }

  /// The elements of a range between two tags.
  func elements(in range: Range<Int>) throws(EditError) -> [MarkupElement] {
    var found: [MarkupElement] = []
    do throws(MarkupScanner.Failure) {
      var scanner = MarkupScanner(bytes, in: range)
      while let token = try scanner.next() {
        switch token.kind {
        case .start:
          let close = try scanner.skipElement()
          found.append(
            MarkupElement(
              name: token.name, startTag: token.range,
              content: token.range.upperBound..<close.lowerBound,
              range: token.range.lowerBound..<close.upperBound, isEmptyTag: false))
        case .empty: found.append(Self.emptyElement(token))
        case .end:
          throw MarkupScanner.Failure(offset: token.range.lowerBound, reason: "stray end tag")
        default: break
        }
      }
    } catch {
      throw EditError(.malformedPart, part: part, offset: error.offset, detail: error.reason)
    }
    return found
  }

  /// Every element below another, at any depth, in document order.
  func descendants(of element: MarkupElement) throws(EditError) -> [MarkupElement] {
    var found: [MarkupElement] = []
    var open: [Int] = []
    do throws(MarkupScanner.Failure) {
      var scanner = MarkupScanner(bytes, in: element.content)
      while let token = try scanner.next() {
        switch token.kind {
        case .start:
          open.append(found.count)
          found.append(Self.emptyElement(token))
        case .empty: found.append(Self.emptyElement(token))
        case .end:
          guard let index = open.popLast() else {
            throw MarkupScanner.Failure(offset: token.range.lowerBound, reason: "stray end tag")
          }
          found[index].isEmptyTag = false
          found[index].content = found[index].startTag.upperBound..<token.range.lowerBound
          found[index].range = found[index].startTag.lowerBound..<token.range.upperBound
        default: break
        }
      }
      guard open.isEmpty else {
        throw MarkupScanner.Failure(offset: element.content.upperBound, reason: "element not closed")
      }
    } catch {
      throw EditError(.malformedPart, part: part, offset: error.offset, detail: error.reason)
    }
    return found
  }

  /// Whether an element has a local name and the root's prefix.
  func `is`(_ element: MarkupElement, _ name: StaticString) -> Bool {
    element.name.count == prefix.count + name.utf8CodeUnitCount
      && bytes.matches(name, at: element.name.lowerBound + prefix.count, before: element.name.upperBound)
      && bytes[element.name.lowerBound..<element.name.lowerBound + prefix.count]
        .elementsEqual(prefix)
  }

  /// An element's name without its prefix.
  func localName(of element: MarkupElement) -> String {
    let name = bytes[element.name]
    let local = name.lastIndex(of: .colon).map { name[($0 + 1)...] } ?? name
    return String(decoding: local, as: UTF8.self)
  }

  /// An element's start and end tag names for new elements: the root's prefix and a local name.
  func qualified(_ name: String) -> String { String(decoding: prefix, as: UTF8.self) + name }

  /// The bytes of a range as they stand.
  func raw(_ range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }

  /// Text of an element with references expanded, CDATA included, markup below it left out.
  func text(of element: MarkupElement) throws(EditError) -> String {
    var text: [UInt8] = []
    do throws(MarkupScanner.Failure) {
      var scanner = MarkupScanner(bytes, in: element.content)
      while let token = try scanner.next() {
        switch token.kind {
        case .text: MarkupText.expand(bytes[token.range], into: &text)
        case .cdata: text += bytes[token.range.lowerBound + 9..<token.range.upperBound - 3]
        case .start: _ = try scanner.skipElement()
        default: break
        }
      }
    } catch {
      throw EditError(.malformedPart, part: part, offset: error.offset, detail: error.reason)
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func emptyElement(_ token: MarkupScanner.Token) -> MarkupElement {
    MarkupElement(
      name: token.name, startTag: token.range,
      content: token.range.upperBound..<token.range.upperBound, range: token.range, isEmptyTag: true)
  }

  private static func prefix(of name: Range<Int>, in bytes: [UInt8]) -> [UInt8] {
    bytes[name].lastIndex(of: .colon).map { Array(bytes[name.lowerBound...$0]) } ?? []
  }
}
