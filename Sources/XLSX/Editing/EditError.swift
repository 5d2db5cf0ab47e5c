import Diagnostics
import Formula
import SpreadsheetModel

/// Why an edit cannot be made, or an edited workbook cannot be saved, and where.
public struct EditError: Error, Hashable, Sendable {
  /// The kind of failure; its spelling is stable.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// The file is no package that can be opened; `detail` has the reason.
    case unreadablePackage
    /// A part is not well-formed XML, or not what its relationship promises.
    case malformedPart
    /// A part is written in an encoding that cannot be edited.
    case unsupportedEncoding
    /// A part that a relationship names is not there.
    case missingPart
    /// The workbook has no sheet of that name.
    case noSuchSheet
    /// The sheet is a chart, dialog or macro sheet and holds no cells.
    case notAWorksheet
    /// The reference is not a cell or range inside the grid.
    case invalidReference
    /// The text is longer than the 32,767 UTF-16 units a cell can hold.
    case textTooLong
    /// Excel would not take the formula; `formula` has the place in it.
    case invalidFormula
    /// The number is infinite or not a number, or the date lies before the workbook's first day.
    case invalidNumber
    /// The cell belongs to an array formula, which can only be changed as a whole.
    case arrayFormula
    /// The cell belongs to a what-if data table.
    case dataTable
    /// The cell is a table's heading, and the new content cannot be one.
    case tableHeading
    /// A validation or conditional format lacks a range or a choice, or has a value out of range.
    case invalidRule
    /// A look has a size, angle, colour or number format that Excel does not know.
    case invalidStyle
    /// The sheet's name breaks Excel's rules.
    case invalidSheetName
    /// Another sheet has that name.
    case duplicateSheetName
    /// A workbook needs one visible sheet.
    case lastVisibleSheet
    /// The package carries a digital signature, which any edit would break.
    case signedPackage
    /// The stylesheet is full (65,430 cell formats).
    case tooManyStyles
    /// Something depends on what is to be moved or removed and cannot follow; `detail` names it.
    case dependent
    /// A limit of Excel is passed; `detail` names it.
    case limitExceeded
    /// The edited file cannot be written.
    case unwritable
  }

  /// The kind of failure.
  public var code: Code
  /// The part's name inside the package, such as `xl/worksheets/sheet1.xml`.
  public var part: String?
  /// The sheet's name.
  public var sheet: String?
  /// The cell.
  public var cell: CellReference?
  /// The byte of the part.
  public var offset: Int?
  /// The name, value or limit at fault.
  public var detail: String
  /// What is wrong with a formula, and where in it; the formula is `detail` then.
  public var formula: FormulaError?

  /// Creates an error.
  public init(
    _ code: Code, part: String? = nil, sheet: String? = nil, cell: CellReference? = nil,
    offset: Int? = nil, detail: String = "", formula: FormulaError? = nil
  ) {
    self.code = code
    self.part = part
    self.sheet = sheet
    self.cell = cell
    self.offset = offset
    self.detail = detail
    self.formula = formula
  }

  /// The error of something that the writer for new files would refuse, too.
  init(_ error: XLSXWriteError, sheet: String) {
    let code: Code =
      switch error.code {
      case .invalidFormula: .invalidFormula
      case .invalidRule, .phraseTooLong: .invalidRule
      case .invalidStyle, .invalidNumberFormat: .invalidStyle
      case .invalidReference: .invalidReference
      default: .limitExceeded
      }
    self.init(code, sheet: sheet, cell: error.cell, detail: error.detail, formula: error.formula)
  }
}

extension EditError {
  /// What is wrong with a formula, and at which of its characters; `nil` where none is at fault.
  public var formulaProblem: Phrase? {
    formula.map { error in
      let place = error.character(in: detail)
      return Phrase(
        zh: "第 \(place) 个字符处：\(error.message(.zh))", en: "at character \(place): \(error.message(.en))")
    }
  }
}

extension EditError: CustomStringConvertible {
  /// Code, place and detail on one line, for logs.
  public var description: String {
    var place = ""
    if let sheet { place += " \(sheet)" }
    if let cell { place += "!\(cell)" }
    if let part { place += " \(part)" }
    if let offset { place += ":\(offset)" }
    let problem = formula.map { " (\($0.message(.en)), byte \($0.range.lowerBound))" } ?? ""
    return "\(code.rawValue)\(place)\(detail.isEmpty ? "" : ": \(detail)")\(problem)"
  }
}
