/// The element and attribute names that a reader of some kind of document knows.
///
/// An enum of strings does: `enum RelationshipName: String, XMLVocabulary { case target = "Target" }`.
/// The parser turns a name into its case once, so that readers switch over cases instead of comparing
/// strings.
public protocol XMLVocabulary: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}
