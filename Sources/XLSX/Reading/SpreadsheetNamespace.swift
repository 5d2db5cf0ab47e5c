/// The namespaces of SpreadsheetML that readers take names from.
enum SpreadsheetNamespace {
  /// Transitional (ECMA-376), strict (ISO/IEC 29500), and none, for producers that declare none.
  static let main = [
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main", "",
  ]
}
