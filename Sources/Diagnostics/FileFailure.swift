/// A file that could not be read, changed or written, in words for the person who named it.
public protocol FileFailure: Error, Sendable {
  /// The path as the user gave it.
  var path: String { get }
  /// Stable code of the cause, such as `file.not-found`.
  var code: String { get }
  /// What happened and where.
  var message: Phrase { get }
  /// What to do about it.
  var advice: Phrase { get }

  /// Creates a failure.
  init(path: String, code: String, message: Phrase, advice: Phrase)
}

extension FileFailure {
  /// The failure of a layer below, in its own words.
  public init(_ cause: some FileFailure) {
    self.init(path: cause.path, code: cause.code, message: cause.message, advice: cause.advice)
  }

  /// One line: path, what happened, what to do.
  public func text(_ language: Language) -> String {
    switch language {
    case .zh: "\(path)：\(message.zh)。\(advice.zh)。"
    case .en: "\(path): \(message.en). \(advice.en)."
    }
  }
}
