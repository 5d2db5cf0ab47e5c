import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// Reads the rows of one sheet one after another, in constant memory.
///
/// ```swift
/// let rows = try reader.rows(of: sheet)
/// while try rows.advance() { print(rows.row.index, rows.row.cells.count) }
/// ```
/// A reader belongs to one thread at a time. Rows without any cell element are not met; rows and cells
/// come in the order of the file, which is ascending in every sound one.
public final class RowReader {
  /// The row last read.
  public private(set) var row: RowBuffer
  /// What stands around the rows; complete once the last row is read.
  private(set) var features = SheetFeatures()

  private let parsing: SheetParsing
  private var stream: PartStream
  private let parser: XMLPushParser<SheetHandler>
  private var piece = [UInt8](repeating: 0, count: 1 << 16)
  private var next = 0
  private var isAtEnd = false
  private let styles: NumberFormatTable
  private let sheetName: String

  init(
    sheetName: String, part: String, package: OPCPackage, builder: RowBuilder,
    styles: NumberFormatTable
  ) throws(XLSXError) {
    self.sheetName = sheetName
    self.styles = styles
    row = builder.row
    parsing = SheetParsing(builder: builder)
    do {
      stream = try PartStream(package.entry(of: part), of: package.archive)
    } catch { throw XLSXError(error).named(sheet: sheetName) }
    do {
      parser = try XMLPushParser(
        part: part, handler: SheetHandler(part: part, parsing: parsing),
        namespaces: SpreadsheetNamespace.main, limits: XMLLimits(depth: package.limits.xmlDepth))
    } catch { throw XLSXError(error).named(sheet: sheetName) }
  }

  /// Reads the next row into `row`; false after the last one.
  public func advance() throws(XLSXError) -> Bool {
    while next >= parsing.finished.count {
      next = 0
      parsing.finished.removeAll(keepingCapacity: true)
      if isAtEnd { return false }
      try readPiece()
    }
    row = parsing.finished[next]
    next += 1
    return true
  }

  /// The next row with content, its values made; `nil` after the last one.
  public func nextRow() throws(XLSXError) -> Row? {
    while try advance() {
      let made = styles.row(from: row)
      if !made.cells.isEmpty { return made }
    }
    return nil
  }

  private func readPiece() throws(XLSXError) {
    do {
      let count = try stream.read(into: &piece)
      do {
        if count == 0 {
          isAtEnd = true
          try parser.finish()
        } else {
          try parser.feed(piece.span.extracting(first: count))
        }
      } catch { throw XLSXError(error).named(sheet: sheetName) }
      if let failure = parsing.failure { throw failure.named(sheet: sheetName) }
      features = parsing.features
    } catch let error as PackageError {
      throw XLSXError(error).named(sheet: sheetName)
    } catch let error as XLSXError {
      throw error
    } catch {
      throw XLSXError(.unreadable, sheet: sheetName)
    }
  }
}
