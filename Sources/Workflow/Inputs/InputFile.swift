import Foundation

/// One input of a command: a file, or standard input.
public struct InputFile: Hashable, Sendable {
  /// Where its bytes come from.
  public enum Source: Hashable, Sendable {
    case file(URL)
    case standardInput
  }

  /// The path as the user named it, or found under a folder the user named; `-` for standard input.
  public var path: String
  /// Where its bytes come from.
  public var source: Source

  /// Creates an input.
  public init(path: String, source: Source) {
    self.path = path
    self.source = source
  }

  /// The file's name without its folders and extension; `stdin` for standard input.
  public var baseName: String {
    guard case .file(let url) = source else { return "stdin" }
    return url.deletingPathExtension().lastPathComponent
  }
}
