import SpreadsheetModel

/// Makes rows of values from row buffers, texts that cells share made once.
struct RowMaker {
  let formats: NumberFormatTable
  /// An estimate of the memory that the rows made so far take, in bytes.
  private(set) var modelBytes = 0
  /// Longer shared texts already made, by where they stand; shorter ones need no memory of their own.
  private var texts: [UInt32: String] = [:]

  private static let inlineText = 15

  init(formats: NumberFormatTable) {
    self.formats = formats
  }

  /// A row with its values made, cells without content left out unless they are asked for.
  mutating func row(from buffer: borrowing RowBuffer, keepsBlanks: Bool) -> Row {
    var row = Row(index: buffer.index, isHidden: buffer.isHidden)
    row.cells.reserveCapacity(buffer.cells.count)
    for raw in buffer.cells where raw.kind != .empty || raw.hasFormula || keepsBlanks {
      row.cells.append(
        Cell(
          column: Int(raw.column), value: value(of: raw, in: buffer), formula: buffer.formula(of: raw),
          format: formats.format(ofStyle: Int(raw.style)), exactDigits: buffer.exactDigits(of: raw)))
    }
    modelBytes += row.cells.count * MemoryLayout<Cell>.stride + buffer.bytes.count + 64
    return row
  }

  private mutating func value(of cell: RawCell, in buffer: borrowing RowBuffer) -> CellValue {
    guard cell.kind == .sharedText, cell.textCount > Self.inlineText else {
      return buffer.value(of: cell)
    }
    if let text = texts[cell.textStart] { return .text(text) }
    let text = buffer.text(of: cell)
    texts[cell.textStart] = text
    return .text(text)
  }
}
