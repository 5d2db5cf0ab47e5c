import Diagnostics
import SpreadsheetModel

/// Values of fields that have no column: what the lines above the header, the title, the sheet's name
/// or the file's name say for all records at once.
struct OutsideValues {
  /// The values, by field index.
  private(set) var values: [(field: Int, value: RecordField)] = []
  /// Where they come from.
  private(set) var columns: [VirtualColumn] = []

  private let definition: LedgerDefinition
  private let ledger: Int
  private let vocabulary: HeaderVocabulary
  private let catalog: LedgerCatalog
  private let year: Int?
  private let isTraditional: Bool
  private var free: Set<Int>

  init(
    layout: TableLayout, sheet: String, fileName: String, year: Int?, isTraditional: Bool,
    reader: LedgerReader
  ) {
    definition = layout.definition
    ledger = layout.ledger
    vocabulary = reader.vocabulary
    catalog = reader.catalog
    self.year = year
    self.isTraditional = isTraditional
    free = Set(layout.definition.fields.indices)
    for column in layout.columns { free.remove(column.field) }
    let branch = Self.branchField(of: definition)
    takeFormLine(layout.preamble.entries, branch)
    if let branch { takeBranch(branch, layout.preamble.title, sheet, fileName) }
    if let year, let index = definition.index(of: "year") { take(index, String(year), .title) }
    takeTitled(layout.preamble.titles, sheet)
    if !layout.columns.contains(where: { $0.mapping.field == "m01" || $0.mapping.field == "m02" }) {
      let periods = layout.preamble.entries.filter { $0.label == Preamble.periodLabel }.map(\.text)
      takePeriod(layout.preamble.title, sheet, periods)
    }
  }

  private mutating func take(_ index: Int, _ text: String, _ source: VirtualColumn.Source) {
    guard free.contains(index) else { return }
    let field = definition.fields[index]
    let reader = ColumnReader(field: field, codes: catalog.codeList(of: field), dateSystem: .base1900)
    reader.simplifies = isTraditional || field.kind == .organisationName
    reader.yearHint = year
    let reading = reader.read(text: text)
    guard reading.value.isPresent else { return }
    free.remove(index)
    values.append((index, RecordField(value: reading.value, cell: nil, original: text)))
    columns.append(VirtualColumn(field: field.id, text: text, source: source))
  }

  // MARK: Sources

  private mutating func takeFormLine(_ entries: [LedgerTable.FormLineEntry], _ branch: Int?) {
    for entry in entries {
      let label = vocabulary.memo.text(entry.label)
      if let branch, free.contains(branch), Self.isBranchLabel(label) {
        take(branch, entry.text, .formLine)
      } else if !Self.isSignature(label),
        let index = vocabulary.field(named: label.name, in: ledger),
        definition.fields[index].id != "remark"
      {
        take(index, entry.text, .formLine)
      }
    }
  }

  private mutating func takeBranch(_ branch: Int, _ title: String?, _ sheet: String, _ fileName: String) {
    if let title, let name = NameHints.organisation(in: title) {
      take(branch, name, .title)
    } else if let name = NameHints.organisation(in: sheet) ?? Self.sheetBranch(sheet) {
      take(branch, name, .sheetName)
    } else if let name = NameHints.organisation(in: fileName) {
      take(branch, name, .fileName)
    }
  }

  /// Terms that the title gives all records: 主题党日 where it reads `主题党日活动登记表`. The title nearest the
  /// header counts, the sheet's name where no title says anything.
  private mutating func takeTitled(_ titles: [String], _ sheet: String) {
    for index in definition.fields.indices where free.contains(index) && definition.fields[index].isTitled {
      guard let list = catalog.codeList(of: definition.fields[index]) else { continue }
      let sources = titles.reversed().map { ($0, VirtualColumn.Source.title) } + [(sheet, .sheetName)]
      for (text, source) in sources {
        guard let term = list.onlyTerm(namedIn: text) else { continue }
        take(index, term, source)
        break
      }
    }
  }

  /// A month or period in the sheet's name, the title or the lines above the header.
  private mutating func takePeriod(_ title: String?, _ sheet: String, _ periods: [String]) {
    for id in ["month", "period"] as [FieldID] {
      guard let index = definition.index(of: id), free.contains(index) else { continue }
      let sources: [(String?, VirtualColumn.Source)] =
        periods.map { ($0, .formLine) } + [(sheet, .sheetName), (title, .title)]
      for case (let text?, let source) in sources where free.contains(index) {
        if let month = NameHints.month(in: text) {
          let year = NameHints.year(in: text) ?? year
          take(index, year.map { "\($0)年\(month)月" } ?? "\(month)月", source)
        } else if id == "period", text.has("季度") || text.has("半年") {
          take(index, text, source)
        }
      }
      if id == "period", let year { take(index, String(year), .title) }
    }
  }

  // MARK: Labels

  /// The field of a ledger that says which organisation a record belongs to.
  static func branchField(of definition: LedgerDefinition) -> Int? {
    for id in ["branch", "unit"] as [FieldID] {
      if let index = definition.index(of: id), definition.fields[index].kind == .organisationName {
        return index
      }
    }
    return nil
  }

  private static func isBranchLabel(_ label: HeaderText) -> Bool {
    switch label.key {
    case "填报单位", "单位", "报送单位", "填表单位", "单位名称", "支", "支名", "所在支", "填报支", "上报单位", "支名称", "所属支",
      "单位盖章", "申报单位", "组织名称", "部门", "填报部门", "填报组织", "制表单位", "编制单位", "统计单位", "报表单位", "支全称":
      true
    default: false
    }
  }

  /// Labels of persons who fill in or sign, and of days on which they do; never data of a record.
  private static func isSignature(_ label: HeaderText) -> Bool {
    switch label.name {
    case "联系电话", "电话", "联系人", "负责人", "书记", "日期", "时间", "责任人", "经办人", "单位", "序号": return true
    default: break
    }
    let name = label.name
    return name.hasPrefix("填") || name.hasPrefix("审") || name.hasPrefix("制") || name.hasSuffix("签字")
      || name.hasSuffix("签名")
  }

  /// A sheet named `一支部` or `机关一支部`.
  private static func sheetBranch(_ name: String) -> String? {
    let text = CleanText(name).text
    return text.hasSuffix("支部") || text.hasSuffix("党委") || text.hasSuffix("总支") ? text : nil
  }
}
