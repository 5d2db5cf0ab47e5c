/// Why a CSV file could not be read or written, and where.
public struct CSVError: Error, Hashable, Sendable {
  /// The kinds of failure; raw values are stable codes.
  public enum Code: String, Sendable, Codable {
    /// The file could not be read from disk (`detail` has the system's words).
    case unreadable = "csv.unreadable"
    /// Bytes that are no character of the encoding.
    case invalidBytes = "csv.invalid-bytes"
    /// Lines in UTF-8 in a text of another encoding (`detail` has that one's name).
    case mixedEncodings = "csv.mixed-encodings"
    /// An encoding told with little confidence (`detail` has its name); read all the same.
    case uncertainEncoding = "csv.uncertain-encoding"
    /// A dialect told with little confidence (`detail` has the delimiter); read all the same.
    case uncertainDialect = "csv.uncertain-dialect"
    /// The system's iconv does not know the encoding (`detail` has its name).
    case encodingUnavailable = "csv.encoding-unavailable"
    /// A quoted field that never ends.
    case unclosedQuote = "csv.unclosed-quote"
    /// A quote inside an unquoted field, or text after a closing quote.
    case strayQuote = "csv.stray-quote"
    /// A row with more or fewer fields than the header.
    case raggedRow = "csv.ragged-row"
    /// A NUL byte.
    case nulByte = "csv.nul-byte"
    /// Text that was read in a wrong encoding once and saved, and whose way back is not exact.
    case mojibake = "csv.mojibake"
    /// A text written as a formula, `="007"`, and read as the text.
    case formulaText = "csv.formula-text"
    /// A text with an apostrophe before it that keeps it from running as a formula, read without.
    case guardedText = "csv.guarded-text"
    /// A field or row longer than the limit.
    case rowTooLong = "csv.row-too-long"
    /// More fields in a row than were asked for at most (`detail` has the limit).
    case tooManyColumns = "csv.too-many-columns"
    /// More rows than were asked for at most.
    case tooManyRows = "csv.too-many-rows"
    /// More than a sheet in memory may take (`detail` has the bytes); rows read one by one have no such
    /// limit.
    case sheetTooLarge = "csv.sheet-too-large"
    /// A character that the encoding to write has no bytes for (`detail` has it).
    case unencodable = "csv.unencodable"
    /// The output could not be written (`detail` has the system's words).
    case unwritable = "csv.unwritable"
  }

  /// What happened.
  public var code: Code
  /// Where.
  public var place: CSVPlace
  /// What else is known, such as the system's words.
  public var detail: String

  /// Creates an error.
  public init(_ code: Code, at place: CSVPlace = CSVPlace(), detail: String = "") {
    self.code = code
    self.place = place
    self.detail = detail
  }
}

/// A place in a CSV file, as exactly as it is known.
public struct CSVPlace: Hashable, Sendable {
  /// Line of the file as an editor counts them, from 1; differs from the row where fields hold line
  /// breaks.
  public var line: Int?
  /// Zero-based row of the sheet.
  public var row: Int?
  /// Zero-based column.
  public var column: Int?
  /// Offset in bytes from the start of the file.
  public var byteOffset: Int?

  /// Creates a place.
  public init(line: Int? = nil, row: Int? = nil, column: Int? = nil, byteOffset: Int? = nil) {
    self.line = line
    self.row = row
    self.column = column
    self.byteOffset = byteOffset
  }
}
