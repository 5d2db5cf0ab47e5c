import SpreadsheetModel

/// One sheet of a summary from top to bottom: a title, lines of text, key figures, tables, charts.
///
/// It knows what stands in which row, so that formulas can refer to it; the workbook draws it, and the
/// page tells the same figures.
struct SummarySheet: Sendable {
  /// A piece of the sheet.
  enum Block: Sendable {
    case section(String, row: Int, beginsPage: Bool)
    case note(String, row: Int)
    case cards([Card], row: Int)
    case line(Line)
    case table(SummaryTable)
    case chart(SummaryChart)
  }

  /// A key figure under its label.
  struct Card: Sendable {
    var label: String
    var cell: SummaryCell
    var kind: SummaryCell.Kind = .whole
  }

  /// A line that names something, counts it and says more of it.
  struct Line: Sendable {
    var title: String
    var count: SummaryCell
    var text: String
    var row: Int
  }

  /// The sheet's name, which is its title as well.
  let name: String
  /// The line below the title.
  let subtitle: String
  /// Columns the title spans.
  let span: Int
  let isLandscape: Bool
  private(set) var blocks: [Block] = []
  /// The next free row; the title and the line below it take the first two.
  private(set) var row = 2
  /// Widths of columns in characters.
  private(set) var widths: [Int: Double] = [:]
  /// Rows up to which a sheet can be read when printed on one page.
  private var rowsOnOnePage: Int { isLandscape ? 46 : 62 }
  /// Whether it is short enough to be printed on one page.
  var fitsOnePage: Bool { row <= rowsOnOnePage }
  /// Columns a card spans.
  static let cardSpan = 2
  /// The height of a row that says nothing else, in points.
  static let rowHeight = 18.0

  init(_ name: String, subtitle: String, columns: Int, isLandscape: Bool) {
    self.name = name
    self.subtitle = subtitle
    span = max(columns, 2)
    self.isLandscape = isLandscape
  }

  /// Leaves rows free.
  mutating func skip(_ rows: Int = 1) {
    row += rows
  }

  /// Sets the width of columns no table has set.
  mutating func width(_ columns: ClosedRange<Int>, _ characters: Double) {
    for column in columns { widths[column] = characters }
  }

  /// A heading inside the sheet.
  ///
  /// - Parameter beginsPage: whether it begins a page, where the sheet is printed on several.
  mutating func section(_ text: String, beginsPage: Bool = false) {
    blocks.append(.section(text, row: row, beginsPage: beginsPage))
    row += 1
  }

  /// A line of explanation.
  mutating func note(_ text: String) {
    blocks.append(.note(text, row: row))
    row += 1
  }

  /// Key figures side by side: a label over each number.
  mutating func cards(_ cards: [Card]) {
    blocks.append(.cards(cards, row: row))
    row += 3
  }

  /// A line with a name in the first column, a count or mark in the second and words in all others.
  mutating func list(_ title: String, count: SummaryCell, _ text: String) {
    blocks.append(.line(Line(title: title, count: count, text: text, row: row)))
    row += 1
  }

  /// A table with its header, its rows and, where a title for it is given, a line of totals.
  ///
  /// - Parameters:
  ///   - setsWidths: whether the columns take the widths given.
  ///   - freezes: whether header and first column stay in sight, on screen and in print.
  ///   - heat: columns whose cells are shaded by their numbers.
  ///   - span: columns of the sheet that each column of the table spans.
  @discardableResult
  mutating func table(
    _ columns: [SummaryColumn], rows: [[SummaryCell]], total: SummaryTable.TotalWords? = nil,
    setsWidths: Bool = true, freezes: Bool = false, heat: ClosedRange<Int>? = nil,
    span: Int = 1
  ) -> SummaryTable {
    let table = SummaryTable(
      columns: columns, rows: rows, headerRow: row, total: rows.isEmpty ? nil : total,
      freezes: freezes, heat: heat, span: span)
    if setsWidths {
      for (index, column) in columns.enumerated() { widths[index] = column.width }
    }
    blocks.append(.table(table))
    row = (table.totalRow ?? table.body.upperBound - 1) + 1
    return table
  }

  /// Charts side by side across some columns, or the whole sheet, below what stands there already.
  ///
  /// - Parameters:
  ///   - height: in pixels; what is left of the last row is filled.
  ///   - beside: the table they stand beside, if not below everything.
  mutating func charts(
    _ charts: [SummaryChart], height: Int = 260, columns: ClosedRange<Int>? = nil,
    beside table: SummaryTable? = nil
  ) {
    let columns = columns ?? 0...span - 1
    let top = table?.headerRow ?? row + 1
    var lefts = [0.0]
    for column in columns { lefts.append((lefts.last ?? 0) + (widths[column] ?? 8.43)) }
    let whole = lefts.last ?? 0
    // Each begins with the column nearest to its share, the last one ends with the sheet.
    let starts = charts.indices.map { index in
      let share = whole * Double(index) / Double(charts.count)
      return (0..<columns.count)
        .min { abs(lefts[$0] - share) < abs(lefts[$1] - share) } ?? 0
    }
    let rowPixels = Self.rowHeight * 4 / 3
    let bottom = top + max(Int((Double(height) / rowPixels).rounded(.up)), 1) - 1
    for (index, chart) in charts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] - 1 : columns.count - 1
      var placed = chart
      // Over cells, not so many pixels: how wide a column is drawn depends on the fonts there are.
      placed.range = CellRange(
        CellReference(row: top, column: columns.lowerBound + starts[index]),
        CellReference(row: bottom, column: columns.lowerBound + max(end, starts[index])))
      blocks.append(.chart(placed))
    }
    row = max(row, bottom + 2)
  }

  /// What stands in a cell of one of the tables.
  func cell(at place: CellReference) -> SummaryCell? {
    for case .table(let table) in blocks where table.rowRange.contains(place.row) {
      return table.cell(at: place)
    }
    return nil
  }
}
