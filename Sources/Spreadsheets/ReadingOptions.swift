import CSV
import OpenPackaging

/// What a caller says by hand about a file to open.
public struct ReadingOptions: Sendable {
  /// Encoding, dialect and strictness of delimited text; the encoding also holds for HTML.
  public var csv: CSVReadingOptions
  /// The password of an encrypted workbook.
  public var password: String?
  /// What a package may make the reader do.
  public var limits: PackageLimits

  /// Creates options; the default tells everything by content.
  public init(
    csv: CSVReadingOptions = .init(), password: String? = nil, limits: PackageLimits = .standard
  ) {
    self.csv = csv
    self.password = password
    self.limits = limits
  }
}
