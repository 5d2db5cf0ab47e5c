import Ledgers
import Reports
import SpreadsheetModel
import XLSX

/// Ledgers in canonical columns as a workbook: a sheet each, its header in sight on screen and on every
/// printed page; where several files were put together, a last sheet tells what came of it.
struct CanonicalWorkbook {
  private let sheets: [Sheet]
  private let merge: (sheet: Sheet, layout: MergeReport.Layout)?

  /// Takes the content.
  ///
  /// - Parameter withProvenance: whether each record says which file, sheet and row it came from.
  init(_ tables: [CanonicalTable], _ merge: MergeReport?, withProvenance: Bool, _ language: Language) {
    sheets = tables.map { $0.sheet(withProvenance: withProvenance) }
    self.merge = merge?.sheet(language)
  }

  /// The workbook as XLSX; the same content gives the same bytes.
  func bytes() throws -> [UInt8] {
    var writer = XLSXWriter()
    var names: Set<String> = []
    for sheet in sheets {
      writer.sheet(SheetTitle.unique(sheet.name, avoiding: &names)) { target in
        RawWorkbook.write(sheet, to: &target)
        guard let used = sheet.usedRange else { return }
        Self.setHeader(row: used.first.row, columns: used.columns, in: &target)
        target.freeze(below: used.first.row + 1)
        if used.rows.count > 1 { target.filter(used) }
        target.page = .landscapeA4
        target.page.repeatedRows = used.first.row...used.first.row
      }
    }
    if let (sheet, layout) = merge {
      writer.sheet(SheetTitle.unique(sheet.name, avoiding: &names)) { target in
        RawWorkbook.write(sheet, to: &target)
        for row in [layout.sourceHeader, layout.conflictHeader] {
          guard let last = sheet.row(at: row)?.cells.last else { continue }
          Self.setHeader(row: row, columns: 0...last.column, in: &target)
        }
        // The texts above the tables may run over the columns beside them.
        target.width(0, 16)
        target.page = .landscapeA4
      }
    }
    return try writer.bytes()
  }

  private static func setHeader(row: Int, columns: ClosedRange<Int>, in target: inout SheetWriter) {
    target.format(
      CellRange(
        CellReference(row: row, column: columns.lowerBound),
        CellReference(row: row, column: columns.upperBound)),
      CellStyle(
        font: Font(name: "黑体", size: 11), fill: .solid(0xEDEDED), border: .box(),
        alignment: Alignment(horizontal: .center, vertical: .center, wrapsText: true)))
  }
}
