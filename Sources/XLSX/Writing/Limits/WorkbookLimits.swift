import SpreadsheetModel

/// Checks a workbook against what Excel takes, before anything is written.
enum WorkbookLimits {
  static func check(_ book: XLSXWriter) throws(XLSXWriteError) {
    var names: Set<String> = []
    for sheet in book.sheets {
      guard SheetNaming.isValid(sheet.name) else {
        throw XLSXWriteError(.invalidSheetName, sheet: sheet.name, detail: sheet.name)
      }
      guard names.insert(sheet.name.lowercased()).inserted else {
        throw XLSXWriteError(.duplicateSheetName, sheet: sheet.name, detail: sheet.name)
      }
    }
    guard book.sheets.contains(where: { $0.layout.visibility == .visible }) else {
      throw XLSXWriteError(.noVisibleSheet)
    }
    guard book.styles.formats.items.count <= 65_430 else { throw XLSXWriteError(.tooManyStyles) }
  }
}
