import XMLStreaming

extension Array where Element == UInt8 {
  /// The attributes of a start tag, in their order.
  ///
  /// What is no `name="value"` ends the list: the scanner has made sure that quotes are balanced, and
  /// more than that is libxml2's business.
  func attributes(ofTag tag: Range<Int>, name: Range<Int>) -> [MarkupAttribute] {
    var found: [MarkupAttribute] = []
    var index = name.upperBound
    let end = Swift.min(tag.upperBound, count)
    while index < end {
      let lead = index
      while index < end, self[index].isMarkupSpace { index += 1 }
      let start = index
      while index < end, self[index] != .equals, !self[index].isMarkupSpace, self[index] != .slash,
        self[index] != .greaterThan
      {
        index += 1
      }
      let name = start..<index
      while index < end, self[index].isMarkupSpace { index += 1 }
      guard !name.isEmpty, index < end, self[index] == .equals else { break }
      index += 1
      while index < end, self[index].isMarkupSpace { index += 1 }
      guard index < end, self[index] == .quote || self[index] == .apostrophe else { break }
      let quote = self[index]
      let value = index + 1
      index = value
      while index < end, self[index] != quote { index += 1 }
      guard index < end else { break }
      found.append(MarkupAttribute(name: name, value: value..<index, range: lead..<index + 1))
      index += 1
    }
    return found
  }
}

extension MarkupDocument {
  /// The attributes of an element, in their order.
  func attributes(of element: MarkupElement) -> [MarkupAttribute] {
    bytes.attributes(ofTag: element.startTag, name: element.name)
  }

  /// The attribute of a qualified name.
  func attribute(_ name: StaticString, of element: MarkupElement) -> MarkupAttribute? {
    attributes(of: element).first { bytes.equals($0.name, name) }
  }

  /// The value of an attribute with references expanded.
  func value(_ name: StaticString, of element: MarkupElement) -> String? {
    attribute(name, of: element).map { MarkupText.string(bytes[$0.value]) }
  }

  /// The value of an attribute as a whole number.
  func number(_ name: StaticString, of element: MarkupElement) -> Int? {
    value(name, of: element).flatMap { Int(markup: $0) }
  }

  /// The value of the relationship attribute (`r:id` whatever its prefix), `nil` without one.
  func relationshipID(of element: MarkupElement, _ local: String = "id") -> String? {
    for attribute in attributes(of: element) {
      let name = String(decoding: bytes[attribute.name], as: UTF8.self)
      guard let colon = name.lastIndex(of: ":"), name[name.index(after: colon)...] == local else {
        continue
      }
      // A prefix declared by neither is one of an element between them.
      let prefix = name[..<colon]
      let namespace = namespace(of: prefix, declaredBy: element) ?? namespace(of: prefix, declaredBy: root)
      if namespace.map({ Namespaces.isRelationships(bytes[$0]) }) ?? true {
        return MarkupText.string(bytes[attribute.value])
      }
    }
    return nil
  }

  private func namespace(of prefix: Substring, declaredBy element: MarkupElement) -> Range<Int>? {
    attributes(of: element).first { bytes[$0.name].elementsEqual("xmlns:\(prefix)".utf8) }?.value
  }

  /// The prefix an element's own declarations bind to the relationships namespace, strict or not.
  func relationshipPrefix(declaredBy element: MarkupElement) -> String? {
    for attribute in attributes(of: element) {
      guard Namespaces.isRelationships(bytes[attribute.value]) else { continue }
      let name = String(decoding: bytes[attribute.name], as: UTF8.self)
      if name.hasPrefix("xmlns:") { return String(name.dropFirst(6)) }
    }
    return nil
  }

  /// Whether the part is strict OOXML (ISO/IEC 29500 Strict), by its root's namespaces.
  var isStrict: Bool {
    attributes(of: root).contains {
      bytes[$0.value].starts(with: "http://purl.oclc.org/ooxml/".utf8)
    }
  }

  /// How a new element names its relationship: attribute name, and the declaration it needs if the
  /// root has none.
  var relationshipAttribute: (name: String, declaration: String) {
    if let prefix = relationshipPrefix(declaredBy: root) { return ("\(prefix):id", "") }
    let uri = isStrict ? Namespaces.strictRelationships : Namespaces.relationships
    return ("r:id", " xmlns:r=\"\(uri)\"")
  }
}

/// The namespaces the editor writes or compares.
enum Namespaces {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let strictMain = "http://purl.oclc.org/ooxml/spreadsheetml/main"
  static let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let strictRelationships = "http://purl.oclc.org/ooxml/officeDocument/relationships"

  /// Whether a namespace is that of relationship attributes, strict or not.
  static func isRelationships(_ namespace: ArraySlice<UInt8>) -> Bool {
    namespace.elementsEqual(relationships.utf8) || namespace.elementsEqual(strictRelationships.utf8)
  }
}
