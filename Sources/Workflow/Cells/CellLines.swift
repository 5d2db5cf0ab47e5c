import CSV
import SpreadsheetModel
import Spreadsheets
import XLSX

/// What `cells` shows of every cell.
public struct CellLineOptions: Sendable {
  /// Only the sheet of this name.
  public var sheet: String?
  /// Only cells inside this range.
  public var range: CellRange?
  /// Whether formulas are shown.
  public var showsFormulas: Bool
  /// Whether the text is shown that Excel would display.
  public var showsDisplay: Bool
  /// Whether each line names its file.
  public var showsFile: Bool

  /// Creates options.
  public init(
    sheet: String? = nil, range: CellRange? = nil, showsFormulas: Bool = false,
    showsDisplay: Bool = false, showsFile: Bool = false
  ) {
    self.sheet = sheet
    self.range = range
    self.showsFormulas = showsFormulas
    self.showsDisplay = showsDisplay
    self.showsFile = showsFile
  }
}

/// Writes every cell with content as a line of JSON, sheets in order, cells by row then column.
public struct CellLines {
  private let options: CellLineOptions
  /// What reading the file written last lived with, if it is delimited text.
  public private(set) var textProblems = CSVProblems()
  private let emit: ([UInt8]) -> Void
  /// What of the file last written could not be read as it was written.
  public private(set) var problems = ReadingProblems()
  private var line = JSONLine()
  /// Lines are handed over in blocks of about this many bytes.
  private static let blockSize = 1 << 16
  /// Lines of a sheet are held back up to this many bytes: most sheets end before, and have then proven
  /// whether their rows are in order.
  private static let heldBack = 16 << 20

  /// Creates a writer that hands over blocks of whole lines.
  public init(options: CellLineOptions, emit: @escaping ([UInt8]) -> Void) {
    self.options = options
    self.emit = emit
  }

  /// Writes the cells of a file.
  ///
  /// - Returns: whether the sheet asked for exists.
  public mutating func write(_ pass: SpreadsheetPass) throws(InputFailure) -> Bool {
    defer { flush() }
    var isFound = options.sheet == nil
    textProblems = CSVProblems()
    switch pass.content {
    case .inMemory(let spreadsheet): return write(spreadsheet)
    case .package(let reader):
      problems = reader.commonProblems
      do throws(XLSXError) {
        for sheet in reader.sheets where isWanted(sheet.name) {
          isFound = true
          if sheet.hasCells { try write(sheet, of: reader, path: pass.path) }
        }
      } catch {
        throw InputFailure(SpreadsheetError(error, path: pass.path))
      }
    case .text(let reader):
      problems = ReadingProblems()
      guard isWanted(reader.name) else { break }
      isFound = true
      do { try write(reader, path: pass.path) } catch {
        throw InputFailure(SpreadsheetError(error, path: pass.path))
      }
    }
    return isFound
  }

  /// Writes the cells of a spreadsheet in memory.
  ///
  /// - Returns: whether the sheet asked for exists.
  public mutating func write(_ spreadsheet: Spreadsheet) -> Bool {
    defer { flush() }
    problems = spreadsheet.workbook.problems
    var isFound = options.sheet == nil
    for sheet in spreadsheet.workbook.sheets where isWanted(sheet.name) {
      isFound = true
      write(sheet, path: spreadsheet.path)
    }
    return isFound
  }

  private func isWanted(_ name: String) -> Bool { options.sheet.map { $0 == name } ?? true }

  /// What all lines of a sheet begin with, as far as the cell's reference.
  private func prefix(sheet: String, path: String) -> [UInt8] {
    var prefix = JSONLine()
    prefix.raw("{")
    if options.showsFile {
      prefix.raw("\"file\":")
      prefix.string(path)
      prefix.raw(",")
    }
    prefix.raw("\"sheet\":")
    prefix.string(sheet)
    prefix.raw(",\"ref\":\"")
    return prefix.bytes
  }

  private mutating func flush() {
    if !line.bytes.isEmpty { emit(line.bytes) }
    line.removeAll()
  }

  // MARK: Sheets in memory

  private mutating func write(_ sheet: Sheet, path: String) {
    let prefix = prefix(sheet: sheet.name, path: path)
    for row in sheet.rows {
      if let range = options.range, !range.rows.contains(row.index) { continue }
      for cell in row.cells where cell.hasContent {
        if let range = options.range, !range.columns.contains(cell.column) { continue }
        line.append(prefix)
        line.reference(row: row.index, column: cell.column)
        write(cell, of: sheet)
        if line.bytes.count >= Self.blockSize { flush() }
      }
    }
  }

  private mutating func write(_ cell: Cell, of sheet: Sheet) {
    switch cell.value {
    case .number(let number):
      line.raw("\",\"kind\":\"number\",\"value\":")
      line.number(number)
    case .text(let text):
      line.raw("\",\"kind\":\"text\",\"value\":")
      line.string(text)
    case .boolean(let truth):
      line.raw("\",\"kind\":\"boolean\",\"value\":")
      line.boolean(truth)
    case .error(let error):
      line.raw("\",\"kind\":\"error\",\"value\":")
      line.string(error.spelling)
    case .empty:
      // A formula whose result was never stored.
      line.raw("\",\"kind\":\"text\",\"value\":\"\"")
    }
    if options.showsFormulas, let formula = cell.formula {
      line.raw(",\"formula\":")
      line.string(formula)
    }
    if options.showsDisplay {
      line.raw(",\"display\":")
      line.string(sheet.displayedText(of: cell))
    }
    line.raw("}\n")
  }

  // MARK: Sheets that stream

  private mutating func write(
    _ sheet: SheetInfo, of reader: XLSXReader, path: String
  ) throws(XLSXError) {
    let start = line.bytes.count
    let columns = options.range?.columns ?? 0...CellReference.columnLimit - 1
    let rows = try reader.rows(
      of: sheet, columns: columns, formulas: options.showsFormulas ? .expanded : .noted)
    do throws(XLSXError) {
      if try write(
        rows, prefix: prefix(sheet: sheet.name, path: path),
        isInOrder: {
          () throws(XLSXError) in try reader.hasRowsInOrder(sheet)
        })
      {
        return problems.add(rows.problems)
      }
    } catch {
      guard error.isOfOnePart else { throw error }
      if rows.isAscending || !error.isDamage {
        problems.add(rows.problems)
        return problems.add(ReadingProblem(error))
      }
    }
    // Rows out of order can be put in order in memory only.
    line.truncate(to: start)
    write(try reader.sheet(sheet, reporting: &problems), path: path)
  }

  /// Writes the rows of a sheet as they come; false, with nothing of them handed over, if they are out of order.
  private mutating func write(
    _ rows: RowReader, prefix: [UInt8], isInOrder: () throws(XLSXError) -> Bool
  ) throws(XLSXError) -> Bool {
    let start = line.bytes.count
    var isProven = false
    while try rows.advance() {
      guard rows.isAscending else { return false }
      let row = rows.row
      if let range = options.range {
        if row.index > range.last.row {
          try rows.skipRest()
          return rows.isAscending
        }
        if row.index < range.first.row { continue }
      }
      for cell in row.cells where cell.hasContent {
        line.append(prefix)
        line.reference(row: row.index, column: Int(cell.column))
        write(cell, of: row)
        if options.showsDisplay {
          line.raw(",\"display\":")
          line.string(rows.displayedText(of: cell))
        }
        line.raw("}\n")
      }
      if !isProven, line.bytes.count - start >= Self.heldBack {
        guard try isInOrder() else { return false }
        isProven = true
      }
      if isProven, line.bytes.count >= Self.blockSize { flush() }
    }
    return rows.isAscending
  }

  private mutating func write(_ cell: RawCell, of row: borrowing RowBuffer) {
    switch cell.kind {
    case .number:
      line.raw("\",\"kind\":\"number\",\"value\":")
      line.number(cell.number)
    case .text, .sharedText:
      line.raw("\",\"kind\":\"text\",\"value\":")
      row.withText(of: cell) { line.string($0) }
    case .boolean:
      line.raw("\",\"kind\":\"boolean\",\"value\":")
      line.boolean(cell.number != 0)
    case .error:
      line.raw("\",\"kind\":\"error\",\"value\":")
      row.withText(of: cell) { line.string($0) }
    case .empty:
      // A formula whose result was never stored.
      line.raw("\",\"kind\":\"text\",\"value\":\"\"")
    }
    if options.showsFormulas, cell.hasFormula {
      line.raw(",\"formula\":")
      row.withFormula(of: cell) { line.string($0) }
    }
  }

  private mutating func write(_ reader: CSVReader, path: String) throws(CSVError) {
    let prefix = prefix(sheet: reader.name, path: path)
    var rows = try reader.rows()
    defer { textProblems = rows.problems() }
    while try rows.advance() {
      let row = rows.index
      if let range = options.range {
        if row > range.last.row { return }
        if row < range.first.row { continue }
      }
      for column in 0..<rows.count where !rows.isEmpty(column) {
        if let range = options.range, !range.columns.contains(column) { continue }
        rows.withText(column) { text in
          if text.isEmpty { return }
          line.append(prefix)
          line.reference(row: row, column: column)
          line.raw("\",\"kind\":\"text\",\"value\":")
          line.string(text)
          if options.showsDisplay {
            line.raw(",\"display\":")
            line.string(text)
          }
          line.raw("}\n")
        }
      }
      if line.bytes.count >= Self.blockSize { flush() }
    }
  }
}
