import XMLStreaming

enum StyleSheetName: String, XMLVocabulary {
  case numberFormat = "numFmt"
  case numberFormatID = "numFmtId"
  case formatCode
  case cellFormats = "cellXfs"
  case format = "xf"
}

/// Gathers number formats from the events of a styles part (ECMA-376 Part 1, 18.8).
struct StyleSheetHandler: XMLHandler {
  typealias Name = StyleSheetName
  private(set) var codes: [Int: String] = [:]
  private(set) var styleFormatIDs: [Int] = []
  private var isInCellFormats = false

  mutating func startElement(_ element: borrowing XMLElement<StyleSheetName>) {
    switch element.name {
    case .numberFormat:
      // Formats of differential styles (`dxf`) share the element; the workbook's own come first.
      if let id = element.integer(.numberFormatID), let code = element.string(.formatCode),
        codes[id] == nil
      {
        codes[id] = code
      }
    case .cellFormats: isInCellFormats = true
    case .format where isInCellFormats:
      styleFormatIDs.append(element.integer(.numberFormatID) ?? 0)
    default: break
    }
  }

  mutating func endElement(_ name: StyleSheetName?) {
    if name == .cellFormats { isInCellFormats = false }
  }
}
