import Foundation
import Reports
import SpreadsheetModel
import TestSupport
import Testing
import Workflow

@Suite("Summary workbooks")
struct SummaryWorkbookTests {
  private func summary(
    of text: String = "2025", previous: PreviousSummary? = nil
  ) async throws -> [UInt8] {
    let period = try #require(Period(text))
    let catalog = try LedgerCatalog.standard
    let day = try #require(CivilDate(year: 2025, month: 12, day: 31))
    let checking = Checking(
      loading: LedgerLoading(reading: ReadingOptions(), reader: LedgerReader(catalog: catalog)),
      pack: try CriteriaPack.standard, asOf: day, options: CheckOptions(years: [2025]))
    let inputs = InputSearch(paths: [SampleFiles.submissions]).files
    let (_, summary) = await Summarizing(
      checking: checking, period: period, language: .zh, previous: previous
    )
    .run(inputs, missing: [], jobs: 2)
    return try summary.workbook()
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
      "问题整改", "台账报送情况", "年龄和党龄", "组织生活分类", "数据_党员", "数据_指标",
    ] { #expect(names.contains(name)) }
    let dues = try #require(workbook.sheet(named: "党费"))
    let formulas = dues.rows.flatMap(\.cells).filter { $0.formula != nil }
    #expect(formulas.count > 20)
    #expect(formulas.allSatisfy { !$0.value.isEmpty })
  }

  @Test("Organisations are counted alike wherever they are counted")
  func countsAgree() async throws {
    let workbook = try Spreadsheet(bytes: await summary(), name: "summary.xlsx").workbook
    let data = try #require(workbook.sheet(named: "数据_党组织")).rows.count - 1
    let listed = try #require(workbook.sheet(named: "党组织情况"))
    // Title, subtitle, header, totals and a note stand around the organisations.
    #expect(listed.rows.count - 5 == data)
    let overview = try #require(workbook.sheet(named: "总览"))
    guard case .text(let subtitle) = overview[CellReference(row: 1, column: 0)]?.value else {
      Issue.record("no subtitle")
      return
    }
    #expect(subtitle.hasSuffix("党组织：\(data)"))
    let figures = try #require(PreviousSummary(workbook))
    #expect(figures.period == "2025")
  }

  @Test("Due less paid is arrears less overpaid")
  func duesAddUp() async throws {
    let workbook = try Spreadsheet(bytes: await summary(), name: "summary.xlsx").workbook
    let row = try #require(workbook.sheet(named: "党费")?.rows.first { $0[0]?.value == .text("合计") })
    let sums = try (1...4).map { column -> Double in
      guard case .number(let sum) = row[column]?.value else { throw CancellationError() }
      return sum
    }
    #expect(abs((sums[0] - sums[1]) - (sums[2] - sums[3])) < 0.005)
    #expect(sums[0] > 0)
  }

  @Test(
    "A quarter and a month are summed up, and compared with the period before",
    arguments: [("2025Q4", "2025Q3"), ("2025-12", "2025-11")])
  func compares(now: String, before: String) async throws {
    let earlier = try await summary(of: before)
    let previous = try #require(
      PreviousSummary(try Spreadsheet(bytes: earlier, name: "before.xlsx").workbook))
    let workbook = try Spreadsheet(
      bytes: await summary(of: now, previous: previous), name: "now.xlsx"
    ).workbook
    let overview = try #require(workbook.sheet(named: "总览"))
    let members = try #require(
      overview.rows.last { $0[0]?.value == .text("党员（名册）") && $0[2]?.formula != nil })
    #expect(members[2]?.value == members[4]?.value)
    #expect(members[6]?.value == .number(0))
  }

  @Test(
    "LibreOffice, computing every formula anew, comes to the results stored",
    .enabled(if: Judges.hasLibreOffice && Judges.hasOpenpyxl, Judges.missing),
    arguments: [("2025", "2024"), ("2025Q4", "2025Q3"), ("2025-12", "2025-11")])
  func recomputes(period: String, before: String) async throws {
    let previous = try PreviousSummary(
      Spreadsheet(bytes: await summary(of: before), name: "before.xlsx").workbook)
    let bytes = try await summary(of: period, previous: previous)
    try withTemporaryFolder { folder in
      let file = folder + "/summary.xlsx"
      try Data(bytes).write(to: URL(fileURLWithPath: file))
      // openpyxl drops the stored results, so that LibreOffice must compute them.
      let strip = "import sys, openpyxl; b = openpyxl.load_workbook(sys.argv[1]); b.save(sys.argv[2])"
      let stripped = Judges.python(strip, file, folder + "/bare.xlsx")
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
