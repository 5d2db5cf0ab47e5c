import SpreadsheetModel
import XMLStreaming

enum ExternalLinkName: String, XMLVocabulary {
  case sheetName, sheetData, row, cell
  case value = "v"
  case attribute = "val"
  case sheetID = "sheetId"
  case reference = "r"
  case kind = "t"
}

/// Gathers the values that a workbook keeps of another one (ECMA-376 Part 1, 18.14).
struct ExternalLinkHandler: XMLHandler {
  typealias Name = ExternalLinkName
  private var names: [String] = []
  private var values: [Int: [CellReference: CellValue]] = [:]
  private var sheet = -1
  private var cell: CellReference?
  private var kind = "n"
  private var text: [UInt8]?

  /// The values by the names of their sheets.
  var sheets: [String: [CellReference: CellValue]] {
    Dictionary(
      values.compactMap { sheet, cells in names.indices.contains(sheet) ? (names[sheet], cells) : nil },
      uniquingKeysWith: { first, _ in first })
  }

  mutating func startElement(_ element: borrowing XMLElement<ExternalLinkName>) {
    switch element.name {
    case .sheetName: names.append(element.string(.attribute) ?? "")
    case .sheetData:
      sheet = element.integer(.sheetID) ?? -1
      values[sheet] = values[sheet] ?? [:]
    case .cell:
      cell = element.string(.reference).flatMap { CellReference(a1: $0) }
      kind = element.string(.kind) ?? "n"
    case .value: text = []
    default: break
    }
  }

  mutating func endElement(_ name: ExternalLinkName?) {
    guard name == .value, let bytes = text else { return }
    text = nil
    guard let cell else { return }
    let content = String(decoding: bytes, as: UTF8.self)
    switch kind {
    case "n": if let number = Double(content) { values[sheet]?[cell] = .number(number) }
    case "b": values[sheet]?[cell] = .boolean(content == "1" || content == "true")
    case "e": values[sheet]?[cell] = .error(CellError(spelling: content))
    default: values[sheet]?[cell] = .text(EscapedCharacters.decoded(content))
    }
  }

  mutating func text(_ bytes: Span<UInt8>) {
    guard text != nil else { return }
    bytes.withUnsafeBufferPointer { text?.append(contentsOf: $0) }
  }
}
