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

  func write(to sheet: inout SheetWriter) {
    let title = sheet.style(CellStyle(font: MarkStyles.titleFont))
    let head = sheet.style(
      CellStyle(
        font: MarkStyles.headFont, fill: MarkStyles.headFill, border: MarkStyles.line,
        alignment: Alignment(horizontal: .center, vertical: .center)))
    let body = sheet.style(
      CellStyle(
        font: MarkStyles.bodyFont, border: MarkStyles.line,
        alignment: Alignment(vertical: .top, wrapsText: true)))
    let counter = sheet.style(
      CellStyle(
        font: MarkStyles.bodyFont, border: MarkStyles.line,
        alignment: Alignment(horizontal: .center, vertical: .top)))
    let link = sheet.style(
      CellStyle(
        font: MarkStyles.linkFont, border: MarkStyles.line, alignment: Alignment(vertical: .top)))
    sheet.set(0, 0, .text("\(OwnSheet.marker)·\(Self.title(language))"), style: title)
    sheet.height(0, 24)
    let headers = [
      (text("序号", "No."), 6.0), (text("工作表", "Sheet"), 16), (text("单元格", "Cell"), 9),
      (text("姓名/识别", "Record"), 14), (text("列名", "Column"), 14), (text("更正前", "Before"), 20),
      (text("更正后", "After"), 20), (text("为什么", "Why"), 36), (text("规则", "Rule"), 11),
      (text("方式", "How"), 18),
    ]
    if corrections.isEmpty {
      sheet.set(1, 0, .text(text("没有更正任何内容。", "Nothing was changed.")))
    }
    for (index, header) in headers.enumerated() {
      if !corrections.isEmpty { sheet.set(1, index, .text(header.0), style: head) }
      sheet.width(index, header.1)
    }
    for (index, correction) in corrections.enumerated() {
      let row = index + 2
      func shown(_ text: String) -> CellContent {
        .text(PersonalMask(showsPersonal: showsPersonal).text(text))
      }
      let values: [CellContent] = [
        .number(Double(index + 1)), .text(correction.sheet), .text(correction.cell.description),
        shown(correction.key), .text(correction.header), shown(correction.before), shown(correction.after),
        shown(correction.reason.template(language)),
        .text(correction.rule), .text(safety(correction.safety)),
      ]
      for (column, value) in values.enumerated() {
        sheet.set(row, column, value, style: column == 0 ? counter : column == 2 ? link : body)
      }
      sheet.height(
        row,
        MarkStyles.height(
          of: zip(values, headers).compactMap { value, header in
            guard case .text(let text) = value else { return nil }
            return (text, header.1)
          }))
      sheet.link(
        CellReference(row: row, column: 2), Hyperlink(sheet: correction.sheet, cell: correction.cell))
    }
    if !corrections.isEmpty {
      sheet.filter(
        CellRange(
          CellReference(row: 1, column: 0),
          CellReference(row: corrections.count + 1, column: headers.count - 1)))
    }
    sheet.tabColor = .rgb(0x548235)
    sheet.page = .landscapeA4
    sheet.page.isCenteredHorizontally = true
    if !corrections.isEmpty {
      sheet.freeze(below: 2)
      sheet.page.repeatedRows = 1...1
    }
    sheet.page.footer = "&C" + text("第 &P 页 共 &N 页", "Page &P of &N")
  }
}
