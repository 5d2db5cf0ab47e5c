import FoundationEssentials

/// How rows become records: where the headings are, and what text in cells means.
public struct RowDecodingOptions: Hashable, Sendable {
  /// Further headings by coding key; a key of a record inside a record is `outer.inner`.
  public var aliases: [String: [String]]
  /// The zero-based row of the headings; looked for in the first 30 rows with content if `nil`.
  public var headerRow: Int?
  /// How numbers are spelled where a cell holds them as text.
  public var numbers: NumberNotation
  /// The zone whose clock the cells show, for `Date`: spreadsheets know none.
  public var timeZone: TimeZone

  /// Creates options.
  public init(
    aliases: [String: [String]] = [:], headerRow: Int? = nil, numbers: NumberNotation = .point,
    timeZone: TimeZone = .gmt
  ) {
    self.aliases = aliases
    self.headerRow = headerRow
    self.numbers = numbers
    self.timeZone = timeZone
  }
}
