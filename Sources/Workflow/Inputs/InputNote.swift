import Diagnostics

/// What a person is told of a file that was found and is not read, or not under its own name.
public struct InputNote: Hashable, Sendable {
  /// The file's path.
  public var path: String
  /// What there is to tell; `{path}` stands for the path.
  public var message: Phrase

  /// Creates a note.
  public init(path: String, message: Phrase) {
    self.path = path
    self.message = message
  }
}
