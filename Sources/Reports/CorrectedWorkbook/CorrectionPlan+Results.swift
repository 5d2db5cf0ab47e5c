import SpreadsheetModel
import XLSX

extension CorrectionPlan {
  /// Empties the stored results of formulas that depend on what was corrected, as the corrected workbook
  /// will: a check would hold a total of before against the parts of after.
  ///
  /// - Parameter editor: the workbook as it came.
  /// - Throws: what the editor refuses.
  public mutating func emptyStaleResults(by editor: XLSXEditor) throws(EditError) {
    var editor = editor
    try editor.enter(corrections, styled: { _ in .keep })
    for (sheet, cells) in try editor.plan().emptiedResults { empty(cells, of: sheet) }
  }
}

extension XLSXEditor {
  /// Enters corrections that no earlier run has made, and gives those that hold.
  ///
  /// Cells that can only be changed as a whole, or name a table's column, are left to their owner.
  @discardableResult
  mutating func enter(
    _ corrections: [Correction], styled style: (Correction) -> EntryStyle, widensColumns: Bool = false
  ) throws(EditError) -> [Correction] {
    var made: [Correction] = []
    for correction in corrections {
      if let value = correction.value {
        do throws(EditError) {
          try self[correction.sheet].set(
            correction.cell, to: CellContent(value), style: style(correction), widensColumn: widensColumns)
        } catch {
          guard [.arrayFormula, .dataTable, .tableHeading].contains(error.code) else { throw error }
          continue
        }
      }
      made.append(correction)
    }
    return made
  }
}
