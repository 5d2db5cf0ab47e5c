import SpreadsheetModel
import XLSX

extension SummarySheet {
  /// Draws it on a sheet of the workbook.
  func draw(on sheet: inout SheetWriter, pageFooter: String) {
    let styles = SummaryStyles(&sheet)
    sheet.showsGridlines = false
    sheet.defaultHeight(Self.rowHeight)
    sheet.page = isLandscape ? .landscapeA4 : .portraitA4
    sheet.page.margins = PageSetup.Margins(left: 0.55, right: 0.55, top: 0.7, bottom: 0.7)
    sheet.page.isCenteredHorizontally = true
    sheet.page.footer = pageFooter
    if fitsOnePage { sheet.page.pagesTall = 1 }
    // A chart that ends with a column would take the next one onto the page.
    sheet.page.printArea = CellRange(
      CellReference(row: 0, column: 0), CellReference(row: max(row - 1, 1), column: span - 1))
    for (column, width) in widths { sheet.width(column, width) }
    merge(across(0), .text(name), styles.title, on: &sheet)
    sheet.height(0, 40)
    merge(across(1), .text(subtitle), styles.subtitle, on: &sheet)
    sheet.height(1, 22)
    for block in blocks {
      switch block {
      case .section(let text, let row, let beginsPage):
        if !fitsOnePage, beginsPage { sheet.page.rowBreaks.append(row) }
        merge(across(row), .text(text), styles.section, on: &sheet)
        sheet.height(row, 26)
      case .note(let text, let row):
        merge(across(row), .text(text), styles.note, on: &sheet)
        let width = (0..<span).reduce(0) { $0 + (widths[$1] ?? 8.43) }
        sheet.height(row, MarkStyles.height(of: [(text, width)]) + 2)
      case .cards(let cards, let row): draw(cards, at: row, styles, on: &sheet)
      case .line(let line): draw(line, styles, on: &sheet)
      case .table(let table): draw(table, styles, on: &sheet)
      case .chart(let chart):
        // No picture is cut by the end of a page.
        let first = chart.range.first
        if !fitsOnePage, first.column == 0 { sheet.page.rowBreaks.append(first.row) }
        sheet.chart(chart.drawn(on: name), covering: chart.range)
      }
    }
  }

  private func across(_ row: Int) -> CellRange {
    CellRange(CellReference(row: row, column: 0), CellReference(row: row, column: span - 1))
  }

  private func merge(
    _ range: CellRange, _ content: CellContent, _ style: StyleID, on sheet: inout SheetWriter
  ) {
    sheet.merge(range)
    for row in range.rows {
      for column in range.columns {
        let isFirst = CellReference(row: row, column: column) == range.first
        sheet.set(row, column, isFirst ? content : .empty, style: style)
      }
    }
  }

  private func draw(
    _ cards: [Card], at row: Int, _ styles: SummaryStyles, on sheet: inout SheetWriter
  ) {
    for (index, card) in cards.enumerated() {
      let column = index * Self.cardSpan
      func range(_ row: Int) -> CellRange {
        CellRange(
          CellReference(row: row, column: column),
          CellReference(row: row, column: column + Self.cardSpan - 1))
      }
      merge(range(row), .text(card.label), styles.cardLabel, on: &sheet)
      merge(range(row + 1), card.cell.content, styles.card(card.kind), on: &sheet)
    }
    sheet.height(row, 20)
    sheet.height(row + 1, 36)
    sheet.height(row + 2, 8)
  }

  private func draw(_ line: Line, _ styles: SummaryStyles, on sheet: inout SheetWriter) {
    sheet.set(line.row, 0, .text(line.title), style: styles.text)
    sheet.set(line.row, 1, line.count.content, style: styles.body(.whole))
    let rest = CellRange(
      CellReference(row: line.row, column: 2), CellReference(row: line.row, column: max(span - 1, 2)))
    merge(rest, .text(line.text), styles.text, on: &sheet)
    let width = rest.columns.reduce(0) { $0 + (widths[$1] ?? 8.43) }
    let height = MarkStyles.height(of: [(line.title, widths[0] ?? 8.43), (line.text, width)])
    sheet.height(line.row, max(height + 2, Self.rowHeight))
  }

  private func draw(_ table: SummaryTable, _ styles: SummaryStyles, on sheet: inout SheetWriter) {
    let columns = table.columns
    func width(_ index: Int) -> Double {
      (0..<table.span).reduce(0) { $0 + (widths[index * table.span + $1] ?? 8.43) }
    }
    func put(_ content: CellContent, _ row: Int, _ index: Int, _ style: StyleID) {
      guard table.span > 1 else { return sheet.set(row, index, content, style: style) }
      let first = CellReference(row: row, column: index * table.span)
      let last = CellReference(row: row, column: first.column + table.span - 1)
      merge(CellRange(first, last), content, style, on: &sheet)
    }
    var lines = 1
    for (index, column) in columns.enumerated() {
      put(.text(column.title), table.headerRow, index, styles.head)
      let room = max(width(index) - 1, 1)
      lines = max(lines, Int((Double(DisplayWidth.columns(of: column.title)) / room).rounded(.up)))
    }
    sheet.height(table.headerRow, max(24, Double(lines) * 15 + 6))
    for (position, cells) in table.rows.enumerated() {
      let row = table.body.lowerBound + position
      var texts: [(text: String, width: Double)] = []
      for (index, cell) in cells.prefix(columns.count).enumerated() {
        let kind = cell.kind ?? columns[index].kind
        let link = sheet.hasRoomForLink ? cell.link : nil
        put(cell.content, row, index, link == nil ? styles.body(kind) : styles.link)
        if let link {
          sheet.link(CellReference(row: row, column: index * table.span), link)
        }
        if kind == .text, case .text(let text) = cell.content { texts.append((text, width(index))) }
      }
      let height = MarkStyles.height(of: texts)
      if height > Self.rowHeight { sheet.height(row, height) }
    }
    if let totals = table.totals, let row = table.totalRow {
      for (index, cell) in totals.enumerated() {
        put(cell.content, row, index, styles.total(columns[index].kind))
      }
    }
    if let heat = table.heat, !table.rows.isEmpty {
      let cells = CellRange(
        CellReference(row: table.body.lowerBound, column: heat.lowerBound),
        CellReference(row: table.body.upperBound - 1, column: heat.upperBound))
      sheet.conditionalFormat(cells, .colorScale(Self.heatScale))
    }
    if table.freezes {
      sheet.freeze(below: table.headerRow + 1, rightOf: 1)
      sheet.page.repeatedRows = 0...table.headerRow
    }
  }

  /// From white for the least to a red that keeps figures readable for the most.
  private static let heatScale = ConditionalFormat.ColorScale([
    .init(.number(0), .rgb(0xFFFFFF)), .init(.percentile(50), .rgb(0xF8DDD7)),
    .init(.highest, .rgb(0xE08E80)),
  ])
}
