import Formula
import Reports
import SpreadsheetModel
import TestSupport
import Testing
import Workflow

@Suite("Live formulas of summaries")
struct LiveFormulaTests {
  @Test(
    "Our own evaluator comes to the results stored, without LibreOffice at hand",
    arguments: ["2025", "2025Q4", "2025-12"])
  func recomputes(period: String) async throws {
    let day = try #require(CivilDate(year: 2025, month: 12, day: 31))
    let checking = Checking(
      loading: LedgerLoading(
        reading: ReadingOptions(), reader: LedgerReader(catalog: try LedgerCatalog.standard)),
      pack: try CriteriaPack.standard, asOf: day, options: CheckOptions(years: [2025]))
    let (_, summary) = await Summarizing(
      checking: checking, period: try #require(Period(period)), language: .zh
    )
    .run(InputSearch(paths: [SampleFiles.submissions]).files, missing: [], jobs: 2)
    let workbook = try Spreadsheet(bytes: try summary.workbook(), name: "summary.xlsx").workbook
    var compared = 0
    for (position, sheet) in workbook.sheets.enumerated() {
      for row in sheet.rows {
        for cell in row.cells {
          guard let formula = cell.formula else { continue }
          let place = CellReference(row: row.index, column: cell.column)
          let value = try FormulaExpression(formula).compiledForCells().value(
            with: FormulaInputs(workbook: workbook, sheet: position, cell: place, today: day))
          compared += 1
          if case .number(let left) = value, case .number(let right) = cell.value {
            #expect(abs(left - right) <= 1e-9 * max(1, abs(left)), "\(sheet.name)!\(place) \(formula)")
          } else {
            #expect(value == cell.value, "\(sheet.name)!\(place) \(formula)")
          }
        }
      }
    }
    #expect(compared > 500)
  }
}
