import CLibXML2

/// From the names interned in one parser's dictionary to a vocabulary's cases, by address.
///
/// libxml2 interns every element name, attribute name and namespace, so a lookup hashes a pointer and
/// compares pointers; no name is read twice. Open to inlining, as every element of every part passes
/// here.
@usableFromInline
final class XMLNameTable<Name: XMLVocabulary> {
  @usableFromInline var keys: [UnsafePointer<xmlChar>?]
  @usableFromInline var values: [Name?]
  @usableFromInline let mask: Int
  @usableFromInline var namespaces: [UnsafePointer<xmlChar>] = []
  @usableFromInline let acceptsNoNamespace: Bool

  /// Interns the vocabulary in a dictionary; `namespaces` empty means that every namespace will do.
  @inlinable
  init?(dictionary: xmlDictPtr, namespaces: [String]) {
    let cases = Name.allCases
    var size = 16
    while size < cases.count * 4 { size *= 2 }
    mask = size - 1
    keys = Array(repeating: nil, count: size)
    values = Array(repeating: nil, count: size)
    acceptsNoNamespace = namespaces.isEmpty || namespaces.contains("")
    for name in cases {
      guard let pointer = xmlDictLookup(dictionary, name.rawValue, -1) else { return nil }
      var slot = Self.slot(pointer) & mask
      while keys[slot] != nil { slot = (slot + 1) & mask }
      keys[slot] = pointer
      values[slot] = name
    }
    for namespace in namespaces where !namespace.isEmpty {
      guard let pointer = xmlDictLookup(dictionary, namespace, -1) else { return nil }
      self.namespaces.append(pointer)
    }
  }

  /// The case of an element's interned name in an accepted namespace.
  @inlinable
  func name(
    _ localName: UnsafePointer<xmlChar>, namespace: UnsafePointer<xmlChar>?
  ) -> Name? {
    accepts(namespace) ? name(localName) : nil
  }

  /// The case of an interned name, whatever its namespace.
  @inlinable
  func name(_ localName: UnsafePointer<xmlChar>) -> Name? {
    var slot = Self.slot(localName) & mask
    while let key = keys[slot] {
      if key == localName { return values[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }

  @inlinable
  func accepts(_ namespace: UnsafePointer<xmlChar>?) -> Bool {
    guard let namespace else { return acceptsNoNamespace }
    if namespaces.isEmpty { return true }
    for known in namespaces where known == namespace { return true }
    return false
  }

  @inlinable
  static func slot(_ pointer: UnsafePointer<xmlChar>) -> Int {
    let address = UInt(bitPattern: pointer)
    return Int(truncatingIfNeeded: (address ^ (address >> 9)) & 0xFFFF_FFFF)
  }
}
