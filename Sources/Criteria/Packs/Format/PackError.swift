import Diagnostics

/// One thing wrong with a pack.
public struct PackProblem: Error, Hashable, Sendable {
  /// What kind of fault it is; the wording may change, the code does not.
  public enum Code: String, Sendable, CaseIterable {
    /// The file or folder cannot be read.
    case unreadable
    /// The text is not YAML, or nested or aliased beyond the limits.
    case malformed
    /// A key the format does not know.
    case unknownKey
    /// A key that must be there is not.
    case missingKey
    /// A value of the wrong shape: a list where a text is due, a number that is none.
    case wrongValue
    /// A name that refers to nothing: a field, ledger, source, indicator, check or profile.
    case unknownName
    /// An id given twice.
    case duplicate
    /// A formula that does not parse or whose types do not agree.
    case formula
    /// A message names a placeholder the check does not fill.
    case placeholder
    /// An example contradicts its rule.
    case example
  }

  /// The kind of fault.
  public var code: Code
  /// Where, `nil` only where no file could be read.
  public var place: PackPlace?
  /// One sentence.
  public var message: Phrase
  /// The name that was probably meant.
  public var suggestion: String?

  /// Creates a problem.
  public init(_ code: Code, at place: PackPlace?, _ message: Phrase, suggestion: String? = nil) {
    self.code = code
    self.place = place
    self.message = message
    self.suggestion = suggestion
  }

  /// Place, sentence and suggestion in a language.
  public func text(_ language: Language) -> String {
    var text = place.map { "\($0): " } ?? ""
    text += message.text(language)
    if let suggestion {
      text += language == .zh ? "（您是否指“\(suggestion)”？）" : " (did you mean '\(suggestion)'?)"
    }
    return text
  }
}

/// Why a pack cannot be used: everything found wrong with it, in the order of its text.
public struct PackError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The problems; never empty.
  public var problems: [PackProblem]

  /// Creates an error.
  public init(_ problems: [PackProblem]) { self.problems = problems }

  /// Every problem on a line of its own.
  public func text(_ language: Language) -> String {
    problems.map { $0.text(language) }.joined(separator: "\n")
  }

  /// The problems in Chinese.
  public var description: String { text(.zh) }
}
