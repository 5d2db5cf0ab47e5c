import Diagnostics
import Spreadsheets

/// An input that could not be read, in words for the person who gave it.
public struct InputFailure: Error, Hashable, Sendable {
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

  /// The failure of opening a spreadsheet.
  public init(_ error: SpreadsheetError) {
    self.init(path: error.path, code: error.code, message: error.message, advice: error.advice)
  }

  /// One line: path, what happened, what to do.
  public func text(_ language: Language) -> String {
    switch language {
    case .zh: "\(path)：\(message.zh)。\(advice.zh)。"
    case .en: "\(path): \(message.en). \(advice.en)."
    }
  }
}
