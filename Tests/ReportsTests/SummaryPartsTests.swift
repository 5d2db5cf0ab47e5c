import Criteria
import Foundation
import Ledgers
import SpreadsheetModel
import Spreadsheets
import TestSupport
import Testing
import XLSX

@testable import Reports

@Suite("Summaries of many files, part by part")
struct SummaryPartsTests {
  private static let day = CivilDate(iso: "2025-12-31")

  private static let files: [LedgerFile] = {
    guard let catalog = try? LedgerCatalog.standard else { return [] }
    let reader = LedgerReader(catalog: catalog)
    return SampleFiles.workbooks.compactMap { path in
      (try? Spreadsheet(path: path)).map { reader.read(workbook: $0.workbook, path: path) }
    }
  }()

  private func summary(partSize: Int, rowLimit: Int? = nil) throws -> Summary {
    let pack = try CriteriaPack.standard
    let day = try #require(Self.day)
    let links = Self.files.map { FileLinks($0, pack: pack, asOf: day) }
    let plan = PartPlan(links, pack: pack, size: partSize)
    var builder = SummaryBuilder(period: .year(2025), asOf: day, language: .zh, rowLimit: rowLimit)
    var known = CheckSurroundings()
    for (number, part) in plan.parts.enumerated() {
      var files = links.map(\.register)
      for position in part.files { files[position] = Self.files[position] }
      var options = CheckOptions(years: [2025])
      options.surroundings = part.surroundings.after(known)
      let submission = Submission(files: files)
      let report = pack.check(submission, asOf: day, options: options)
      known.add(report)
      builder.add(
        SummaryPart(
          submission: submission, report: report, files: Set(part.files.map { Self.files[$0].path }),
          isLast: number == plan.parts.count - 1))
    }
    #expect(partSize > 3 || plan.parts.count > 3, "\(plan.parts.count)")
    let made = builder.summary(pack: pack, unreadable: [], office: "", previous: nil)
    return try #require(made).summary
  }

  private func whole() throws -> Summary {
    let pack = try CriteriaPack.standard
    let day = try #require(Self.day)
    let submission = Submission(files: Self.files)
    let report = pack.check(submission, asOf: day, options: CheckOptions(years: [2025]))
    return Summary(
      SummaryInput(
        period: .year(2025), asOf: day, language: .zh, submission: submission, report: report),
      pack: pack)
  }

  /// The values of the sheets with figures, row by row.
  private func figures(_ summary: Summary) throws -> [String: [[CellValue]]] {
    let workbook = try Spreadsheet(bytes: try summary.workbook(), name: "汇总.xlsx").workbook
    var figures: [String: [[CellValue]]] = [:]
    for sheet in workbook.sheets {
      let rows = sheet.rows.map { $0.cells.map(\.value) }
      // Parts follow each other, so rows of data may stand in another order.
      let isData = sheet.name.hasPrefix("数据")
      figures[sheet.name] = isData ? rows.sorted { "\($0)" < "\($1)" } : rows
    }
    return figures
  }

  @Test(
    "Two files at a time, or three, give every figure, finding and score of all files at once",
    arguments: [2, 3])
  func parts(_ size: Int) throws {
    let whole = try figures(whole())
    let parts = try figures(summary(partSize: size))
    #expect(whole.count > 25)
    #expect(whole.keys.sorted() == parts.keys.sorted())
    for (name, rows) in whole {
      let other = try #require(parts[name])
      #expect(rows.count == other.count, "\(name)")
      for (row, pair) in zip(rows, other).enumerated() where pair.0 != pair.1 {
        Issue.record("\(name), row \(row + 1): \(pair.0) became \(pair.1)")
      }
    }
  }

  @Test("Where dues outgrow their sheet, payments without arrears are put together and no figure changes")
  func condensed() throws {
    let whole = try figures(summary(partSize: 100))
    let condensed = try figures(summary(partSize: 100, rowLimit: 150))
    let (rows, fewer) = (try #require(whole["数据_党费"]), try #require(condensed["数据_党费"]))
    #expect(fewer.count < rows.count)
    let (sheet, other) = (try #require(whole["党费"]), try #require(condensed["党费"]))
    #expect(other.count == sheet.count + 1)
    func numbers(_ rows: [[CellValue]]) -> [[Double]] {
      rows.map {
        $0.compactMap { if case .number(let number) = $0 { (number * 100).rounded() } else { nil } }
      }
      .filter { !$0.isEmpty }
    }
    #expect(numbers(sheet) == numbers(other))
    #expect(!numbers(sheet).isEmpty)
  }
}
