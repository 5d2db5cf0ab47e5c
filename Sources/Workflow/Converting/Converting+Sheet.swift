import CSV
import OpenPackaging
import Spreadsheets
import XLSX

extension Converting {
  /// Bytes gathered before they are written.
  private static let blockSize = 1 << 20

  /// Converts a workbook that has one sheet with content to delimited text row by row, whatever its length.
  ///
  /// The sheet is gone through twice: its last column is known only at its end, and each row has as many
  /// fields.
  /// - Returns: `nil` for a file that is no such workbook, or of which something cannot be read as it is written.
  public func writeSheet(
    _ file: InputFile, _ options: ReadingOptions, to output: Output
  ) throws -> Written? {
    guard case .package(let reader) = try file.openForOnePass(options).content else { return nil }
    do {
      guard let (info, lastColumn, inRows) = try Self.onlySheet(of: reader) else { return nil }
      let target = try AtomicFile(output.path, replacing: output.replaces)
      var writer = CSVWriter(options: csv)
      let looks = try reader.emptySheet(info)
      let rows = try reader.rows(of: info)
      while let row = try rows.nextRow() {
        writer.append(row, of: looks, lastColumn: lastColumn)
        if writer.pendingBytes >= Self.blockSize { try target.write(writer.takeBytes()) }
      }
      try target.write(writer.takeBytes())
      try target.commit()
      var written = Written(paths: [output.path], guarded: writer.guarded.count)
      var left = reader.contents()
      left.add(inRows)
      if !left.isEmpty { written.left.append(LeftBehind(path: file.path, counts: left)) }
      return written
    } catch let error as XLSXError {
      throw InputFailure(SpreadsheetError(error, path: file.path))
    } catch let error as CSVError {
      throw OutputFailure(SpreadsheetError(error, path: file.path))
    } catch let error as OutputError {
      throw OutputFailure(error)
    }
  }

  /// The only sheet with content, its last column, and what its rows hold that text does not; `nil` where there are several or none, rows go back, or
  /// something is to be told of the workbook.
  private static func onlySheet(of reader: XLSXReader) throws(XLSXError) -> (
    SheetInfo, lastColumn: Int, inRows: ContentCounts
  )? {
    var found: (SheetInfo, lastColumn: Int, inRows: ContentCounts)?
    guard reader.commonProblems.isEmpty else { return nil }
    for info in reader.sheets where info.hasCells {
      let rows = try reader.rows(of: info)
      var last = -1
      var lastColumn = 0
      var inRows = ContentCounts()
      do throws(XLSXError) {
        while let row = try rows.nextRow() {
          guard found == nil, rows.isAscending else { return nil }
          last = row.index
          lastColumn = max(lastColumn, row.cells.last?.column ?? 0)
          for cell in row.cells where cell.formula != nil { inRows[.formula] += 1 }
          if row.isHidden { inRows[.hiddenRow] += 1 }
        }
      } catch {
        guard error.isOfOnePart else { throw error }
        return nil
      }
      guard rows.isAscending, rows.problems.isEmpty else { return nil }
      if last >= 0 { found = (info, lastColumn, inRows) }
    }
    return found
  }
}
