import Hummingbird
import SpreadsheetModel
import Workflow

/// A picture of a sheet: the text its cells show, with the cells marked that something was found in. Of a
/// long sheet only the rows with marks and those about them are drawn.
struct SheetPicture: ResponseEncodable {
  var sheet: String
  /// The letters of the columns.
  var columns: [String]
  /// Columns beyond those drawn.
  var moreColumns: Int
  var rows: [RowDocument]
  /// The number of the last row with content, from 1.
  var lastRow: Int

  /// One row.
  struct RowDocument: Encodable {
    /// Its number, from 1.
    var number: Int
    var isHidden: Bool
    /// Whether it belongs to a ledger's header.
    var isHeader: Bool
    var cells: [CellDocument]
  }

  /// One cell with content or a mark.
  struct CellDocument: Encodable {
    /// Position of its column, from 0.
    var column: Int
    var text: String
    /// The most serious kind of what was found in it: `error`, `warning`, `info`, `fixed`.
    var mark: String?
    /// The numbers of the items in the list of findings.
    var items: [Int]?
    /// Columns and rows it is merged over, where more than one.
    var columnSpan: Int?
    var rowSpan: Int?
    /// Whether it holds a number, which stands at the right.
    var isNumber: Bool?
  }

  /// Rows on either side of a mark that are drawn with it.
  private static let neighbours = 2
  /// Rows at the top that are always drawn: title and header.
  private static let top = 8
  /// Texts are drawn up to this length.
  private static let textLimit = 160

  /// Draws a sheet.
  ///
  /// - Parameters:
  ///   - items: what was found in the file; marks are made where it is on this sheet.
  ///   - tables: the ledgers of the file.
  ///   - wanted: rows to draw, from 0; `nil` draws what matters.
  init(
    _ sheet: Sheet, items: [FindingsDocument.Item], tables: [LedgerTable], wanted: ClosedRange<Int>?,
    limits: ServerLimits, showsPersonal: Bool
  ) {
    self.sheet = sheet.name
    var marks: [CellReference: [Int]] = [:]
    for item in items where item.sheet == sheet.name {
      guard let cell = item.cell.flatMap({ CellReference(a1: $0) }) else { continue }
      let merged = sheet.mergedRanges.first { $0.contains(cell) }
      marks[merged?.first ?? cell, default: []].append(item.id)
    }
    let used = sheet.usedRange
    let lastMarked = marks.keys.map(\.column).max() ?? 0
    let columnCount = max(used?.last.column ?? 0, lastMarked) + 1
    let drawnColumns = min(columnCount, limits.pictureColumns)
    columns = (0..<drawnColumns).map(CellReference.columnName)
    moreColumns = columnCount - drawnColumns
    let last = max(used?.last.row ?? 0, marks.keys.map(\.row).max() ?? 0)
    lastRow = last + 1
    let drawn = Self.rowsToDraw(
      last: last, marked: marks.keys.map(\.row), wanted: wanted, limit: limits.pictureRows)
    let tables = tables.filter { $0.sheet == sheet.name }
    let headers = Set(tables.flatMap { Array($0.headerRows.prefix(Self.top)) })
    let personal = showsPersonal ? [] : Self.personalColumns(tables)
    let spans = MergedSpans(sheet.mergedRanges, rows: drawn, columns: drawnColumns)
    rows = drawn.map { number in
      let row = sheet.row(at: number)
      let marked = marks.keys.filter { $0.row == number }.map(\.column)
      let positions = Set((row?.cells.map(\.column) ?? []) + marked).filter { $0 < drawnColumns }.sorted()
      var cells: [CellDocument] = []
      for column in positions {
        let place = CellReference(row: number, column: column)
        guard !spans.isCovered(place) else { continue }
        let cell = row?[column]
        let isHidden = personal.contains(column) && !headers.contains(number)
        let ids = marks[place]?.sorted()
        let span = spans.span(of: place)
        cells.append(
          CellDocument(
            column: column, text: Self.text(cell, of: sheet, isPersonal: isHidden, showsPersonal),
            mark: ids.flatMap { Self.mark($0.map { items[$0].kind }) }, items: ids,
            columnSpan: span.map(\.columns).flatMap { $0 > 1 ? $0 : nil },
            rowSpan: span.map(\.rows).flatMap { $0 > 1 ? $0 : nil },
            isNumber: cell.map { if case .number = $0.value { true } else { false } } == true ? true : nil))
      }
      for (column, span) in spans.empty(inRow: number, besides: Set(positions)) {
        cells.append(
          CellDocument(
            column: column, text: "", columnSpan: span.columns > 1 ? span.columns : nil,
            rowSpan: span.rows > 1 ? span.rows : nil))
      }
      cells.sort { $0.column < $1.column }
      return RowDocument(
        number: number + 1, isHidden: row?.isHidden ?? false, isHeader: headers.contains(number),
        cells: cells)
    }
  }

  private static func rowsToDraw(last: Int, marked: [Int], wanted: ClosedRange<Int>?, limit: Int) -> [Int] {
    if let wanted {
      let low = max(0, min(wanted.lowerBound, last))
      return Array(low...max(low, min(wanted.upperBound, last, low + limit - 1)))
    }
    if last < limit { return Array(0...last) }
    var rows = Set(0..<min(top, limit))
    for row in Set(marked).sorted() {
      guard rows.count < limit else { break }
      for neighbour in max(0, row - neighbours)...min(last, row + neighbours) where rows.count < limit {
        rows.insert(neighbour)
      }
    }
    return rows.sorted()
  }

  private static func personalColumns(_ tables: [LedgerTable]) -> Set<Int> {
    Set(
      tables.flatMap { table in
        table.columns.filter { table.definition[$0.field]?.kind.isPersonalNumber ?? false }.map(\.column)
      })
  }

  private static func text(_ cell: Cell?, of sheet: Sheet, isPersonal: Bool, _ showsPersonal: Bool) -> String
  {
    guard let cell else { return "" }
    let text = PersonalMask(showsPersonal: showsPersonal).value(
      cell.exactDigits ?? sheet.displayedText(of: cell), isPersonal: isPersonal)
    return text.count > textLimit ? String(text.prefix(textLimit)) + "…" : text
  }

  private static func mark(_ kinds: [String]) -> String? {
    ["error", "warning", "info", "fixed"].first { kinds.contains($0) }
  }
}
