import SpreadsheetModel

/// What stands above a header: the title, and lines of `label：text`.
struct Preamble {
  /// The title, the longest text without a label.
  var title: String?
  /// The pairs of the form lines.
  var entries: [LedgerTable.FormLineEntry] = []
  /// All texts, folded, for names of ledgers.
  var folded = ""
  /// What amounts are counted in: 10000 where a line says `单位：万元`.
  var amountUnit: Int?

  /// Reads the rows above a header.
  init(_ rows: ArraySlice<Row>, grid: SheetGrid) {
    for row in rows {
      let cells = row.cells.filter { !$0.value.isEmpty }
      for (position, cell) in cells.enumerated() {
        guard let text = grid.text(of: cell) else { continue }
        let reference = CellReference(row: row.index, column: cell.column)
        folded += TextFolding.fold(text) + "\n"
        var pairs = Self.pairs(of: text, cell: reference)
        // 填报单位： in one cell and the name in the next.
        if pairs.count == 1, pairs[0].text.isEmpty, position + 1 < cells.count,
          let next = grid.text(of: cells[position + 1]), !next.has("："), !next.has(":")
        {
          pairs[0].text = CleanText(next).text
          pairs[0].cell = CellReference(row: row.index, column: cells[position + 1].column)
        }
        if pairs.isEmpty {
          if text.count > (title?.count ?? 0), text.utf8.count <= 240 { title = CleanText(text).text }
        } else {
          take(pairs)
        }
      }
    }
  }

  private mutating func take(_ pairs: [LedgerTable.FormLineEntry]) {
    for pair in pairs {
      let label = TextFolding.fold(pair.label)
      if label.hasSuffix("单位") || label.hasSuffix("计量单位") {
        switch TextFolding.fold(pair.text) {
        case "元", "人民币元":
          amountUnit = 1
          continue
        case "万元", "人民币万元":
          amountUnit = 10_000
          continue
        default: break
        }
      }
      if !pair.text.isEmpty { entries.append(pair) }
    }
  }

  /// The pairs of one cell: `填报单位：××支部　　　填报时间：2025年12月`, `（单位：元）`.
  static func pairs(of text: String, cell: CellReference) -> [LedgerTable.FormLineEntry] {
    guard text.utf8.count <= 600, text.has("：") || text.has(":") else { return [] }
    let scalars = Array(text.unicodeScalars)
    var marks: [Int] = []
    for index in scalars.indices where scalars[index] == "：" || scalars[index] == ":" {
      // 9:00 is a time of day.
      let isTime =
        index > 0 && index + 1 < scalars.count && (0x30...0x39).contains(scalars[index - 1].value)
        && (0x30...0x39).contains(scalars[index + 1].value)
      if !isTime { marks.append(index) }
    }
    var result: [LedgerTable.FormLineEntry] = []
    for (position, mark) in marks.enumerated() {
      var start = mark
      let floor = position == 0 ? 0 : marks[position - 1] + 1
      // Blanks just before the colon belong to the label's typing.
      while start > floor, TextFolding.isSpace(scalars[start - 1]) { start -= 1 }
      while start > floor, !TextFolding.isSpace(scalars[start - 1]) || isStretch(scalars, start - 1, floor) {
        start -= 1
      }
      var end = position + 1 < marks.count ? marks[position + 1] : scalars.count
      if position + 1 < marks.count {
        // The next label is the last run of characters before its colon.
        while end > mark + 1, TextFolding.isSpace(scalars[end - 1]) { end -= 1 }
        while end > mark + 1, !TextFolding.isSpace(scalars[end - 1]) { end -= 1 }
      }
      guard start < mark else { continue }
      let label = string(scalars[start..<mark])
      let value = end > mark + 1 ? string(scalars[(mark + 1)..<end]) : ""
      result.append(LedgerTable.FormLineEntry(label: label, text: value, cell: cell))
    }
    return result
  }

  /// A blank inside a stretched label: `单 位：`.
  private static func isStretch(_ scalars: [Unicode.Scalar], _ index: Int, _ floor: Int) -> Bool {
    guard TextFolding.isSpace(scalars[index]), index - 1 >= floor, index + 1 < scalars.count else {
      return false
    }
    let isSingle =
      !TextFolding.isSpace(scalars[index - 1])
      && (index - 2 < floor || TextFolding.isSpace(scalars[index - 2]))
    return isSingle && TextFolding.isHan(scalars[index - 1])
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    var text = CleanText(String(view)).text
    while let first = text.first, "（(【[".contains(first) { text.removeFirst() }
    while let last = text.last, "）)】]，,；;。".contains(last), !text.has("（"), !text.has("(") {
      text.removeLast()
    }
    return CleanText(text).text
  }
}
