import Criteria
import Diagnostics
import Ledgers
import SpreadsheetModel
import XLSX

/// Blank ledgers to fill in: drop-downs, input checks, notes that explain each column, an example row.
public struct TemplateWorkbook {
  private let templates: [TemplateDescription]
  private let rules: FieldRules
  private let language: Language
  /// Rows prepared for records.
  private static let preparedRows = 300

  /// What a page of A4 across holds at a size that can be read, in characters.
  private static let pageWidth = 170.0

  /// Creates the workbook of some ledgers, whose notes name the rules of `pack`; without one they say how to
  /// fill in only.
  public init(
    _ ledgers: [LedgerDefinition], catalog: LedgerCatalog, pack: CriteriaPack?, language: Language
  ) {
    rules = FieldRules(pack)
    templates = ledgers.map { TemplateDescription($0, catalog: catalog, language: language) }
    self.language = language
  }

  private func text(_ zh: String, _ en: String) -> String {
    Phrase(zh: zh, en: en).template(language)
  }

  /// The workbook; the same ledgers give the same bytes.
  public func bytes() throws -> [UInt8] {
    var book = XLSXWriter()
    var names: Set<String> = []
    for template in templates {
      book.sheet(SheetTitle.unique(template.sheetName, avoiding: &names)) { sheet in
        write(template, to: &sheet)
      }
    }
    return try book.bytes()
  }

  private func write(_ template: TemplateDescription, to sheet: inout SheetWriter) {
    let line = Border.box(.thin, color: .rgb(0x8C8C8C))
    let last = max(template.columns.count - 1, 0)
    let header = TemplateDescription.headerRow
    let width = template.columns.reduce(0) { $0 + $1.width }
    // Over several pages a title in the middle would be cut between two of them.
    let title = sheet.style(
      CellStyle(
        font: Font(name: "黑体", size: 16),
        alignment: Alignment(horizontal: width > Self.pageWidth ? .left : .center, vertical: .center)))
    let form = sheet.style(CellStyle(font: Font(name: "宋体", size: 11)))
    // A long entry is read in its own cell, not cut at the next one.
    let wrapped = Alignment(vertical: .center, wrapsText: true)
    let example = Font(name: "楷体", size: 11, color: .rgb(0x7F7F7F))
    sheet.set(0, 0, .text(template.title), style: title)
    if last > 0 {
      sheet.merge(CellRange(CellReference(row: 0, column: 0), CellReference(row: 0, column: last)))
    }
    sheet.height(0, 30)
    sheet.set(1, 0, .text(template.formLine.joined(separator: "　　　　　　")), style: form)
    if last > 0 {
      sheet.merge(CellRange(CellReference(row: 1, column: 0), CellReference(row: 1, column: last)))
    }
    for (index, column) in template.columns.enumerated() {
      let font = Font(
        name: "黑体", size: 11, color: column.isRequired ? .rgb(0xC00000) : nil)
      sheet.set(
        header, index, .text(column.header),
        style: CellStyle(
          font: font, fill: .solid(0xEDEDED), border: line,
          alignment: Alignment(horizontal: .center, vertical: .center, wrapsText: true)))
      let note = [column.note, rules.text(about: column.field, in: template.ledger, language)]
        .filter { !$0.isEmpty }.joined(separator: "\n")
      if !note.isEmpty {
        sheet.note(CellReference(row: header, column: index), note, author: OwnSheet.marker)
      }
      sheet.width(index, column.width)
      sheet.set(
        header + 1, index, CellContent(column.example),
        style: CellStyle(
          font: example, border: line, alignment: wrapped, numberFormat: column.format))
      let body = CellStyle(border: line, alignment: wrapped, numberFormat: column.format)
      let cells = CellRange(
        CellReference(row: header + 2, column: index),
        CellReference(row: header + 1 + Self.preparedRows, column: index))
      sheet.format(cells, body)
      if let check = column.check { sheet.validate(cells, validation(check, of: column)) }
    }
    sheet.height(header, 30)
    let lines = template.columns.map { column in
      guard case .text(let text) = column.example else { return 1 }
      return DisplayWidth.lines(of: text, in: column.width - 1)
    }
    sheet.height(header + 1, Double(lines.max() ?? 1) * 15 + 3)
    sheet.freeze(below: header + 1, rightOf: min(2, template.columns.count))
    sheet.page = .landscapeA4
    sheet.page.repeatedRows = header...header
    // A ledger of thirty columns on one page could not be read: each further page repeats who it is.
    if width > Self.pageWidth {
      sheet.page.pagesWide = Int((width / Self.pageWidth).rounded(.up))
      sheet.page.repeatedColumns = 0...min(1, last)
    }
    sheet.page.footer = "&C" + text("第 &P 页 共 &N 页", "Page &P of &N")
  }

  private func validation(
    _ check: TemplateDescription.InputCheck, of column: TemplateDescription.Column
  ) -> CellValidation {
    func serial(_ date: CivilDate) -> String {
      "\(Int(DateSystem.base1900.serial(of: date) ?? 0))"
    }
    var validation: CellValidation
    switch check {
    case .list(let items, let isOpen):
      validation = CellValidation(.list(items))
      if isOpen { validation.strictness = .warning }
    case .date(let first, let last):
      validation = CellValidation(.date(.between(serial(first), serial(last))))
    case .wholeNumber(let low, let high):
      validation = CellValidation(.whole(.between("\(low)", "\(high)")))
    case .decimal(let low, let high):
      validation = CellValidation(.decimal(.between("\(low)", "\(high)")))
    case .textLength(let length):
      validation = CellValidation(.textLength(.equal("\(length)")))
    }
    validation.alert = CellValidation.Message(
      // A message's title takes no more.
      title: String(column.header.prefix(32)),
      text: text("请按批注的要求填写“\(column.header)”", "Fill in \(column.header) as its note says"))
    return validation
  }
}
