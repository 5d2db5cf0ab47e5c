import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// Reads the rows of one sheet one after another, in constant memory.
///
/// ```swift
/// let rows = try reader.rows(of: sheet)
/// while try rows.advance() { print(rows.row.index, rows.row.cells.count) }
/// ```
/// A reader belongs to one thread at a time. Rows and cells come in the order of the file, which is
/// ascending in every sound one; rows of which the file has no element are not met.
public final class RowReader {
  /// Who reads the part at present.
  private enum Phase {
    /// The parser, up to `<sheetData>`.
    case prologue
    /// The scanner.
    case scanning
    /// The parser, to the end: what follows the rows, or all that the scanner does not understand.
    case parsing
    /// No one any more.
    case finished
  }

  /// The row last read.
  public var row: RowBuffer { parsedRow ?? parsing.builder.row }

  /// What stands around the rows; complete once the last row is read.
  var features: SheetFeatures { parsing.features }

  /// Whether the scanner gave the rest of the sheet to the parser.
  private(set) var didHandOver = false

  private let parsing: SheetParsing
  private let parser: XMLPushParser<SheetHandler>
  private let window: PartWindow
  private var scanner = SheetScanner()
  private var phase: Phase
  private var parsedRow: RowBuffer?
  private var nextParsed = 0
  private let styles: NumberFormatTable
  private let sheetName: String
  private let part: String

  /// `scans` false has everything read by the parser.
  init(
    sheetName: String, part: String, package: OPCPackage, builder: RowBuilder,
    styles: NumberFormatTable, scans: Bool = true
  ) throws(XLSXError) {
    self.sheetName = sheetName
    self.part = part
    self.styles = styles
    phase = scans ? .prologue : .parsing
    parsing = SheetParsing(builder: builder)
    do {
      window = PartWindow(try PartStream(package.entry(of: part), of: package.archive))
    } catch { throw XLSXError(error).named(sheet: sheetName) }
    do {
      parser = try XMLPushParser(
        part: part, handler: SheetHandler(part: part, parsing: parsing),
        namespaces: SpreadsheetNamespace.main, limits: XMLLimits(depth: package.limits.xmlDepth))
    } catch { throw XLSXError(error).named(sheet: sheetName) }
  }

  /// Reads the next row into `row`; false after the last one.
  public func advance() throws(XLSXError) -> Bool {
    do {
      while true {
        switch phase {
        case .prologue: try readPrologue()
        case .scanning: if try scanRow() { return true }
        case .parsing, .finished:
          if nextParsed < parsing.finished.count {
            parsedRow = parsing.finished[nextParsed]
            nextParsed += 1
            return true
          }
          if phase == .finished { return false }
          try parsePiece()
        }
      }
    } catch {
      phase = .finished
      throw error.named(sheet: sheetName)
    }
  }

  /// The next row with content, its values made; `nil` after the last one.
  public func nextRow() throws(XLSXError) -> Row? {
    while try advance() {
      let made = styles.row(from: row)
      if !made.cells.isEmpty { return made }
    }
    return nil
  }

  // MARK: Before the rows

  /// Gives the parser what stands before the rows.
  private func readPrologue() throws(XLSXError) {
    if window.offset == 0, window.end == 0 {
      try moveWindow()
      guard PartEncoding.isUTF8(window.bytes(to: window.end)) else {
        phase = .parsing
        return
      }
    }
    let bytes = window.bytes(to: window.end)
    let tag = "<sheetData".utf8
    if let start = bytes.firstOffset(of: tag) {
      guard let close = bytes[(start + tag.count)...].firstIndex(of: UInt8(ascii: ">")) else {
        return try parseOrReadMore(to: start)
      }
      try feed(to: window.position + close + 1)
      // The tag may stand in a comment, or be empty: only the parser can tell.
      if parsing.isAtRows { phase = .scanning }
    } else {
      try parseOrReadMore(to: max(bytes.count - tag.count, 0))
    }
    // Rows with a prefix: the parser is among them already.
    if !parsing.finished.isEmpty { phase = .parsing }
  }

  /// Gives the parser the window's bytes up to an offset from the position, and reads more.
  private func parseOrReadMore(to count: Int) throws(XLSXError) {
    try feed(to: window.position + count)
    if try !moveWindow() { phase = .parsing }
  }

  // MARK: The rows

  /// Scans one row; false if that did not complete one.
  private func scanRow() throws(XLSXError) -> Bool {
    guard var cursor = window.cursor else { return false }
    let outcome = scanner.scanRow(&cursor, &parsing.builder)
    window.position = cursor.position
    switch outcome {
    case .row: return true
    case .needsMore:
      if try !moveWindow() { try handOver() }
    case .endOfRows: phase = .parsing
    case .unexpected: try handOver()
    case .failed(let code, let detail):
      throw XLSXError(
        code, part: part,
        cell: CellReference(row: parsing.builder.row.index, column: max(parsing.builder.nextColumn - 1, 0)),
        byte: window.offset + window.position, detail: detail)
    }
    return false
  }

  /// Lets the parser go on where the scanner stops.
  private func handOver() throws(XLSXError) {
    didHandOver = true
    phase = .parsing
    guard scanner.isInRow else { return }
    // The parser has not seen the row's start tag: it is told of a row, and the builder has its number.
    parsing.isResumingRow = true
    do { try parser.feed(Array("<row>".utf8).span) } catch { throw XLSXError(error) }
  }

  // MARK: The parser

  /// Gives the parser the rest of the window, and moves it on.
  private func parsePiece() throws(XLSXError) {
    nextParsed = 0
    parsing.finished.removeAll(keepingCapacity: true)
    if window.position < window.end { return try feed(to: window.end) }
    if try moveWindow() { return }
    phase = .finished
    do { try parser.finish() } catch { throw placed(error) }
    if let failure = parsing.failure { throw failure }
  }

  private func feed(to end: Int) throws(XLSXError) {
    let bytes = window.bytes(to: end)
    window.position = max(end, window.position)
    do { try parser.feed(bytes.span) } catch { throw placed(error) }
    if let failure = parsing.failure { throw failure }
  }

  /// The parser's error; its line means nothing once the scanner has read a part of the document.
  private func placed(_ error: XMLError) -> XLSXError {
    var placed = XLSXError(error)
    if phase != .prologue, scanner.hasScanned {
      placed.line = nil
      placed.column = nil
      placed.byte = window.offset + window.position
    }
    return placed
  }

  @discardableResult
  private func moveWindow() throws(XLSXError) -> Bool {
    do { return try window.advance() } catch { throw XLSXError(error) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where a short run of bytes first occurs.
  fileprivate func firstOffset(of piece: String.UTF8View) -> Int? {
    guard let first = piece.first, count >= piece.count else { return nil }
    var index = 0
    while index <= count - piece.count {
      if self[index] == first, self[index..<index + piece.count].elementsEqual(piece) { return index }
      index += 1
    }
    return nil
  }
}
