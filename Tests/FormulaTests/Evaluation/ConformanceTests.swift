import Formula
import SpreadsheetModel
import Testing

@Suite("The evaluator beside LibreOffice")
struct ConformanceTests {
  @Test("There are at least 400 cases, and every difference is told with its reason")
  func size() {
    #expect(FormulaCases.all.count >= 400)
    let formulas = Set(FormulaCases.all.map(\.formula))
    for (formula, difference) in FormulaCases.differences {
      #expect(formulas.contains(formula))
      #expect(!difference.reason.isEmpty)
    }
    #expect(FormulaCases.differences.count * 10 <= FormulaCases.all.count)
  }

  @Test("A formula gives the value LibreOffice computed", arguments: FormulaCases.all)
  func agrees(_ test: FormulaCases.Case) throws {
    let text = test.formula.hasPrefix("{=") ? String(test.formula.dropFirst().dropLast()) : test.formula
    let inputs = FormulaInputs(
      workbook: FormulaCases.workbook, cell: CellReference(row: test.row, column: 26))
    let value = try FormulaExpression(text).compiledForCells().value(with: inputs)
    let difference = FormulaCases.differences[test.formula]
    let expected = FormulaCases.value(
      kind: difference?.kind ?? test.kind, difference?.value ?? test.value)
    #expect(
      Self.agree(value, expected, isExact: difference != nil), "\(value), LibreOffice \(expected)")
  }

  @Test("Printing and parsing again gives the same tree", arguments: FormulaCases.all)
  func prints(_ test: FormulaCases.Case) throws {
    let text = test.formula.hasPrefix("{=") ? String(test.formula.dropFirst().dropLast()) : test.formula
    let first = try FormulaExpression(text)
    let second = try FormulaExpression(first.printed)
    #expect(first.printed == second.printed)
    #expect(try FormulaExpression("= " + text.dropFirst()).printed == first.printed)
  }

  private static func agree(_ value: CellValue, _ expected: CellValue, isExact: Bool) -> Bool {
    switch (value, expected) {
    case (.number(let left), .number(let right)):
      return left == right || abs(left - right) <= 1e-12 * max(abs(left), abs(right))
    // LibreOffice has one error for arguments out of range (Err:502), which it stores as #VALUE! where
    // Excel tells #NUM! and #REF! apart.
    case (.error(let left), .error(.value)) where !isExact:
      return [.value, .number, .reference].contains(left)
    default: return value == expected
    }
  }
}
