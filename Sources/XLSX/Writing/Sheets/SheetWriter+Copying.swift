import SpreadsheetModel

extension SheetWriter {
  /// Writes a sheet as it is: values, formulas with their results, number formats, merged ranges, hidden
  /// rows and columns. Text stays text, whatever it looks like, and a number whose digits a double
  /// cannot hold becomes the text it was.
  ///
  /// - Parameters:
  ///   - sheet: The sheet; its name and notes are left to the caller.
  ///   - look: How the cells of `rows` look besides their number formats.
  ///   - rows: The rows that get this look.
  public mutating func copy(_ sheet: Sheet, look: CellStyle? = nil, in rows: [ClosedRange<Int>] = []) {
    visibility = sheet.visibility
    let plain = sheet.formats.map { format in
      format == .general ? StyleID.default : style(CellStyle(numberFormat: format))
    }
    let marked = look.map { look in
      sheet.formats.map { format in
        var look = look
        look.numberFormat = format
        return style(look)
      }
    }
    for row in sheet.rows {
      let styles = rows.contains { $0.contains(row.index) } ? marked ?? plain : plain
      for cell in row.cells {
        let style = styles.indices.contains(cell.format) ? styles[cell.format] : .default
        let content: CellContent =
          cell.exactDigits.map { .text($0) }
          ?? cell.formula.map { .formula($0, result: cell.value) } ?? CellContent(cell.value)
        set(row.index, cell.column, content, style: style)
      }
      if row.isHidden { hide(row: row.index) }
    }
    for range in sheet.mergedRanges where !range.isSingleCell { merge(range) }
    for column in sheet.hiddenColumns { hide(columns: column...column) }
    fitWidth(limit: 50)
  }
}
