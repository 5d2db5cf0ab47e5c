import CSV
import SpreadsheetModel

/// Reads a single-file web page (MHTML, RFC 2557), which Excel writes with one page for each sheet and
/// people name `.xls` or `.mht`.
public struct MHTMLReader: Sendable {
  /// The content: a sheet for each page with a table.
  public let workbook: Workbook
  /// The program that made the pages, if they say so.
  public let producer: String?
  /// Reads a file in memory.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - name: The name of sheets that have none.
  ///   - stated: The encoding, if the caller knows better than the pages.
  /// - Throws: `LegacyFormatError` with code `noTable` if no page has a table, or `damaged` for bytes
  ///   that are no character of the encoding.
  public init(
    bytes: [UInt8], name: String, stated: TextEncoding? = nil,
    invalidBytes: CSVReadingOptions.InvalidBytes = .refuse
  ) throws(LegacyFormatError) {
    let pages = MIMEPart.parts(of: bytes[...]).filter { $0.type == "text/html" }
    var names = pages.flatMap { Self.sheetNames(in: $0) }[...]
    var sheets: [Sheet] = []
    var producer: String?
    var problems = ReadingProblems()
    for page in pages {
      let reader: HTMLTableReader
      do {
        reader = try HTMLTableReader(
          bytes: page.content, name: name, stated: stated ?? page.encoding, invalidBytes: invalidBytes)
      } catch {
        throw LegacyFormatError(
          .damaged, byteOffset: error.place.byteOffset, line: error.place.line, detail: error.detail)
      }
      producer = producer ?? reader.producer
      guard let read = try? reader.workbook(), var sheet = read.sheets.first else { continue }
      sheet.name = names.popFirst() ?? (pages.count == 1 ? name : "\(name) \(sheets.count + 1)")
      sheets.append(sheet)
      problems.add(read.problems.named(sheet: sheet.name))
    }
    guard !sheets.isEmpty else { throw LegacyFormatError(.noTable) }
    self.producer = producer
    workbook = Workbook(sheets: sheets, problems: problems)
  }

  /// The names in the list of sheets that Excel puts into a comment of the first page.
  private static func sheetNames(in page: MIMEPart) -> [String] {
    let declared = page.encoding ?? HTMLTableReader.declaredEncoding(page.content)
    guard
      let decoded = try? DecodedText(
        Array(page.content.prefix(1 << 16)), stated: declared, invalidBytes: .replace)
    else { return [] }
    let text = String(decoding: decoded.utf8, as: UTF8.self)
    var names: [String] = []
    var rest = text[...]
    while let open = rest.firstRange(of: "<x:Name>"), names.count < 1024,
      let close = rest[open.upperBound...].firstRange(of: "</x:Name>")
    {
      names.append(HTMLText.decoded(Array(rest[open.upperBound..<close.lowerBound].utf8)[...]))
      rest = rest[close.upperBound...]
    }
    return names
  }
}
