import SpreadsheetModel

/// Which number format each cell format (XF) of a workbook has.
struct BIFFFormats {
  /// The formats a sheet's cells index into.
  private(set) var formats: [NumberFormat] = [.general]
  private var byXF: [Int] = []
  private var byID: [Int: Int] = [:]
  private var codes: [Int: String] = [:]
  private var xfFormats: [Int] = []

  /// Whether any cell format is there.
  var isEmpty: Bool { xfFormats.isEmpty && codes.isEmpty }

  mutating func define(_ id: Int, code: String) { codes[id] = code }

  /// Formats of BIFF2 to BIFF4 have no numbers: they count in their order.
  mutating func defineNext(code: String) { codes[codes.count] = code }

  mutating func addXF(format id: Int) { xfFormats.append(id) }

  /// Settles the indices once every record is read; of BIFF2, also those that cells name directly.
  mutating func finish(_ version: BIFFReader.Version) {
    var indices: [String: Int] = ["General": 0]
    func index(_ id: Int) -> Int {
      if let index = byID[id] { return index }
      let code = codes[id] ?? Self.builtIn[id] ?? "General"
      let index = indices[code] ?? formats.count
      if index == formats.count { formats.append(NumberFormat(code: code)) }
      indices[code] = index
      byID[id] = index
      return index
    }
    if version == .biff2 { for id in 0..<Self.directLimit { _ = index(id) } }
    byXF = xfFormats.map { index($0) }
  }

  /// Formats that a cell of BIFF2 can name.
  private static let directLimit = 64

  /// The index of a cell's format.
  func index(xf: Int) -> Int { byXF.indices.contains(xf) ? byXF[xf] : 0 }

  /// The index of a format named by a cell of BIFF2.
  func index(format id: Int) -> Int { byID[id] ?? 0 }

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
