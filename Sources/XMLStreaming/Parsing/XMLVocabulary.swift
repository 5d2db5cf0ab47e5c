/// The element and attribute names that a reader of some kind of document knows.
///
/// An enum of strings does: `enum RelationshipName: String, XMLVocabulary { case target = "Target" }`.
/// The parser turns a name into its case once, so that readers switch over cases instead of comparing
/// strings.
public protocol XMLVocabulary: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}

/// Bounds on what a document may make the parser do.
public struct XMLLimits: Hashable, Sendable {
  /// Greatest number of elements inside one another. Office documents stay below 30; libxml2 alone
  /// would go to 256 and deeper.
  public var depth: Int

  /// Creates limits.
  public init(depth: Int = 128) {
    self.depth = depth
  }

  /// The limits used unless a caller names others.
  public static let standard = XMLLimits()
}
