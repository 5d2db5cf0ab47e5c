import Diagnostics
import SpreadsheetModel

/// What the values of a column look like, from a sample of its rows.
struct ValueEvidence {
  /// How many cells of a column are looked at.
  static let sampleLimit = 60

  let grid: SheetGrid
  let catalog: LedgerCatalog

  /// The texts of a column below the header, blanks left out.
  func sample(column: Int, rows: ArraySlice<Row>) -> [Cell] {
    var result: [Cell] = []
    for row in rows {
      if let cell = row[column], !cell.value.isEmpty { result.append(cell) }
      if result.count >= Self.sampleLimit { break }
    }
    return result
  }

  /// Share of the cells whose text passes a test.
  private func share(_ cells: [Cell], _ test: (String) -> Bool) -> Double {
    guard !cells.isEmpty else { return 0 }
    let count = cells.count { cell in grid.text(of: cell).map { test(CleanText($0).text) } ?? false }
    return Double(count) / Double(cells.count)
  }

  /// The field of a ledger that the values prove on their own, for a column whose header says nothing, or
  /// something of the same: a header that means another thing is never claimed by its values.
  func field(for cells: [Cell], header: HeaderText?, in ledger: LedgerDefinition, free: Set<Int>) -> (
    field: Int, confidence: Double
  )? {
    guard cells.count >= 2 else { return nil }
    func first(_ kind: FieldKind) -> Int? {
      free.sorted().first { ledger.fields[$0].kind == kind && Self.agrees(header, with: ledger.fields[$0]) }
    }
    if let field = first(.idNumber), share(cells, { CitizenID($0.uppercased()) != nil }) >= 0.6 {
      return (field, 0.95)
    }
    if let field = first(.phone), share(cells, Self.isMobile) >= 0.8 { return (field, 0.8) }
    for field in free.sorted()
    where ledger.fields[field].kind == .code && Self.agrees(header, with: ledger.fields[field]) {
      guard let list = catalog.codeList(of: ledger.fields[field]), !list.isOpen else { continue }
      if share(cells, { list.term(for: $0) != nil && Int($0) == nil }) >= 0.9 { return (field, 0.85) }
    }
    return nil
  }

  /// Whether a header leaves open that the column is a field: it has no Chinese name, or one that shares a
  /// word with the field's. 是否达标 shares nothing with 专兼职 but 是否, which is in every question.
  private static func agrees(_ header: HeaderText?, with field: FieldDefinition) -> Bool {
    guard let name = header?.name, name.unicodeScalars.contains(where: TextFolding.isHan) else { return true }
    let bare = Array(name.unicodeScalars)
    // 栏目甲, 字段三, 列A: a header in place of one.
    if ["栏目", "字段", "列", "栏", "未命名"].contains(where: { name.hasPrefix($0) }) { return true }
    let words = [field.title.zh] + field.synonyms
    for start in bare.indices.dropLast() {
      var pair = String.UnicodeScalarView()
      pair.append(contentsOf: bare[start...(start + 1)])
      let text = String(pair)
      if ["是否", "有无", "情况", "类型", "类别", "状态", "党员", "人员"].contains(text) { continue }
      if words.contains(where: { $0.has(text) }) { return true }
    }
    return bare.count == 1 && words.contains { $0.unicodeScalars.contains(bare[0]) }
  }

  /// Whether the values speak against a field: too few can be read as its kind.
  func contradicts(_ field: FieldDefinition, cells: [Cell]) -> Bool {
    guard cells.count >= 5 else { return false }
    func isAbsent(_ text: String) -> Bool { Absence(text) != nil }
    switch field.kind {
    case .date, .dateOrMonth:
      return share(cells) { text in
        isAbsent(text) || DateText(text).reading != .unreadable || self.isNumeric(text)
      } < 0.3
    case .integer, .decimal, .money, .rate:
      return share(cells) { isAbsent($0) || NumberText($0) != nil || field.codeList != nil } < 0.3
    case .idNumber:
      return share(cells) { isAbsent($0) || $0.utf8.count(where: { (0x30...0x39).contains($0) }) >= 8 } < 0.3
    case .personName:
      return share(cells) { !isAbsent($0) && self.isNumeric($0) } > 0.7
    default: return false
    }
  }

  /// Whether the values bear a field out: nearly all can be read as its kind.
  func supports(_ field: FieldDefinition, cells: [Cell]) -> Bool {
    func most(_ test: (String) -> Bool) -> Bool {
      share(cells) { Absence($0) != nil || test($0) } >= 0.8 && share(cells, test) > 0.3
    }
    switch field.kind {
    case .date, .dateOrMonth, .month, .year, .period:
      return most { self.isNumeric($0) || DateText($0).reading != .unreadable }
    case .integer, .decimal, .money, .rate: return most { NumberText($0) != nil }
    case .idNumber: return most { CitizenID($0.uppercased()) != nil }
    case .phone: return most(Self.isMobile)
    case .code: return catalog.codeList(of: field).map { list in most { list.term(for: $0) != nil } } ?? false
    case .boolean:
      let truths = BooleanReading(titles: [field.title.zh] + field.synonyms)
      return most { truths.read($0) != nil }
    case .organisationName: return most { NameHints.organisation(in: $0) != nil }
    case .personName, .personNames:
      return most { text in
        let han = text.unicodeScalars.filter(TextFolding.isHan)
        return (2...4).contains(han.count) && han.count == text.unicodeScalars.count
      }
    case .text, .identifier: return false
    }
  }

  private func isNumeric(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
  }

  /// Share of the cells that name an entry of a code list.
  func share(_ cells: [Cell], in list: CodeList) -> Double {
    share(cells) { Int($0) == nil && list.term(for: $0) != nil }
  }

  private static func isMobile(_ text: String) -> Bool {
    let digits = text.utf8.filter { (0x30...0x39).contains($0) }
    return digits.count == 11 && digits.first == 0x31 && text.utf8.count <= 14
  }
}
