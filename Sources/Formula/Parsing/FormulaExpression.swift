/// A formula, parsed: its text and its syntax tree.
///
/// ```swift
/// let formula = try FormulaExpression("=IF([@实缴]>=[@应交],\"足额\",\"欠\")")
/// ```
public struct FormulaExpression: Hashable, Sendable {
  /// The longest formula Excel takes, in UTF-16 units.
  public static let maximumLength = 8192
  /// How deep parentheses, calls and signs may nest; Excel allows 64 levels of functions.
  public static let maximumDepth = 128

  /// The text as given.
  public let text: String
  /// The tree.
  public let root: FormulaNode

  /// Parses a formula, with or without its leading `=`.
  public init(_ text: String) throws(FormulaError) { try self.init(text, isName: false) }

  /// - Parameter isName: Whether it is what a defined name stands for, which may be several areas.
  init(_ text: String, isName: Bool) throws(FormulaError) {
    self.text = text
    let length = text.utf8.count
    // UTF-8 is never shorter than UTF-16, so the cheap count decides nearly always.
    if length > Self.maximumLength, text.utf16.count > Self.maximumLength {
      throw FormulaError(.tooLong, 0..<length, ["limit": "\(Self.maximumLength)"])
    }
    var parser = FormulaParser(Array(text.utf8))
    root = try parser.parse(asName: isName)
  }

  /// The formula printed anew, without `=`: parsed again, it gives the same tree.
  public var printed: String { FormulaPrinter.print(root) }

  /// The formula printed with some of its nodes spelled otherwise, such as a field as the range of cells
  /// that holds it, so that a workbook can carry the rule live.
  /// ```swift
  /// formula.printed { node in
  ///   if case .structured(let field) = node.kind { ranges[field.column ?? ""] } else { nil }
  /// }
  /// ```
  public func printed(replacing: (FormulaNode) -> String?) -> String {
    FormulaPrinter.print(root, replacing: replacing)
  }
}
