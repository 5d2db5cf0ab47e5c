import SpreadsheetModel
import Spreadsheets

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
  private let emit: ([UInt8]) -> Void
  private var line = JSONLine()
  /// Lines are handed over in blocks of about this many bytes.
  private static let blockSize = 1 << 16

  /// Creates a writer that hands over blocks of whole lines.
  public init(options: CellLineOptions, emit: @escaping ([UInt8]) -> Void) {
    self.options = options
    self.emit = emit
  }

  /// Writes the cells of a file.
  ///
  /// - Returns: whether the sheet asked for exists.
  public mutating func write(_ spreadsheet: Spreadsheet) -> Bool {
    var isFound = options.sheet == nil
    for sheet in spreadsheet.workbook.sheets {
      if let name = options.sheet, name != sheet.name { continue }
      isFound = true
      write(sheet, path: spreadsheet.path)
    }
    flush()
    return isFound
  }

  private mutating func write(_ sheet: Sheet, path: String) {
    var prefix = JSONLine()
    prefix.raw("{")
    if options.showsFile {
      prefix.raw("\"file\":")
      prefix.string(path)
      prefix.raw(",")
    }
    prefix.raw("\"sheet\":")
    prefix.string(sheet.name)
    prefix.raw(",\"ref\":\"")
    for row in sheet.rows {
      if let range = options.range, !range.rows.contains(row.index) { continue }
      for cell in row.cells {
        if let range = options.range, !range.columns.contains(cell.column) { continue }
        if cell.value.isEmpty, cell.formula == nil { continue }
        line.append(prefix.bytes)
        write(cell, row: row.index, of: sheet)
        if line.bytes.count >= Self.blockSize { flush() }
      }
    }
  }

  private mutating func write(_ cell: Cell, row: Int, of sheet: Sheet) {
    line.append(Array(CellReference(row: row, column: cell.column).description.utf8))
    switch cell.value {
    case .number(let number):
      line.raw("\",\"kind\":\"number\",\"value\":")
      line.number(number)
    case .text(let text):
      line.raw("\",\"kind\":\"text\",\"value\":")
      line.string(text)
    case .boolean(let truth):
      line.raw("\",\"kind\":\"boolean\",\"value\":")
      if truth { line.raw("true") } else { line.raw("false") }
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

  private mutating func flush() {
    if !line.bytes.isEmpty { emit(line.bytes) }
    line.removeAll()
  }
}
