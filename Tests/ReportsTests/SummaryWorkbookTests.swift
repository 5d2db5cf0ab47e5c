import Foundation
import Reports
import SpreadsheetModel
import TestSupport
import Testing
import Workflow

@Suite("Summary workbooks")
struct SummaryWorkbookTests {
  private func summary() async throws -> [UInt8] {
    let catalog = try LedgerCatalog.standard
    let day = try #require(CivilDate(year: 2025, month: 12, day: 31))
    let checking = Checking(
      loading: LedgerLoading(reading: ReadingOptions(), reader: LedgerReader(catalog: catalog)),
      pack: try CriteriaPack.standard, asOf: day, options: CheckOptions(years: [2025]))
    let inputs = InputSearch(paths: [SampleFiles.submissions]).files
    let (_, summary) = await Summarizing(checking: checking, period: .year(2025), language: .zh)
      .run(inputs, missing: [], jobs: 2)
    return try summary.bytes()
  }

  @Test("The same submissions give the same bytes")
  func isDeterministic() async throws {
    #expect(try await summary() == summary())
  }

  @Test("It has the sheets that an office hands upward, every figure a formula with its result")
  func hasItsSheets() async throws {
    let workbook = try Spreadsheet(bytes: await summary(), name: "summary.xlsx").workbook
    let names = workbook.sheets.map(\.name)
    for name in [
      "总览", "党组织情况", "党员结构", "组织生活", "党费", "发展党员", "换届提醒", "教育培训", "民主评议", "基础保障", "考核得分",
      "问题整改", "台账报送情况", "数据_党员",
    ] { #expect(names.contains(name)) }
    let dues = try #require(workbook.sheet(named: "党费"))
    let formulas = dues.rows.flatMap(\.cells).filter { $0.formula != nil }
    #expect(formulas.count > 20)
    #expect(formulas.allSatisfy { !$0.value.isEmpty })
  }

  @Test("LibreOffice, computing every formula anew, comes to the results stored")
  func recomputes() async throws {
    guard ProgramRun("sh", ["-c", "command -v soffice && python3 -c 'import openpyxl'"]).status == 0 else {
      print("skipped: LibreOffice or openpyxl is not installed")
      return
    }
    let bytes = try await summary()
    try withTemporaryFolder { folder in
      let file = folder + "/summary.xlsx"
      try Data(bytes).write(to: URL(fileURLWithPath: file))
      // openpyxl drops the stored results, so that LibreOffice must compute them.
      let strip = "import sys, openpyxl; b = openpyxl.load_workbook(sys.argv[1]); b.save(sys.argv[2])"
      let stripped = ProgramRun("python3", ["-W", "ignore", "-c", strip, file, folder + "/bare.xlsx"])
      #expect(stripped.status == 0, "\(stripped.errors)")
      _ = ProgramRun(
        "soffice",
        [
          "-env:UserInstallation=file://\(folder)/profile", "--headless", "--convert-to",
          "xlsx:Calc MS Excel 2007 XML", "--outdir", folder + "/computed", folder + "/bare.xlsx",
        ])
      let stored = try Spreadsheet(path: file).workbook
      let computed = try Spreadsheet(path: folder + "/computed/bare.xlsx").workbook
      var compared = 0
      for sheet in stored.sheets {
        let other = try #require(computed.sheet(named: sheet.name))
        for row in sheet.rows {
          for cell in row.cells where cell.formula != nil {
            let reference = CellReference(row: row.index, column: cell.column)
            compared += 1
            let result = other[reference]?.value ?? .empty
            switch (cell.value, result) {
            case (.number(let left), .number(let right)):
              #expect(abs(left - right) <= 1e-6 * max(1, abs(left)), "\(sheet.name)!\(reference)")
            case (.text(""), .empty): break
            default: #expect(cell.value == result, "\(sheet.name)!\(reference)")
            }
          }
        }
      }
      #expect(compared > 500)
    }
  }
}
