import CLibXML2

/// From the names interned in one parser's dictionary to a vocabulary's cases, by address.
///
/// libxml2 interns every element name, attribute name and namespace, so a lookup hashes a pointer and
/// compares pointers; no name is read twice.
final class XMLNameTable<Name: XMLVocabulary> {
  private var keys: [UnsafePointer<xmlChar>?]
  private var values: [Name?]
  private let mask: Int
  private var pointers: [Name: UnsafePointer<xmlChar>] = [:]
  private var namespaces: [UnsafePointer<xmlChar>] = []
  private let acceptsNoNamespace: Bool

  /// Interns the vocabulary in a dictionary; `namespaces` empty means that every namespace will do.
  init?(dictionary: xmlDictPtr, namespaces: [String]) {
    let cases = Array(Name.allCases)
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
      pointers[name] = pointer
    }
    for namespace in namespaces where !namespace.isEmpty {
      guard let pointer = xmlDictLookup(dictionary, namespace, -1) else { return nil }
      self.namespaces.append(pointer)
    }
  }

  /// The case of an interned name in an accepted namespace.
  func name(
    _ localName: UnsafePointer<xmlChar>, namespace: UnsafePointer<xmlChar>?
  ) -> Name? {
    guard accepts(namespace) else { return nil }
    var slot = Self.slot(localName) & mask
    while let key = keys[slot] {
      if key == localName { return values[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The interned pointer of a case.
  func pointer(of name: Name) -> UnsafePointer<xmlChar>? { pointers[name] }

  private func accepts(_ namespace: UnsafePointer<xmlChar>?) -> Bool {
    guard let namespace else { return acceptsNoNamespace }
    if namespaces.isEmpty { return true }
    for known in namespaces where known == namespace { return true }
    return false
  }

  private static func slot(_ pointer: UnsafePointer<xmlChar>) -> Int {
    let address = UInt(bitPattern: pointer)
    return Int(truncatingIfNeeded: (address ^ (address >> 9)) & 0xFFFF_FFFF)
  }
}
