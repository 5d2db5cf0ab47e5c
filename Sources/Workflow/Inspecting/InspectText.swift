import CSV
import Diagnostics
import Ledgers
import Reports
import SpreadsheetModel
import Spreadsheets
import XLSX

/// `inspect` for a person: what a file is, what was recognised in it and how surely.
public struct InspectText {
  private let language: Language
  /// The text so far.
  public private(set) var text = ""

  /// Creates a writer.
  public init(language: Language) {
    self.language = language
  }

  private func words(_ zh: String, _ en: String) -> String {
    Phrase(zh: zh, en: en).template(language)
  }

  private mutating func line(_ text: String = "") {
    self.text += text + "\n"
  }

  /// Adds what leaves with the file unseen.
  public mutating func add(_ traces: [PrivateTrace]) {
    if traces.isEmpty { return line(words("  没有发现隐藏的内容和个人痕迹", "  nothing hidden, no personal traces")) }
    line(words("  会随文件一起送出的：", "  leaves with the file:"))
    for trace in traces { line("    " + trace.text(language)) }
  }

  /// Adds a file.
  public mutating func add(_ spreadsheet: Spreadsheet, _ file: LedgerFile) {
    let facts = spreadsheet.facts
    line(spreadsheet.path)
    var about = [facts.format.rawValue]
    if let producer = facts.producer { about.append(words("由 \(producer) 制作", "made by \(producer)")) }
    if let encoding = facts.encoding {
      about.append("\(encoding.encoding.rawValue) \(percent(encoding.confidence))")
    }
    if let dialect = facts.dialect {
      let shown =
        switch dialect.dialect.delimiter.scalar {
        case "\t": "TAB"
        case " ": words("空格", "blank")
        case "\u{3000}": words("全角空格", "full-width blank")
        case let scalar: String(scalar)
        }
      about.append(words("分隔符 \(shown)", "delimiter \(shown)") + " \(percent(dialect.confidence))")
    }
    if facts.dateSystem == .base1904 { about.append(words("1904 日期系统", "1904 dates")) }
    if facts.hasMacros { about.append(words("含宏（不会运行）", "has macros (never run)")) }
    if let encryption = facts.encryption {
      about.append(words("加密：\(encryption)", "encrypted: \(encryption)"))
    }
    line("  " + about.joined(separator: words("，", ", ")))
    if let mojibake = facts.mojibake {
      line(
        words(
          "  乱码：曾按 \(mojibake.readAs.rawValue) 打开并保存，能还原的已还原",
          "  mojibake: once read as \(mojibake.readAs.rawValue) and saved; undone where that is exact"))
    }
    for code in facts.problems.counts.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
      let count = facts.problems.counts[code] ?? 0
      let first = facts.problems.all.first { $0.code == code }?.place.line
      let place = first.map { words("，首见第 \($0) 行", ", first in line \($0)") } ?? ""
      line("  \(code.rawValue) × \(count)" + place)
    }
    if !facts.externalLinks.isEmpty {
      line(
        words("  引用外部工作簿：", "  refers to other workbooks: ")
          + facts.externalLinks.joined(separator: words("、", ", ")))
    }
    let width = facts.sheets.map { DisplayWidth.columns(of: $0.name) }.max() ?? 0
    for sheet in facts.sheets {
      let range = sheet.usedRange?.description ?? words("空", "empty")
      var note = ""
      switch sheet.visibility {
      case .visible: break
      case .hidden: note = words("（隐藏）", " (hidden)")
      case .veryHidden: note = words("（深度隐藏）", " (very hidden)")
      }
      if sheet.isMissing { note += words("（内容已从文件里丢失）", " (its content is missing from the file)") }
      line(
        "  " + words("工作表 ", "sheet ") + DisplayWidth.padded(sheet.name, to: width)
          + "  \(range)  " + words("\(sheet.cells) 格", "\(sheet.cells) cells") + note)
    }
    for table in file.tables { add(table) }
    for unread in file.unreadSheets where unread.reason != .empty {
      line("  " + words("未读 ", "not read ") + unread.name + words("：", ": ") + reason(unread.reason))
    }
    line()
  }

  private mutating func add(_ table: LedgerTable) {
    let title = table.definition.title.template(language)
    let first = table.headerRows.lowerBound + 1
    let last = table.headerRows.upperBound + 1
    let rows = first == last ? "\(first)" : "\(first)–\(last)"
    line(
      "  "
        + words(
          "台账 \(title)（\(table.definition.id)）：工作表 \(table.sheet)，表头第 \(rows) 行，\(table.records.count) 条，把握 \(percent(table.confidence))",
          "ledger \(title) (\(table.definition.id)): sheet \(table.sheet), header row \(rows), \(table.records.count) records, \(percent(table.confidence)) sure"
        ))
    if table.isPlan {
      line(words("    这是计划或样表，不作为已开展的工作", "    a plan or a sample: nothing in it counts as done"))
    }
    if let titled = table.titled {
      line(
        words(
          "    标题像“\(titled)”，各列像“\(table.definition.id)”：按各列读取，请核对",
          "    the title says '\(titled)', the columns say '\(table.definition.id)': read by its columns, please check"
        ))
    }
    let headers = table.columns.map { $0.header.split(whereSeparator: \.isNewline).joined(separator: " ") }
    let headerWidth = min(headers.map(DisplayWidth.columns(of:)).max() ?? 0, 32)
    for (column, header) in zip(table.columns, headers) {
      let field = table.definition[column.field]
      line(
        "    " + DisplayWidth.padded(column.place, to: 3)
          + DisplayWidth.padded(DisplayWidth.truncated(header, to: 32), to: headerWidth) + "  → "
          + (column.group.map { $0 + " · " } ?? "") + (field?.title.template(language) ?? "")
          + " \(column.field)  "
          + column.evidence.title.template(language) + " \(percent(column.confidence))")
    }
    if !table.unmapped.isEmpty {
      let columns = table.unmapped.map { "\(CellReference.columnName($0.column)) \($0.text)" }
      line(words("    未识别的列：", "    columns not understood: ") + columns.joined(separator: words("、", ", ")))
    }
    if !table.restoredHeaders.isEmpty {
      let columns = table.restoredHeaders.map { "\(CellReference.columnName($0.column)) \($0.text)" }
      line(
        words("    表头原为乱码，已还原：", "    headers were mojibake, restored: ")
          + columns.joined(separator: words("、", ", ")))
    }
    let missing = table.missingFields
    if !missing.isEmpty {
      line(
        words("    缺少的必填列：", "    required columns missing: ")
          + missing.map { $0.title.template(language) }.joined(separator: words("、", ", ")))
    }
    let hidden = table.records.filter(\.isHidden).count
    if hidden > 0 {
      line(words("    其中隐藏行 \(hidden) 条，也已读入", "    \(hidden) of them in hidden rows, read as well"))
    }
    addSkippedRows(of: table)
  }

  /// Rows beyond these are counted, not shown.
  private static let shownRows = 40

  private mutating func addSkippedRows(of table: LedgerTable) {
    guard !table.skippedRows.isEmpty else { return }
    let count = table.skippedRows.count
    line(words("    不作记录的 \(count) 行：", "    \(count) rows that are no records:"))
    for row in table.skippedRows.prefix(Self.shownRows) {
      let text = PersonalMask(showsPersonal: false).text(row.text)
        .split(whereSeparator: \.isNewline).joined(separator: " ")
      line(
        words("      第 \(row.row + 1) 行（", "      row \(row.row + 1) (") + row.reason.title.template(language)
          + words("）：", "): ") + DisplayWidth.truncated(text, to: 100))
    }
    if count > Self.shownRows {
      line(words("      另有 \(count - Self.shownRows) 行", "      and \(count - Self.shownRows) more"))
    }
  }

  private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }

  private func reason(_ reason: LedgerFile.UnreadSheet.Reason) -> String {
    switch reason {
    case .empty: words("空表", "empty")
    case .unrecognised: words("没有认出台账", "no ledger recognised")
    case .hidden: words("隐藏的工作表", "hidden")
    case .ours: words("本工具添加的工作表", "added by this program")
    }
  }
}
