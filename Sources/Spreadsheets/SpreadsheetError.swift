import Diagnostics

/// Why a file could not be opened or saved: what, where and what to do about it, in every language.
public struct SpreadsheetError: FileFailure {
  /// Stable code such as `csv.invalid-bytes` or `file.empty`.
  public let code: String
  /// The file's path as the user gave it.
  public let path: String
  /// What happened and where, placeholders filled in.
  public let message: Phrase
  /// What to do about it.
  public let advice: Phrase

  /// Creates an error.
  public init(path: String, code: String, message: Phrase, advice: Phrase) {
    self.path = path
    self.code = code
    self.message = message
    self.advice = advice
  }

  init(_ code: String, path: String, _ words: ErrorWords, _ arguments: [String: String] = [:]) {
    self.init(
      path: path, code: code,
      message: Phrase(zh: words.message.text(.zh, arguments), en: words.message.text(.en, arguments)),
      advice: Phrase(zh: words.advice.text(.zh, arguments), en: words.advice.text(.en, arguments)))
  }
}

/// The words of one error: what happened, and what to do.
struct ErrorWords {
  let message: Phrase
  let advice: Phrase
}

extension SpreadsheetError: CustomStringConvertible {
  /// The text in English.
  public var description: String { text(.en) }
}
