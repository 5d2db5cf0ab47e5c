import SpreadsheetModel
import XMLStreaming

enum StyleSheetName: String, XMLVocabulary {
  case numberFormat = "numFmt"
  case numberFormatID = "numFmtId"
  case formatCode
  case cellFormats = "cellXfs"
  case format = "xf"
  case fontID = "fontId"
  case fillID = "fillId"
  case borderID = "borderId"
  case alignment, protection, locked, hidden
  case horizontal, vertical, wrapText, shrinkToFit, indent, textRotation
  case differentialFormats = "dxfs"
  case differentialFormat = "dxf"
  case fonts, font, fills, fill, borders, border
  case bold = "b"
  case italic = "i"
  case strike
  case underline = "u"
  case size = "sz"
  case name
  case rightName = "rFont"
  case color
  case verticalAlignment = "vertAlign"
  case patternFill, patternType
  case foreground = "fgColor"
  case background = "bgColor"
  case left, right, top, bottom, start, end, style
  case value = "val"
  case rgb, theme, tint, indexed
}

/// Gathers fonts, fills, borders and formats from the events of a styles part.
struct StyleSheetHandler: XMLHandler {
  typealias Name = StyleSheetName

  /// One `<xf>` of `cellXfs`.
  struct Format {
    var numberFormatID = 0
    var font = 0
    var fill = 0
    var border = 0
    var alignment: Alignment?
    var isLocked: Bool?
    var isFormulaHidden: Bool?
  }

  /// Greatest number of formats, fonts and so on, each.
  let limit: Int
  private(set) var codes: [Int: String] = [:]
  private(set) var formats: [Format] = []
  private(set) var fonts: [Font] = []
  private(set) var fills: [Fill] = []
  private(set) var borders: [Border] = []
  private(set) var differentialStyles: [CellStyle] = []

  private var isInCellFormats = false
  private var differential: CellStyle?
  private var font: Font?
  private var fill: Fill?
  private var border: Border?
  private var side: WritableKeyPath<Border, Border.Line?>?

  init(limit: Int) { self.limit = limit }

  /// Whether there are more looks than the limit allows; nothing behind them is read.
  var isOverLimit: Bool {
    max(codes.count, formats.count, fonts.count, fills.count, borders.count, differentialStyles.count) > limit
  }

  var isFinished: Bool { isOverLimit }

  mutating func startElement(_ element: borrowing XMLElement<StyleSheetName>) {
    guard let name = element.name else { return }
    switch name {
    case .numberFormat: startNumberFormat(element)
    case .cellFormats: isInCellFormats = true
    case .format where isInCellFormats:
      formats.append(
        Format(
          numberFormatID: element.integer(.numberFormatID) ?? 0, font: element.integer(.fontID) ?? 0,
          fill: element.integer(.fillID) ?? 0, border: element.integer(.borderID) ?? 0))
    case .alignment: startAlignment(element)
    case .protection: startProtection(element)
    case .differentialFormat: differential = CellStyle()
    case .font: font = Font(name: "", size: 11)
    case .fill: fill = Fill(pattern: .none)
    case .border: border = Border()
    default:
      if font != nil {
        startFontProperty(name, element)
      } else if fill != nil {
        startFillProperty(name, element)
      } else if border != nil {
        startBorderProperty(name, element)
      }
    }
  }

  mutating func endElement(_ name: StyleSheetName?) {
    switch name {
    case .cellFormats: isInCellFormats = false
    case .differentialFormat:
      if let differential { differentialStyles.append(differential) }
      differential = nil
    case .font:
      if differential != nil { differential?.font = font } else if let font { fonts.append(font) }
      font = nil
    case .fill:
      if differential != nil { differential?.fill = fill } else if let fill { fills.append(fill) }
      fill = nil
    case .border:
      if differential != nil { differential?.border = border } else if let border { borders.append(border) }
      border = nil
      side = nil
    default: break
    }
  }

  private mutating func startNumberFormat(_ element: borrowing XMLElement<StyleSheetName>) {
    guard let id = element.integer(.numberFormatID), let code = element.string(.formatCode) else { return }
    // Differential formats have number formats of their own, with ids that may be taken.
    if differential != nil {
      differential?.numberFormat = NumberFormat(code: code)
    } else if codes[id] == nil {
      codes[id] = code
    }
  }

  private mutating func startAlignment(_ element: borrowing XMLElement<StyleSheetName>) {
    let alignment = Alignment(
      horizontal: element.string(.horizontal).flatMap { Alignment.Horizontal(rawValue: $0) },
      vertical: element.string(.vertical).flatMap { Alignment.Vertical(rawValue: $0) },
      wrapsText: element.boolean(.wrapText) ?? false,
      shrinksToFit: element.boolean(.shrinkToFit) ?? false, indent: element.integer(.indent) ?? 0,
      rotation: Self.rotation(element.integer(.textRotation) ?? 0))
    if differential != nil {
      differential?.alignment = alignment
    } else if isInCellFormats, !formats.isEmpty {
      formats[formats.count - 1].alignment = alignment
    }
  }

  /// Degrees from the stored number: 91 to 180 turn the other way, 255 stacks the letters.
  private static func rotation(_ stored: Int) -> Int {
    (91...180).contains(stored) ? 90 - stored : stored
  }

  private mutating func startProtection(_ element: borrowing XMLElement<StyleSheetName>) {
    if differential != nil {
      differential?.isLocked = element.boolean(.locked)
      differential?.isFormulaHidden = element.boolean(.hidden)
    } else if isInCellFormats, !formats.isEmpty {
      formats[formats.count - 1].isLocked = element.boolean(.locked)
      formats[formats.count - 1].isFormulaHidden = element.boolean(.hidden)
    }
  }

  private mutating func startFontProperty(
    _ name: StyleSheetName, _ element: borrowing XMLElement<StyleSheetName>
  ) {
    switch name {
    case .bold: font?.isBold = element.boolean(.value) ?? true
    case .italic: font?.isItalic = element.boolean(.value) ?? true
    case .strike: font?.isStruck = element.boolean(.value) ?? true
    case .underline:
      let value = element.string(.value) ?? "single"
      font?.underline = Font.Underline(rawValue: value)
    case .size: font?.size = element.double(.value) ?? 11
    case .name, .rightName: font?.name = element.string(.value) ?? ""
    case .color: font?.color = Self.color(element)
    case .verticalAlignment:
      font?.verticalPosition = element.string(.value).flatMap { Font.VerticalPosition(rawValue: $0) }
    default: break
    }
  }

  private mutating func startFillProperty(
    _ name: StyleSheetName, _ element: borrowing XMLElement<StyleSheetName>
  ) {
    switch name {
    // In differential formats the pattern may be left out, and means solid.
    case .patternFill:
      fill?.pattern =
        element.string(.patternType).map { Fill.Pattern(rawValue: $0) ?? .none }
        ?? (differential == nil ? .none : .solid)
    case .foreground: fill?.foreground = Self.color(element)
    case .background: fill?.background = Self.color(element)
    default: break
    }
  }

  private mutating func startBorderProperty(
    _ name: StyleSheetName, _ element: borrowing XMLElement<StyleSheetName>
  ) {
    switch name {
    case .left, .start: side = \.left
    case .right, .end: side = \.right
    case .top: side = \.top
    case .bottom: side = \.bottom
    case .color:
      if let side { border?[keyPath: side]?.color = Self.color(element) }
      return
    default:
      side = nil
      return
    }
    if let side, let style = element.string(.style).flatMap({ Border.Line.Style(rawValue: $0) }) {
      border?[keyPath: side] = Border.Line(style: style)
    }
  }

  private static func color(_ element: borrowing XMLElement<StyleSheetName>) -> Color? {
    if let text = element.string(.rgb), let value = UInt32(text, radix: 16) {
      return .rgb(value & 0xFF_FFFF)
    }
    if let theme = element.integer(.theme) {
      return .theme(theme, tint: element.double(.tint) ?? 0)
    }
    return element.integer(.indexed).map { .indexed($0) }
  }
}
