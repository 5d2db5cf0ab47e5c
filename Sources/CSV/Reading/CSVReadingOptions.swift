/// What a caller says by hand about a CSV file, and how strictly it is read.
public struct CSVReadingOptions: Hashable, Sendable {
  /// What to do with bytes that are no character of the encoding.
  public enum InvalidBytes: String, Hashable, Sendable, Codable {
    /// Throw `CSVError.Code.invalidBytes`, with the line.
    case refuse
    /// Put U+FFFD in their place and report where.
    case replace
  }

  /// How departures from the dialect are treated.
  public enum Mode: String, Hashable, Sendable, Codable {
    /// Stray quotes, ragged rows, NUL bytes and unclosed quotes are lived with and reported.
    case lenient
    /// They are errors.
    case strict
  }

  /// The encoding; `nil` to tell it by content.
  public var encoding: TextEncoding?
  /// The dialect; `nil` to tell it by content.
  public var dialect: CSVDialect?
  /// The delimiter, where that is all that is known of the dialect; the rest is told by content.
  public var delimiter: CSVDialect.Delimiter?
  /// What to do with invalid bytes.
  public var invalidBytes: InvalidBytes
  /// How departures from the dialect are treated.
  public var mode: Mode
  /// Whether text that was UTF-8, read as another encoding and saved again, is put right where the
  /// way back is exact.
  public var undoesMojibake: Bool
  /// Whether what stands in a field for spreadsheet programs only is taken off : `="007"` is read
  /// as `007`, and `'=1+1`, as the writer's formula guard leaves it, as `=1+1`.
  public var removesProgramMarks: Bool
  /// Longest row in bytes; a longer one is an error, since a stray quote may have swallowed the rest.
  public var rowByteLimit: Int
  /// Most fields of a row; each takes some hundred bytes while the row is held.
  public var columnLimit: Int
  /// Most rows that are read.
  public var rowLimit: Int
  /// Greatest size of a sheet that is held in memory whole, in bytes, estimated. Reading row by row has
  /// no such bound.
  public var modelBytes: Int

  /// Creates options; every default is to tell by content and read leniently.
  public init(
    encoding: TextEncoding? = nil, dialect: CSVDialect? = nil, delimiter: CSVDialect.Delimiter? = nil,
    invalidBytes: InvalidBytes = .refuse, mode: Mode = .lenient, undoesMojibake: Bool = true,
    removesProgramMarks: Bool = true, rowByteLimit: Int = 16 << 20, columnLimit: Int = 1 << 20,
    rowLimit: Int = .max, modelBytes: Int = 1 << 30
  ) {
    self.encoding = encoding
    self.dialect = dialect
    self.delimiter = delimiter
    self.invalidBytes = invalidBytes
    self.mode = mode
    self.undoesMojibake = undoesMojibake
    self.removesProgramMarks = removesProgramMarks
    self.rowByteLimit = rowByteLimit
    self.columnLimit = columnLimit
    self.rowLimit = rowLimit
    self.modelBytes = modelBytes
  }
}
