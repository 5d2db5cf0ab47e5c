import Formula
import SpreadsheetModel
import XMLStreaming

/// `xl/tables/table#.xml` (ECMA-376 Part 1, 18.5.1).
enum TablePart {
  /// The part of a table.
  ///
  /// - Parameters:
  ///   - id: Unique in the workbook, from 1.
  ///   - name: Unique among the workbook's tables and defined names.
  static func bytes(of placed: PlacedTable, id: Int, name: String) -> [UInt8] {
    let table = placed.table
    let range = placed.range
    let body =
      table.hasTotals
      ? CellRange(range.first, CellReference(row: range.last.row - 1, column: range.last.column)) : range
    var xml = XMLWriter()
    xml.declaration()
    xml.element(
      "table",
      [
        "xmlns": .text(Namespace.main), "id": .integer(id), "name": .text(name),
        "displayName": .text(name), "ref": .text("\(range)"),
        "totalsRowCount": table.hasTotals ? 1 : nil, "totalsRowShown": table.hasTotals ? nil : 0,
      ]
    ) { xml in
      if table.hasFilter { xml.element("autoFilter", ["ref": .text("\(body)")]) }
      xml.element("tableColumns", ["count": .integer(table.columns.count)]) { xml in
        for (index, column) in table.columns.enumerated() {
          xml.tableColumn(column, id: index + 1, table: name)
        }
      }
      if let style = table.style {
        xml.element(
          "tableStyleInfo",
          [
            "name": .text(style), "showFirstColumn": .flag(table.emphasizesFirstColumn),
            "showLastColumn": .flag(table.emphasizesLastColumn), "showRowStripes": .flag(table.hasBands),
            "showColumnStripes": 0,
          ])
      }
    }
    return xml.bytes
  }
}

extension XMLWriter {
  fileprivate mutating func tableColumn(_ column: WorksheetTable.Column, id: Int, table: String) {
    var label: String?
    if case .label(let text) = column.total { label = text }
    var formula: String?
    if case .formula(let text) = column.total { formula = text }
    let attributes: XMLAttributes = [
      "id": .integer(id), "name": .text(TableHeading.stored(column.name)),
      "totalsRowFunction": formula != nil ? "custom" : column.total?.function.map { .text($0.name) },
      "totalsRowLabel": label.map { .xString($0) },
    ]
    guard column.formula != nil || formula != nil else {
      element("tableColumn", attributes)
      return
    }
    element("tableColumn", attributes) { xml in
      if let text = column.formula {
        xml.element("calculatedColumnFormula", formula: TableFormula.stored(text, table: table))
      }
      if let formula {
        xml.element("totalsRowFormula", formula: TableFormula.stored(formula, table: table))
      }
    }
  }
}

/// Headings as the table part has them.
enum TableHeading {
  /// Line breaks, which attributes would lose, are written `_x000a_`.
  static func stored(_ name: String) -> String {
    XString.escaped(name).replacing("\n", with: "_x000a_")
  }
}

/// Formulas of a table as the file has them.
enum TableFormula {
  /// `[@单价]`, which Excel shows, is stored `表1[[#This Row],[单价]]`.
  static func stored(_ formula: String, table: String) -> String {
    (try? StoredFormula(formula, inTable: table))?.text ?? formula
  }
}
