import Diagnostics
import Formula
import SpreadsheetModel

/// A workbook that Excel would refuse or repair: which of its limits is broken, and where.
///
/// Everything is checked before a byte is written; a streamed row is checked when it is given.
public struct XLSXWriteError: Error, Hashable, Sendable {
  /// The limit; its spelling is stable.
  public enum Code: String, Error, Hashable, Sendable, CaseIterable {
    /// A sheet's name is empty, longer than 31 UTF-16 units, reserved, or holds one of `: \ / ? * [ ]`
    /// or an apostrophe at an end.
    case invalidSheetName
    /// Two sheets have one name; Excel compares without regard to case.
    case duplicateSheetName
    /// No sheet is visible.
    case noVisibleSheet
    /// A reference is not a cell or range inside the grid (XFD1048576).
    case invalidReference
    /// A cell's text is longer than 32,767 UTF-16 units.
    case textTooLong
    /// A number is infinite or not a number, or a date lies before the workbook's first day.
    case invalidNumber
    /// A formula is none of Excel, or names what the workbook has not; `formula` has the place in it.
    case invalidFormula
    /// Rows of a streamed sheet were not given in ascending order.
    case rowOrder
    /// A column is wider than 255 characters, a row higher than 409 points, or an outline deeper than 7.
    case invalidSize
    /// A merged range is a single cell or overlaps another merged range or a table.
    case invalidMerge
    /// Two tables overlap, or a table overlaps the sheet's autofilter.
    case overlappingTables
    /// A table lacks a row of data or a heading, or a heading is used twice.
    case invalidTable
    /// A name of a table or a defined name is empty, malformed, reserved or used twice.
    case invalidName
    /// A heading, prompt, header, footer or name is longer than Excel takes.
    case phraseTooLong
    /// The workbook has more than 65,430 cell formats.
    case tooManyStyles
    /// A number format code is longer than 255 characters, leaves a quote or bracket open, or has brackets
    /// around something unknown.
    case invalidNumberFormat
    /// A look has a size, angle, indent or colour that the format has no room for.
    case invalidStyle
    /// A hyperlink's address is longer than 2,080 characters, or a sheet has more than 65,530 of them.
    case invalidHyperlink
    /// A validation or conditional format lacks a range or an operand.
    case invalidRule
    /// A chart has no series, or its kinds cannot stand in one plot.
    case invalidChart
    /// A picture is neither PNG nor JPEG.
    case invalidImage
    /// A page set-up value is outside its range.
    case invalidPageSetup
  }

  /// The limit.
  public var code: Code
  /// The sheet's name.
  public var sheet: String?
  /// The cell.
  public var cell: CellReference?
  /// The value at fault, shortened.
  public var detail: String
  /// What is wrong with a formula, and where in it.
  public var formula: FormulaError?

  /// Creates an error.
  public init(
    _ code: Code, sheet: String? = nil, cell: CellReference? = nil, detail: String = "",
    formula: FormulaError? = nil
  ) {
    self.code = code
    self.formula = formula
    self.sheet = sheet
    self.cell = cell
    self.detail = String(detail.prefix(80))
  }

  /// Runs a check that knows no sheet, and no cell where one is given, and tells them with what it finds.
  static func placing<Result>(
    on sheet: String, _ cell: CellReference? = nil, _ check: () throws(XLSXWriteError) -> Result
  ) throws(XLSXWriteError) -> Result {
    do { return try check() } catch {
      var placed = error
      placed.sheet = sheet
      placed.cell = cell ?? error.cell
      throw placed
    }
  }
}

extension XLSXWriteError: CustomStringConvertible {
  /// Code, place and detail on one line, for logs.
  public var description: String {
    var place = ""
    if let sheet { place += " \(sheet)" }
    if let cell { place += "!\(cell)" }
    let problem = formula.map { " (\($0.message(.en)), byte \($0.range.lowerBound))" } ?? ""
    return "\(code.rawValue)\(place)\(detail.isEmpty ? "" : ": \(detail)")\(problem)"
  }
}
