import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// Reads the rows of one sheet one after another, in constant memory.
///
/// ```swift
/// let rows = try reader.rows(of: sheet)
/// while try rows.advance() { print(rows.row.index, rows.row.cells.count) }
/// ```
/// A reader belongs to one thread at a time. Cells come in the order of columns, and rows in the order of the
/// file, which is ascending in every sound one (`isAscending`); rows of which the file has no element are not
/// met. What cannot be read as it is written is left out and told (`problems`).
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

  /// What could not be read as it was written in the rows so far.
  public var problems: ReadingProblems { parsing.builder.problems.named(sheet: sheetName) }

  /// Whether the rows so far came in ascending order, each once. `XLSXReader.sheet(_:)` puts others in order.
  public var isAscending: Bool { parsing.builder.isAscending }

  /// What stands around the rows; complete once the last row is read.
  var features: SheetFeatures { parsing.features }

  /// An estimate of the memory that the rows made by `nextRow` take, in bytes.
  var modelBytes: Int { maker.modelBytes }

  /// Whether the scanner gave the rest of the sheet to the parser.
  private(set) var didHandOver = false

  private let parsing: SheetParsing
  private let reader: PartReader<SheetHandler>
  private var scanner = SheetScanner()
  private var phase: Phase
  private var parsedRow: RowBuffer?
  /// Why nothing more can be read, until it is thrown.
  private var failure: XLSXError?
  private var nextParsed = 0
  private var maker: RowMaker
  private let sheetName: String

  /// `scans` false has everything read by the parser.
  init(
    sheetName: String, part: String, package: OPCPackage, builder: RowBuilder,
    styles: NumberFormatTable, scans: Bool = true
  ) throws(XLSXError) {
    self.sheetName = sheetName
    maker = RowMaker(formats: styles)
    phase = scans ? .prologue : .parsing
    parsing = SheetParsing(builder: builder, textLimit: package.limits.textBytes)
    do {
      reader = try PartReader(
        part: part, of: package, handler: SheetHandler(part: part, parsing: parsing))
    } catch { throw error.named(sheet: sheetName) }
  }

  /// Reads the next row into `row`; false after the last one.
  ///
  /// A part that is damaged is read as far as it goes, before the error is thrown.
  public func advance() throws(XLSXError) -> Bool {
    while true {
      do throws(XLSXError) {
        switch phase {
        case .prologue: try readPrologue()
        case .scanning: if try scanRow() { return true }
        case .parsing, .finished:
          if nextParsed < parsing.finished.count {
            parsedRow = parsing.finished[nextParsed]
            nextParsed += 1
            return true
          }
          if phase == .finished { return try end() }
          try parsePiece()
        }
      } catch {
        guard phase != .finished else { throw error }
        stop(at: error)
      }
    }
  }

  /// The end of the rows, or of what can be read of them.
  private func end() throws(XLSXError) -> Bool {
    guard let failure else { return false }
    self.failure = nil
    throw failure
  }

  /// Reads no further; the row that was begun is the last one.
  private func stop(at error: XLSXError) {
    if phase == .scanning ? scanner.isInRow : parsing.isGathering {
      parsing.builder.finish()
      parsing.finished.append(parsing.builder.row)
    }
    phase = .finished
    failure = error.named(sheet: sheetName)
  }

  /// Reads to the end, the rows that are left not handed out: whether they are in order and what cannot be read
  /// of them is known then.
  public func skipRest() throws(XLSXError) {
    var counts = CellCounts()
    try countCells(into: &counts)
  }

  /// Counts the cells of the rows that are left, none of them handed out.
  func countCells(into counts: inout CellCounts) throws(XLSXError) {
    while try advance() {
      counts.add(row)
      while phase == .scanning, countScanned(into: &counts) {}
    }
  }

  /// Counts the rows that the scanner completes one after another; false where it does not complete one.
  private func countScanned(into counts: inout CellCounts) -> Bool {
    guard var cursor = reader.window.cursor else { return false }
    let outcome = scanner.countRows(&cursor, &parsing.builder, &counts)
    do throws(XLSXError) {
      return try conclude(outcome, at: cursor)
    } catch {
      stop(at: error)
      return false
    }
  }

  /// The text that a cell of the row shows, as Excel would.
  public func displayedText(of cell: RawCell) -> String {
    maker.formats.formats[maker.formats.format(ofStyle: Int(cell.style))].displayedText(
      of: row.value(of: cell), dateSystem: row.dateSystem)
  }

  /// The next row with content, its values made; `nil` after the last one.
  public func nextRow() throws(XLSXError) -> Row? { try nextRow(keepsRepeatedBlanks: false) }

  /// The same, with cells without content where they may stand for an earlier cell of the same place.
  func nextRow(keepsRepeatedBlanks: Bool) throws(XLSXError) -> Row? {
    while try advance() {
      let made = maker.row(from: row, keepsBlanks: keepsRepeatedBlanks && !isAscending)
      if !made.cells.isEmpty { return made }
    }
    return nil
  }

  /// Gives the parser what stands before the rows.
  private func readPrologue() throws(XLSXError) {
    let prologue = try reader.parsePrologue(to: "<sheetData")
    try checkParsing()
    switch prologue {
    case .going: break
    // The tag may stand in a comment, or be empty: only the parser can tell.
    case .atTag: if parsing.isAtRows { phase = .scanning }
    case .notScannable: phase = .parsing
    }
    // Rows with a prefix: the parser is among them already.
    if !parsing.finished.isEmpty { phase = .parsing }
  }

  /// Scans one row; false if that did not complete one.
  private func scanRow() throws(XLSXError) -> Bool {
    guard var cursor = reader.window.cursor else { return false }
    return try conclude(scanner.scanRow(&cursor, &parsing.builder), at: cursor)
  }

  /// Goes on from where a scan ended; true if that is the end of a row.
  private func conclude(
    _ outcome: SheetScanner.Outcome, at cursor: ByteCursor
  ) throws(XLSXError) -> Bool {
    reader.window.position = cursor.position
    reader.hasScanned = scanner.hasScanned
    switch outcome {
    case .row: return true
    case .needsMore: if try !reader.moveWindow() { try handOver() }
    case .endOfRows: phase = .parsing
    case .unexpected: try handOver()
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
    try reader.inject("<row>")
  }

  /// Has the parser read on.
  private func parsePiece() throws(XLSXError) {
    nextParsed = 0
    parsing.finished.removeAll(keepingCapacity: true)
    if try !reader.parsePiece() { phase = .finished }
    try checkParsing()
    if phase == .finished, let root = parsing.foreignRoot {
      parsing.builder.problems.add(ReadingProblem(.foreignPart, part: reader.part, detail: root))
    }
  }

  private func checkParsing() throws(XLSXError) {
    if let failure = parsing.failure { throw failure }
  }
}
