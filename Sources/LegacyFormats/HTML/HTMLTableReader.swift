import CSV
import SpreadsheetModel

/// Reads the tables of a web page, which many systems send under the name `.xls`.
///
/// All tables of the page stand below one another in one sheet, as Excel shows them. Cells are text but
/// where the page says that they are numbers (`x:num` of Excel's own pages); cells that span rows or
/// columns become merged ranges.
public struct HTMLTableReader: Sendable {
  /// The encoding of the page.
  public let encoding: EncodingGuess
  /// The program that made the page, if it says so.
  public let producer: String?

  private let sheet: Sheet
  private let problems: ReadingProblems

  /// Reads a page in memory.
  ///
  /// - Parameters:
  ///   - bytes: The page.
  ///   - name: The sheet's name, unless the page gives one.
  ///   - stated: The encoding, if the caller knows better than the page.
  /// - Throws: `CSVError` for invalid bytes.
  public init(
    bytes: [UInt8], name: String, stated: TextEncoding? = nil,
    invalidBytes: CSVReadingOptions.InvalidBytes = .refuse
  ) throws(CSVError) {
    let declared = stated ?? Self.declaredEncoding(bytes)
    let text = try DecodedText(bytes, stated: declared, invalidBytes: invalidBytes)
    encoding = text.encoding
    var builder = HTMLSheetBuilder(name: name)
    var tokens = HTMLTokens(text.utf8)
    while let token = tokens.next() { builder.handle(token) }
    sheet = builder.finish()
    producer = builder.producer
    problems = builder.problems
    hasTable = builder.tables > 0
  }

  private let hasTable: Bool

  /// The page's tables as a workbook of one sheet.
  ///
  /// - Throws: `LegacyFormatError` with code `noTable` if the page has none: a log-in or error page.
  public func workbook() throws(LegacyFormatError) -> Workbook {
    guard hasTable else { throw LegacyFormatError(.noTable) }
    return Workbook(sheets: [sheet], problems: problems)
  }

  /// The encoding that a `charset=` in the page's first bytes names.
  static func declaredEncoding(_ bytes: [UInt8]) -> TextEncoding? {
    let head = String(decoding: bytes.prefix(2048).filter { $0 < 0x80 && $0 != 0 }, as: UTF8.self)
      .lowercased()
    for mark in ["charset=", "encoding="] {
      guard let range = head.firstRange(of: mark) else { continue }
      let name = head[range.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
        .prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
      if let encoding = TextEncoding(name: name) { return encoding }
    }
    return nil
  }
}
