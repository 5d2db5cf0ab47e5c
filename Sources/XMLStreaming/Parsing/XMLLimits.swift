/// Bounds on what a document may make the parser do.
public struct XMLLimits: Hashable, Sendable {
  /// Greatest number of elements inside one another. Office documents stay below 30; libxml2 alone
  /// would go to 256 and deeper.
  public var depth: Int
  /// Greatest number of attributes of one element, namespaces included. Office documents stay below 100;
  /// libxml2 compares each with every other.
  public var attributes: Int
  /// Greatest number of elements: for documents of which everything is kept. No bound by default.
  public var elements: Int

  /// Creates limits.
  public init(depth: Int = 128, attributes: Int = 2000, elements: Int = .max) {
    self.depth = depth
    self.attributes = attributes
    self.elements = elements
  }

  /// The limits used unless a caller names others.
  public static let standard = XMLLimits()
}
