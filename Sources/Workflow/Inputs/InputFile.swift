import Foundation

/// One input: a file, one in an archive, standard input, bytes handed over by the clerk's page, or what a tally keeps
/// of a file.
public struct InputFile: Hashable, Sendable {
  /// Where its bytes come from.
  public enum Source: Hashable, Sendable {
    case file(URL)
    /// A file whose name is no text or the same text as another's, read whole when it is needed; the path says how it
    /// is called here.
    case named(InputPath)
    case standardInput
    /// Bytes in memory, so that nothing has to be kept in a file; the path is a name only.
    case bytes([UInt8])
    /// A line of a tally: the ledgers of a file that was read before; the path is that file's.
    case tally(TallyPlace)
    /// A file in an archive; the path leads through the archive: `a.zip/名册.xlsx`.
    case archived(ArchivedFile)
    /// A file that was found and cannot be read.
    case refused(InputFailure)
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

  /// The input at a path.
  public init(_ path: InputPath) {
    self.init(
      path: path.shown, source: path.isText ? .file(URL(fileURLWithPath: path.shown)) : .named(path))
  }

  /// The file's name without its folders and extension; `stdin` for standard input.
  public var baseName: String {
    switch source {
    case .file(let url): url.deletingPathExtension().lastPathComponent
    case .standardInput: "stdin"
    case .bytes, .named, .tally, .archived, .refused:
      path == "-" ? "stdin" : URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    }
  }
}
