import SpreadsheetModel

/// The number formats of a workbook, and which of them each cell format (`cellXfs`) has.
struct NumberFormatTable: Hashable, Sendable {
  /// The formats; 0 is General.
  private(set) var formats: [NumberFormat] = [.general]
  /// Index into `formats` by index into `cellXfs`.
  private(set) var formatOfStyle: [Int] = []

  init() {}

  /// Pairs the workbook's own format codes with the ids that its cell formats use.
  init(codes: [Int: String], styleFormatIDs: [Int]) {
    var positions: [Int: Int] = [0: 0]
    for id in styleFormatIDs {
      if let position = positions[id] {
        formatOfStyle.append(position)
        continue
      }
      let code = codes[id] ?? BuiltInNumberFormats.code(id) ?? "General"
      let position = code == "General" ? 0 : formats.count
      if position > 0 { formats.append(NumberFormat(code: code)) }
      positions[id] = position
      formatOfStyle.append(position)
    }
  }

  /// The index into `formats` of a cell's style; General for a style that does not exist.
  func format(ofStyle style: Int) -> Int {
    formatOfStyle.indices.contains(style) ? formatOfStyle[style] : 0
  }
}
