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

  /// A row with its values made, cells without content left out.
  func row(from buffer: RowBuffer) -> Row {
    var row = Row(index: buffer.index, isHidden: buffer.isHidden)
    row.cells.reserveCapacity(buffer.cells.count)
    for raw in buffer.cells where raw.kind != .empty || raw.hasFormula {
      row.cells.append(
        Cell(
          column: Int(raw.column), value: buffer.value(of: raw), formula: buffer.formula(of: raw),
          format: format(ofStyle: Int(raw.style)), exactDigits: buffer.exactDigits(of: raw)))
    }
    return row
  }
}
