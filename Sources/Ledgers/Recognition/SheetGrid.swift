import SpreadsheetModel

/// A sheet as the recognition looks at it: rows by position, and merged ranges by cell.
struct SheetGrid {
  let sheet: Sheet
  /// Merged ranges that cover more than one row, by the columns they cover, sorted by row.
  private let tallMerges: [Int: [CellRange]]
  /// Merged ranges by the row of their top left cell.
  private let mergesByRow: [Int: [CellRange]]

  /// Merges whose width would make them cover whole sheets are cut to this many columns.
  private static let columnLimit = 512

  init(_ sheet: Sheet) {
    self.sheet = sheet
    var tall: [Int: [CellRange]] = [:]
    var byRow: [Int: [CellRange]] = [:]
    // Nobody asks for columns behind all content, where thousands of wide ranges would cost gigabytes.
    let lastColumn = sheet.usedRange?.last.column ?? -1
    for range in sheet.mergedRanges where !range.isSingleCell {
      byRow[range.first.row, default: []].append(range)
      if range.rows.count > 1 {
        for column in range.columns.prefix(Self.columnLimit) where column <= lastColumn {
          tall[column, default: []].append(range)
        }
      }
    }
    for column in tall.keys { tall[column]?.sort { $0.first < $1.first } }
    tallMerges = tall
    mergesByRow = byRow
  }

  /// The merged range that covers a cell, if there is one.
  func merge(covering reference: CellReference) -> CellRange? {
    if let range = tallMerge(covering: reference) { return range }
    return mergesByRow[reference.row]?.first { $0.contains(reference) }
  }

  /// The merged range of several rows that covers a cell.
  func tallMerge(covering reference: CellReference) -> CellRange? {
    guard let ranges = tallMerges[reference.column] else { return nil }
    let next = ranges.partitioningIndex { $0.first.row > reference.row }
    guard next > 0 else { return nil }
    return ranges[next - 1].contains(reference) ? ranges[next - 1] : nil
  }

  /// The merged ranges that begin in a row.
  func merges(beginningIn row: Int) -> [CellRange] { mergesByRow[row] ?? [] }

  /// Whether any column has a merged range of several rows.
  var hasTallMerges: Bool { !tallMerges.isEmpty }

  /// The text of a cell, or of the top left cell of the merge that covers it.
  func text(row: Int, column: Int) -> String? {
    let reference = CellReference(row: row, column: column)
    if let cell = sheet[reference], !cell.value.isEmpty { return text(of: cell) }
    guard let range = merge(covering: reference), let cell = sheet[range.first] else { return nil }
    return text(of: cell)
  }

  /// A cell's content as header text: numbers plain, dates as `N月` where they stand for months.
  func text(of cell: Cell) -> String? {
    switch cell.value {
    case .empty, .error: return nil
    case .boolean(let truth): return truth ? "TRUE" : "FALSE"
    case .text(let text): return text
    case .number(let number):
      if let date = sheet.date(of: cell) { return "\(date.year)年\(date.month)月" }
      return NumberCellText.text(of: number, exactDigits: cell.exactDigits)
    }
  }

  /// What stands in cells of a row, side by side, for telling a person; long rows are cut.
  func text(of cells: some Sequence<Cell>) -> String {
    var text = ""
    for cell in cells where !RowClassifier.isBlank(cell) {
      let own: String
      if case .text(let content) = cell.value { own = content } else { own = sheet.displayedText(of: cell) }
      text += (text.isEmpty ? "" : " | ") + CleanText(String(own.prefix(Self.toldLimit))).text
      if text.count > Self.toldLimit { return String(text.prefix(Self.toldLimit)) + "…" }
    }
    return text
  }

  private static let toldLimit = 160
}
