import SpreadsheetModel

/// Puts the cells of a page's tables into one sheet.
struct HTMLSheetBuilder {
  /// Number of tables met, those inside cells left out.
  private(set) var tables = 0
  /// The program named in `<meta name=Generator>`.
  private(set) var producer: String?

  /// What could not be read as it was written.
  private(set) var problems = ReadingProblems()

  private var sheet: Sheet
  private var row = Row(index: -1)
  private var isInRow = false
  private var depth = 0
  /// Columns still covered by cells of earlier rows.
  private var spans = HTMLSpans()
  /// Merged ranges of earlier tables, which end with their tables.
  private var settledMerges = 0
  private var cell: OpenCell?
  private var nextColumn = 0
  /// Inside LibreOffice's `<comment>`, the text of a note.
  private var isInNote = false

  private struct OpenCell {
    var text = CollapsedText()
    var note = ""
    let number: String?
    let column: Int
    let columnSpan: Int
    let rowSpan: Int
  }

  init(name: String) { sheet = Sheet(name: name) }

  mutating func handle(_ token: HTMLTokens.Token) {
    switch token {
    case .open(let name, let attributes): open(name, attributes)
    case .close(let name): close(name)
    case .text(let text):
      if isInNote { cell?.note += text } else { cell?.text.append(text) }
    case .comment(let inside): readNames(inside)
    }
  }

  /// The sheet, once the page is read.
  mutating func finish() -> Sheet {
    endTable()
    return sheet
  }

  private mutating func open(_ name: String, _ attributes: [String: String]) {
    switch name {
    case "meta":
      if attributes["name"]?.lowercased() == "generator" { producer = attributes["content"] }
    case "table":
      depth += 1
      if depth == 1 { tables += 1 } else { breakLine() }
    case "tr":
      if depth == 1 {
        endRow()
        beginRow(isHidden: Self.isHidden(attributes))
      } else {
        breakLine()
      }
    case "td", "th", "caption":
      if depth == 1 { beginCell(name, attributes) } else { cell?.text.append(" ") }
    case "br", "p", "div", "li": breakLine()
    case "comment": isInNote = true
    default: break
    }
  }

  private mutating func close(_ name: String) {
    switch name {
    case "table":
      if depth == 1 { endTable() }
      depth = max(0, depth - 1)
    case "tr": if depth == 1 { endRow() }
    case "td", "th": if depth == 1 { endCell() }
    case "caption":
      if depth == 1 {
        endCell()
        endRow()
      }
    case "p", "div", "li": breakLine()
    case "comment": isInNote = false
    default: break
    }
  }

  private mutating func breakLine() { cell?.text.breakLine() }

  private mutating func beginRow(isHidden: Bool = false) {
    row = Row(index: row.index + 1, isHidden: isHidden)
    isInRow = true
    nextColumn = 0
    spans.begin(row: row.index)
  }

  private mutating func beginCell(_ name: String, _ attributes: [String: String]) {
    endCell()
    // A cell without <tr> begins a row.
    if !isInRow { beginRow() }
    let column = spans.firstFree(from: nextColumn)
    let width = span(attributes["colspan"], upTo: 1000)
    let height = span(attributes["rowspan"], upTo: 65_534)
    cell = OpenCell(number: attributes["x:num"], column: column, columnSpan: width, rowSpan: height)
    nextColumn = column + width
  }

  /// A number of rows or columns, at most as many as the HTML Standard knows (section 4.9.11).
  private func span(_ text: String?, upTo limit: Int) -> Int {
    guard let text, let number = Int(text.filter { $0 != " " }) else { return 1 }
    return min(max(1, number), limit)
  }

  private mutating func endCell() {
    guard let open = cell else { return }
    cell = nil
    isInNote = false
    let text = open.text.trimmed
    let place = CellReference(row: row.index, column: open.column)
    guard place.isInsideGrid else {
      if !text.isEmpty {
        problems.add(
          ReadingProblem(.placelessCell, sheet: sheet.name, reference: "\(place)", value: text))
      }
      return
    }
    if !text.isEmpty {
      row.cells.append(Cell(column: open.column, value: Self.value(text, number: open.number)))
    }
    let note = CollapsedText.trimmed(open.note)
    if !note.isEmpty { sheet.notes[place] = note }
    merge(open, at: place)
  }

  /// Where a cell reaches into the columns of another, its range ends before them.
  private mutating func merge(_ open: OpenCell, at place: CellReference) {
    guard open.columnSpan > 1 || open.rowSpan > 1 else { return }
    let width = spans.freeRun(
      from: place.column, upTo: min(open.columnSpan, CellReference.columnLimit - place.column))
    let height = min(open.rowSpan, CellReference.rowLimit - place.row)
    if open.rowSpan > 1 { spans.take(place.column..<place.column + width, until: place.row + height) }
    guard width > 1 || height > 1 else { return }
    sheet.mergedRanges.append(
      CellRange(
        place, CellReference(row: place.row + height - 1, column: place.column + width - 1)))
  }

  private mutating func endRow() {
    endCell()
    guard isInRow else { return }
    isInRow = false
    if !row.cells.isEmpty { sheet.rows.append(row) }
  }

  /// What spans rows ends with the table.
  private mutating func endTable() {
    endRow()
    spans.removeAll()
    for index in settledMerges..<sheet.mergedRanges.count {
      let range = sheet.mergedRanges[index]
      if range.last.row <= row.index { continue }
      sheet.mergedRanges[index] = CellRange(
        range.first, CellReference(row: row.index, column: range.last.column))
    }
    if sheet.mergedRanges[settledMerges...].contains(where: \.isSingleCell) {
      sheet.mergedRanges.removeAll(where: \.isSingleCell)
    }
    settledMerges = sheet.mergedRanges.count
  }

  private static func isHidden(_ attributes: [String: String]) -> Bool {
    guard let style = attributes["style"]?.lowercased(), style.contains("display") else { return false }
    return style.filter { $0 != " " }.contains("display:none")
  }

  /// Excel's own pages name their sheets in a comment: `<x:Name>名册</x:Name>`.
  private mutating func readNames(_ comment: ArraySlice<UInt8>) {
    guard tables == 0, comment.count < 1 << 16 else { return }
    let text = String(decoding: comment, as: UTF8.self)
    guard let open = text.firstRange(of: "<x:Name>"),
      let close = text[open.upperBound...].firstRange(of: "</x:Name>")
    else { return }
    let name = text[open.upperBound..<close.lowerBound]
    if !name.isEmpty { sheet.name = HTMLText.decoded(Array(name.utf8)[...]) }
  }

  /// A number where the page says so and shows the same; a date or a percentage stays as shown.
  private static func value(_ text: String, number: String?) -> CellValue {
    guard let number else { return .text(text) }
    let shown = text.filter { $0 != "," && $0 != " " }
    guard let value = Double(number.isEmpty ? shown : number), value.isFinite, Double(shown) != nil else {
      return .text(text)
    }
    return .number(value)
  }
}
