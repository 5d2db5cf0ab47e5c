/// How delimited text is written.
public struct CSVWritingOptions: Hashable, Sendable {
  /// When a field is set in quotes.
  public enum Quoting: String, Hashable, Sendable, Codable {
    /// Only where the field would not read back otherwise.
    case minimal
    /// Always.
    case all
  }

  /// What happens to text that a spreadsheet program would take for a formula.
  public enum FormulaGuard: String, Hashable, Sendable, Codable {
    /// Text that begins with `=`, `+`, `-`, `@`, tab, CR or LF, and is no plain number, gets an
    /// apostrophe before it (OWASP, CSV Injection), which `CSVReader` takes off again.
    case apostrophe
    /// It is written as it stands. To read it back as it stands, let `CSVReadingOptions` keep program
    /// marks.
    case off
  }

  /// The encoding.
  public var encoding: TextEncoding
  /// Whether the file begins with the encoding's byte order mark.
  public var writesByteOrderMark: Bool
  /// What stands between two fields.
  public var delimiter: CSVDialect.Delimiter
  /// What ends a row.
  public var lineEnd: LineEnd
  /// When a field is set in quotes.
  public var quoting: Quoting
  /// What happens to text that looks like a formula.
  public var formulaGuard: FormulaGuard

  /// Creates options. The default is UTF-8 with its mark (`utf-8-sig`), without which Excel shows
  /// Chinese as rubbish, commas, CR LF, as few quotes as will do, and the guard on.
  public init(
    encoding: TextEncoding = .utf8, writesByteOrderMark: Bool? = nil,
    delimiter: CSVDialect.Delimiter = .comma, lineEnd: LineEnd = .crlf, quoting: Quoting = .minimal,
    formulaGuard: FormulaGuard = .apostrophe
  ) {
    self.encoding = encoding
    self.writesByteOrderMark =
      writesByteOrderMark
      ?? [.utf8, .utf16LittleEndian, .utf16BigEndian].contains(encoding)
    self.delimiter = delimiter
    self.lineEnd = lineEnd
    self.quoting = quoting
    self.formulaGuard = formulaGuard
  }
}
