import Ledgers
import Reports
import SpreadsheetModel
import XLSX

/// A workbook with the sheets of another as they are: values, merged ranges, number formats, hidden
/// rows and columns. Text stays text, whatever it looks like.
public struct RawWorkbook {
  private let workbook: Workbook
  private let tables: [LedgerTable]

  /// Takes the content, and the ledgers found in it, whose headers and lines are to be seen as such.
  public init(_ workbook: Workbook, tables: [LedgerTable] = []) {
    self.workbook = workbook
    self.tables = tables
  }

  /// The workbook as XLSX; the same content gives the same bytes.
  public func bytes() throws -> [UInt8] {
    var writer = XLSXWriter(dateSystem: workbook.dateSystem)
    var names: Set<String> = []
    for sheet in workbook.sheets {
      let name = SheetTitle.unique(sheet.name, avoiding: &names)
      writer.sheet(name) { target in
        let own = tables.filter { $0.sheet == sheet.name }
        Self.write(sheet, ruled: own.compactMap(Self.recordRows), to: &target)
        if let used = sheet.usedRange, let first = own.first {
          if first.headerRows.lowerBound > used.first.row {
            target.format(CellRange(used.first), CellStyle(font: Font(name: "黑体", size: 14)))
          }
          Self.setHeader(of: used, rows: first.headerRows, in: &target)
          target.page.footer = "&C第 &P 页 共 &N 页"
        }
      }
    }
    if workbook.sheets.isEmpty { writer.sheet("Sheet1") { _ in } }
    return try writer.bytes()
  }

  /// The header rows of a table that reaches to the end of the used range.
  private static func setHeader(
    of used: CellRange, rows: ClosedRange<Int>, in target: inout SheetWriter
  ) {
    let header = CellRange(
      CellReference(row: rows.lowerBound, column: used.first.column),
      CellReference(row: rows.upperBound, column: used.last.column))
    target.format(
      header,
      CellStyle(
        font: Font(name: "黑体", size: 11), fill: .solid(0xEDEDED), border: .box(),
        alignment: Alignment(horizontal: .center, vertical: .center, wrapsText: true)))
    target.freeze(below: rows.upperBound + 1)
    if used.last.row > rows.upperBound {
      target.filter(CellRange(CellReference(row: rows.upperBound, column: used.first.column), used.last))
    }
    target.page = .landscapeA4
    target.page.repeatedRows = rows
  }

  /// The rows of a ledger's records, with those between them.
  private static func recordRows(of table: LedgerTable) -> ClosedRange<Int>? {
    guard let last = table.records.last?.row, last > table.headerRows.upperBound else { return nil }
    return table.headerRows.upperBound + 1...last
  }

  /// Writes a sheet as it is.
  ///
  /// - Parameter ruled: rows whose cells get lines around them.
  static func write(
    _ sheet: Sheet, ruled: [ClosedRange<Int>] = [], to target: inout SheetWriter
  ) {
    let lined = CellStyle(
      font: Font(name: "宋体", size: 11), border: .box(.thin, color: .rgb(0xA6A6A6)),
      alignment: Alignment(vertical: .center))
    target.copy(sheet, look: ruled.isEmpty ? nil : lined, in: ruled)
    for (cell, text) in sheet.notes.sorted(by: { $0.key < $1.key }) { target.note(cell, text) }
  }
}
