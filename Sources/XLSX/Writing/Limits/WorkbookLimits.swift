import Formula
import SpreadsheetModel

/// Checks a workbook against what Excel takes, before anything is written ("Excel specifications and
/// limits"; MS-OI29500).
enum WorkbookLimits {
  /// - Parameter others: What formulas may name that is not in the workbook: where it is to become part of
  ///   another.
  /// - Returns: All that formulas may name.
  static func check(_ book: XLSXWriter, besides others: FormulaScope?) throws(XLSXWriteError) -> FormulaScope
  {
    var sheetNames: Set<String> = []
    for sheet in book.sheets {
      guard SheetNaming.isValid(sheet.name) else {
        throw XLSXWriteError(.invalidSheetName, sheet: sheet.name, detail: sheet.name)
      }
      guard sheetNames.insert(sheet.name.lowercased()).inserted else {
        throw XLSXWriteError(.duplicateSheetName, sheet: sheet.name, detail: sheet.name)
      }
    }
    guard book.sheets.contains(where: { $0.layout.visibility == .visible }) else {
      throw XLSXWriteError(.noVisibleSheet)
    }
    guard book.styles.formats.items.count <= 65_430 else { throw XLSXWriteError(.tooManyStyles) }
    for style in book.styles.styles { try StyleLimits.check(style) }
    let tables = book.sheets.flatMap { $0.layout.tables.compactMap(\.table.name) }
    let own = FormulaScope(sheets: book.sheets.map(\.name), tables: tables, links: 0)
    let scope = others.map(own.union) ?? own
    var names = try checkNames(book.names, sheets: sheetNames, in: scope)
    for sheet in book.sheets {
      try SheetLimits.check(sheet, in: scope)
      try TableLimits.check(sheet, names: &names, in: scope)
      for placed in sheet.layout.charts { try ChartLimits.check(placed.chart, sheet: sheet.name, in: scope) }
    }
    return scope
  }

  /// - Returns: The names known in the whole workbook, lower case, which tables must not repeat.
  private static func checkNames(
    _ names: [NamedFormula], sheets: Set<String>, in scope: FormulaScope
  ) throws(XLSXWriteError) -> Set<String> {
    var seen: Set<String> = []
    for name in names {
      guard NameRules.isValid(name.name), !name.name.lowercased().hasPrefix("_xl") else {
        throw XLSXWriteError(.invalidName, sheet: name.sheet, detail: name.name)
      }
      if let sheet = name.sheet, !sheets.contains(sheet.lowercased()) {
        throw XLSXWriteError(.invalidName, sheet: sheet, detail: name.name)
      }
      let owner = name.sheet.map { $0.lowercased() + "!" } ?? ""
      guard seen.insert(owner + name.name.lowercased()).inserted else {
        throw XLSXWriteError(.invalidName, sheet: name.sheet, detail: name.name)
      }
      do throws(FormulaError) {
        try scope.check(StoredFormula(name.formula, isName: true), needsTable: true)
      } catch {
        throw XLSXWriteError(
          .invalidFormula, sheet: name.sheet, detail: "\(name.name): \(name.formula)", formula: error)
      }
    }
    return seen.filter { !$0.contains("!") }
  }
}
