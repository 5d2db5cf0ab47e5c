import CLibXML2

/// The start of an element, valid only while its event is handled.
public struct XMLElement<Name: XMLVocabulary>: ~Copyable {
  /// The element's name; `nil` if the vocabulary or its namespaces do not have it.
  public let name: Name?
  /// How many elements are open around this one.
  public let depth: Int
  @usableFromInline let localName: UnsafePointer<xmlChar>
  @usableFromInline let prefix: UnsafePointer<xmlChar>?
  @usableFromInline let namespaceURI: UnsafePointer<xmlChar>?
  /// libxml2's table: five pointers an attribute (local name, prefix, namespace, value, value's end).
  @usableFromInline let attributes: UnsafeBufferPointer<UnsafePointer<xmlChar>?>
  @usableFromInline let names: XMLNameTable<Name>
  @usableFromInline let context: xmlParserCtxtPtr?

  @inlinable
  init(
    name: Name?, depth: Int, localName: UnsafePointer<xmlChar>, prefix: UnsafePointer<xmlChar>?,
    namespaceURI: UnsafePointer<xmlChar>?,
    attributes: UnsafeBufferPointer<UnsafePointer<xmlChar>?>, names: XMLNameTable<Name>,
    context: xmlParserCtxtPtr?
  ) {
    self.name = name
    self.depth = depth
    self.localName = localName
    self.prefix = prefix
    self.namespaceURI = namespaceURI
    self.attributes = attributes
    self.names = names
    self.context = context
  }

  /// The line of the document on which the start tag ends, from 1.
  public var line: Int { context.map { Int(xmlSAX2GetLineNumber($0)) } ?? 0 }

  /// The column where the start tag ends, in bytes from 1.
  public var column: Int { context.map { Int(xmlSAX2GetColumnNumber($0)) } ?? 0 }

  /// The element's name without its prefix, known or not.
  public var unresolvedName: String { String(cString: localName) }

  /// Whether the document writes the name with a prefix (`x:row`).
  @inlinable
  public var isPrefixed: Bool { prefix != nil }

  /// The namespace, empty for none.
  public var namespace: String { namespaceURI.map { String(cString: $0) } ?? "" }

  /// Hands the bytes of an attribute without a prefix to a closure; `nil` if there is none. An
  /// ampersand in them is still written `&#38;`.
  @inlinable
  public borrowing func withBytes<Result>(
    _ attribute: Name, _ body: (Span<UInt8>) -> Result
  ) -> Result? {
    guard let bytes = bytes(attribute, namespaced: false) else { return nil }
    return body(bytes.span)
  }

  /// The text of an attribute without a prefix.
  @inlinable
  public borrowing func string(_ attribute: Name) -> String? {
    bytes(attribute, namespaced: false).map { Self.decoded($0) }
  }

  /// The text of an attribute that has a prefix, such as `r:id`, whatever namespace it stands for.
  @inlinable
  public borrowing func prefixedString(_ attribute: Name) -> String? {
    bytes(attribute, namespaced: true).map { Self.decoded($0) }
  }

  /// The value of a whole number; `nil` if absent or not one.
  @inlinable
  public borrowing func integer(_ attribute: Name) -> Int? {
    string(attribute).flatMap { Int(markup: $0) }
  }

  /// The value of a decimal number; `nil` if absent or not one.
  @inlinable
  public borrowing func double(_ attribute: Name) -> Double? {
    string(attribute).flatMap { Double($0) }
  }

  /// The value of an `xsd:boolean` (`1`, `0`, `true`, `false`, and `on`, `off` of old producers).
  @inlinable
  public borrowing func boolean(_ attribute: Name) -> Bool? {
    switch string(attribute) {
    case "1", "true", "on": true
    case "0", "false", "off": false
    default: nil
    }
  }

  /// Every attribute as written: prefix, local name, value.
  public borrowing func forEachAttribute(_ body: (_ prefix: String?, _ name: String, _ value: String) -> Void)
  {
    var index = 0
    while index + 4 < attributes.count {
      if let name = attributes[index], let start = attributes[index + 3],
        let end = attributes[index + 4]
      {
        let value = UnsafeBufferPointer(start: start, count: end - start)
        body(
          attributes[index + 1].map { String(cString: $0) }, String(cString: name),
          Self.decoded(value))
      }
      index += 5
    }
  }

  /// The value as text. Unless told to replace entities, which is unsafe, libxml2 leaves every ampersand
  /// of an attribute as `&#38;`, and nothing else behind an ampersand.
  @usableFromInline
  static func decoded(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return bytes.contains(UInt8(ascii: "&")) ? text.replacing("&#38;", with: "&") : text
  }

  @inlinable
  borrowing func bytes(_ attribute: Name, namespaced: Bool) -> UnsafeBufferPointer<UInt8>? {
    var index = 0
    while index + 4 < attributes.count {
      if let localName = attributes[index], (attributes[index + 1] != nil) == namespaced,
        names.name(localName) == attribute, let start = attributes[index + 3],
        let end = attributes[index + 4]
      {
        return UnsafeBufferPointer(start: start, count: end - start)
      }
      index += 5
    }
    return nil
  }
}
