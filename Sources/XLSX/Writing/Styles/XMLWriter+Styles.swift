import SpreadsheetModel
import XMLStreaming

/// The pieces of `xl/styles.xml` (ECMA-376 Part 1, 18.8), shared by whoever writes or extends one.
extension XMLWriter {
  /// Writes a colour under the given element name.
  mutating func color(_ name: StaticString, _ color: Color) {
    switch color {
    case .rgb(let rgb): element(name, ["rgb": .text(Self.argb(rgb))])
    case .theme(let index, let tint):
      element(name, ["theme": .integer(index), "tint": tint == 0 ? nil : .number(tint)])
    case .indexed(let index): element(name, ["indexed": .integer(index)])
    }
  }

  /// Eight hexadecimal digits: opaque, red, green, blue.
  static func argb(_ rgb: UInt32) -> String { "FF" + hexadecimal(rgb) }

  /// Six hexadecimal digits: red, green, blue.
  static func hexadecimal(_ rgb: UInt32) -> String {
    let digits = String(rgb & 0xFF_FFFF, radix: 16, uppercase: true)
    return String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// Writes a font as `font` (in styles) or `rPr` (in rich text); the typeface is `name` there, `rFont`
  /// here. The children come in the order Excel writes them.
  mutating func font(_ font: Font, as name: StaticString = "font") {
    let isRun = name.utf8CodeUnitCount == 3
    element(name) { xml in
      if font.isBold { xml.element("b") }
      if font.isItalic { xml.element("i") }
      if font.isStruck { xml.element("strike") }
      switch font.underline {
      case nil: break
      case .single: xml.element("u")
      case .some(let line): xml.element("u", ["val": .text(line.rawValue)])
      }
      if let position = font.verticalPosition {
        xml.element("vertAlign", ["val": .text(position.rawValue)])
      }
      xml.element("sz", ["val": .number(font.size)])
      if let color = font.color { xml.color("color", color) }
      xml.element(isRun ? "rFont" : "name", ["val": .xString(font.name)])
      // 134 is the GB2312 character set; without it Excel may pick another face for Chinese text.
      if font.name.unicodeScalars.contains(where: { $0.value >= 0x2E80 }) {
        xml.element("charset", ["val": 134])
      }
    }
  }

  /// Writes a fill.
  mutating func fill(_ fill: Fill) {
    element("fill") { xml in
      guard let gradient = fill.gradient else {
        xml.pattern(fill)
        return
      }
      xml.element("gradientFill", ["degree": .number(gradient.degrees)]) { xml in
        for (position, color) in [(0, gradient.start), (1, gradient.end)] {
          xml.element("stop", ["position": .integer(position)]) { xml in xml.color("color", color) }
        }
      }
    }
  }

  private mutating func pattern(_ fill: Fill) {
    element("patternFill", ["patternType": .text(fill.pattern.rawValue)]) { xml in
      if let foreground = fill.foreground { xml.color("fgColor", foreground) }
      if let background = fill.background {
        xml.color("bgColor", background)
      } else if fill.pattern == .solid {
        xml.element("bgColor", ["indexed": 64])
      }
    }
  }

  /// Writes the lines around a cell.
  mutating func border(_ border: Border) {
    let diagonal = border.diagonal
    element(
      "border",
      [
        "diagonalUp": diagonal?.rises == true ? 1 : nil,
        "diagonalDown": diagonal?.falls == true ? 1 : nil,
      ]
    ) { xml in
      xml.line("left", border.left)
      xml.line("right", border.right)
      xml.line("top", border.top)
      xml.line("bottom", border.bottom)
      xml.line("diagonal", diagonal?.line)
    }
  }

  private mutating func line(_ side: StaticString, _ line: Border.Line?) {
    guard let line else {
      element(side)
      return
    }
    element(side, ["style": .text(line.style.rawValue)]) { xml in
      if let color = line.color { xml.color("color", color) } else { xml.element("color", ["auto": 1]) }
    }
  }

  /// Writes a cell format of `cellXfs`.
  mutating func cellFormat(_ format: StylePool.CellFormat) {
    let protects = format.isLocked != nil || format.isFormulaHidden != nil
    let attributes: XMLAttributes = [
      "numFmtId": .integer(format.numberFormat), "fontId": .integer(format.font),
      "fillId": .integer(format.fill), "borderId": .integer(format.border), "xfId": 0,
      "applyNumberFormat": format.numberFormat == 0 ? nil : 1,
      "applyFont": format.font == 0 ? nil : 1, "applyFill": format.fill == 0 ? nil : 1,
      "applyBorder": format.border == 0 ? nil : 1,
      "applyAlignment": format.alignment == nil ? nil : 1, "applyProtection": protects ? 1 : nil,
    ]
    guard format.alignment != nil || protects else {
      element("xf", attributes)
      return
    }
    element("xf", attributes) { xml in
      if let alignment = format.alignment { xml.alignment(alignment) }
      if protects {
        xml.protection(isLocked: format.isLocked, isFormulaHidden: format.isFormulaHidden)
      }
    }
  }

  /// Writes a cell's alignment.
  mutating func alignment(_ alignment: Alignment) {
    element(
      "alignment",
      [
        "horizontal": alignment.horizontal.map { .text($0.rawValue) },
        "vertical": alignment.vertical.map { .text($0.rawValue) },
        // Negative angles are stored as 90 plus their size.
        "textRotation": alignment.rotation == 0
          ? nil : .integer(alignment.rotation < 0 ? 90 - alignment.rotation : alignment.rotation),
        "wrapText": alignment.wrapsText ? 1 : nil,
        "indent": alignment.indent == 0 ? nil : .integer(alignment.indent),
        "shrinkToFit": alignment.shrinksToFit ? 1 : nil,
      ])
  }

  /// Writes what sheet protection means for a cell.
  mutating func protection(isLocked: Bool?, isFormulaHidden: Bool?) {
    element(
      "protection",
      ["locked": isLocked.map { .flag($0) }, "hidden": isFormulaHidden.map { .flag($0) }])
  }

  /// Writes a differential format: only what a conditional format or table changes.
  ///
  /// - Parameter numberFormatID: The id under which the style's number format is declared.
  mutating func differential(_ style: CellStyle, numberFormatID: Int?) {
    element("dxf") { xml in
      if let font = style.font { xml.differentialFont(font) }
      if let format = style.numberFormat, let id = numberFormatID {
        xml.element("numFmt", ["numFmtId": .integer(id), "formatCode": .xString(format.code)])
      }
      if let fill = style.fill {
        // In a differential format a solid fill's colour is its background (18.8.14).
        let turned =
          fill.pattern == .solid
          ? Fill(pattern: .solid, background: fill.foreground) : fill
        xml.fill(turned)
      }
      if let alignment = style.alignment { xml.alignment(alignment) }
      if let border = style.border { xml.border(border) }
      if style.isLocked != nil || style.isFormulaHidden != nil {
        xml.protection(isLocked: style.isLocked, isFormulaHidden: style.isFormulaHidden)
      }
    }
  }

  /// Typeface and size cannot be changed by a condition; what is not set stays the cell's.
  private mutating func differentialFont(_ font: Font) {
    element("font") { xml in
      if font.isBold { xml.element("b") }
      if font.isItalic { xml.element("i") }
      if font.isStruck { xml.element("strike") }
      if let line = font.underline { xml.element("u", ["val": .text(line.rawValue)]) }
      if let color = font.color { xml.color("color", color) }
    }
  }
}
