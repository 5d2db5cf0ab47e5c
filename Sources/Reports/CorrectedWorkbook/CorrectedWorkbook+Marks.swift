import Criteria
import Diagnostics
import SpreadsheetModel
import XLSX

extension CorrectedWorkbook {
  /// Takes out what an earlier run put in: its sheets, its notes, its fills and links.
  func removeEarlierMarks(from editor: inout XLSXEditor) throws {
    guard !earlier.sheets.isEmpty else { return }
    for sheet in earlier.sheets { try editor.removeSheet(sheet) }
    for sheet in workbook.sheets where !earlier.sheets.contains(sheet.name) {
      try editor[sheet.name].removeNotes(by: Self.author)
    }
    for (name, looks) in earlier.looks where workbook.sheet(named: name) != nil {
      for look in looks.values.sorted(by: { $0.cell < $1.cell }) {
        try editor[name].restyle(look.cell, with: CellStyle(fill: look.fill))
        if look.isLinked { try editor[name].unlink(look.cell) }
      }
    }
  }

  /// Fills, notes and links of every cell that has a problem or was corrected.
  func markCells(corrected: [Correction], in editor: inout XLSXEditor) throws {
    let list = list
    var problems: [String: [CellReference: [Int]]] = [:]
    for (position, row) in rows.enumerated() {
      guard let look = row.former, let sheet = workbook.sheet(named: row.sheet) else { continue }
      problems[sheet.name, default: [:]][look.cell, default: []].append(position)
    }
    var notes: [String: [CellReference: [String]]] = [:]
    for correction in corrected where workbook.sheet(named: correction.sheet) != nil {
      notes[correction.sheet, default: [:]][correction.cell, default: []].append(note(for: correction))
    }
    for sheet in workbook.sheets where !earlier.sheets.contains(sheet.name) {
      let marked = problems[sheet.name] ?? [:]
      for (cell, positions) in marked {
        notes[sheet.name, default: [:]][cell, default: []].append(note(for: positions.map { rows[$0] }))
      }
      for cell in marked.keys.sorted() {
        try mark(cell, of: sheet.name, positions: marked[cell] ?? [], list: list, in: &editor)
      }
      let slips = notes[sheet.name] ?? [:]
      for cell in slips.keys.sorted().prefix(options.noteLimit) {
        let text = (slips[cell] ?? []).joined(separator: "\n\n")
        try editor[sheet.name].note(cell, Note(text, author: Self.author))
      }
    }
  }

  private func mark(
    _ cell: CellReference, of sheet: String, positions: [Int], list: ProblemListSheet,
    in editor: inout XLSXEditor
  ) throws {
    let severities = positions.map { rows[$0].severity }
    if severities.contains(.error) {
      try editor[sheet].restyle(cell, with: CellStyle(fill: MarkStyles.error))
    } else if severities.contains(.warning) {
      try editor[sheet].restyle(cell, with: CellStyle(fill: MarkStyles.warning))
    }
    // A link of the clerk's own stays; the list leads to the cell all the same.
    guard let first = positions.first, rows[first].former?.isLinked == true else { return }
    try editor[sheet].link(
      cell,
      Hyperlink(
        sheet: listTitle, cell: CellReference(row: list.row(of: first), column: 0),
        tip: text("问题清单第 \(first + 1) 条", "Problem \(first + 1)")))
  }
}
