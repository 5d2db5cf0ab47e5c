import SpreadsheetModel
import XMLStreaming

enum TableName: String, XMLVocabulary {
  case table, displayName, name, headerRowCount, totalsRowCount
  case reference = "ref"
  case column = "tableColumn"
  case styleInfo = "tableStyleInfo"
}

/// Reads a table part (ECMA-376 Part 1, 18.5.1).
struct TableHandler: XMLHandler {
  typealias Name = TableName
  private(set) var table: SheetDetails.Table?

  mutating func startElement(_ element: borrowing XMLElement<TableName>) {
    switch element.name {
    case .table:
      guard let range = element.string(.reference).flatMap({ CellRange(a1: $0) }) else { return }
      table = SheetDetails.Table(
        name: element.string(.displayName) ?? element.string(.name) ?? "", range: range, columns: [],
        headerRows: element.integer(.headerRowCount) ?? 1,
        totalsRows: element.integer(.totalsRowCount) ?? 0, style: nil)
    case .column: table?.columns.append(EscapedCharacters.decoded(element.string(.name) ?? ""))
    case .styleInfo: table?.style = element.string(.name)
    default: break
    }
  }

  mutating func endElement(_ name: TableName?) {}
}
