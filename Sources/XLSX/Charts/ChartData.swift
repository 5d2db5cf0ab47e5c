import SpreadsheetModel
import XMLStreaming

/// The values of a chart's cells, which are written into the chart as well, so that it is drawn at once.
struct ChartData {
  /// Gives the value of a cell; `empty` for one that is not known, such as one of a streamed sheet.
  let value: (_ sheet: String, _ cell: CellReference) -> CellValue
  /// Gives the number format code of a cell.
  let format: (_ sheet: String, _ cell: CellReference) -> String

  /// No chart shows more points than this of one series (Excel's own limit for 2-D charts is memory; the
  /// caches of longer ranges are left out, and are made when the file is opened).
  static let pointLimit = 32_000

  func values(of reference: SheetReference) -> [CellValue] {
    guard reference.range.count <= Self.pointLimit else { return [] }
    return reference.range.rows.flatMap { row in
      reference.range.columns.map { value(reference.sheet, CellReference(row: row, column: $0)) }
    }
  }
}

extension XMLWriter {
  /// Writes a reference to texts with a copy of them.
  mutating func chartTexts(_ reference: SheetReference, data: ChartData) {
    element("c:strRef") { xml in
      xml.element("c:f", text: reference.formula)
      let values = data.values(of: reference)
      xml.element("c:strCache") { xml in
        xml.element("c:ptCount", ["val": .integer(values.count)])
        for (index, value) in values.enumerated() {
          if let text = value.chartText {
            xml.element("c:pt", ["idx": .integer(index)]) { xml in xml.element("c:v", text: text) }
          }
        }
      }
    }
  }

  /// Writes a reference to numbers with a copy of them.
  mutating func chartNumbers(_ reference: SheetReference, data: ChartData) {
    element("c:numRef") { xml in
      xml.element("c:f", text: reference.formula)
      let values = data.values(of: reference)
      xml.element("c:numCache") { xml in
        xml.element("c:formatCode", text: data.format(reference.sheet, reference.range.first))
        xml.element("c:ptCount", ["val": .integer(values.count)])
        for (index, value) in values.enumerated() {
          guard case .number(let number) = value else { continue }
          xml.element("c:pt", ["idx": .integer(index)]) { xml in
            xml.open("c:v")
            xml.write(number: number)
            xml.close("c:v")
          }
        }
      }
    }
  }
}

extension CellValue {
  fileprivate var chartText: String? {
    switch self {
    case .empty: nil
    case .text(let text): text
    case .number(let number):
      number == number.rounded() ? Int(exactly: number).map(String.init) ?? "\(number)" : "\(number)"
    case .boolean(let truth): truth ? "TRUE" : "FALSE"
    case .error(let error): error.spelling
    }
  }
}
