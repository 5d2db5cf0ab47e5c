import Diagnostics

/// A definition file that cannot be used, with the place of the fault.
public struct DefinitionError: Error, Sendable, Hashable {
  /// What is wrong, stable over versions.
  public enum Code: String, Sendable {
    /// The file or folder cannot be read.
    case unreadable
    /// The text is not YAML.
    case syntax
    /// A key the format does not know.
    case unknownKey
    /// A key that must be there is not.
    case missingKey
    /// A value of the wrong kind.
    case wrongType
    /// A word outside the allowed ones.
    case unknownWord
    /// The same id or header twice.
    case duplicate
    /// A name that refers to nothing.
    case unknownReference
    /// The program's own resources were not found.
    case resourcesMissing
  }

  /// What is wrong.
  public var code: Code
  /// The file.
  public var file: String
  /// The line, from 1; `nil` where the whole file is at fault.
  public var line: Int?
  /// The column, from 1.
  public var column: Int?
  /// One sentence for people.
  public var message: Phrase

  /// Creates an error.
  public init(
    _ code: Code, file: String, line: Int? = nil, column: Int? = nil, message: Phrase
  ) {
    self.code = code
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }
}

extension DefinitionError: CustomStringConvertible {
  /// The place and the sentence in Chinese: `党费.yaml:12:5：…`.
  public var description: String { text(.zh) }

  /// The place and the sentence in a language.
  public func text(_ language: Language) -> String {
    var place = file
    if let line {
      place += ":\(line)"
      if let column { place += ":\(column)" }
    }
    return place + (language == .zh ? "：" : ": ") + message.text(language)
  }
}
