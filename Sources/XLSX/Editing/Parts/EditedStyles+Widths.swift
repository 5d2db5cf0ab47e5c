import SpreadsheetModel

extension EditedStyles {
  /// How wide a column has to be for a number to show whole under a cell format, in characters of the
  /// workbook's usual font; `nil` where the format shrinks or turns what it shows.
  func columnWidth(
    showing value: CellValue, format index: Int, dates: DateSystem
  ) throws(EditError) -> Double? {
    let (document, format) = try item(at: index, of: formats)
    var indent = 0
    if let alignment = try document.child(of: format, "alignment") {
      func isSet(_ name: StaticString) -> Bool {
        ["1", "true"].contains(document.value(name, of: alignment))
      }
      if document.number("textRotation", of: alignment) ?? 0 != 0 { return nil }
      // Wrapped text is never shrunk (ECMA-376 Part 1, 18.8.1), and numbers do not wrap.
      if isSet("shrinkToFit"), !isSet("wrapText") { return nil }
      indent = max(document.number("indent", of: alignment) ?? 0, 0)
    }
    let shown = try numberFormat(of: index).displayedText(of: value, dateSystem: dates)
    let font = try font(at: document.number("fontId", of: format) ?? 0)
    let usual = try self.font(at: 0)
    let characters =
      TextWidth.scaled(
        TextWidth.ofWidestLine(shown), size: font.size, isBold: font.isBold, usualSize: usual.size)
      + Double(indent) * TextWidth.indent
    // Five pixels around digits of seven, in 256ths of a digit (18.3.1.13).
    return ((characters * 7 + 5) / 7 * 256).rounded(.down) / 256
  }

  private func font(at index: Int) throws(EditError) -> (size: Double, isBold: Bool) {
    guard fonts.count > 0 else { return (11, false) }
    let (document, font) = try item(at: index, of: fonts)
    let size = try document.child(of: font, "sz").flatMap { document.value("val", of: $0) }.flatMap(
      Double.init)
    let bold = try document.child(of: font, "b")
    let isBold = bold.map { !["0", "false"].contains(document.value("val", of: $0)) } ?? false
    return (size.map { $0.clamped(to: 1...409) } ?? 11, isBold)
  }
}
