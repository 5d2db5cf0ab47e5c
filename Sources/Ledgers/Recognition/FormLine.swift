import SpreadsheetModel

/// What stands above a header: the title, and lines of `label：text`.
struct Preamble {
  /// The title, the longest text without a label.
  var title: String?
  /// The texts without a label, top to bottom: the sheet's title before that of a part.
  var titles: [String] = []
  /// Rows that are neither: what is told of them is all that is read of them.
  var unread: [SkippedRow] = []
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
      var isForm = false
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
          guard text.utf8.count <= 240 else { continue }
          titles.append(CleanText(text).text)
          if text.count > (title?.count ?? 0) { title = titles.last }
        } else {
          isForm = true
          take(pairs)
        }
      }
      // A title stands alone, a table or an instruction does not look like one.
      if !isForm, cells.count > 2 || cells.contains(where: Self.isLong) {
        unread.append(SkippedRow(row: row.index, reason: .note, text: grid.text(of: cells)))
      }
    }
  }

  private static func isLong(_ cell: Cell) -> Bool {
    if case .text(let text) = cell.value { text.utf8.count > 150 } else { false }
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
      let (value, rest) = cut(scalars[(mark + 1)..<max(end, mark + 1)])
      result.append(LedgerTable.FormLineEntry(label: label, text: value, cell: cell))
      // What follows the value without a label is when, or nothing that a label would tell.
      if isPeriod(rest) {
        result.append(LedgerTable.FormLineEntry(label: periodLabel, text: rest, cell: cell))
      }
    }
    return result
  }

  /// What a period without a label of its own is called: `党支部：一支部　　2025年1月`.
  static let periodLabel = "时间"

  /// A value and what stands after the run of blanks that ends it. A single blank ends one only before a
  /// period; names of two characters are stretched by blanks.
  private static func cut(_ scalars: ArraySlice<Unicode.Scalar>) -> (value: String, rest: String) {
    let whole = string(scalars)
    var index = scalars.startIndex
    while index < scalars.endIndex, TextFolding.isSpace(scalars[index]) { index += 1 }
    let first = index
    while index < scalars.endIndex {
      guard TextFolding.isSpace(scalars[index]) else {
        index += 1
        continue
      }
      var end = index
      while end < scalars.endIndex, TextFolding.isSpace(scalars[end]) { end += 1 }
      guard end < scalars.endIndex else { break }
      let rest = string(scalars[end...])
      if isPeriod(rest) || (end - index >= 2 && index - first >= 3) {
        // 2025 年 12 月 is stretched, not cut.
        let value = string(scalars[..<index])
        if !isPeriod(whole), !value.isEmpty { return (value, rest) }
      }
      index = end
    }
    return (whole, "")
  }

  /// Whether a text is a year, a month, a day or a quarter.
  private static func isPeriod(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, text.utf8.count <= 40,
      (0x30...0x39).contains(first.value) || (0xFF10...0xFF19).contains(first.value)
        || NumeralReading.isNumeral(first) || first == "第" || first == "〇"
    else { return false }
    let bare = text.unicodeScalars.last == "度" ? String(text.dropLast()) : text
    switch DateText(bare).reading {
    case .day, .month, .year, .monthOnly: return true
    default:
      return text.has("季度") || (text.hasSuffix("年度") && NameHints.year(in: text) != nil)
        || text.hasSuffix("月份")
    }
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
