import Diagnostics
import Ledgers
import SpreadsheetModel
import XLSX

/// Writes 问题清单: what is to be put right, one line a problem, with a way to the cell.
struct ProblemListSheet {
  var language: Language
  /// Lines above the table: what the colours mean, what was checked, how the organisation stands.
  var preface: [String]
  var rows: [ProblemRow]
  /// What the list is called, where it is not the problem list itself.
  var title: String?
  /// Lines below the table, to the right: who says so, and when.
  var closing: [String] = []
  /// Where the list stands.
  var scope: Scope

  /// Where a list stands, which decides what each line has to say.
  enum Scope {
    /// In the workbook with the cells, so that links lead to them.
    case workbook
    /// Over the files of a folder.
    case folder
    /// In a letter to one organisation.
    case letter
  }

  /// The row of the table's header.
  var headerRow: Int { 1 + preface.count }

  /// The row of a problem by its position.
  func row(of position: Int) -> Int { headerRow + 1 + position }

  static func title(_ language: Language) -> String {
    Phrase(zh: "问题清单", en: "Problems").template(language)
  }

  /// What stands in place of a list of nothing.
  static let nothingAsked = Phrase(zh: "没有需要人处理的问题。", en: "Nothing needs a person.")

  private func text(_ zh: String, _ en: String) -> String {
    Phrase(zh: zh, en: en).template(language)
  }

  private struct Column {
    var title: String
    var width: Double
    var value: (Int, ProblemRow) -> CellContent
  }

  private var columns: [Column] {
    var columns = [
      Column(title: text("序号", "No."), width: 6) { index, _ in .number(Double(index + 1)) },
      Column(title: text("级别", "Severity"), width: 7) { _, row in
        .text(SummaryWords.severity(row.severity).template(language))
      },
    ]
    switch scope {
    case .workbook:
      columns += [
        Column(title: text("工作表", "Sheet"), width: 14) { _, row in .text(row.sheet) },
        Column(title: text("单元格", "Cell"), width: 8) { _, row in
          .text(row.cell?.description ?? "—")
        },
        Column(title: text("姓名/识别", "Record"), width: 14) { _, row in .text(row.key) },
        Column(title: text("列名", "Column"), width: 14) { _, row in .text(row.header) },
        Column(title: text("原值", "Value"), width: 18) { _, row in .text(row.value) },
      ]
    case .folder, .letter:
      if scope == .folder {
        columns.append(
          Column(title: text("党组织", "Organisation"), width: 20) { _, row in .text(row.organisation) })
      }
      columns += [
        Column(title: text("文件", "File"), width: 20) { _, row in .text(row.fileName) },
        Column(title: text("位置", "Place"), width: 16) { _, row in .text(row.place) },
        Column(title: text("姓名/识别", "Record"), width: 18) { _, row in .text(row.key) },
        Column(title: text("原值", "Value"), width: 20) { _, row in
          .text(row.header.isEmpty || row.value.isEmpty ? row.value : "\(row.header)：\(row.value)")
        },
      ]
    }
    columns += [
      Column(title: text("问题", "Problem"), width: 38) { _, row in .text(row.problem) },
      Column(title: text("怎么办", "What to do"), width: 28) { _, row in .text(row.advice) },
      Column(title: text("依据", "Basis"), width: 26) { _, row in .text(row.basis) },
      Column(title: text("规则", "Rule"), width: 10) { _, row in .text(row.rule) },
      Column(title: text("状态", "Status"), width: 9) { _, row in
        .text(row.status ?? text("待处理", "Open"))
      },
    ]
    if scope == .workbook {
      // Hidden: what a later run needs to give a mended cell its own look back.
      columns.append(
        Column(title: text("原样", "Former look"), width: 9) { _, row in .text(row.former?.text ?? "") })
    }
    return columns
  }

  /// Writes the sheet; its first cell carries the marker by which it is never read as data.
  func write(to sheet: inout SheetWriter) {
    let columns = columns
    // The status is the last column seen.
    let last = scope == .workbook ? columns.count - 2 : columns.count - 1
    let title = sheet.style(
      CellStyle(
        font: MarkStyles.titleFont,
        alignment: Alignment(horizontal: scope == .workbook ? .left : .center, vertical: .center)))
    let plain = sheet.style(
      CellStyle(font: MarkStyles.bodyFont, alignment: Alignment(vertical: .center, wrapsText: true)))
    let ending = sheet.style(
      CellStyle(font: MarkStyles.bodyFont, alignment: Alignment(horizontal: .right)))
    let head = sheet.style(
      CellStyle(
        font: MarkStyles.headFont, fill: MarkStyles.headFill, border: MarkStyles.line,
        alignment: Alignment(horizontal: .center, vertical: .center, wrapsText: true)))
    let body = sheet.style(MarkStyles.body)
    let counter = sheet.style(MarkStyles.counter)
    let link = sheet.style(MarkStyles.link)
    func severity(_ severity: Severity) -> StyleID {
      sheet.style(
        CellStyle(
          font: MarkStyles.bodyFont,
          fill: severity == .error ? MarkStyles.error : severity == .warning ? MarkStyles.warning : nil,
          border: MarkStyles.line, alignment: Alignment(horizontal: .center, vertical: .top)))
    }
    let severities = Dictionary(
      Severity.allCases.map { ($0, severity($0)) }, uniquingKeysWith: { first, _ in first })

    sheet.set(0, 0, .text("\(OwnSheet.marker)·\(self.title ?? Self.title(language))"), style: title)
    if scope != .workbook {
      sheet.merge(CellRange(CellReference(row: 0, column: 0), CellReference(row: 0, column: last)))
    }
    sheet.height(0, scope == .workbook ? 24 : 32)
    for (index, line) in preface.enumerated() {
      sheet.set(index + 1, 0, .text(line), style: plain)
      sheet.merge(
        CellRange(
          CellReference(row: index + 1, column: 0), CellReference(row: index + 1, column: last)))
      let width = columns.prefix(last + 1).reduce(0) { $0 + $1.width }
      sheet.height(index + 1, MarkStyles.height(of: [(line, width)]) + 3)
    }
    for (index, column) in columns.enumerated() {
      // A list of nothing has no header either.
      if !rows.isEmpty { sheet.set(headerRow, index, .text(column.title), style: head) }
      sheet.width(index, column.width)
    }
    sheet.height(headerRow, 22)
    let cellColumn = 3
    for (index, row) in rows.enumerated() {
      let number = self.row(of: index)
      for (position, column) in columns.enumerated() {
        var style = position == 0 ? counter : position == 1 ? severities[row.severity] ?? body : body
        if position == cellColumn, scope == .workbook, let cell = row.cell, !row.sheet.isEmpty,
          sheet.hasRoomForLink
        {
          style = link
          sheet.link(CellReference(row: number, column: position), Hyperlink(sheet: row.sheet, cell: cell))
        }
        sheet.set(number, position, column.value(index, row), style: style)
      }
      sheet.height(
        number,
        MarkStyles.height(
          of: columns.prefix(last + 1).compactMap { column in
            guard case .text(let text) = column.value(index, row) else { return nil }
            return (text, column.width)
          }))
    }
    if scope == .workbook { sheet.hide(columns: last + 1...last + 1) }
    let bottom = row(of: rows.count - 1)
    if !rows.isEmpty {
      sheet.filter(
        CellRange(
          CellReference(row: headerRow, column: 0),
          CellReference(row: bottom, column: columns.count - 1)))
      sheet.list(
        CellRange(
          CellReference(row: headerRow + 1, column: last), CellReference(row: bottom, column: last)),
        [text("待处理", "Open"), text("已处理", "Done"), text("无需处理", "No action")])
    }
    for (index, line) in closing.enumerated() {
      let row = bottom + 2 + index
      sheet.set(row, 0, .text(line), style: ending)
      sheet.merge(
        CellRange(CellReference(row: row, column: 0), CellReference(row: row, column: last)))
    }
    sheet.tabColor = .rgb(0xC00000)
    sheet.page = MarkStyles.page
    if !rows.isEmpty {
      sheet.freeze(below: headerRow + 1)
      sheet.page.repeatedRows = headerRow...headerRow
    }
    sheet.page.footer = "&C" + text("第 &P 页 共 &N 页", "Page &P of &N")
  }
}
