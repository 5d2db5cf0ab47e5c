import Reports
import SpreadsheetModel
import XLSX

/// A workbook with the sheets of another as they are: values, merged ranges, number formats, hidden
/// rows and columns. Text stays text, whatever it looks like.
public struct RawWorkbook {
  private let workbook: Workbook

  /// Takes the content.
  public init(_ workbook: Workbook) { self.workbook = workbook }

  /// The workbook as XLSX; the same content gives the same bytes.
  public func bytes() throws -> [UInt8] {
    var writer = XLSXWriter(dateSystem: workbook.dateSystem)
    var names: Set<String> = []
    for sheet in workbook.sheets {
      let name = SheetTitle.unique(sheet.name, avoiding: &names)
      writer.sheet(name) { target in Self.write(sheet, to: &target) }
    }
    if workbook.sheets.isEmpty { writer.sheet("Sheet1") { _ in } }
    return try writer.bytes()
  }

  /// Several workbooks as one, each sheet named after its file where names clash.
  public static func merged(_ workbooks: [(name: String, workbook: Workbook)]) throws -> [UInt8] {
    var writer = XLSXWriter(dateSystem: workbooks.first?.workbook.dateSystem ?? .base1900)
    var names: Set<String> = []
    for (file, workbook) in workbooks {
      for sheet in workbook.sheets {
        let plain = workbook.sheets.count == 1 ? file : "\(file) \(sheet.name)"
        let wanted = workbooks.count == 1 ? sheet.name : plain
        writer.sheet(SheetTitle.unique(wanted, avoiding: &names)) { target in write(sheet, to: &target) }
      }
    }
    return try writer.bytes()
  }

  /// Writes a sheet as it is.
  static func write(_ sheet: Sheet, to target: inout SheetWriter) {
    target.visibility = sheet.visibility
    let styles = sheet.formats.map { format in
      format == .general ? StyleID.default : target.style(CellStyle(numberFormat: format))
    }
    for row in sheet.rows {
      for cell in row.cells {
        let style = styles.indices.contains(cell.format) ? styles[cell.format] : .default
        // A number whose digits a double cannot hold is kept as the text it was.
        let content: CellContent =
          cell.exactDigits.map { .text($0) }
          ?? cell.formula.map { .formula($0, result: cell.value) } ?? CellContent(cell.value)
        target.set(row.index, cell.column, content, style: style)
      }
      if row.isHidden { target.hide(row: row.index) }
    }
    for range in sheet.mergedRanges where !range.isSingleCell { target.merge(range) }
    for column in sheet.hiddenColumns { target.hide(columns: column...column) }
    target.fitWidth(limit: 50)
  }
}
