import SpreadsheetModel

/// Checks a workbook against what Excel takes, before anything is written ("Excel specifications and
/// limits"; MS-OI29500).
enum WorkbookLimits {
  static func check(_ book: XLSXWriter) throws(XLSXWriteError) {
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
    for code in book.styles.numberFormats.items {
      guard code.utf16.count <= 255, NumberFormatRules.isBalanced(code) else {
        throw XLSXWriteError(.invalidNumberFormat, detail: code)
      }
    }
    var names = try checkNames(book.names, sheets: sheetNames)
    for sheet in book.sheets {
      try SheetLimits.check(sheet)
      try TableLimits.check(sheet, names: &names)
      for placed in sheet.layout.charts { try ChartLimits.check(placed.chart, sheet: sheet.name) }
    }
  }

  /// - Returns: The names known in the whole workbook, lower case, which tables must not repeat.
  private static func checkNames(
    _ names: [NamedFormula], sheets: Set<String>
  ) throws(XLSXWriteError) -> Set<String> {
    var seen: Set<String> = []
    for name in names {
      guard NameRules.isValid(name.name), !name.name.lowercased().hasPrefix("_xl") else {
        throw XLSXWriteError(.invalidName, sheet: name.sheet, detail: name.name)
      }
      if let sheet = name.sheet, !sheets.contains(sheet.lowercased()) {
        throw XLSXWriteError(.invalidName, sheet: sheet, detail: name.name)
      }
      let scope = name.sheet.map { $0.lowercased() + "!" } ?? ""
      guard seen.insert(scope + name.name.lowercased()).inserted else {
        throw XLSXWriteError(.invalidName, sheet: name.sheet, detail: name.name)
      }
      guard !name.formula.isEmpty, name.formula.utf16.count <= CellLimits.formulaCharacters,
        !name.formula.hasPrefix("=")
      else { throw XLSXWriteError(.invalidFormula, sheet: name.sheet, detail: name.name) }
    }
    return seen.filter { !$0.contains("!") }
  }
}
