import SpreadsheetModel

extension SheetWriter {
  /// Puts a note on a cell.
  public mutating func note(_ cell: some CellAddress, _ note: Note) {
    addressed(cell: cell) { $0.content.layout.notes[$1] = note }
  }

  /// Puts a note on a cell.
  public mutating func note(_ cell: some CellAddress, _ text: String, author: String = "") {
    note(cell, Note(text, author: author))
  }

  /// Greatest number of links on one sheet; Excel refuses more.
  public static let linkLimit = 65_530

  /// Whether the sheet may get another link.
  public var hasRoomForLink: Bool { content.layout.links.count < Self.linkLimit }

  /// Puts a link on a cell; what the cell holds is set by itself.
  public mutating func link(_ cell: some CellAddress, _ link: Hyperlink) {
    addressed(cell: cell) { $0.content.layout.links[$1] = link }
  }

  /// Says what may be typed into the cells of a range.
  public mutating func validate(_ range: some RangeAddress, _ validation: CellValidation) {
    addressed(range) { sheet, range in
      var validation = validation
      validation.ranges.append(range)
      sheet.content.layout.validations.append(validation)
    }
  }

  /// Offers texts in a drop-down on the cells of a range.
  public mutating func list(_ range: some RangeAddress, _ items: [String]) {
    validate(range, CellValidation(.list(items)))
  }

  /// Draws a chart with its top left corner on a cell.
  ///
  /// - Parameters:
  ///   - chart: The chart.
  ///   - cell: The cell its top left corner stands on.
  ///   - width: In pixels.
  ///   - height: In pixels.
  public mutating func chart(
    _ chart: Chart, at cell: some CellAddress, width: Int = 560, height: Int = 320
  ) {
    addressed(cell: cell) { sheet, cell in
      sheet.content.layout.charts.append(
        PlacedChart(chart: chart, anchor: DrawingAnchor(cell: cell, width: width, height: height)))
    }
  }

  /// Draws a chart over a range of cells.
  public mutating func chart(_ chart: Chart, covering range: some RangeAddress) {
    addressed(range) { sheet, range in
      sheet.content.layout.charts.append(
        PlacedChart(
          chart: chart, anchor: DrawingAnchor(cell: range.first, width: 0, height: 0, range: range)))
    }
  }

  /// Draws a chart of a table of cells: the first row names the series, the first column the categories.
  public mutating func chart(
    _ kind: ChartKind, over data: some RangeAddress, at cell: some CellAddress, title: String? = nil,
    width: Int = 560, height: Int = 320
  ) {
    addressed(data) { sheet, data in
      guard data.rows.count > 1, data.columns.count > 1 else {
        sheet.note(.invalidChart, cell: data.first, detail: "\(data)")
        return
      }
      sheet.chart(
        Chart(kind, tabulated: SheetReference(sheet: sheet.name, range: data), title: title), at: cell,
        width: width, height: height)
    }
  }

  private mutating func addressed<Address: CellAddress>(
    cell address: Address, _ body: (inout SheetWriter, CellReference) -> Void
  ) {
    guard let cell = address.addressedCell else {
      note(.invalidReference, detail: "\(address)")
      return
    }
    body(&self, cell)
  }
}

extension Chart {
  /// Creates the chart of a table of cells: the first row names the series, the first column the
  /// categories, and every other column is a series.
  public init(_ kind: ChartKind, tabulated table: SheetReference, title: String? = nil) {
    let (first, last) = (table.range.first, table.range.last)
    func column(_ column: Int, _ rows: ClosedRange<Int>) -> SheetReference {
      SheetReference(
        sheet: table.sheet,
        range: CellRange(
          CellReference(row: rows.lowerBound, column: column),
          CellReference(row: rows.upperBound, column: column)))
    }
    let body = min(first.row + 1, last.row)...last.row
    let columns = min(first.column + 1, last.column)...last.column
    self.init(
      kind,
      series: columns.map {
        ChartSeries(
          name: .cell(column($0, first.row...first.row)), categories: column(first.column, body),
          values: column($0, body))
      }, title: title, legend: columns.count > 1 || !kind.hasAxes ? .bottom : nil)
  }
}
