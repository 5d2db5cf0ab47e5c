import Diagnostics
import Ledgers
import SpreadsheetModel

/// One ledger set out at random, with the truth about it.
struct DerangedLayout {
  /// The sheet.
  private(set) var sheet: Sheet
  /// The right field of every column.
  private(set) var columns: [Int: FieldID] = [:]
  /// The records as they must be read, by field.
  private(set) var records: [[FieldID: FieldValue]] = []
  let ledger: LedgerID

  /// Headers that belong to no ledger.
  private static let strange = ["归档盒号", "页码", "校验码", "核对人", "备用列", "自定义甲", "录入批次", "保管柜"]

  init(_ definition: LedgerDefinition, catalog: LedgerCatalog, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    ledger = definition.id
    let isTraditional = random.chance(0.15)
    let samples = SampleValues(
      catalog: catalog, dateStyle: Int.random(in: 0..<SampleValues.dateStyles, using: &random),
      addsUnits: random.chance(0.3), isTraditional: isTraditional)
    func written(_ text: String) -> String { isTraditional ? Traditional.text(text) : text }

    // Fields: the required ones, most of the template's, few of the others.
    var fields = definition.fields.filter { field in
      field.id != "seq"
        && (field.isRequired || (field.inTemplate && random.chance(0.8)) || random.chance(0.08))
    }
    if random.chance(0.6) { fields.shuffle(using: &random) }
    var headers: [(field: FieldDefinition?, text: String)] = fields.map { field in
      let words = ([field.title.zh] + field.synonyms).filter { !$0.contains("/") && !$0.contains("#") }
      return (field, Self.spelled(random.pick(words, or: field.title.zh), field, &random))
    }
    for _ in 0..<random.pick([0, 0, 0, 1, 2], or: 0) {
      let text = random.pick(Self.strange, or: "页码")
      if !headers.contains(where: { $0.text == text }) {
        headers.insert((nil, text), at: Int.random(in: 0...headers.count, using: &random))
      }
    }
    if random.chance(0.6) {
      headers.insert((definition["seq"], random.pick(["序号", "序　号", "No."], or: "序号")), at: 0)
    }

    // Above the header.
    let left = random.pick([0, 0, 0, 1, 2], or: 0)
    var rows: [[CellValue]] = []
    var merges: [CellRange] = []
    func range(_ row: Int, _ first: Int, _ rowEnd: Int, _ last: Int) -> CellRange {
      CellRange(CellReference(row: row, column: first), CellReference(row: rowEnd, column: last))
    }
    let width = headers.count
    let name = random.pick([definition.title.zh] + definition.synonyms, or: definition.title.zh)
    if random.chance(0.7) {
      rows.append([.text(written(random.pick(["", "2025年", "附件1："], or: "") + name))])
      merges.append(range(0, left, 0, left + width - 1))
    }
    if random.chance(0.4) { rows.append([.text(written("填报单位：机关第九党支部　　　　填报时间：2025.12.20"))]) }
    if random.chance(0.15) { rows.append([]) }

    // The header, in one row or two, with groups.
    let headerRow = rows.count
    let leaves = headers.map { CellValue.text(written($0.text)) }
    if random.chance(0.3), width >= 6 {
      var top = leaves
      var bottom = [CellValue](repeating: nil, count: width)
      let start = Int.random(in: 1...(width - 4), using: &random)
      let end = start + Int.random(in: 1...3, using: &random)
      for column in start...end { bottom[column] = leaves[column] }
      top.replaceSubrange(start...end, with: [CellValue](repeating: nil, count: end - start + 1))
      top[start] = .text(written(random.pick(["基本情况", "有关信息", "具体情况"], or: "基本情况")))
      rows.append(top)
      rows.append(bottom)
      if random.chance(0.8) {
        merges.append(range(headerRow, left + start, headerRow, left + end))
        for column in 0..<width where column < start || column > end {
          merges.append(range(headerRow, left + column, headerRow + 1, left + column))
        }
      }
    } else {
      rows.append(leaves)
    }
    for (column, header) in headers.enumerated() {
      if let field = header.field { columns[left + column] = field.id }
    }
    if random.chance(0.1) { rows.append((1...width).map { .number(Double($0)) }) }

    // The records, with what stands between them.
    let count = Int.random(in: 3...14, using: &random)
    let repeats = random.chance(0.1)
    let hasSubtotals = random.chance(0.2)
    var hidden: Set<Int> = []
    for number in 0..<count {
      var record: [FieldID: FieldValue] = [:]
      var row: [CellValue] = []
      for header in headers {
        guard let field = header.field else {
          row.append(random.chance(0.3) ? .text("见附页") : nil)
          continue
        }
        if field.id == "seq" {
          row.append(.number(Double(number + 1)))
          continue
        }
        // A blank that stands for the value above cannot be told from one that is missing.
        let isBlank = !field.isRequired && !field.fillsDown && random.chance(0.15)
        let (value, cell) = isBlank ? (.missing, .empty) : samples.value(of: field, &random)
        record[field.id] = value
        row.append(cell)
      }
      if random.chance(0.05) { hidden.insert(rows.count) }
      rows.append(row)
      records.append(record)
      if random.chance(0.04) { rows.append([]) }
      if hasSubtotals, number % 5 == 4 { rows.append([.text(written("小计")), nil, 12]) }
      if repeats, number == count / 2, rows[headerRow].count == width, leaves.count == width,
        rows.count > headerRow + 2
      {
        rows.append(leaves)
      }
    }
    if random.chance(0.3) { rows.append([.text(written("合计")), nil, nil, 345]) }
    if random.chance(0.3) { rows.append([.text(written("备注：本表一式两份，由党支部留存一份。"))]) }
    if random.chance(0.3) { rows.append([.text(written("审核人：          填表人："))]) }

    sheet = Sheet(
      name: random.pick(["Sheet1", "表1", name], or: "Sheet1"),
      values: rows.map { [CellValue](repeating: nil, count: left) + $0 }, mergedRanges: merges)
    for index in sheet.rows.indices where hidden.contains(sheet.rows[index].index) {
      sheet.rows[index].isHidden = true
    }
  }

  /// A header with the blanks, line breaks and hints that offices add.
  static func spelled(_ word: String, _ field: FieldDefinition, _ random: inout SeededRandom)
    -> String
  {
    var text = word
    if text.count == 2, random.chance(0.2) {
      text = text.prefix(1) + random.pick([" ", "　", "\u{A0}"], or: " ") + text.suffix(1)
    }
    if text.count > 4, random.chance(0.08) {
      text.insert("\n", at: text.index(text.startIndex, offsetBy: 2))
    }
    if field.isRequired, random.chance(0.1) { text += random.pick(["（必填）", "*", "(必填)"], or: "*") }
    if field.kind == .date, random.chance(0.05) { text += "\n(yyyy-MM-dd)" }
    if field.kind == .money, random.chance(0.2) { text += "（元）" }
    return text
  }
}
