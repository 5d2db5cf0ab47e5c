import SpreadsheetModel

/// The looks of a workbook: what its styles part holds (ECMA-376 Part 1, 18.8), references resolved.
public struct StyleSheet: Hashable, Sendable {
  /// The cell formats in the order of `cellXfs`; `RawCell.style` is an index into them.
  public internal(set) var cellStyles: [CellStyle] = []
  /// The partial looks that conditional formats and tables apply, in the order of `dxfs`.
  public internal(set) var differentialStyles: [CellStyle] = []
  /// The number formats of the cell formats, each once.
  let numberFormats: NumberFormatTable

  /// The look of a cell's style index; `nil` for one that does not exist.
  public func style(at index: Int) -> CellStyle? {
    cellStyles.indices.contains(index) ? cellStyles[index] : nil
  }

  /// The styles of a workbook without a styles part.
  init() { numberFormats = NumberFormatTable() }

  init(_ handler: StyleSheetHandler) {
    numberFormats = NumberFormatTable(
      codes: handler.codes, styleFormatIDs: handler.formats.map(\.numberFormatID))
    differentialStyles = handler.differentialStyles
    cellStyles = handler.formats.map { format in
      CellStyle(
        font: handler.fonts.indices.contains(format.font) ? handler.fonts[format.font] : nil,
        fill: handler.fills.indices.contains(format.fill) ? handler.fills[format.fill] : nil,
        border: handler.borders.indices.contains(format.border) ? handler.borders[format.border] : nil,
        alignment: format.alignment,
        numberFormat: (handler.codes[format.numberFormatID]
          ?? BuiltInNumberFormats.code(format.numberFormatID)).map { NumberFormat(code: $0) },
        isLocked: format.isLocked, isFormulaHidden: format.isFormulaHidden)
    }
  }
}
