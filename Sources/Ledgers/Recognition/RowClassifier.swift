import SpreadsheetModel

/// Tells the records below a header from everything else that stands there.
struct RowClassifier {
  /// What a row is.
  enum Verdict: Equatable {
    case record
    case skipped(SkippedRow.Reason)
    /// A line with the name of a branch above that branch's rows.
    case group(String)
  }

  let grid: SheetGrid
  let header: HeaderBand
  let columns: ClosedRange<Int>
  /// The columns that are fields, with the kind of each.
  let kinds: [Int: FieldKind]
  /// Columns that only number the rows.
  let serialColumns: Set<Int>
  /// The texts of each column's header, by column from the first.
  private let headerTexts: [[String]]

  init(
    grid: SheetGrid, header: HeaderBand, columns: ClosedRange<Int>, kinds: [Int: FieldKind],
    serialColumns: Set<Int>
  ) {
    self.grid = grid
    self.header = header
    self.columns = columns
    self.kinds = kinds
    self.serialColumns = serialColumns
    var texts = [[String]](repeating: [], count: columns.count)
    for path in header.paths where columns.contains(path.column) {
      texts[path.column - columns.lowerBound] = path.texts
    }
    headerTexts = texts
  }

  /// Classifies a row; `isFirst` says whether no record has been seen yet.
  func verdict(_ row: Row, isFirst: Bool) -> Verdict {
    var filled = 0
    var mapped = 0
    var firstCell: Cell?
    for cell in row.cells where columns.contains(cell.column) {
      if isBlank(cell) { continue }
      filled += 1
      if firstCell == nil { firstCell = cell }
      if kinds[cell.column] != nil, !serialColumns.contains(cell.column) { mapped += 1 }
    }
    guard let first = firstCell, filled > 0 else { return .skipped(.blank) }
    if case .text(let text) = first.value {
      if let reason = reason(forFirst: text, at: first, row: row, filled: filled) { return .skipped(reason) }
    }
    if !isFirst, isBareSum(row) { return .skipped(.total) }
    if isTotal(row) { return .skipped(isGrandTotal(row) ? .total : .subtotal) }
    if isRepeatedHeader(row, filled: filled) { return .skipped(.repeatedHeader) }
    if isFirst, isNumbering(row, filled: filled) { return .skipped(.numbering) }
    if filled == 1, let verdict = loneCell(first, row: row, isFirst: isFirst) { return verdict }
    return mapped > 0 ? .record : .skipped(.blank)
  }

  private func isBlank(_ cell: Cell) -> Bool {
    switch cell.value {
    case .empty: true
    case .text(let text):
      text.unicodeScalars.allSatisfy { TextFolding.isSpace($0) || TextFolding.isInvisible($0) }
    default: false
    }
  }

  // MARK: Notes and examples

  private func reason(forFirst text: String, at cell: Cell, row: Row, filled: Int) -> SkippedRow.Reason? {
    guard text.utf8.count <= 4000 else { return .note }
    let isWide = width(of: cell, row: row.index) * 2 > columns.count && columns.count > 3
    if isWide, filled == 1, text.utf8.count > 60 { return .note }
    guard Self.mayBegin(text) else { return nil }
    let folded = TextFolding.fold(text)
    if Self.examples.contains(where: { folded.hasPrefix($0) }) { return .example }
    if filled == 1, folded.hasPrefix("第") || folded.hasPrefix("共"), folded.hasSuffix("页") { return .note }
    let isNote = Self.notes.contains { folded.hasPrefix($0) }
    if isNote, filled <= 3 || isWide { return .note }
    // 填表人：张三　审核人：李四 in several cells of one row.
    if isNote, folded.has(":") { return .note }
    return nil
  }

  /// Whether a text begins, blanks and brackets aside, with a character that some note or example
  /// begins with: spares the first cell of nearly every record the folding.
  private static func mayBegin(_ text: String) -> Bool {
    for scalar in text.unicodeScalars {
      guard let folded = TextFolding.fold(scalar) else { continue }
      return beginnings.contains(folded)
    }
    return false
  }

  private static let beginnings = ScalarSet(
    (examples + notes + ["第", "共"]).compactMap(\.unicodeScalars.first))

  private func width(of cell: Cell, row: Int) -> Int {
    grid.merge(covering: CellReference(row: row, column: cell.column))?.columns.count ?? 1
  }

  private static let examples = ["示例", "样例", "例:", "例如", "(例)", "填写示例", "(示例)", "填写样例", "举例", "(样例)", "范例"]
  private static let notes = [
    "注:", "注1", "注释", "备注:", "说明:", "填表说明", "填报说明", "填写说明", "审核人", "审核:", "填表人", "填报人", "制表人", "制表:", "负责人:",
    "单位负责人", "(盖章", "盖章", "(公章", "公章", "填表时间", "填表日期", "填报时间", "填报日期", "书记签字", "书记(签字", "党支部书记签字", "支部书记签字",
    "党支部书记(签", "支部书记(签", "党支部书记:", "支部书记:", "书记:", "记录人:", "联系人:", "联系电话:", "经办人:", "经办:", "主管领导", "分管领导:",
    "负责人(签", "填表:", "填报单位", "单位(盖章", "单位(公章", "复核", "*注", "※", "注：", "此表", "本表", "以上", "温馨提示", "提示:", "要求:",
    "1.", "(此",
    "备注1", "党支部(盖章", "签字:", "签名:", "年月日", "报出日期", "说明", "注", "统计人", "审核",
  ]

  // MARK: Totals

  private func isTotal(_ row: Row) -> Bool { totalLabel(row) != nil }

  private func isGrandTotal(_ row: Row) -> Bool {
    guard let label = totalLabel(row) else { return false }
    return label.hasPrefix("合计") || label.hasPrefix("总计") || label.hasPrefix("总合计") || label.hasPrefix("共计")
      || label.hasPrefix("累计") || label.hasSuffix("总计")
  }

  /// The word that makes a row a total, among its first three filled cells.
  private func totalLabel(_ row: Row) -> String? {
    var seen = 0
    for cell in row.cells where columns.contains(cell.column) {
      if isBlank(cell) { continue }
      seen += 1
      if seen > 3 { return nil }
      guard case .text(let text) = cell.value, text.utf8.count <= 60 else { continue }
      // Free text may begin with 合计; names and numbers do not.
      if seen > 1, kinds[cell.column] == .text { continue }
      guard Self.mayBeTotal(text) else { continue }
      let folded = TextFolding.fold(text)
      if Self.totals.contains(where: { folded.hasPrefix($0) }) { return folded }
      if folded.hasSuffix("小计") || folded.hasSuffix("合计") || folded.hasSuffix("总计") || folded.hasSuffix("小计:")
        || folded.hasSuffix("合计:")
      {
        return folded
      }
    }
    return nil
  }

  /// Whether only numbers are filled in a table that has names: a sum under its column, unlabelled.
  private func isBareSum(_ row: Row) -> Bool {
    guard kinds.values.contains(where: { $0 == .personName || $0 == .organisationName }) else { return false }
    var numbers = 0
    for cell in row.cells where columns.contains(cell.column) && !isBlank(cell) {
      switch kinds[cell.column] {
      case .money, .integer, .decimal: numbers += 1
      default: return false
      }
      let reference = CellReference(row: row.index, column: cell.column)
      if grid.tallMerge(covering: reference) != nil { return false }
    }
    guard numbers > 0 else { return false }
    // A name merged over several rows leaves the rows below with their numbers alone.
    return !kinds.contains { column, kind in
      (kind == .personName || kind == .organisationName)
        && grid.tallMerge(covering: CellReference(row: row.index, column: column)) != nil
    }
  }

  /// Whether a text has a character that every word for a total has one of.
  private static func mayBeTotal(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      scalar == "计" || scalar == "計" || scalar == "均" || scalar == "前" || scalar == "次" || scalar == "总"
        || scalar == "總"
    }
  }

  private static let totals = [
    "合计", "小计", "总计", "总合计", "共计", "累计", "本页合计", "本页小计", "承前页", "过次页", "本月合计", "本年累计", "平均", "上页合计", "平均值",
    "总人数", "合 计",
  ]

  // MARK: Repeats

  private func isRepeatedHeader(_ row: Row, filled: Int) -> Bool {
    guard filled >= 2 else { return false }
    var same = 0
    for cell in row.cells where columns.contains(cell.column) {
      // A repeated header is a copy: the texts are the same to the letter.
      guard case .text(let text) = cell.value else { continue }
      let texts = headerTexts[cell.column - columns.lowerBound]
      if texts.contains(where: { $0.utf8.count == text.utf8.count && $0 == text }) { same += 1 }
    }
    return same >= 2 && same * 2 >= filled
  }

  /// `1 2 3 4`, `A B C D`, `甲 乙 1 2` right under the header.
  private func isNumbering(_ row: Row, filled: Int) -> Bool {
    guard filled >= 3 else { return false }
    var previous: Int?
    var steps = 0
    var letters = 0
    for cell in row.cells where columns.contains(cell.column) && !isBlank(cell) {
      var value: Int?
      switch cell.value {
      case .number(let number): value = Int(exactly: number)
      case .text(let text):
        let folded = TextFolding.fold(text)
        let bare = folded.filter { !"()[]栏①②③④⑤⑥⑦⑧⑨⑩".contains($0) }
        if let circled = folded.unicodeScalars.first, folded.unicodeScalars.count == 1,
          (0x2460...0x2473).contains(circled.value)
        {
          value = Int(circled.value) - 0x245F
        } else if let number = Int(bare) {
          value = number
        } else if bare.utf8.count == 1, let letter = bare.utf8.first, (0x61...0x7A).contains(letter) {
          value = Int(letter) - 0x60
          letters += 1
        } else if "甲乙丙丁戊己".contains(bare), bare.count == 1 {
          letters += 1
          continue
        } else {
          return false
        }
      default: return false
      }
      guard let value, value >= 0, value <= 400 else { return false }
      if let previous {
        guard value == previous + 1 else { return false }
        steps += 1
      } else if value > 1 {
        return false
      }
      previous = value
    }
    return steps >= 2 || letters >= 3
  }

  // MARK: One cell alone

  private func loneCell(_ cell: Cell, row: Row, isFirst: Bool) -> Verdict? {
    guard case .text(let text) = cell.value else {
      // A number alone is a serial prepared for a record to come, or a stray.
      return serialColumns.contains(cell.column) ? .skipped(.blank) : nil
    }
    let isWide = width(of: cell, row: row.index) > 1 && width(of: cell, row: row.index) * 2 > columns.count
    if isWide || serialColumns.contains(cell.column) || cell.column == columns.lowerBound {
      if let name = NameHints.organisation(in: withoutOrdinal(text)), name.utf8.count + 12 >= text.utf8.count
      {
        if kinds[cell.column] != .organisationName || isWide { return .group(name) }
      }
      if isWide || serialColumns.contains(cell.column), text.utf8.count > 6 { return .skipped(.note) }
    }
    return nil
  }

  /// `一、机关第一党支部` without its ordinal.
  private func withoutOrdinal(_ text: String) -> String {
    var rest = Substring(CleanText(text).text)
    if let mark = rest.firstIndex(where: { "、.．)）".contains($0) }),
      rest.distance(from: rest.startIndex, to: mark) <= 3
    {
      rest = rest[rest.index(after: mark)...]
    }
    return String(rest)
  }
}
