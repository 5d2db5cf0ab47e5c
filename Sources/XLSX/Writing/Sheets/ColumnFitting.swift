import SpreadsheetModel

/// Widths that follow from what the cells show.
enum ColumnFitting {
  /// The columns with every width worked out.
  static func columns(of sheet: SheetContent, styles: StylePool) -> [Int: ColumnLayout] {
    var columns = sheet.layout.columns
    let fitted = columns.filter { $0.value.fitLimit != nil && $0.value.width == nil }
    guard !fitted.isEmpty else { return columns }
    var widths: [Int: Double] = [:]
    // A merged title does not widen the one column it begins in.
    let merged = Set(sheet.layout.merges.filter { $0.columns.count > 1 }.map(\.first))
    let filterRow = sheet.layout.filter?.range.first.row
    let filled = sheet.rows.rows.map { row in row.cells.count { $0.isFilled } }
    let fullest = filled.max() ?? 0
    for (row, filled) in zip(sheet.rows.rows, filled) {
      // Nor does the text of a line that fills few of the columns, such as a title or who handed it in: it
      // runs on over the empty cells beside it.
      let isSparse = filled * Self.sparseShare <= fullest
      for cell in row.cells {
        let column = Int(cell.column)
        guard fitted[column] != nil,
          merged.isEmpty || !merged.contains(CellReference(row: row.index, column: column))
        else { continue }
        if isSparse, cell.isText { continue }
        let style = styles.style(of: cell.style)
        var width = shownWidth(of: cell, in: sheet.rows, format: style.numberFormat)
        if let font = style.font {
          width = TextWidth.scaled(
            width, size: font.size, isBold: font.isBold, usualSize: styles.defaultFont.size)
        }
        width += Double(style.alignment?.indent ?? 0) * TextWidth.indent
        // The button of a filter hides two characters.
        if row.index == filterRow { width += 2.5 }
        widths[column] = max(widths[column] ?? 0, width)
      }
    }
    for (column, layout) in fitted {
      let limit = layout.fitLimit ?? 255
      // Two characters of air; a column that holds nothing keeps the default.
      columns[column]?.width = widths[column].map { min(max($0 + 2, 5), max(limit, 1), 255) }
      columns[column]?.fitLimit = nil
    }
    return columns
  }

  /// A line that fills no more than one in so many of the fullest line's cells is a title or a remark.
  private static let sparseShare = 4

  private static func shownWidth(
    of cell: StoredCell, in rows: StoredRows, format: NumberFormat?
  ) -> Double {
    switch cell.value {
    case .blank: return 0
    case .text(let text): return TextWidth.ofWidestLine(text)
    case .rich(let index):
      return TextWidth.ofWidestLine(rows.richTexts[Int(index)].map(\.text).joined())
    case .boolean: return 6
    case .error(let spelling): return TextWidth.of(spelling)
    case .number(let number): return width(of: .number(number), format: format)
    case .formula(let index): return width(of: rows.formulas[Int(index)].result, format: format)
    }
  }

  private static func width(of value: CellValue, format: NumberFormat?) -> Double {
    TextWidth.ofWidestLine((format ?? .general).displayedText(of: value, dateSystem: .base1900))
  }
}

extension StoredCell {
  fileprivate var isFilled: Bool {
    if case .blank = value { false } else { true }
  }

  fileprivate var isText: Bool {
    switch value {
    case .text, .rich: true
    default: false
    }
  }
}
