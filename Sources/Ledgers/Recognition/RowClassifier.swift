import SpreadsheetModel

/// Tells the records below a header from everything else that stands there.
///
/// The whole row decides: a first word such as 审核 or 合计 begins names and topics as well, so that a row
/// which has its serial number, or fills names, dates and amounts, is a record whatever it begins with.
struct RowClassifier {
  /// What a row is.
  enum Verdict: Equatable {
    case record
    case skipped(SkippedRow.Reason)
    /// A line with the name of a branch above that branch's rows.
    case group(String)
  }

  let grid: SheetGrid
  let columns: ClosedRange<Int>
  /// The kind of each column that is a field, by position from the first column.
  private let kinds: [FieldKind?]
  /// Whether a column only numbers the rows.
  private let isSerial: [Bool]
  /// The texts of each column's header.
  private let headerTexts: [[String]]
  private let headerCount: Int
  private let hasNames: Bool

  init(
    grid: SheetGrid, header: HeaderBand, columns: ClosedRange<Int>, kinds: [Int: FieldKind],
    serialColumns: Set<Int>
  ) {
    self.grid = grid
    self.columns = columns
    self.kinds = columns.map { kinds[$0] }
    isSerial = columns.map(serialColumns.contains)
    var texts = [[String]](repeating: [], count: columns.count)
    for path in header.paths where columns.contains(path.column) {
      texts[path.column - columns.lowerBound] = path.texts
    }
    headerTexts = texts
    headerCount = texts.count { !$0.isEmpty }
    hasNames = kinds.values.contains { $0 == .personName || $0 == .organisationName }
  }

  /// Classifies a row; `isFirst` says whether no record has been seen yet.
  func verdict(_ row: Row, isFirst: Bool) -> Verdict {
    var filled = 0
    var mapped = 0
    var numbered = false
    var firstCell: Cell?
    for cell in row.cells where columns.contains(cell.column) {
      if Self.isBlank(cell) { continue }
      filled += 1
      if firstCell == nil { firstCell = cell }
      if isSerial(cell) { numbered = true } else if kind(of: cell) != nil { mapped += 1 }
    }
    guard let first = firstCell else { return .skipped(.blank) }
    if case .text(let text) = first.value,
      let reason = reason(forFirst: text, at: first, row: row, filled: filled)
    {
      return .skipped(reason)
    }
    if !isFirst, isBareSum(row) { return .skipped(.total) }
    if let label = totalLabel(row) { return .skipped(Self.isGrandTotal(label) ? .total : .subtotal) }
    if isRepeatedHeader(row, filled: filled) { return .skipped(.repeatedHeader) }
    if isFirst, isNumbering(row, filled: filled) { return .skipped(.numbering) }
    if filled == 1, let verdict = loneCell(first, row: row) { return verdict }
    if mapped > 0 { return .record }
    // A number written in advance for a record to come says nothing; a text in a column that is no field
    // does.
    return .skipped(numbered && filled == 1 ? .blank : .note)
  }

  // MARK: Cells

  static func isBlank(_ cell: Cell) -> Bool {
    switch cell.value {
    case .empty: true
    case .text(let text):
      text.unicodeScalars.allSatisfy { TextFolding.isSpace($0) || TextFolding.isInvisible($0) }
    default: false
    }
  }

  private func isSerial(_ cell: Cell) -> Bool { isSerial[cell.column - columns.lowerBound] }
  private func kind(of cell: Cell) -> FieldKind? { kinds[cell.column - columns.lowerBound] }

  private func width(of cell: Cell, row: Int) -> Int {
    grid.merge(covering: CellReference(row: row, column: cell.column))?.columns.count ?? 1
  }

  // MARK: Evidence

  /// What the cells of a row beside a doubtful one say.
  private struct Evidence {
    /// A number in the column that counts the records.
    var isNumbered = false
    /// Cells that hold what their columns are for: names, days, numbers of persons, terms.
    var identifying = 0
    /// Numbers in columns of numbers.
    var numeric = 0
    /// Texts in columns of text.
    var texts = 0
    /// Cells that are labels themselves: `审核人：李四`.
    var labels = 0
  }

  private func evidence(_ row: Row, besides doubtful: Cell) -> Evidence {
    var found = Evidence()
    for cell in row.cells where columns.contains(cell.column) && cell.column != doubtful.column {
      if Self.isBlank(cell) { continue }
      var text: String?
      if case .text(let content) = cell.value { text = content }
      if let text, text.has("：") || text.has(":") || Self.noteBeginning(TextFolding.fold(text)) == .whole {
        found.labels += 1
        continue
      }
      if isSerial(cell) {
        found.isNumbered = found.isNumbered || text.map { NumberText(CleanText($0).text) != nil } ?? true
        continue
      }
      switch kind(of: cell) {
      case .personName, .personNames, .organisationName, .code, .boolean:
        // 12人 under 性别 is a count.
        if let text, text.utf8.count <= 120, !text.utf8.contains(where: { (0x30...0x39).contains($0) }),
          Self.totalWord(TextFolding.fold(text)) == nil
        {
          found.identifying += 1
        }
      case .date, .dateOrMonth, .month, .year, .period:
        if text.map({ DateText(CleanText($0).text).reading != .unreadable }) ?? true {
          found.identifying += 1
        }
      case .idNumber, .phone, .identifier:
        if text.map({ $0.utf8.count { (0x30...0x39).contains($0) } >= 3 }) ?? true { found.identifying += 1 }
      case .integer, .decimal, .money, .rate:
        if text.map({ NumberText(CleanText($0).text) != nil }) ?? true { found.numeric += 1 }
      case .text: found.texts += 1
      case nil: break
      }
    }
    return found
  }

  /// Whether a row after a gap is one more record: it goes on counting, or has what identifies a record.
  func isConvincing(_ row: Row) -> Bool {
    guard let first = row.cells.first(where: { columns.contains($0.column) && !Self.isBlank($0) }) else {
      return false
    }
    var found = evidence(row, besides: Cell(column: -1, value: .empty))
    if isSerial(first), case .number = first.value { found.isNumbered = true }
    return found.labels == 0 && (found.isNumbered ? 1 : 0) + found.identifying >= 2
  }

  // MARK: Notes and examples

  /// How much of a text a word at its beginning is.
  private enum Beginning {
    /// A label on its own, or one that a mark ends: `审核人`, `注：`.
    case whole
    /// The beginning of something longer: `审核中心党支部`.
    case part
  }

  private func reason(forFirst text: String, at cell: Cell, row: Row, filled: Int) -> SkippedRow.Reason? {
    if filled == 1 {
      let isWide = width(of: cell, row: row.index) * 2 > columns.count && columns.count > 3
      if isWide, text.utf8.count > 60 { return .note }
      if text.utf8.count > 4000 { return .note }
      if Self.isNumberedSentence(text) { return .note }
    }
    guard text.utf8.count <= 4000, Self.mayBegin(text) else { return nil }
    let folded = TextFolding.fold(text)
    if filled == 1, folded.hasPrefix("第") || folded.hasPrefix("共"), folded.hasSuffix("页") { return .note }
    if Self.examples.contains(where: { Self.beginning(of: folded, $0) == .whole }) { return .example }
    guard let beginning = Self.noteBeginning(folded) else { return nil }
    if filled == 1 {
      // 审核中心党支部 alone in its row is a name; a sentence is a note.
      let isName = beginning == .part && NameHints.organisation(in: text) == CleanText(text).text
      return isName ? nil : .note
    }
    let found = evidence(row, besides: cell)
    if found.isNumbered { return nil }
    let filling = found.identifying + found.numeric + found.texts
    switch beginning {
    case .part: return filling == 0 ? .note : nil
    // 填表人：王五 | 2025年12月 has one day, a record more than that.
    case .whole: return found.labels > 0 || filling < 3 ? .note : nil
    }
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

  private static func noteBeginning(_ folded: String) -> Beginning? {
    var found: Beginning?
    for word in notes {
      switch beginning(of: folded, word) {
      case .whole: return .whole
      case .part: found = .part
      case nil: break
      }
    }
    return found
  }

  /// How a word begins a text: on its own where nothing, a mark or a number follows.
  private static func beginning(of folded: String, _ word: String) -> Beginning? {
    guard folded.hasPrefix(word) else { return nil }
    guard let last = word.unicodeScalars.last, TextFolding.isHan(last) else { return .whole }
    guard let next = folded.unicodeScalars.dropFirst(word.unicodeScalars.count).first else { return .whole }
    return TextFolding.isHan(next) ? .part : .whole
  }

  /// `1.出生年月以档案为准；`: a numbered sentence that stands alone in its row.
  private static func isNumberedSentence(_ text: String) -> Bool {
    let scalars = text.unicodeScalars.drop { TextFolding.isSpace($0) }
    guard let first = scalars.first, (0x31...0x39).contains(first.value),
      let mark = scalars.dropFirst().first,
      mark == "." || mark == "、" || mark == "．"
    else { return false }
    return scalars.count(where: TextFolding.isHan) >= 6
  }

  private static let examples = ["示例", "样例", "例:", "例如", "(例)", "填写示例", "(示例)", "填写样例", "举例", "(样例)", "范例"]
  private static let notes = [
    "注", "注释", "备注", "说明", "填表说明", "填报说明", "填写说明", "审核人", "审核", "填表人", "填报人", "制表人", "制表", "负责人",
    "单位负责人", "(盖章", "盖章", "(公章", "公章", "填表时间", "填表日期", "填报时间", "填报日期", "书记签字", "书记(签字", "党支部书记签字", "支部书记签字",
    "党支部书记(签", "支部书记(签", "党支部书记:", "支部书记:", "书记:", "记录人", "联系人", "联系电话", "经办人", "经办", "主管领导", "分管领导",
    "负责人(签", "填表", "填报单位", "单位(盖章", "单位(公章", "复核", "*注", "※", "此表", "本表", "以上", "温馨提示", "提示", "要求",
    "(此", "党支部(盖章", "签字", "签名", "年月日", "报出日期", "统计人",
  ]

  // MARK: Totals

  private static func isGrandTotal(_ label: String) -> Bool {
    label.hasPrefix("合计") || label.hasPrefix("总计") || label.hasPrefix("总合计") || label.hasPrefix("共计")
      || label.hasPrefix("累计") || label.hasSuffix("总计")
  }

  /// The word that makes a row a total, among its first three filled cells.
  private func totalLabel(_ row: Row) -> String? {
    var seen = 0
    for cell in row.cells where columns.contains(cell.column) {
      if Self.isBlank(cell) { continue }
      seen += 1
      if seen > 3 { return nil }
      guard case .text(let text) = cell.value, text.utf8.count <= 120 else { continue }
      // Free text may begin with 合计; names and numbers do not.
      if seen > 1, kind(of: cell) == .text { continue }
      guard Self.mayBeTotal(text) else { continue }
      let folded = TextFolding.fold(text)
      guard let beginning = Self.totalWord(folded) else { continue }
      let found = evidence(row, besides: cell)
      if found.isNumbered && found.identifying > 0 { continue }
      let limit = beginning == .part ? 1 : seen == 1 ? Int.max : 2
      if found.identifying < limit { return folded }
    }
    return nil
  }

  /// Whether a text is a total's label: a word for it on its own (`合计`, `合计：12人`), or at the end of a name
  /// (`一支部小计`). 合计划分网格 and 平均主义 begin something else.
  private static func totalWord(_ folded: String) -> Beginning? {
    for word in totals where beginning(of: folded, word) == .whole { return .whole }
    for word in totals {
      guard folded.hasPrefix(word) else { continue }
      let rest = folded.dropFirst(word.count)
      if ["人数", "金额", "数", "分", "值"].contains(where: { rest == $0 || rest.hasPrefix($0 + ":") }) {
        return .whole
      }
    }
    return ["小计", "合计", "总计", "小计:", "合计:"].contains { folded.hasSuffix($0) } ? .part : nil
  }

  /// Whether only numbers are filled in a table that has names: a sum under its column, unlabelled.
  private func isBareSum(_ row: Row) -> Bool {
    guard hasNames else { return false }
    var numbers = 0
    for cell in row.cells where columns.contains(cell.column) && !Self.isBlank(cell) {
      switch kind(of: cell) {
      case .money, .integer, .decimal: numbers += 1
      default: return false
      }
      let reference = CellReference(row: row.index, column: cell.column)
      if grid.tallMerge(covering: reference) != nil { return false }
    }
    guard numbers > 0 else { return false }
    // A name merged over several rows leaves the rows below with their numbers alone.
    return !kinds.indices.contains { index in
      (kinds[index] == .personName || kinds[index] == .organisationName)
        && grid.tallMerge(covering: CellReference(row: row.index, column: columns.lowerBound + index)) != nil
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
    "总人数",
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

  /// `1 2 3 4`, `A B C D`, `甲 乙 1 2` right under the header, over nearly all columns.
  private func isNumbering(_ row: Row, filled: Int) -> Bool {
    guard filled >= 3, filled * 2 >= headerCount else { return false }
    var previous: Int?
    var steps = 0
    var letters = 0
    for cell in row.cells where columns.contains(cell.column) && !Self.isBlank(cell) {
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

  private func loneCell(_ cell: Cell, row: Row) -> Verdict? {
    guard case .text(let text) = cell.value else {
      // A number alone is a serial prepared for a record to come, or a stray.
      return isSerial(cell) ? .skipped(.blank) : nil
    }
    let isWide = width(of: cell, row: row.index) > 1 && width(of: cell, row: row.index) * 2 > columns.count
    if isWide || isSerial(cell) || cell.column == columns.lowerBound {
      if let name = NameHints.organisation(in: withoutOrdinal(text)), name.utf8.count + 12 >= text.utf8.count
      {
        if kind(of: cell) != .organisationName || isWide { return .group(name) }
      }
      if isWide || isSerial(cell), text.utf8.count > 6 { return .skipped(.note) }
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
