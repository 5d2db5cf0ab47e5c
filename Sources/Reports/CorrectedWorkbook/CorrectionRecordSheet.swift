import Diagnostics
import Ledgers
import SpreadsheetModel
import XLSX

/// Writes 更正记录: every value that was changed, before and after.
struct CorrectionRecordSheet {
  var language: Language
  var corrections: [Correction]
  /// Whether numbers of persons may be shown whole.
  var showsPersonal: Bool

  /// Number of columns.
  static let columnCount = 10

  static func title(_ language: Language) -> String {
    Phrase(zh: "更正记录", en: "Corrections").template(language)
  }

  private func text(_ zh: String, _ en: String) -> String {
    Phrase(zh: zh, en: en).template(language)
  }

  func safety(_ safety: FixSafety) -> String {
    switch safety {
    case .safe: text("自动（含义确定）", "automatic (certain)")
    case .suggested: text("按建议（请复核）", "as suggested (review)")
    }
  }

  private var titles: [String] {
    [
      text("序号", "No."), text("工作表", "Sheet"), text("单元格", "Cell"), text("姓名/识别", "Record"),
      text("列名", "Column"), text("更正前", "Before"), text("更正后", "After"), text("为什么", "Why"),
      text("规则", "Rule"), text("方式", "How"),
    ]
  }

  /// What stands beside a correction's number.
  private func line(_ correction: Correction) -> [String] {
    func shown(_ text: String) -> String { PersonalMask(showsPersonal: showsPersonal).text(text) }
    return [
      correction.sheet, correction.cell.description, shown(correction.key), correction.header,
      shown(correction.before), shown(correction.after), shown(correction.reason.template(language)),
      correction.rule, safety(correction.safety),
    ]
  }

  /// Widths that let most lines stand in one row: each column has what it holds, within bounds, and the
  /// reason what is left of the page.
  private func widths(for lines: [[String]]) -> [Double] {
    var widths = [6.0]
    for (column, most) in Self.mostWidths.enumerated() {
      let longest = lines.map { DisplayWidth.columns(of: $0[column]) }.max() ?? 0
      widths.append(min(max(Double(longest) + 2, 10), most))
    }
    let reason = 7
    widths[reason] = max(Self.pageWidth - widths.reduce(0, +) + widths[reason], 36)
    return widths
  }

  /// The widest the columns beside the number may be.
  private static let mostWidths: [Double] = [16, 10, 28, 18, 24, 24, 10, 11, 20]
  /// What goes on a page across without becoming too small to read, as in the problem list.
  private static let pageWidth = 190.0

  func write(to sheet: inout SheetWriter) {
    let title = sheet.style(CellStyle(font: MarkStyles.titleFont))
    let head = sheet.style(
      CellStyle(
        font: MarkStyles.headFont, fill: MarkStyles.headFill, border: MarkStyles.line,
        alignment: Alignment(horizontal: .center, vertical: .center)))
    let body = sheet.style(MarkStyles.body)
    let counter = sheet.style(MarkStyles.counter)
    let link = sheet.style(MarkStyles.link)
    sheet.set(0, 0, .text("\(OwnSheet.marker)·\(Self.title(language))"), style: title)
    sheet.height(0, 24)
    let lines = corrections.map(line)
    let headers = zip(titles, widths(for: lines)).map { ($0, $1) }
    if corrections.isEmpty {
      let plain = sheet.style(CellStyle(font: MarkStyles.bodyFont))
      sheet.set(1, 0, .text(text("没有更正任何内容。", "Nothing was changed.")), style: plain)
    }
    for (index, header) in headers.enumerated() {
      if !corrections.isEmpty { sheet.set(1, index, .text(header.0), style: head) }
      sheet.width(index, header.1)
    }
    for (index, correction) in corrections.enumerated() {
      let row = index + 2
      let values = [.number(Double(index + 1))] + lines[index].map(CellContent.text)
      let isLinked = sheet.hasRoomForLink
      for (column, value) in values.enumerated() {
        sheet.set(row, column, value, style: column == 0 ? counter : column == 2 && isLinked ? link : body)
      }
      sheet.height(
        row,
        MarkStyles.height(
          of: zip(values, headers).compactMap { value, header in
            guard case .text(let text) = value else { return nil }
            return (text, header.1)
          }))
      if isLinked {
        sheet.link(
          CellReference(row: row, column: 2), Hyperlink(sheet: correction.sheet, cell: correction.cell))
      }
    }
    if !corrections.isEmpty {
      sheet.filter(
        CellRange(
          CellReference(row: 1, column: 0),
          CellReference(row: corrections.count + 1, column: headers.count - 1)))
    }
    sheet.tabColor = .rgb(0x548235)
    sheet.page = MarkStyles.page
    if !corrections.isEmpty {
      sheet.freeze(below: 2)
      sheet.page.repeatedRows = 1...1
    }
    sheet.page.footer = "&C" + text("第 &P 页 共 &N 页", "Page &P of &N")
  }
}
