import SpreadsheetModel

extension SheetWriter {
  // MARK: Columns and rows

  /// Sets the width of columns in characters of the default font (0 to 255).
  public mutating func width(_ columns: ClosedRange<Int>, _ characters: Double) {
    change(columns) { $0.width = characters }
  }

  /// Sets the width of a column in characters of the default font (0 to 255).
  public mutating func width(_ column: Int, _ characters: Double) {
    width(column...column, characters)
  }

  /// Gives columns the width of their longest content, a Chinese character counted as two, from what is
  /// set so far and what will be set.
  ///
  /// - Parameters:
  ///   - columns: The columns; all that hold something if `nil`.
  ///   - limit: The widest they become; longer text wraps or runs on.
  public mutating func fitWidth(_ columns: ClosedRange<Int>? = nil, limit: Double = 60) {
    if let columns {
      change(columns) { $0.fitLimit = limit }
    } else if let used = content.rows.usedRange {
      change(used.columns) { $0.fitLimit = limit }
    }
  }

  /// Hides columns.
  public mutating func hide(columns: ClosedRange<Int>) {
    change(columns) { $0.isHidden = true }
  }

  /// Gives columns a look, also where they hold nothing yet. Cells set afterwards without a look of their
  /// own take it.
  public mutating func style(columns: ClosedRange<Int>, _ style: CellStyle) {
    let id = styles.id(of: style)
    change(columns) { $0.style = id }
  }

  /// Puts columns into a group that can be folded away.
  ///
  /// - Parameters:
  ///   - columns: Zero-based.
  ///   - level: 1 to 7, deeper groups inside others.
  ///   - isFolded: Whether they are folded away at first.
  public mutating func group(columns: ClosedRange<Int>, level: Int = 1, isFolded: Bool = false) {
    change(columns) { layout in
      layout.outlineLevel = level
      if isFolded { layout.isHidden = true }
    }
    if isFolded, columns.upperBound + 1 < CellReference.columnLimit {
      change(columns.upperBound + 1...columns.upperBound + 1) { $0.isCollapsed = true }
    }
  }

  private mutating func change(_ columns: ClosedRange<Int>, _ body: (inout ColumnLayout) -> Void) {
    guard columns.lowerBound >= 0, columns.upperBound < CellReference.columnLimit else {
      note(.invalidReference, detail: "columns \(columns)")
      return
    }
    for column in columns { body(&content.layout.columns[column, default: ColumnLayout()]) }
  }

  /// Sets the height of a row in points (0 to 409).
  public mutating func height(_ row: Int, _ points: Double) {
    change(row: row) { $0.height = points }
  }

  /// Sets the height of rows without one of their own, in points.
  public mutating func defaultHeight(_ points: Double) { content.layout.defaultRowHeight = points }

  /// Hides a row.
  public mutating func hide(row: Int) { change(row: row) { $0.isHidden = true } }

  /// Gives a row a look, also where it holds nothing.
  public mutating func style(row: Int, _ style: CellStyle) {
    let id = styles.id(of: style)
    change(row: row) { $0.style = id }
  }

  /// Puts rows into a group that can be folded away.
  ///
  /// - Parameters:
  ///   - rows: Zero-based.
  ///   - level: 1 to 7, deeper groups inside others.
  ///   - isFolded: Whether they are folded away at first.
  public mutating func group(rows: ClosedRange<Int>, level: Int = 1, isFolded: Bool = false) {
    for row in rows {
      change(row: row) { layout in
        layout.outlineLevel = level
        if isFolded { layout.isHidden = true }
      }
    }
    if isFolded { change(row: rows.upperBound + 1) { $0.isCollapsed = true } }
  }

  private mutating func change(row: Int, _ body: (inout RowLayout) -> Void) {
    guard (0..<CellReference.rowLimit).contains(row) else {
      note(.invalidReference, detail: "row \(row + 1)")
      return
    }
    let position = content.rows.position(ofRow: row)
    body(&content.rows.rows[position].layout)
  }

  // MARK: The sheet

  /// Whether the sheet's tab is shown.
  public var visibility: Sheet.Visibility {
    get { content.layout.visibility }
    set { content.layout.visibility = newValue }
  }

  /// The colour of the sheet's tab.
  public var tabColor: Color? {
    get { content.layout.tabColor }
    set { content.layout.tabColor = newValue }
  }

  /// Whether grid lines are shown on the screen.
  public var showsGridlines: Bool {
    get { content.layout.showsGridlines }
    set { content.layout.showsGridlines = newValue }
  }

  /// Whether row and column headings are shown on the screen.
  public var showsHeadings: Bool {
    get { content.layout.showsHeadings }
    set { content.layout.showsHeadings = newValue }
  }

  /// Whether column A is on the right.
  public var isRightToLeft: Bool {
    get { content.layout.isRightToLeft }
    set { content.layout.isRightToLeft = newValue }
  }

  /// The size on the screen in per cent, 10 to 400.
  public var zoom: Int? {
    get { content.layout.zoom }
    set { content.layout.zoom = newValue }
  }

  /// How the sheet is printed.
  public var page: PageSetup {
    get { content.layout.page }
    set { content.layout.page = newValue }
  }

  /// Keeps the rows above a zero-based row, and the columns left of a column, in view.
  public mutating func freeze(below rows: Int, rightOf columns: Int = 0) {
    guard (0..<CellReference.rowLimit).contains(rows), (0..<CellReference.columnLimit).contains(columns)
    else {
      note(.invalidReference, detail: "freeze \(rows), \(columns)")
      return
    }
    content.layout.pane = rows == 0 && columns == 0 ? nil : .frozen(rows: rows, columns: columns)
  }

  /// Divides the window, in points from the top and from the left; each part scrolls by itself.
  public mutating func split(fromTop: Double, fromLeft: Double = 0) {
    content.layout.pane = .split(fromTop: fromTop, fromLeft: fromLeft)
  }

  /// Chooses cells, as if the user had.
  public mutating func select(_ range: some RangeAddress) {
    addressed(range) { $0.content.layout.selection = $1 }
  }

  /// Joins cells into one; the top left one holds the value.
  public mutating func merge(_ range: some RangeAddress) {
    addressed(range) { $0.content.layout.merges.append($1) }
  }

  /// Joins cells into one that holds the value in a look, which all of them get, as borders need it.
  public mutating func merge(
    _ range: some RangeAddress, _ value: CellContent, style: CellStyle = CellStyle()
  ) {
    addressed(range) { sheet, range in
      sheet.content.layout.merges.append(range)
      if style != CellStyle() { sheet.format(range, style) }
      sheet.set(range.first, value, style: style)
    }
  }

  /// Puts filter buttons on the first row of a range.
  public mutating func filter(_ range: some RangeAddress) {
    addressed(range) { $0.content.layout.filter = AutoFilter($1) }
  }

  /// Does something with the range that an address names, or notes that it names none.
  mutating func addressed<Address: RangeAddress>(
    _ address: Address, _ body: (inout SheetWriter, CellRange) -> Void
  ) {
    guard let range = address.addressedRange else {
      note(.invalidReference, detail: "\(address)")
      return
    }
    body(&self, range)
  }
}
