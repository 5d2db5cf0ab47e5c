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
      let code = codes[id] ?? BuiltInNumberFormats.code(id) ?? "General"
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
}
