import SpreadsheetModel

/// Which number format each cell format (XF) of a workbook has.
struct BIFFFormats {
  /// The formats a sheet's cells index into.
  private(set) var formats: [NumberFormat] = [.general]
  private var byXF: [Int] = []
  private var codes: [Int: String] = [:]
  private var xfFormats: [Int] = []

  mutating func define(_ id: Int, code: String) { codes[id] = code }

  mutating func addXF(format id: Int) { xfFormats.append(id) }

  /// Settles the indices once every record is read.
  mutating func finish() {
    var indices: [String: Int] = ["General": 0]
    byXF = xfFormats.map { id in
      let code = codes[id] ?? Self.builtIn[id] ?? "General"
      if let index = indices[code] { return index }
      formats.append(NumberFormat(code: code))
      indices[code] = formats.count - 1
      return formats.count - 1
    }
  }

  /// The index of a cell's format.
  func index(xf: Int) -> Int { byXF.indices.contains(xf) ? byXF[xf] : 0 }

  /// Formats a file need not define (ECMA-376 Part 1, 18.8.30); 27 to 36 and 50 to 58 as in Chinese
  /// versions.
  private static let builtIn: [Int: String] = [
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "\"¥\"#,##0;\"¥\"\\-#,##0",
    6: "\"¥\"#,##0;[Red]\"¥\"\\-#,##0", 7: "\"¥\"#,##0.00;\"¥\"\\-#,##0.00",
    8: "\"¥\"#,##0.00;[Red]\"¥\"\\-#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: "yyyy\"年\"m\"月\"", 28: "m\"月\"d\"日\"", 29: "m\"月\"d\"日\"", 30: "m-d-yy",
    31: "yyyy\"年\"m\"月\"d\"日\"", 32: "h\"时\"mm\"分\"", 33: "h\"时\"mm\"分\"ss\"秒\"",
    34: "上午/下午h\"时\"mm\"分\"", 35: "上午/下午h\"时\"mm\"分\"ss\"秒\"", 36: "yyyy\"年\"m\"月\"",
    37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0",
    49: "@", 50: "yyyy\"年\"m\"月\"", 51: "m\"月\"d\"日\"", 52: "yyyy\"年\"m\"月\"",
    53: "m\"月\"d\"日\"", 54: "m\"月\"d\"日\"", 55: "上午/下午h\"时\"mm\"分\"",
    56: "上午/下午h\"时\"mm\"分\"ss\"秒\"", 57: "yyyy\"年\"m\"月\"", 58: "m\"月\"d\"日\"",
  ]
}
