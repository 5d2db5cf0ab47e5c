import CSV
import SpreadsheetModel
import XMLStreaming

/// Reads an XML Spreadsheet 2003 (SpreadsheetML of Excel 2002 and 2003), which Chinese systems fill from
/// templates and name `.xls`.
public struct XMLSpreadsheetReader: Sendable {
  /// The content.
  public let workbook: Workbook
  /// The program that made the file, if it says so.
  public let producer: String?
  /// The encoding.
  public let encoding: EncodingGuess
  /// Most elements of a document: two for each cell, all of which are held in memory.
  private static let elementLimit = 16 << 20

  /// Reads a file in memory.
  ///
  /// - Throws: `LegacyFormatError` with code `malformedXML` and the line, or `damaged` for bytes that are
  ///   no character of the encoding.
  public init(bytes: [UInt8]) throws(LegacyFormatError) {
    let declared = HTMLTableReader.declaredEncoding(bytes)
    let text: DecodedText
    do { text = try DecodedText(bytes, stated: declared) } catch {
      throw LegacyFormatError(
        .damaged, byteOffset: error.place.byteOffset, line: error.place.line, detail: error.detail)
    }
    encoding = text.encoding
    // The text is UTF-8 now, whatever its declaration says.
    let body = Self.withoutDeclaration(text.utf8)
    do {
      let handler = try XMLPushParser.parse(
        body.span, part: "workbook", handler: XMLSpreadsheetHandler(),
        namespaces: [
          "urn:schemas-microsoft-com:office:spreadsheet", "urn:schemas-microsoft-com:office:office",
          "urn:schemas-microsoft-com:office:excel", "http://www.w3.org/TR/REC-html40",
        ], limits: XMLLimits(elements: Self.elementLimit))
      workbook = handler.workbook
      producer = handler.producer
    } catch {
      throw LegacyFormatError(
        error.code == .tooManyElements ? .limitExceeded : .malformedXML,
        line: error.line > 0 ? error.line : nil, detail: error.detail)
    }
  }

  /// The document with its declaration blanked out, so that lines keep their numbers.
  private static func withoutDeclaration(_ utf8: [UInt8]) -> [UInt8] {
    var body = utf8
    let start = body.firstIndex { $0 > 0x20 } ?? 0
    guard body[start...].starts(with: "<?xml".utf8),
      let end = body[start...].prefix(512).firstIndex(of: UInt8(ascii: ">"))
    else { return body }
    for index in start...end where body[index] != 0x0A { body[index] = 0x20 }
    return body
  }
}
