import SpreadsheetModel

/// Puts the cells of a page's tables into one sheet.
struct HTMLSheetBuilder {
  /// Number of tables met, those inside cells left out.
  private(set) var tables = 0
  /// The program named in `<meta name=Generator>`.
  private(set) var producer: String?

  private var sheet: Sheet
  private var row = Row(index: -1)
  private var isInRow = false
  private var depth = 0
  /// Columns still covered by a cell of an earlier row, and how many rows more.
  private var spans: [(columns: Range<Int>, rowsLeft: Int)] = []
  private var cell: OpenCell?
  private var nextColumn = 0
  /// Inside LibreOffice's `<comment>`, the text of a note.
  private var isInNote = false

  private struct OpenCell {
    var text = ""
    var note = ""
    var number: String?
    let columns: Range<Int>
    let rowSpan: Int
  }

  /// Most rows and merged ranges taken from a page, so that `rowspan` cannot make up endless ones.
  private static let rowLimit = CellReference.rowLimit

  init(name: String) { sheet = Sheet(name: name) }

  mutating func handle(_ token: HTMLTokens.Token) {
    switch token {
    case .open(let name, let attributes): open(name, attributes)
    case .close(let name): close(name)
    case .text(let text):
      if isInNote { cell?.note += text } else { cell?.text += Self.collapsed(text) }
    case .comment(let inside): readNames(inside)
    }
  }

  /// The sheet, once the page is read.
  mutating func finish() -> Sheet {
    endRow()
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
        beginRow(isHidden: attributes["style"]?.lowercased().contains("display:none") ?? false)
      } else {
        breakLine()
      }
    case "td", "th", "caption":
      if depth == 1 { beginCell(name, attributes) } else { cell?.text += " " }
    case "br", "p", "div", "li": breakLine()
    case "comment": isInNote = true
    default: break
    }
  }

  private mutating func close(_ name: String) {
    switch name {
    case "table":
      if depth == 1 {
        endRow()
        spans.removeAll()
      }
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

  private mutating func breakLine() {
    guard let text = cell?.text, !text.isEmpty, !text.hasSuffix("\n") else { return }
    cell?.text += "\n"
  }

  private mutating func beginRow(isHidden: Bool = false) {
    row = Row(index: min(row.index + 1, Self.rowLimit - 1), isHidden: isHidden)
    isInRow = true
    nextColumn = 0
  }

  private mutating func beginCell(_ name: String, _ attributes: [String: String]) {
    endCell()
    // A cell without <tr> begins a row.
    if !isInRow { beginRow() }
    while let covering = spans.first(where: { $0.columns.contains(nextColumn) }) {
      nextColumn = covering.columns.upperBound
    }
    guard nextColumn < CellReference.columnLimit else { return }
    let width = min(max(1, span(attributes["colspan"])), CellReference.columnLimit - nextColumn)
    let height = min(max(1, span(attributes["rowspan"])), Self.rowLimit - row.index)
    cell = OpenCell(
      number: attributes["x:num"], columns: nextColumn..<nextColumn + width, rowSpan: height)
    nextColumn += width
  }

  private func span(_ text: String?) -> Int {
    guard let text, let number = Int(text.filter { $0 != " " }) else { return 1 }
    return number
  }

  private mutating func endCell() {
    guard let open = cell else { return }
    cell = nil
    isInNote = false
    let text = Self.trimmed(open.text)
    let column = open.columns.lowerBound
    if !text.isEmpty {
      row.cells.append(Cell(column: column, value: Self.value(text, number: open.number)))
    }
    let note = Self.trimmed(open.note)
    if !note.isEmpty { sheet.notes[CellReference(row: row.index, column: column)] = note }
    if open.columns.count > 1 || open.rowSpan > 1 {
      sheet.mergedRanges.append(
        CellRange(
          CellReference(row: row.index, column: column),
          CellReference(row: row.index + open.rowSpan - 1, column: open.columns.upperBound - 1)))
    }
    if open.rowSpan > 1 { spans.append((open.columns, open.rowSpan)) }
  }

  private mutating func endRow() {
    endCell()
    guard isInRow else { return }
    isInRow = false
    if !row.cells.isEmpty { sheet.rows.append(row) }
    for index in spans.indices { spans[index].rowsLeft -= 1 }
    spans.removeAll { $0.rowsLeft <= 0 }
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

  /// Text with each run of blanks and line breaks made one blank, as a browser shows it.
  private static func collapsed(_ text: String) -> String {
    var result = ""
    var wasSpace = false
    for scalar in text.unicodeScalars {
      let isSpace = [0x20, 0x09, 0x0A, 0x0D, 0xA0].contains(scalar.value)
      if isSpace {
        if !wasSpace { result.unicodeScalars.append(" ") }
      } else {
        result.unicodeScalars.append(scalar)
      }
      wasSpace = isSpace
    }
    return result
  }

  private static func trimmed(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = line
      while line.first == " " { line.removeFirst() }
      while line.last == " " { line.removeLast() }
      return String(line)
    }.joined(separator: "\n").trimmingSuffix { $0 == "\n" }
  }
}

extension String {
  fileprivate func trimmingSuffix(_ isUnwanted: (Character) -> Bool) -> String {
    var text = self
    while let last = text.last, isUnwanted(last) { text.removeLast() }
    return text
  }
}
