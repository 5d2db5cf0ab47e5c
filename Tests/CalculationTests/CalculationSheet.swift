import Calculation
import SpreadsheetModel

/// A workbook of a few cells, written as one would type them.
final class CalculationSheet {
  let calculation: Calculation
  var options = CalculationOptions(today: CivilDate(year: 2025, month: 6, day: 1), seed: 7)

  init(
    sheets: [String] = ["S"], names: [CalculationName] = [], iteration: IterationSettings? = nil
  ) {
    calculation = Calculation(sheets: sheets, names: names, iteration: iteration)
  }

  /// Sets a cell: text that begins with `=` is a formula, within braces one that spills.
  subscript(place: String, sheet sheet: Int = 0) -> CellValue {
    get { calculation.value(at: CellReference(a1: place) ?? CellReference(row: 0, column: 0), sheet: sheet) }
    set {
      guard let cell = CellReference(a1: place) else { return }
      if case .text(let text) = newValue, text.hasPrefix("=") {
        calculation.setFormula(String(text.dropFirst()), at: cell, sheet: sheet)
      } else if case .text(let text) = newValue, text.hasPrefix("{=") {
        let formula = String(text.dropFirst(2).dropLast())
        calculation.setFormula(formula, at: cell, sheet: sheet)
        calculation.setArrayFormula(formula, at: cell, over: CellRange(cell), isDynamic: true, sheet: sheet)
      } else {
        calculation.setValue(newValue, at: cell, sheet: sheet)
      }
    }
  }

  /// Computes what is not computed and gives the value of a cell.
  func value(_ place: String, sheet: Int = 0) throws -> CellValue {
    try calculation.run(options)
    return self[place, sheet: sheet]
  }
}
