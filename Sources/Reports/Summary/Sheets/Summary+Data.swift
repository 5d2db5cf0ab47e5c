import SpreadsheetModel
import XLSX

extension Summary {
  /// Adds the sheets with the rows that figures are counted from, then the key figures themselves, which
  /// the next period's summary is compared with.
  func addData(to book: inout XLSXWriter, pageFooter: String) {
    for subject in SummaryTables.Subject.allCases {
      addData(
        tables[subject], dates: SummaryColumns.dates(of: subject), to: &book, pageFooter: pageFooter)
    }
    let figures = keyFigures
    book.sheet(text(SummaryWords.figureSheet)) { sheet in
      let styles = SummaryStyles(&sheet)
      let headers = [
        text("代号", "Id"), text("指标", "Figure"), text("本期", "This period"), text("上期", "Before"),
      ]
      sheet.write(row: 0, headers.map { .text($0) }, style: styles.head)
      sheet.write(
        row: 1,
        [
          .text(PreviousSummary.periodID), .text(text("统计时间", "Period")),
          .text("\(input.period)"), input.previous.map { .text($0.period) } ?? .empty,
        ], style: styles.text)
      for (index, figure) in figures.enumerated() {
        let row = index + Self.firstFigureRow
        sheet.set(row, 0, .text(figure.id), style: styles.text)
        sheet.set(row, 1, .text(text(figure.title)), style: styles.text)
        let style = styles.body(figure.kind)
        sheet.set(
          row, 2, .formula(figure.figure.formula, result: figure.figure.result), style: style)
        let before = input.previous?.figures[figure.id]
        sheet.set(row, 3, before.map { .number($0) } ?? .empty, style: style)
      }
      sheet.width(0, 24)
      sheet.width(1...3, 22)
      dress(&sheet, pageFooter: pageFooter)
    }
  }

  private func addData(
    _ table: DataTable, dates: Set<Int>, to book: inout XLSXWriter, pageFooter: String
  ) {
    let styles = SummaryStyles { book.style($0) }
    let spool = tables.spool
    let looks = table.headers.indices.map { dates.contains($0) ? styles.date : styles.plain }
    book.sheet(table.sheet) { rows in
      try rows.write(table.headers.map(CellContent.text), styles: looks.map { _ in styles.head })
      for row in table.rows {
        try rows.write(table.values(of: row).map(CellContent.init), styles: looks)
      }
      try spool.check()
    } layout: { sheet in
      for (column, width) in Self.widths(of: table).enumerated() { sheet.width(column, width) }
      if !table.rows.isEmpty {
        sheet.filter(
          CellRange(
            CellReference(row: 0, column: 0),
            CellReference(row: table.rows.count, column: table.headers.count - 1)))
      }
      dress(&sheet, pageFooter: pageFooter)
    }
  }

  private func dress(_ sheet: inout SheetWriter, pageFooter: String) {
    sheet.freeze(below: 1)
    sheet.tabColor = .rgb(0xBFBFBF)
    sheet.page = .landscapeA4
    sheet.page.repeatedRows = 0...0
    sheet.page.footer = pageFooter
  }

  /// Rows looked at for the width of their columns; more would cost more than they tell.
  private static let measuredRows = 100

  private static func widths(of table: DataTable) -> [Double] {
    table.headers.enumerated().map { column, header in
      // Room for the filter's arrow.
      var most = DisplayWidth.columns(of: header) + 3
      for row in table.rows.prefix(measuredRows) {
        switch row[column] {
        case .text(let text): most = max(most, DisplayWidth.columns(of: text))
        case .number: most = max(most, 10)
        default: break
        }
      }
      return Double(min(most, 46)) + 2
    }
  }
}
