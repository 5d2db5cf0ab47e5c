import SpreadsheetModel

/// The number formats of an XML Spreadsheet's styles.
struct XMLSpreadsheetStyles {
  /// The formats that cells index into.
  private(set) var formats: [NumberFormat] = [.general]
  private var formatOfStyle: [String: Int] = [:]
  private var formatOfCode: [String: Int] = ["General": 0]
  private var openStyle: String?

  /// Begins a style, which has its parent's format until it gives its own.
  mutating func begin(_ id: String, parent: String?) {
    openStyle = id
    formatOfStyle[id] = parent.flatMap { formatOfStyle[$0] }
  }

  /// Ends the open style.
  mutating func end() { openStyle = nil }

  /// Gives the open style its format.
  mutating func define(_ format: String) {
    guard let openStyle, !format.isEmpty else { return }
    let code = Self.named[format] ?? format
    let index = formatOfCode[code] ?? formats.count
    if index == formats.count {
      formatOfCode[code] = index
      formats.append(NumberFormat(code: code))
    }
    formatOfStyle[openStyle] = index
  }

  /// The index of a style's format; without one that of the style for all cells.
  func format(_ style: String?) -> Int { formatOfStyle[style ?? "Default"] ?? 0 }

  /// The formats that go by names (XML Spreadsheet Reference, ss:Format).
  private static let named: [String: String] = [
    "General Number": "General", "General Date": "yyyy/m/d h:mm", "Long Date": "yyyy\"年\"m\"月\"d\"日\"",
    "Medium Date": "d-mmm-yy", "Short Date": "yyyy/m/d", "Long Time": "h:mm:ss AM/PM",
    "Medium Time": "h:mm AM/PM", "Short Time": "h:mm", "Currency": "\"¥\"#,##0.00",
    "Euro Currency": "[$€-2]#,##0.00", "Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%",
    "Scientific": "0.00E+00", "Yes/No": "\"Yes\";\"Yes\";\"No\"",
    "True/False": "\"True\";\"True\";\"False\"", "On/Off": "\"On\";\"On\";\"Off\"",
  ]
}
