import Diagnostics
import Ledgers
import SpreadsheetModel

/// What an earlier run of this program left in a workbook: its sheets, its marks, its corrections.
///
/// A clerk sends a corrected workbook in again; what was said last time is taken out before new marks
/// are made, and what was corrected last time stays on record.
struct EarlierMarks {
  /// The names of our sheets.
  private(set) var sheets: [String] = []
  /// The cells that were marked as problems, by sheet.
  private(set) var problems: [String: [CellReference]] = [:]
  /// The corrections on record.
  private(set) var corrections: [Correction] = []
  /// The lines of the problem list, to tell whether anything has changed.
  private(set) var problemLines: [[String]] = []

  init(_ workbook: Workbook) {
    for sheet in workbook.sheets where OwnSheet.isOwn(sheet) {
      sheets.append(sheet.name)
      let lines = sheet.rows.map { row in row.cells.map { (row.index, $0.column, Self.text($0)) } }
      guard let header = lines.first(where: { $0.count >= 8 && $0.first?.1 == 0 }) else { continue }
      let titles = header.map(\.2)
      let isProblemList = titles.contains("状态") || titles.contains("Status")
      for line in lines where line.first.map({ $0.0 > (header.first?.0 ?? 0) }) ?? false {
        var values = [String](repeating: "", count: titles.count)
        for (_, column, text) in line where column < values.count { values[column] = text }
        if isProblemList { addProblem(values, titles) } else { addCorrection(values) }
      }
    }
  }

  private static func text(_ cell: Cell) -> String {
    switch cell.value {
    case .text(let text): text
    case .number(let number): Int(exactly: number).map(String.init) ?? "\(number)"
    default: ""
    }
  }

  private mutating func addProblem(_ values: [String], _ titles: [String]) {
    // What the clerk notes in the status column does not make the list another one.
    problemLines.append(Array(values.dropLast()))
    guard let sheet = titles.firstIndex(where: { $0 == "工作表" || $0 == "Sheet" }),
      let cell = titles.firstIndex(where: { $0 == "单元格" || $0 == "Cell" }),
      let reference = CellReference(a1: values[cell])
    else { return }
    problems[values[sheet], default: []].append(reference)
  }

  private mutating func addCorrection(_ values: [String]) {
    guard values.count >= 8, let cell = CellReference(a1: values[2]) else { return }
    let isSafe = values[7].hasPrefix("自动") || values[7].hasPrefix("automatic")
    corrections.append(
      Correction(
        sheet: values[1], cell: cell, before: values[3], after: values[4], rule: values[6],
        reason: Phrase(zh: values[5], en: values[5]), safety: isSafe ? .safe : .suggested))
  }
}
