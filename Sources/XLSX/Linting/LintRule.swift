import Diagnostics
import SpreadsheetModel

/// What Excel refuses or repairs when it opens a workbook, one case for each family of faults.
///
/// The ids are stable; the words are in `LintRule+Words.swift`.
public enum LintRule: String, Hashable, Sendable, CaseIterable {
  // The package.
  case contentTypes = "XLSX-01"
  case relationships = "XLSX-02"
  case workbookType = "XLSX-03"
  case container = "XLSX-04"
  case wellFormed = "XLSX-05"
  // The order of elements.
  case worksheetOrder = "XLSX-06"
  case sheetElementOrder = "XLSX-07"
  case workbookOrder = "XLSX-08"
  case styleOrder = "XLSX-09"
  case extensionLists = "XLSX-10"
  // Cells.
  case cellPositions = "XLSX-11"
  case cellIndices = "XLSX-12"
  case sharedStringCounts = "XLSX-13"
  case textLimits = "XLSX-14"
  case illegalCharacters = "XLSX-15"
  case lostBlanks = "XLSX-16"
  case numbers = "XLSX-17"
  case errorsAndBooleans = "XLSX-18"
  case formulas = "XLSX-19"
  case dynamicArrays = "XLSX-20"
  case calculationChain = "XLSX-21"
  // The workbook.
  case sheets = "XLSX-22"
  case definedNames = "XLSX-23"
  case filterName = "XLSX-24"
  case styleTables = "XLSX-25"
  case styleLimits = "XLSX-26"
  // Features of a sheet.
  case merges = "XLSX-27"
  case validations = "XLSX-28"
  case conditionalFormats = "XLSX-29"
  case tables = "XLSX-30"
  case notes = "XLSX-31"
  case hyperlinks = "XLSX-32"
  case drawings = "XLSX-33"
  case headersAndFooters = "XLSX-34"
  case pageSetup = "XLSX-35"
  case columnsAndRows = "XLSX-36"
  case views = "XLSX-37"
  case pivots = "XLSX-38"
  case extensions = "XLSX-39"
  case dates = "XLSX-40"
  case compatibility = "XLSX-41"
  // Facts about the document.
  case documentProperties = "XLSX-42"

  /// How Excel takes it: an error is refused or loses content in the repair, a warning is tolerated by
  /// most versions and risky.
  public var severity: Severity {
    switch self {
    case .container, .sharedStringCounts, .lostBlanks, .filterName, .pageSetup, .dates, .compatibility:
      .warning
    default: .error
    }
  }
}

/// A place in the XML of a part: where a start tag ends, both numbers from 1.
public struct LintPlace: Hashable, Sendable {
  /// The line.
  public let line: Int
  /// The column, in bytes.
  public let column: Int
}

/// One fault of a workbook, with its place.
public struct LintFinding: Hashable, Sendable {
  /// The rule that is broken.
  public var rule: LintRule
  /// The part of the package, such as `xl/worksheets/sheet1.xml`; empty for the package itself.
  public var part: String
  /// The sheet's name, where the part belongs to one.
  public var sheet: String?
  /// The cell or the first cell of the range, where there is one.
  public var cell: CellReference?
  /// Where in the part's XML, if it is about an element of it.
  public var place: LintPlace?
  /// What was found, in the file's own words: a name, a value, a pair of elements.
  public var detail: String

  /// Creates a finding.
  public init(
    _ rule: LintRule, part: String, sheet: String? = nil, cell: CellReference? = nil,
    place: LintPlace? = nil, detail: String
  ) {
    self.rule = rule
    self.part = part
    self.sheet = sheet
    self.cell = cell
    self.place = place
    self.detail = String(detail.prefix(200))
  }

  /// Part, line and column, `xl/styles.xml:1:2034`, as far as they are known.
  public var source: String { place.map { "\(part):\($0.line):\($0.column)" } ?? part }

  /// The finding for people: why Excel objects, where, and what mends it.
  public func diagnostic(in file: String) -> Diagnostic {
    let place = part.isEmpty ? detail : "\(source): \(detail)"
    return Diagnostic(
      rule: rule.rawValue, severity: rule.severity,
      message: Phrase(
        zh: "\(rule.reason.text(.zh))（\(place)）", en: "\(rule.reason.text(.en)) (\(place))"),
      location: SourceLocation(file: file, sheet: sheet, cell: cell), value: detail, advice: rule.remedy)
  }
}

extension CellReference {
  /// `A1`.
  static let origin = CellReference(row: 0, column: 0)
}
