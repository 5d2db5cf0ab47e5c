import Formula
import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// Takes the rows of a streamed sheet, one after the other, and forgets each as soon as it is compressed.
public struct RowStream {
  let encoder: RowEncoderBox
  let sheet: String
  let dateSystem: DateSystem
  var nextRow = 0

  init(encoder: RowEncoderBox, sheet: String, dateSystem: DateSystem) {
    self.encoder = encoder
    self.sheet = sheet
    self.dateSystem = dateSystem
  }

  /// Writes the next row.
  ///
  /// - Parameters:
  ///   - values: The cells from the first column on.
  ///   - row: A row further down; the next one if `nil`.
  ///   - styles: The look of each cell; cells past its end have the default look.
  ///   - height: In points.
  /// - Throws: `XLSXWriteError` if a value does not fit or the rows do not ascend; `OutputError` if the
  ///   file cannot be written.
  public mutating func write(
    _ values: [CellContent], row: Int? = nil, styles: [StyleID] = [], height: Double? = nil
  ) throws {
    let row = row ?? nextRow
    guard row >= nextRow else { throw error(.rowOrder, row: row, column: 0) }
    guard row < CellReference.rowLimit, values.count <= CellReference.columnLimit else {
      throw error(.invalidReference, row: row, column: values.count)
    }
    nextRow = row + 1
    try encoder.write(
      values, row: row, styles: styles, height: height, dateSystem: dateSystem, sheet: sheet)
  }

  func error(_ code: XLSXWriteError.Code, row: Int, column: Int) -> XLSXWriteError {
    XLSXWriteError(code, sheet: sheet, cell: CellReference(row: row, column: column))
  }
}

/// The encoder and the entry it writes to, while a workbook is saved.
final class RowEncoderBox {
  var encoder: RowEncoder
  var stream: ZIPEntryStream?
  /// Formats of dates without one, by the style they were given.
  private var styles: StylePool

  /// What formulas may name.
  private let scope: FormulaScope

  init(encoder: consuming RowEncoder, styles: StylePool, scope: FormulaScope) {
    self.encoder = encoder
    self.styles = styles
    self.scope = scope
  }

  private func check(_ formula: StoredFormula) throws(XLSXWriteError) {
    do { try scope.check(formula, needsTable: true) } catch {
      throw XLSXWriteError(.invalidFormula, detail: formula.text, formula: error)
    }
  }

  /// The texts gathered so far.
  var strings: SharedStringTable { encoder.strings }
  var hasDynamicArrays: Bool { encoder.hasDynamicArrays }
  /// The styles, with those that streamed dates have added.
  var finalStyles: StylePool { styles }

  func write(_ rows: StoredRows) throws {
    for row in rows.rows {
      encoder.encode(row, formulas: rows.formulas, richTexts: rows.richTexts)
      try flushIfLarge()
    }
    try flush()
  }

  func write(
    _ values: [CellContent], row: Int, styles ids: [StyleID], height: Double?,
    dateSystem: DateSystem, sheet: String
  ) throws {
    var kept = StoredRows()
    var line = StoredRow(index: row)
    line.layout.height = height
    line.cells.reserveCapacity(values.count)
    for (column, value) in values.enumerated() {
      var style = column < ids.count ? ids[column] : .default
      if case .empty = value, style == .default { continue }
      let cell = CellReference(row: row, column: column)
      do throws(XLSXWriteError) {
        let stored = try StoredCell.Value(value, at: cell, in: &kept, dateSystem: dateSystem)
        for naming in kept.naming.values { try check(naming.formula) }
        kept.naming.removeAll(keepingCapacity: true)
        if let format = value.impliedFormat { style = styles.id(of: style, showing: format) }
        line.cells.append(StoredCell(column: column, style: style, value: stored))
      } catch {
        throw XLSXWriteError(
          error.code, sheet: sheet, cell: cell, detail: error.formula == nil ? "\(value)" : error.detail,
          formula: error.formula)
      }
    }
    encoder.encode(line, formulas: kept.formulas, richTexts: kept.richTexts)
    try flushIfLarge()
  }

  func flushIfLarge() throws {
    if encoder.xml.count > 1 << 16 { try flush() }
  }

  func flush() throws {
    if let stream {
      try encoder.xml.withBytes { (bytes) throws(OutputError) in try stream.write(bytes) }
    }
    encoder.xml.removeAll()
  }
}
