import Criteria
import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel
import XLSX

/// The summary of a month, a quarter or a year over any number of submissions.
///
/// Every figure is a live formula over the data sheets at the end of the workbook, with its result
/// stored, so that it can be followed down to its rows.
public struct SummaryWorkbook {
  let input: SummaryInput
  let tables: SummaryTables
  let pack: CriteriaPack

  /// Gathers the figures' rows.
  public init(_ input: SummaryInput, pack: CriteriaPack) {
    self.input = input
    self.pack = pack
    tables = SummaryTables(input)
  }

  /// The workbook as bytes; the same input gives the same bytes.
  public func bytes() throws -> [UInt8] {
    var book = XLSXWriter()
    book.properties.title = title
    book.properties.company = input.office
    addOverview(to: &book)
    addOrganisations(to: &book)
    addMembers(to: &book)
    addMeetings(to: &book)
    addDues(to: &book)
    addAdmissions(to: &book)
    addElections(to: &book)
    addTraining(to: &book)
    addAppraisals(to: &book)
    addSupport(to: &book)
    addScores(to: &book)
    addProblems(to: &book)
    addFiles(to: &book)
    for subject in SummaryTables.Subject.allCases { addData(subject, to: &book) }
    return try book.bytes()
  }

  /// Such as `2025年度党建工作台账汇总`.
  var title: String {
    let period = input.period
    switch (input.language, period) {
    case (.zh, .year(let year)): return "\(year)年度党建台账汇总"
    case (.zh, .quarter(let year, let quarter)): return "\(year)年第\(quarter)季度党建台账汇总"
    case (.zh, .month(let month)): return "\(month.year)年\(month.month)月党建台账汇总"
    case (.en, _): return "Summary of ledgers, \(period)"
    }
  }

  /// The line below each title.
  var subtitle: String {
    let office = input.office.isEmpty ? "" : text("单位：", "Office: ") + input.office + "　　"
    return office
      + text("统计时间：", "Period: ") + "\(input.period)" + "　　" + text("截至：", "As of: ")
      + "\(input.asOf)" + "　　"
      + text("党组织：", "Organisations: ") + "\(tables.organisations.count)"
  }

  func text(_ zh: String, _ en: String) -> String {
    Phrase(zh: zh, en: en).template(input.language)
  }

  func text(_ phrase: Phrase) -> String { phrase.template(input.language) }

  var totalTitle: String { text(SummaryWords.total) }

  /// The width of a column of the organisations' names.
  var nameWidth: Double { CrossTable.nameWidth(tables.organisations) }

  /// Sheets of at most so many organisations are printed on one page.
  private static let onePage = 36

  /// Adds a sheet drawn from top to bottom.
  func addSheet(
    _ zh: String, _ en: String, columns: Int, isLandscape: Bool = true, to book: inout XLSXWriter,
    _ body: (inout SummaryCanvas) -> Void
  ) {
    book.sheet(text(zh, en)) { sheet in
      var canvas = SummaryCanvas(
        sheet, title: text(zh, en), subtitle: subtitle, columns: columns, isLandscape: isLandscape)
      body(&canvas)
      // A table of a few dozen organisations with its charts goes on one page.
      if tables.organisations.count <= Self.onePage { canvas.sheet.page.pagesTall = 1 }
      sheet = canvas.sheet
    }
  }

  /// A cross table of the organisations over a data table.
  func cross(_ subject: SummaryTables.Subject) -> CrossTable {
    CrossTable(
      table: tables[subject], organisations: tables.organisations,
      organisationTitle: text(SummaryWords.organisation))
  }

  func equal(_ column: DataTable.Column, _ phrase: Phrase) -> Condition {
    Condition(column, .equal(.text(text(phrase))))
  }

  func equal(_ column: DataTable.Column, _ text: String) -> Condition {
    Condition(column, .equal(.text(text)))
  }

  func equal(_ column: DataTable.Column, _ number: Int) -> Condition {
    Condition(column, .equal(.number(Double(number))))
  }

  /// A sheet with the rows that figures are counted from.
  private func addData(_ subject: SummaryTables.Subject, to book: inout XLSXWriter) {
    let table = tables[subject]
    book.sheet(table.sheet) { sheet in
      let styles = SummaryStyles(&sheet)
      sheet.write(row: 0, table.headers.map { CellContent.text($0) }, style: styles.head)
      let dates = dateColumns(of: subject)
      for (index, row) in table.rows.enumerated() {
        for (column, value) in row.enumerated() {
          sheet.set(
            index + 1, column, CellContent(value), style: dates.contains(column) ? styles.date : styles.text)
        }
      }
      sheet.fitWidth(limit: 40)
      sheet.freeze(below: 1)
      if !table.rows.isEmpty {
        sheet.filter(
          CellRange(
            CellReference(row: 0, column: 0),
            CellReference(row: table.rows.count, column: table.headers.count - 1)))
      }
      sheet.tabColor = .rgb(0xBFBFBF)
      sheet.page = .landscapeA4
      sheet.page.repeatedRows = 0...0
    }
  }

  private func dateColumns(of subject: SummaryTables.Subject) -> Set<Int> {
    switch subject {
    case .organisations: [4, 6]
    case .members: [7, 10]
    case .meetings: [1]
    case .admissions: [3, 4, 5, 6, 7]
    case .trainings: [2]
    case .staff: [3]
    case .rectifications: [3, 4, 5]
    default: []
    }
  }
}
