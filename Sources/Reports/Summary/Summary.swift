import Criteria
import Diagnostics
import Foundation
import Ledgers
import OpenPackaging
import SpreadsheetModel
import XLSX

/// The summary of a month, a quarter or a year over any number of submissions, as a workbook and as a
/// page.
///
/// In the workbook every figure is a live formula over the data sheets at its end, with its result
/// stored, so that it can be followed down to its rows; the page shows the same results.
public struct Summary: Sendable {
  let input: SummaryInput
  let tables: SummaryTables
  let pack: CriteriaPack

  /// Gathers the figures' rows.
  public init(_ input: SummaryInput, pack: CriteriaPack) {
    self.input = input
    self.pack = pack
    tables = SummaryTables(input)
  }

  /// Takes figures' rows that were gathered before.
  init(_ input: SummaryInput, tables: SummaryTables, pack: CriteriaPack) {
    self.input = input
    self.tables = tables
    self.pack = pack
  }

  /// The sheets in their order, without the data. Each is made when it is asked for, which counts its figures.
  static let sheets: [@Sendable (Summary) -> SummarySheet] = [
    \.overview, \.organisations, \.members, \.ages, \.meetings, \.meetingKinds, \.dues, \.admissions,
    \.elections, \.training, \.appraisals, \.support, \.others, \.scores, \.standings, \.problems,
    \.submissions,
  ]

  /// The workbook; the same input gives the same bytes.
  ///
  /// - Throws: `XLSXWriteError` where the figures do not fit into a workbook; `OutputError` where rows that were
  ///   put aside in the temporary folder cannot be read again.
  public func workbook() throws -> [UInt8] { try book().bytes() }

  /// Writes the workbook's rows as they are made, so that memory does not hold it.
  ///
  /// - Throws: as `workbook()`; `OutputError` where it cannot be written.
  public func save(to url: URL, replacing: Bool) throws { _ = try book().save(to: url, replacing: replacing) }

  private func book() throws(OutputError) -> XLSXWriter {
    var book = XLSXWriter()
    book.properties.title = title
    book.properties.company = input.office
    let footer = "&C" + text("第 &P 页 共 &N 页", "Page &P of &N")
    for make in Self.sheets {
      let sheet = make(self)
      book.sheet(sheet.name) { sheet.draw(on: &$0, pageFooter: footer) }
    }
    addData(to: &book, pageFooter: footer)
    try tables.spool.check()
    return book
  }

  /// The page in UTF-8: one file, nothing fetched from anywhere; the same input gives the same bytes.
  ///
  /// - Throws: `OutputError` where rows that were put aside in the temporary folder cannot be read again.
  public func page() throws(OutputError) -> [UInt8] {
    let page = SummaryPage(
      title: title, subtitle: subtitle, sheets: Self.sheets.map { $0(self) }, language: input.language)
    try tables.spool.check()
    return page.bytes()
  }

  /// Such as `2025年度党建工作台账汇总`.
  var title: String {
    let period = input.period.title(input.language)
    if case .year = input.period {
      return text(period + "度党建工作台账汇总", "Summary of ledgers, " + period)
    }
    return text(period + "党建工作台账汇总", "Summary of ledgers, " + period)
  }

  /// How many organisations it is about.
  public var organisationCount: Int { tables[.organisations].rows.count }

  /// The line below each title.
  var subtitle: String {
    let office = input.office.isEmpty ? "" : text("单位：", "Office: ") + input.office + "　　"
    return office
      + text("统计时间：", "Period: ") + input.period.title(input.language) + "　　"
      + text("截至：", "As of: ") + "\(input.asOf)" + "　　" + text("党组织：", "Organisations: ")
      + "\(organisationCount)"
  }

  func text(_ zh: String, _ en: String) -> String {
    Phrase(zh: zh, en: en).template(input.language)
  }

  func text(_ phrase: Phrase) -> String { phrase.template(input.language) }

  var totalTitle: String { text(SummaryWords.total) }

  var notReported: String { text(SummaryWords.notReported) }

  /// The words of a line of totals.
  var totalWords: SummaryTable.TotalWords { totalWords(totalTitle) }

  /// The words of a line of totals that has a title of its own.
  func totalWords(_ title: String, countsReports: Bool = true) -> SummaryTable.TotalWords {
    SummaryTable.TotalWords(
      title: title, notReported: notReported,
      reported: countsReports ? (text("（已报 ", " (sent by "), text("）", ")")) : nil,
      nobody: tables.unknownOrganisation)
  }

  /// The width of a column of the organisations' names.
  var nameWidth: Double { CrossTable.nameWidth(tables.organisations) }

  /// A sheet drawn from top to bottom.
  ///
  /// - Parameter subjects: what it counts; where nothing of it was handed in, the sheet says so instead of
  ///   showing a table of nothing.
  func sheet(
    _ zh: String, _ en: String, of subjects: Set<SummaryTables.Subject> = [], columns: Int,
    isLandscape: Bool = true, _ body: (inout SummarySheet) -> Void
  ) -> SummarySheet {
    var sheet = SummarySheet(
      text(zh, en), subtitle: subtitle, columns: columns, isLandscape: isLandscape)
    if subjects.isEmpty || subjects.contains(where: { !tables[$0].rows.isEmpty }) {
      body(&sheet)
    } else {
      sheet.width(0...sheet.span - 1, 98 / Double(sheet.span))
      sheet.note(nothingHandedIn)
    }
    return sheet
  }

  var nothingHandedIn: String {
    text("本期没有报送这方面的台账，无数可填。", "No ledger of this kind was handed in for this period.")
  }

  /// A cross table of the organisations over a data table.
  func cross(_ subject: SummaryTables.Subject) -> CrossTable {
    CrossTable(
      table: tables[subject], organisations: tables.organisations,
      organisationTitle: text(SummaryWords.organisation), notReported: notReported,
      nobody: tables.unknownOrganisation)
  }

  /// Adds a cross table of the organisations to a sheet.
  @discardableResult
  func add(
    _ measures: [CrossTable.Measure], over subject: SummaryTables.Subject, to sheet: inout SummarySheet,
    setsWidths: Bool = true, freezes: Bool = true, heat: ClosedRange<Int>? = nil
  ) -> SummaryTable {
    let table = cross(subject)
    return sheet.table(
      table.columns(measures), rows: table.rows(measures, firstRow: sheet.row + 1),
      total: totalWords, setsWidths: setsWidths, freezes: freezes, heat: heat)
  }

  /// A chart of some columns of a line of a table, such as its totals.
  func chart(
    _ kind: SummaryChart.Kind, _ title: String, of table: SummaryTable, row: Int,
    columns: ClosedRange<Int>, series: String? = nil, labels: String? = "0"
  ) -> SummaryChart {
    SummaryChart(
      kind, title,
      series: [
        SummaryChart.Series(
          name: series ?? title, categories: table.across(table.headerRow, columns),
          values: table.across(row, columns))
      ], labels: labels)
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
}
