/// A place in a pack's text.
public struct PackPlace: Hashable, Sendable, CustomStringConvertible {
  /// The file as it was named.
  public var file: String
  /// Line, from 1.
  public var line: Int
  /// Column, from 1, in Unicode scalars.
  public var column: Int

  /// Creates a place.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `pack.yaml:12:5`, as compilers write it.
  public var description: String { "\(file):\(line):\(column)" }
}
