import Formula
import Foundation
import OpenPackaging
import SpreadsheetModel

/// Writes a new workbook.
///
/// ```swift
/// var book = XLSXWriter()
/// book.sheet("汇总") { sheet in
///   sheet.write(row: 0, ["支部", "党员人数"], style: heading)
///   sheet.write(row: 1, ["第一支部", 23])
///   sheet.freeze(below: 1)
///   sheet.chart(.column, over: "A1:B2", at: "D2")
/// }
/// try book.save(to: url)
/// ```
///
/// The same calls give the same bytes: times inside the package are fixed, and so is every order.
public struct XLSXWriter {
  /// Facts about the workbook that programs show beside it.
  public var properties = DocumentProperties()
  /// How hard the parts are compressed.
  public var compression: CompressionLevel = .fast
  /// The sheet shown first; the first visible one if `nil`.
  public var activeSheet: String?
  /// Whether sheets can be added, removed, renamed, shown and moved in Excel only after its protection is
  /// lifted.
  public var locksStructure = false
  let dateSystem: DateSystem
  var sheets: [SheetContent] = []
  var names: [NamedFormula] = []
  var styles: StylePool
  var problem: XLSXWriteError?

  /// Creates an empty workbook.
  ///
  /// - Parameters:
  ///   - defaultFont: The font of cells without one; widths count in its digits.
  ///   - dateSystem: How date serials count.
  public init(
    defaultFont: Font = Font(name: "宋体", size: 11), dateSystem: DateSystem = .base1900
  ) {
    styles = StylePool(defaultFont: defaultFont)
    self.dateSystem = dateSystem
  }

  /// Adds a sheet behind the others and fills it.
  public mutating func sheet<Failure: Error>(
    _ name: String, _ body: (inout SheetWriter) throws(Failure) -> Void
  ) throws(Failure) {
    var sheet = SheetWriter(
      name: name, styles: styles, dateSystem: dateSystem, tableCount: tableCount)
    try body(&sheet)
    add(sheet)
  }

  /// Adds a sheet whose rows are given only when the workbook is saved, and are not kept: a sheet of any
  /// length in constant memory.
  ///
  /// - Parameters:
  ///   - name: The sheet's name.
  ///   - rows: Gives the rows from top to bottom; called once for each `save` or `bytes`.
  ///   - layout: Sets everything but cells: widths, frozen rows, filter, page.
  public mutating func sheet<Failure: Error>(
    _ name: String, streaming rows: @escaping (inout RowStream) throws -> Void,
    layout: (inout SheetWriter) throws(Failure) -> Void
  ) throws(Failure) {
    var sheet = SheetWriter(
      name: name, styles: styles, dateSystem: dateSystem, tableCount: tableCount)
    try layout(&sheet)
    sheet.content.source = rows
    add(sheet)
  }

  /// Adds a sheet whose rows are given only when the workbook is saved, and are not kept, with nothing
  /// besides its cells.
  public mutating func sheet(
    _ name: String, streaming rows: @escaping (inout RowStream) throws -> Void
  ) {
    sheet(name, streaming: rows) { (_: inout SheetWriter) in }
  }

  private var tableCount: Int { sheets.reduce(0) { $0 + $1.layout.tables.count } }

  private mutating func add(_ sheet: SheetWriter) {
    styles = sheet.styles
    problem = problem ?? sheet.problem
    sheets.append(sheet.content)
  }

  /// Gives a name to a formula, most often a reference: `'代码表'!$A$2:$A$9`.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - formula: What it stands for.
  ///   - sheet: The sheet on which alone the name is known; the whole workbook if `nil`.
  ///   - isHidden: Whether lists of names leave it out.
  public mutating func define(
    _ name: String, as formula: String, onlyOn sheet: String? = nil, isHidden: Bool = false
  ) {
    names.append(NamedFormula(name: name, formula: formula, sheet: sheet, isHidden: isHidden))
  }

  /// The id of a look, for cells that share it.
  public mutating func style(_ style: CellStyle) -> StyleID { styles.id(of: style) }

  /// Writes the workbook to a file, which appears whole or not at all.
  ///
  /// - Parameters:
  ///   - url: The file.
  ///   - replacing: Whether an existing file may be replaced.
  /// - Throws: `XLSXWriteError` before anything is written if Excel would refuse the workbook;
  ///   `OutputError` if the file cannot be written; whatever the closure of a streamed sheet throws.
  /// - Returns: What was done beyond what was asked for.
  @discardableResult
  public func save(to url: URL, replacing: Bool = true) throws -> XLSXWriteReport {
    let plan = try WorkbookPlan(self)
    let archive = ZIPWriter(to: try AtomicFile(url.path, replacing: replacing))
    try plan.write(to: archive)
    try archive.finish()
    return plan.report
  }

  /// The workbook as bytes.
  ///
  /// - Throws: as `save(to:replacing:)`.
  public func bytes() throws -> [UInt8] { try bytes(in: nil) }

  /// - Parameter others: What formulas may name that is not in the workbook.
  func bytes(in others: FormulaScope?) throws -> [UInt8] {
    let plan = try WorkbookPlan(self, besides: others)
    let archive = ZIPWriter()
    try plan.write(to: archive)
    return try archive.finish()
  }
}

/// What saving a workbook did beyond what was asked for.
public struct XLSXWriteReport: Hashable, Sendable {
  /// Drop-down lists that do not fit into their rule (255 characters, no comma inside a text) and were put
  /// on a hidden sheet: where each stands.
  public var spilledLists: [SheetReference]
  /// Totals of tables whose result is past the range of numbers, and stored as `#NUM!`.
  public var overflowingTotals: [SheetReference] = []
  /// Copied formulas that the workbook cannot hold, with their results in their place: they name a sheet,
  /// table or workbook that is not there, or are none of Excel.
  public var formulasAsResults: [SheetReference] = []
}

/// Facts about a workbook (ECMA-376 Part 2, 11; Part 1, 22.2).
public struct DocumentProperties: Hashable, Sendable {
  /// Title.
  public var title: String?
  /// Subject.
  public var subject: String?
  /// Author.
  public var creator: String?
  /// Keywords.
  public var keywords: String?
  /// Description.
  public var comments: String?
  /// Category.
  public var category: String?
  /// The organisation.
  public var company: String?
  /// The day it was made; no time, so that a run can be repeated.
  public var created: CivilDate?
  /// Properties of the workbook's own, by name.
  public var custom: [String: String] = [:]
  /// The program shown as the producer.
  public var application = "Taizhang"

  /// Creates properties without content.
  public init() {}
}

/// A name for a formula.
struct NamedFormula {
  var name: String
  var formula: String
  var sheet: String?
  var isHidden = false
}
