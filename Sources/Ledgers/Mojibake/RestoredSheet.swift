import Diagnostics
import SpreadsheetModel

/// A sheet with its mojibake undone, so that headers, titles and values are recognised as what they
/// were meant to be, and the memory of what the cells really hold.
struct RestoredSheet {
  /// The sheet with restored texts; the sheet itself where nothing is damaged.
  let sheet: Sheet
  /// The damaged cells: what stands in them, and what it was.
  private let damage: [CellReference: (original: String, mojibake: Mojibake)]

  init(_ sheet: Sheet) {
    var found: [(row: Int, cell: Int, original: String, mojibake: Mojibake)] = []
    for (rowIndex, row) in sheet.rows.enumerated() {
      for (cellIndex, cell) in row.cells.enumerated() {
        guard case .text(let text) = cell.value, let mojibake = Mojibake(text) else { continue }
        found.append((rowIndex, cellIndex, text, mojibake))
      }
    }
    let isCertain = found.contains { $0.mojibake.certainty != .likely }
    guard isCertain else {
      self.sheet = sheet
      damage = [:]
      return
    }
    var restored = sheet
    var damage: [CellReference: (original: String, mojibake: Mojibake)] = [:]
    for (row, cell, original, mojibake) in found {
      let place = CellReference(row: sheet.rows[row].index, column: sheet.rows[row].cells[cell].column)
      damage[place] = (original, mojibake)
      restored.rows[row].cells[cell].value = .text(mojibake.text)
    }
    self.sheet = restored
    self.damage = damage
  }

  /// Gives the fields that were read from restored cells their original text back, and tells what was
  /// done to them and to the headers.
  func noteDamage(in tables: inout [LedgerTable]) {
    guard !damage.isEmpty else { return }
    for table in tables.indices {
      tables[table].restoredHeaders = damage.filter { tables[table].headerRows.contains($0.key.row) }
        .sorted { $0.key < $1.key }
        .map { LedgerTable.ColumnHeader(text: $0.value.original, column: $0.key.column) }
      for record in tables[table].records.indices {
        for index in tables[table].records[record].fields.indices {
          noteDamage(in: &tables[table].records[record].fields[index])
        }
      }
    }
  }

  private func noteDamage(in field: inout RecordField) {
    guard let cell = field.cell, let (original, mojibake) = damage[cell] else { return }
    let reading = field.change
    // A value taken from the cell above is told as that.
    guard reading?.kind != .filledDown else { return }
    field.original = original
    guard !field.isFormula, mojibake.certainty != .lost else {
      field.change = .reading(.mojibake)
      return
    }
    // What was restored keeps the office's words; only its spelling is mended in the same step.
    let isSpelling = reading?.sameness == .spelling
    let written = isSpelling ? reading?.written ?? .text(mojibake.text) : .text(mojibake.text)
    let format = isSpelling ? reading?.format : nil
    let isSafe =
      mojibake.certainty == .certain && reading?.isDoubt != true && reading?.sameness != .suggestion
    field.change =
      isSafe
      ? .written(.mojibake, written, format: format, residue: Spelling.Residue())
      : .suggestion(.mojibake, written, format: format)
  }
}
