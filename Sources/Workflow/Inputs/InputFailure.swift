import Diagnostics

/// An input that could not be read, in words for the person who gave it.
public struct InputFailure: FileFailure, Hashable {
  /// The path as the user named it.
  public var path: String
  /// Stable code of the cause, such as `file.not-found`.
  public var code: String
  /// What happened and where.
  public var message: Phrase
  /// What to do about it.
  public var advice: Phrase

  /// Creates a failure.
  public init(path: String, code: String, message: Phrase, advice: Phrase) {
    self.path = path
    self.code = code
    self.message = message
    self.advice = advice
  }
}
