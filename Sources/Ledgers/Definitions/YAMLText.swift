import Yams

/// How the texts of definitions and rule packs become trees.
package enum YAMLText {
  /// The tree of a text; `nil` if it has none.
  ///
  /// Every scalar is text to us, so that none is matched against the patterns of numbers and days, and the
  /// environment has no say in the encoding.
  package static func tree(of text: String) throws -> Node? {
    try Yams.compose(yaml: text, .basic, .default, .utf8)
  }
}
