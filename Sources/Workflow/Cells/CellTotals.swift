import CSV
import SpreadsheetModel
import Spreadsheets
import XLSX

/// How many cells of which kind a file holds.
public struct CellTotals: Hashable, Sendable {
  /// Number of sheets, hidden ones included.
  public var sheets = 0
  /// Cells with a value other than empty text, or with a formula.
  public var cells = 0
  /// Cells with a number.
  public var numbers = 0
  /// Cells with text.
  public var texts = 0
  /// Cells with a truth value.
  public var booleans = 0
  /// Cells with an error value.
  public var errors = 0
  /// Cells with a formula.
  public var formulas = 0
  /// What could not be read as it was written.
  public var problems = ReadingProblems()

  /// What reading delimited text lived with.
  public var textProblems = CSVProblems()

  /// Counts a file, every cell read as far as its value and none of them kept.
  public init(_ pass: SpreadsheetPass) throws(InputFailure) {
    switch pass.content {
    case .inMemory(let spreadsheet): self.init(spreadsheet.workbook)
    case .package(let reader):
      do throws(XLSXError) {
        var problems = reader.commonProblems
        var counts = CellCounts()
        for sheet in reader.sheets {
          counts = counts + (try reader.cellCounts(of: sheet, reporting: &problems))
        }
        self.init(sheets: reader.sheets.count, counts: counts)
        self.problems = problems
      } catch {
        throw InputFailure(SpreadsheetError(error, path: pass.path))
      }
    case .text(let reader):
      do throws(CSVError) {
        var problems = CSVProblems()
        self.init(texts: try reader.countCells(reporting: &problems))
        textProblems = problems
      } catch {
        throw InputFailure(SpreadsheetError(error, path: pass.path))
      }
    }
  }

  /// The totals of delimited text: one sheet, and cells that are all text.
  private init(texts count: Int) {
    sheets = 1
    cells = count
    texts = count
  }

  private init(sheets: Int, counts: CellCounts) {
    self.sheets = sheets
    cells = counts.cells
    numbers = counts.numbers
    texts = counts.texts
    booleans = counts.booleans
    errors = counts.errors
    formulas = counts.formulas
  }

  /// Counts a workbook in memory.
  public init(_ workbook: Workbook) {
    sheets = workbook.sheets.count
    problems = workbook.problems
    for row in workbook.sheets.lazy.flatMap(\.rows) {
      for cell in row.cells where cell.hasContent {
        cells += 1
        if cell.formula != nil { formulas += 1 }
        switch cell.value {
        case .number: numbers += 1
        case .text: texts += 1
        case .boolean: booleans += 1
        case .error: errors += 1
        case .empty: break
        }
      }
    }
  }

  /// The contract's object: one line of JSON without a line end; `file` comes first where given.
  public func json(file: String?) -> String {
    var line = JSONLine()
    line.raw("{")
    if let file {
      line.raw("\"file\":")
      line.string(file)
      line.raw(",")
    }
    let counts: [(StaticString, Int)] = [
      ("\"sheets\":", sheets), (",\"cells\":", cells), (",\"numbers\":", numbers),
      (",\"texts\":", texts), (",\"booleans\":", booleans), (",\"errors\":", errors),
      (",\"formulas\":", formulas),
    ]
    for (name, count) in counts {
      line.raw(name)
      line.number(Double(count))
    }
    line.raw("}")
    return String(decoding: line.bytes, as: UTF8.self)
  }
}

extension Cell {
  /// Whether there is something to list: a formula, or a value other than empty text.
  var hasContent: Bool { formula != nil || (value != .empty && value != .text("")) }
}
