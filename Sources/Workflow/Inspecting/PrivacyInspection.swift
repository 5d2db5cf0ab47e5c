import Spreadsheets
import XLSX

/// Tells what leaves with a file although whoever sends it does not see it.
public enum PrivacyInspection {
  /// The traces of a file that was read.
  ///
  /// Of workbooks in XLSX everything is told; of other formats what their cells and sheets tell.
  public static func traces(
    of loaded: LedgerLoading.Loaded, _ options: ReadingOptions
  ) throws(InputFailure) -> [PrivateTrace] {
    guard loaded.spreadsheet.format == .xlsx else { return traces(of: loaded.spreadsheet) }
    do throws(XLSXError) {
      return try loaded.input.reader(password: options.password).privateTraces()
    } catch {
      throw InputFailure(SpreadsheetError(error, path: loaded.input.path))
    }
  }

  private static func traces(of spreadsheet: Spreadsheet) -> [PrivateTrace] {
    var traces: [PrivateTrace] = []
    for sheet in spreadsheet.workbook.sheets {
      switch sheet.visibility {
      case .visible: break
      case .hidden: traces.append(PrivateTrace(.hiddenSheet, sheet: sheet.name))
      case .veryHidden: traces.append(PrivateTrace(.veryHiddenSheet, sheet: sheet.name))
      }
      let inRows = sheet.rows.filter(\.isHidden).reduce(0) { $0 + $1.cells.count }
      if inRows > 0 { traces.append(PrivateTrace(.hiddenRows, sheet: sheet.name, count: inRows)) }
      let inColumns = sheet.rows.filter { !$0.isHidden }.reduce(0) { sum, row in
        sum + row.cells.count { sheet.hiddenColumns.contains($0.column) }
      }
      if inColumns > 0 { traces.append(PrivateTrace(.hiddenColumns, sheet: sheet.name, count: inColumns)) }
      if !sheet.notes.isEmpty {
        traces.append(PrivateTrace(.comments, sheet: sheet.name, count: sheet.notes.count))
      }
    }
    traces += spreadsheet.facts.externalLinks.map { PrivateTrace(.externalLink, detail: $0) }
    if spreadsheet.facts.hasMacros { traces.append(PrivateTrace(.macros)) }
    return traces
  }
}
