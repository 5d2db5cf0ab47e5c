import SpreadsheetModel
import XLSX

/// Lays out one sheet of a summary from top to bottom: a title, lines of text, tables, charts.
struct SummaryCanvas {
  var sheet: SheetWriter
  let styles: SummaryStyles
  /// The next free row.
  private(set) var row = 0
  /// Columns the title spans.
  private let span: Int

  /// Where a table's rows stand.
  struct TablePlace {
    /// The row of its header.
    var headerRow: Int
    /// The rows of its body; empty tables have none.
    var body: Range<Int>
    /// The row of its totals.
    var totalRow: Int?

    /// The header and body of some columns, for a chart.
    func range(_ columns: ClosedRange<Int>) -> CellRange {
      CellRange(
        CellReference(row: headerRow, column: columns.lowerBound),
        CellReference(row: max(body.upperBound - 1, headerRow), column: columns.upperBound))
    }
  }

  /// Begins a sheet with its title and the line that says what it is about.
  init(_ sheet: SheetWriter, title: String, subtitle: String, columns: Int, isLandscape: Bool = true) {
    self.sheet = sheet
    span = max(columns, 2)
    styles = SummaryStyles(&self.sheet)
    self.sheet.showsGridlines = false
    self.sheet.page = isLandscape ? .landscapeA4 : .portraitA4
    self.sheet.page.margins = PageSetup.Margins(left: 0.5, right: 0.5, top: 0.6, bottom: 0.6)
    self.sheet.page.isCenteredHorizontally = true
    self.sheet.page.footer = "&C第 &P 页，共 &N 页"
    merge(across(0), .text(title), styles.title)
    self.sheet.height(0, 34)
    merge(across(1), .text(subtitle), styles.subtitle)
    self.sheet.height(1, 20)
    row = 2
  }

  private func across(_ row: Int) -> CellRange {
    CellRange(CellReference(row: row, column: 0), CellReference(row: row, column: span - 1))
  }

  private mutating func merge(_ range: CellRange, _ content: CellContent, _ style: StyleID) {
    sheet.merge(range)
    for row in range.rows {
      for column in range.columns {
        let isFirst = CellReference(row: row, column: column) == range.first
        sheet.set(row, column, isFirst ? content : .empty, style: style)
      }
    }
  }

  /// Leaves rows free.
  mutating func skip(_ rows: Int = 1) {
    row += rows
  }

  /// A heading inside the sheet.
  mutating func section(_ text: String) {
    merge(across(row), .text(text), styles.section)
    sheet.height(row, 24)
    row += 1
  }

  /// A line of explanation.
  mutating func note(_ text: String) {
    merge(across(row), .text(text), styles.note)
    let lines = (DisplayWidth.columns(of: text) + 99) / 100
    sheet.height(row, Double(max(lines, 1)) * 15 + 3)
    row += 1
  }

  /// Key figures side by side: a label over each number.
  mutating func cards(_ cards: [(label: String, cell: SummaryCell, style: StyleID)], width: Int) {
    for (index, card) in cards.enumerated() {
      let column = index * width
      let first = CellReference(row: row, column: column)
      let last = CellReference(row: row, column: column + width - 1)
      merge(CellRange(first, last), .text(card.label), styles.cardLabel)
      merge(
        CellRange(
          CellReference(row: row + 1, column: column),
          CellReference(row: row + 1, column: column + width - 1)),
        card.cell.content, card.style)
    }
    sheet.height(row, 20)
    sheet.height(row + 1, 36)
    row += 3
  }

  /// A table with its header, its rows and a line of totals.
  ///
  /// - Parameters:
  ///   - totalTitle: what stands first in the line of totals; `nil` for a table without one.
  ///   - setsWidths: whether the columns take the widths given.
  @discardableResult
  mutating func table(
    _ columns: [SummaryColumn], rows: [[SummaryCell]], totalTitle: String? = nil,
    setsWidths: Bool = true, freezes: Bool = false
  ) -> TablePlace {
    let headerRow = row
    for (index, column) in columns.enumerated() {
      sheet.set(headerRow, index, .text(column.title), style: styles.head)
      if setsWidths { sheet.width(index, column.width) }
    }
    sheet.height(headerRow, 32)
    row += 1
    let first = row
    for cells in rows {
      for (index, cell) in cells.prefix(columns.count).enumerated() {
        let style = cell.link == nil ? styles.body(columns[index].kind) : styles.link
        sheet.set(row, index, cell.content, style: style)
        if let link = cell.link { sheet.link(CellReference(row: row, column: index), link) }
      }
      row += 1
    }
    var place = TablePlace(headerRow: headerRow, body: first..<row)
    if let totalTitle, !rows.isEmpty {
      writeTotals(columns, rows: rows, title: totalTitle, body: place.body)
      place.totalRow = row
      row += 1
    }
    if freezes {
      sheet.freeze(below: headerRow + 1, rightOf: 1)
      sheet.page.repeatedRows = 0...headerRow
    }
    return place
  }

  private mutating func writeTotals(
    _ columns: [SummaryColumn], rows: [[SummaryCell]], title: String, body: Range<Int>
  ) {
    var totals = [Double](repeating: 0, count: columns.count)
    for (index, column) in columns.enumerated() {
      let letter = CellReference.columnName(index)
      let range = "\(letter)\(body.lowerBound + 1):\(letter)\(body.upperBound)"
      let numbers = rows.compactMap { index < $0.count ? $0[index].number : nil }
      let style = styles.total(column.kind)
      switch column.total {
      case .none:
        sheet.set(row, index, index == 0 ? .text(title) : .empty, style: style)
      case .sum:
        totals[index] = numbers.reduce(0, +)
        sheet.set(row, index, .formula("SUM(\(range))", result: .number(totals[index])), style: style)
      case .average:
        let result: CellValue =
          numbers.isEmpty ? .text("") : .number(numbers.reduce(0, +) / Double(numbers.count))
        sheet.set(
          row, index, .formula("IF(COUNT(\(range))=0,\"\",AVERAGE(\(range)))", result: result),
          style: style)
      case .share(let part, let whole):
        let cell = SummaryCell.share(
          ("\(CellReference.columnName(part))\(row + 1)", totals[part]),
          of: ("\(CellReference.columnName(whole))\(row + 1)", totals[whole]))
        sheet.set(row, index, cell.content, style: style)
      }
    }
  }
}
