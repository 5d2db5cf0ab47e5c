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
  /// How the cells that were marked as problems looked before, by sheet.
  private(set) var looks: [String: [CellReference: FormerLook]] = [:]
  /// What the clerk entered under 状态, by the line it stands in.
  private var statuses: [[String]: String] = [:]
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

  /// What the clerk entered beside a problem in an earlier list, wherever it stood there.
  func status(of row: ProblemRow) -> String? {
    statuses[[row.sheet, row.cell?.description ?? "—", row.problem, row.rule]]
  }

  private mutating func addProblem(_ values: [String], _ titles: [String]) {
    func value(_ chinese: String, _ english: String) -> String {
      titles.firstIndex { $0 == chinese || $0 == english }.map { values[$0] } ?? ""
    }
    // What the clerk notes in the status column does not make the list another one.
    let status = titles.firstIndex { $0 == "状态" || $0 == "Status" } ?? values.count
    problemLines.append(Array(values.prefix(status)))
    let sheet = value("工作表", "Sheet")
    statuses[[sheet, value("单元格", "Cell"), value("问题", "Problem"), value("规则", "Rule")]] =
      value("状态", "Status")
    if let look = FormerLook(text: value("原样", "Former look")) {
      looks[sheet, default: [:]][look.cell] = look
    }
  }

  private mutating func addCorrection(_ values: [String]) {
    guard values.count == CorrectionRecordSheet.columnCount, let cell = CellReference(a1: values[2])
    else { return }
    let isSafe = values[9].hasPrefix("自动") || values[9].hasPrefix("automatic")
    corrections.append(
      Correction(
        sheet: values[1], cell: cell, key: values[3], header: values[4], before: values[5],
        after: values[6], rule: values[8], reason: Phrase(zh: values[7], en: values[7]),
        safety: isSafe ? .safe : .suggested))
  }
}
