/// What becomes of the events of a document.
///
/// Elements and attributes of namespaces the parser was not told of have no name (`nil`), so that a
/// handler ignores extensions by ignoring `nil`. Text arrives in pieces, entities already resolved.
public protocol XMLHandler {
  /// The names the handler knows.
  associatedtype Name: XMLVocabulary

  /// Whether the handler has seen all it needs; the parser then stops without an error.
  var isFinished: Bool { get }

  /// An element opens.
  mutating func startElement(_ element: borrowing XMLElement<Name>)
  /// An element closes.
  mutating func endElement(_ name: Name?)
  /// A piece of the text inside the innermost open element, as UTF-8.
  mutating func text(_ bytes: Span<UInt8>)
}

extension XMLHandler {
  /// Reads to the end.
  public var isFinished: Bool { false }
  /// Most vocabularies keep everything in attributes.
  public mutating func text(_ bytes: Span<UInt8>) {}
}
