/// Why a piece of XML could not be read, and where.
public struct XMLError: Error, Hashable, Sendable {
  /// What went wrong.
  public enum Code: String, Hashable, Sendable {
    /// Not well-formed: a tag that does not close, a stray byte, an undeclared entity, bad UTF-8.
    case malformed
    /// A document type declaration, which no part of an office document may have.
    case documentType
    /// Elements nested deeper than `XMLLimits.depth`.
    case tooDeep
    /// An element with more attributes than `XMLLimits.attributes`.
    case tooManyAttributes
    /// More elements than `XMLLimits.elements`.
    case tooManyElements
    /// The document ended before its root element did, or held none.
    case truncated
    /// libxml2 could not set up a parser.
    case noMemory
  }

  /// What went wrong.
  public var code: Code
  /// The name of the document or part, as its owner calls it.
  public var part: String
  /// Line, from 1; 0 if unknown.
  public var line: Int
  /// Column, from 1; 0 if unknown.
  public var column: Int
  /// The parser's own words, in English, for whoever mends the file.
  public var detail: String

  /// Creates an error.
  public init(code: Code, part: String, line: Int = 0, column: Int = 0, detail: String = "") {
    self.code = code
    self.part = part
    self.line = line
    self.column = column
    self.detail = detail
  }
}

extension XMLError: CustomStringConvertible {
  /// `xl/worksheets/sheet3.xml:1:20411: malformed: Opening and ending tag mismatch`.
  public var description: String {
    var text = part
    if line > 0 { text += ":\(line)" }
    if line > 0, column > 0 { text += ":\(column)" }
    text += ": \(code.rawValue)"
    return detail.isEmpty ? text : "\(text): \(detail)"
  }
}
