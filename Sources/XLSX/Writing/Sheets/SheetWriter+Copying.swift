import Formula
import SpreadsheetModel

extension SheetWriter {
  /// Writes a sheet as it is: values, formulas with their results, number formats, merged ranges, hidden
  /// rows and columns. Text stays text, whatever it looks like, and a number whose digits a double
  /// cannot hold becomes the text it was. A formula that this workbook cannot hold, such as one that names a
  /// sheet which is not copied, is left out for its result; the report on saving tells where.
  ///
  /// - Parameters:
  ///   - sheet: The sheet; its name and notes are left to the caller.
  ///   - look: How the cells of `rows` look besides their number formats.
  ///   - rows: The rows that get this look.
  public mutating func copy(_ sheet: Sheet, look: CellStyle? = nil, in rows: [ClosedRange<Int>] = []) {
    visibility = sheet.visibility
    let plain = sheet.formats.map { format in
      format == .general || !NumberFormatRules.isValid(format.code)
        ? StyleID.default : style(CellStyle(numberFormat: format))
    }
    let marked = look.map { look in
      sheet.formats.map { format in
        var look = look
        look.numberFormat = NumberFormatRules.isValid(format.code) ? format : nil
        return style(look)
      }
    }
    for row in sheet.rows {
      let styles = rows.contains { $0.contains(row.index) } ? marked ?? plain : plain
      for cell in row.cells {
        let style = styles.indices.contains(cell.format) ? styles[cell.format] : .default
        if let digits = cell.exactDigits {
          set(row.index, cell.column, .text(digits), style: style)
        } else if let formula = cell.formula {
          copy(formula, result: cell.value, row.index, cell.column, style: style)
        } else {
          set(row.index, cell.column, CellContent(cell.value), style: style)
        }
      }
      if row.isHidden { hide(row: row.index) }
    }
    for range in sheet.mergedRanges where !range.isSingleCell { merge(range) }
    for column in sheet.hiddenColumns { hide(columns: column...column) }
    fitWidth(limit: 50)
  }

  /// Puts a formula into a cell, or its result where Excel would not take it.
  private mutating func copy(
    _ formula: String, result: CellValue, _ row: Int, _ column: Int, style: StyleID
  ) {
    let cell = CellReference(row: row, column: column)
    set(row, column, CellContent(result), style: style)
    guard let stored = try? StoredFormula(formula), cell.isInsideGrid else {
      content.formulasAsResults.append(cell)
      return
    }
    let position = content.rows.position(ofRow: row)
    let index = content.rows.add(copied: CellFormula(stored.text, result: result), stored, at: cell)
    content.rows.rows[position].put(StoredCell(column: column, style: style, value: .formula(index)))
  }
}
