import SpreadsheetModel

/// Checks looks against what the format has room for (ECMA-376 Part 1, 18.8; "Excel specifications and
/// limits").
enum StyleLimits {
  static func check(_ style: CellStyle) throws(XLSXWriteError) {
    if let font = style.font { try check(font) }
    if let fill = style.fill {
      try check([fill.foreground, fill.background, fill.gradient?.start, fill.gradient?.end])
      if let gradient = fill.gradient, !(-360...360).contains(gradient.degrees) {
        throw fault("\(gradient.degrees)°")
      }
    }
    if let border = style.border {
      let lines = [border.left, border.right, border.top, border.bottom, border.diagonal?.line]
      try check(lines.map { $0?.color })
    }
    if let alignment = style.alignment { try check(alignment) }
    if let code = style.numberFormat?.code, code.utf16.count > 255 || !NumberFormatRules.isValid(code) {
      throw XLSXWriteError(.invalidNumberFormat, detail: code)
    }
  }

  static func check(_ font: Font) throws(XLSXWriteError) {
    guard (1...31).contains(font.name.utf16.count) else { throw fault(font.name) }
    guard (1...409).contains(font.size) else { throw fault("\(font.size) pt") }
    try check([font.color])
  }

  private static func check(_ alignment: Alignment) throws(XLSXWriteError) {
    // 255 stacks the letters.
    guard (-90...90).contains(alignment.rotation) || alignment.rotation == 255 else {
      throw fault("rotation \(alignment.rotation)")
    }
    guard (0...250).contains(alignment.indent) else { throw fault("indent \(alignment.indent)") }
  }

  static func check(_ colors: [Color?]) throws(XLSXWriteError) {
    for case let color? in colors {
      let isValid =
        switch color {
        case .rgb(let rgb): rgb <= 0xFF_FFFF
        case .theme(let index, let tint): (0...11).contains(index) && (-1...1).contains(tint)
        // The palette, and the colours of the system beyond it (18.8.27).
        case .indexed(let index): (0...81).contains(index)
        }
      guard isValid else { throw fault("\(color)") }
    }
  }

  private static func fault(_ detail: String) -> XLSXWriteError {
    XLSXWriteError(.invalidStyle, detail: detail)
  }
}
