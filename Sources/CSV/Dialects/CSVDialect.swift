/// How a file of delimited text is written: RFC 4180 and its relations.
public struct CSVDialect: Hashable, Sendable {
  /// What stands between two fields.
  public struct Delimiter: Hashable, Sendable {
    /// The character.
    public let scalar: Unicode.Scalar

    /// Creates a delimiter of any character but quotes, CR, LF and NUL, which cannot be one.
    public init?(_ scalar: Unicode.Scalar) {
      guard ![0, 0x0A, 0x0D, 0x22].contains(scalar.value) else { return nil }
      self.scalar = scalar
    }

    private init(known scalar: Unicode.Scalar) { self.scalar = scalar }

    /// `,`, that of RFC 4180.
    public static let comma = Delimiter(known: ",")
    /// Tab.
    public static let tab = Delimiter(known: "\t")
    /// `;`, where the comma is the decimal sign.
    public static let semicolon = Delimiter(known: ";")
    /// `|`.
    public static let pipe = Delimiter(known: "|")
    /// `，` (U+FF0C), typed with a Chinese input method on.
    public static let fullWidthComma = Delimiter(known: "，")

    /// The delimiters that are told by content, the likeliest first.
    public static let known: [Delimiter] = [.comma, .tab, .semicolon, .pipe, .fullWidthComma]
    /// Delimiters taken for such only where no known one makes a table: blanks, which may come in runs,
    /// and what is found where Chinese is typed by hand.
    static let rare: [Delimiter] = [
      Delimiter(known: " "), Delimiter(known: "\u{3000}"), Delimiter(known: "^"), Delimiter(known: "~"),
      Delimiter(known: "、"), Delimiter(known: "；"), Delimiter(known: "｜"),
    ]

    /// Whether it is a blank, of which people type several to line columns up.
    var isBlank: Bool { scalar == " " || scalar == "\u{3000}" }
  }

  /// How a quote is written inside a quoted field.
  public enum Escape: String, Hashable, Sendable, Codable {
    /// Twice (RFC 4180, 2.7).
    case doubled
    /// After a backslash, which also stands before itself.
    case backslash
  }

  /// What stands between two fields.
  public var delimiter: Delimiter
  /// What surrounds a field that holds delimiters or line breaks: `"` or `'`; `nil` if quotes are
  /// plain characters.
  public var quote: Unicode.Scalar?
  /// How a quote is written inside a quoted field.
  public var escape: Escape
  /// Whether blanks after a delimiter do not count.
  public var skipsInitialSpace: Bool
  /// Whether delimiters one after another count as one and those at either end of a line as none, as
  /// where blanks line columns up.
  public var joinsDelimiters: Bool

  /// Creates a dialect; the default is RFC 4180.
  public init(
    delimiter: Delimiter = .comma, quote: Unicode.Scalar? = "\"", escape: Escape = .doubled,
    skipsInitialSpace: Bool = false, joinsDelimiters: Bool = false
  ) {
    self.delimiter = delimiter
    self.quote = quote == "'" ? "'" : quote == nil ? nil : "\""
    self.escape = escape
    self.skipsInitialSpace = skipsInitialSpace
    self.joinsDelimiters = joinsDelimiters
  }

  /// RFC 4180.
  public static let rfc4180 = CSVDialect()
}
