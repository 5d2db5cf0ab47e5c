import Formula
import SpreadsheetModel

/// Formulas wherever they stand: in cells, rules, names, tables and charts.
extension LintContext {
  /// What Excel would not take of a formula, with its place; `nil` for one that it takes.
  ///
  /// - Parameters:
  ///   - formula: The formula as the file has it.
  ///   - isName: Whether it is what a defined name stands for.
  func fault(of formula: String, isName: Bool = false) -> String? {
    do throws(FormulaError) {
      let stored = try StoredFormula(formula, isName: isName)
      try scope.check(stored)
      return stored.text == formula ? nil : formula
    } catch {
      return "\(formula) (\(error.code.rawValue), \(error.range.lowerBound + 1))"
    }
  }
}
