/// The formats that the door opens, told by a file's bytes and never by its name.
public enum SpreadsheetFormat: String, Sendable, CaseIterable, Codable {
  /// Office Open XML (ECMA-376), macro-enabled workbooks and templates included.
  case xlsx
  /// Delimited text, whatever its delimiter and its file's ending.
  case csv
  /// Excel 97-2003 binary workbook (BIFF8 in an OLE2 compound file).
  case biff8 = "xls"
  /// Excel 5.0 and 95 binary workbook (BIFF5).
  case biff5 = "xls-5"
  /// Excel 2.0 to 4.0 binary sheet or workbook (BIFF2 to BIFF4).
  case biff4 = "xls-4"
  /// An HTML page with tables, as web systems name `.xls`.
  case html
  /// A single-file web page (MHTML), as Excel writes it.
  case mhtml = "mht"
  /// XML Spreadsheet 2003 (SpreadsheetML of Excel 2003).
  case xml2003
}
