/// Which dialect a text is in, how sure that is, and where its table lies.
public struct DialectGuess: Hashable, Sendable {
  /// The dialect.
  public var dialect: CSVDialect
  /// How sure it is, 0 to 1.
  public var confidence: Double
  /// Whether it is so unsure that a person should look at the columns.
  public var isUncertain: Bool { confidence < 0.5 }
  /// Whether the text begins with a line such as `sep=;`, which is not part of the sheet.
  public var hasSeparatorLine: Bool
  /// Zero-based row at which the table proper begins; above it stand titles and notes.
  public var firstTableRow: Int
  /// Number of fields that most rows of the table have.
  public var columns: Int
  /// The line ends found in the sample.
  public var lineEnds: Set<LineEnd>

  /// Creates a guess.
  public init(
    dialect: CSVDialect, confidence: Double, hasSeparatorLine: Bool = false, firstTableRow: Int = 0,
    columns: Int = 1, lineEnds: Set<LineEnd> = []
  ) {
    self.dialect = dialect
    self.confidence = confidence
    self.hasSeparatorLine = hasSeparatorLine
    self.firstTableRow = firstTableRow
    self.columns = columns
    self.lineEnds = lineEnds
  }
}

/// What ends a line.
public enum LineEnd: String, Hashable, Sendable, Codable, CaseIterable {
  /// CR LF (RFC 4180).
  case crlf
  /// LF.
  case lf
  /// CR alone, of old Macintosh programs.
  case cr

  /// The bytes.
  public var bytes: [UInt8] {
    switch self {
    case .crlf: [0x0D, 0x0A]
    case .lf: [0x0A]
    case .cr: [0x0D]
    }
  }
}
