import SpreadsheetModel

/// Pieces of a stylesheet as XML, element by element in the order Excel wants (ECMA-376 Part 1, 18.8).
struct StyleMarkup {
  /// The stylesheet's namespace prefix with its colon, mostly empty.
  let prefix: String

  /// A `font`; in a differential format (`dxf`) the typeface and size cannot change and are left out.
  func font(_ font: Font, isDifferential: Bool = false) -> String {
    var inside = ""
    if font.isBold { inside += "<\(prefix)b/>" }
    if font.isItalic { inside += "<\(prefix)i/>" }
    if font.isStruck { inside += "<\(prefix)strike/>" }
    if let underline = font.underline {
      inside += underline == .single ? "<\(prefix)u/>" : "<\(prefix)u val=\"\(underline.rawValue)\"/>"
    }
    if let position = font.verticalPosition, !isDifferential {
      inside += "<\(prefix)vertAlign val=\"\(position.rawValue)\"/>"
    }
    if !isDifferential { inside += "<\(prefix)sz val=\"\(CellText.number(font.size))\"/>" }
    if let color = font.color { inside += self.color("color", color) }
    if !isDifferential { inside += "<\(prefix)name val=\"\(MarkupText.attribute(font.name))\"/>" }
    return "<\(prefix)font>\(inside)</\(prefix)font>"
  }

  /// A `fill`. In a differential format a solid fill's colour is the background, by a quirk of Excel.
  func fill(_ fill: Fill, isDifferential: Bool = false) -> String {
    let isSolid = fill.pattern == "solid"
    var inside = ""
    if isDifferential, isSolid {
      if let seen = fill.foreground { inside = color("bgColor", seen) }
      return "<\(prefix)fill><\(prefix)patternFill>\(inside)</\(prefix)patternFill></\(prefix)fill>"
    }
    if let foreground = fill.foreground { inside += color("fgColor", foreground) }
    if let background = fill.background {
      inside += color("bgColor", background)
    } else if isSolid {
      inside += color("bgColor", .indexed(64))
    }
    let pattern = MarkupText.attribute(fill.pattern)
    return "<\(prefix)fill><\(prefix)patternFill patternType=\"\(pattern)\""
      + (inside.isEmpty ? "/>" : ">\(inside)</\(prefix)patternFill>") + "</\(prefix)fill>"
  }

  /// A `border`.
  func border(_ border: Border, isDifferential: Bool = false) -> String {
    func line(_ name: String, _ line: Border.Line?) -> String {
      guard let line else { return "<\(prefix)\(name)/>" }
      let style = MarkupText.attribute(line.style)
      guard let color = line.color else { return "<\(prefix)\(name) style=\"\(style)\"/>" }
      return "<\(prefix)\(name) style=\"\(style)\">\(self.color("color", color))</\(prefix)\(name)>"
    }
    return "<\(prefix)border>" + line("left", border.left) + line("right", border.right)
      + line("top", border.top) + line("bottom", border.bottom)
      + (isDifferential ? "" : "<\(prefix)diagonal/>") + "</\(prefix)border>"
  }

  /// An `alignment`.
  func alignment(_ alignment: Alignment) -> String {
    var tag = "<\(prefix)alignment"
    for (name, value) in attributes(of: alignment) { tag += " \(name)=\"\(value)\"" }
    return tag + "/>"
  }

  /// The attributes that an alignment names; what it leaves alone is not among them.
  func attributes(of alignment: Alignment) -> [(name: String, value: String)] {
    var attributes: [(name: String, value: String)] = []
    if let horizontal = alignment.horizontal { attributes.append(("horizontal", horizontal.rawValue)) }
    if let vertical = alignment.vertical { attributes.append(("vertical", vertical.rawValue)) }
    if alignment.rotation != 0 {
      // Turns downwards count on from 90 (ECMA-376 Part 1, 18.8.1); 255 stacks the letters.
      let rotation = alignment.rotation
      attributes.append(("textRotation", String(rotation < 0 ? 90 + min(-rotation, 90) : min(rotation, 255))))
    }
    if alignment.wrapsText { attributes.append(("wrapText", "1")) }
    if alignment.indent > 0 { attributes.append(("indent", String(min(alignment.indent, 250)))) }
    if alignment.shrinksToFit { attributes.append(("shrinkToFit", "1")) }
    return attributes
  }

  /// A `protection`.
  func protection(isLocked: Bool?, isHidden: Bool?) -> String {
    var tag = "<\(prefix)protection"
    if let isLocked { tag += " locked=\"\(isLocked ? 1 : 0)\"" }
    if let isHidden { tag += " hidden=\"\(isHidden ? 1 : 0)\"" }
    return tag + "/>"
  }

  /// A `numFmt`.
  func numberFormat(_ code: String, id: Int) -> String {
    "<\(prefix)numFmt numFmtId=\"\(id)\" formatCode=\"\(MarkupText.attribute(code))\"/>"
  }

  /// A `dxf`, the look a conditional format lays over a cell's own.
  func differential(_ style: CellStyle, numberFormatID: Int?) -> String {
    var inside = ""
    if let font = style.font { inside += self.font(font, isDifferential: true) }
    if let format = style.numberFormat, let numberFormatID {
      inside += numberFormat(format.code, id: numberFormatID)
    }
    if let fill = style.fill { inside += self.fill(fill, isDifferential: true) }
    if let alignment = style.alignment { inside += self.alignment(alignment) }
    if let border = style.border { inside += self.border(border, isDifferential: true) }
    return "<\(prefix)dxf>\(inside)</\(prefix)dxf>"
  }

  private func color(_ name: String, _ color: Color) -> String {
    switch color {
    case .rgb(let rgb):
      let digits = String(rgb & 0xFF_FFFF, radix: 16, uppercase: true)
      let padded = String(repeating: "0", count: 6 - digits.count) + digits
      return "<\(prefix)\(name) rgb=\"FF\(padded)\"/>"
    case .theme(let index, let tint):
      let tintText = tint == 0 || !tint.isFinite ? "" : " tint=\"\(tint)\""
      return "<\(prefix)\(name) theme=\"\(index)\"\(tintText)/>"
    case .indexed(let index): return "<\(prefix)\(name) indexed=\"\(index)\"/>"
    }
  }
}

/// Values as they are written between a cell's tags.
enum CellText {
  /// The shortest digits that give the number back.
  static func number(_ number: Double) -> String {
    if abs(number) < 1e15, let whole = Int(exactly: number) { return String(whole) }
    return "\(number)"
  }
}
