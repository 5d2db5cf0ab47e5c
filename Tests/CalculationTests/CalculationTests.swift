import Calculation
import SpreadsheetModel
import Testing

@Suite("Calculating workbooks")
struct CalculationTests {
  @Test("A chain of formulas is computed in whatever order it stands")
  func chain() throws {
    let sheet = CalculationSheet()
    sheet["A1"] = "=A2+1"
    sheet["A2"] = "=A3+1"
    sheet["A3"] = 5
    #expect(try sheet.value("A1") == 7)
  }
}
