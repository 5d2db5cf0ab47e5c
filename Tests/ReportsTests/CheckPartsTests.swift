import Criteria
import Foundation
import Ledgers
import SpreadsheetModel
import Spreadsheets
import TestSupport
import Testing
import Workflow

@Suite("Checks of many files, part by part")
struct CheckPartsTests {
  private let inputs = InputSearch(paths: [SampleFiles.submissions]).files

  private func checking(_ sizes: Checking.PartSizes) throws -> Checking {
    let reader = LedgerReader(catalog: try .standard)
    var checking = Checking(
      loading: LedgerLoading(reading: ReadingOptions(), reader: reader), pack: try .standard,
      asOf: try #require(CivilDate(iso: "2025-12-31")))
    checking.sizes = sizes
    return checking
  }

  private func rendering(_ sizes: Checking.PartSizes) async throws -> CheckRendering {
    let checking = try checking(sizes)
    return CheckRendering(
      outcome: await checking.run(inputs, jobs: 2), inputs: inputs, missing: [], pack: checking.pack,
      language: .zh, showsPersonal: false)
  }

  /// How many parts the samples are.
  private func parted(_ size: Int) async throws -> Int {
    let checking = try checking(Checking.PartSizes())
    let links = await checking.loading.loadLedgers(inputs, jobs: 2).compactMap { try? $0.get() }.map {
      FileLinks($0, pack: checking.pack, asOf: checking.asOf)
    }
    return PartPlan(links, pack: checking.pack, size: size).parts.count
  }

  private func json(_ rendering: CheckRendering) throws -> String {
    var bytes: [UInt8] = []
    try withExtendedLifetime(rendering) { try rendering.writeJSON { bytes += $0 } }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("Files checked two or three at a time give the reports of all at once", arguments: [2, 3])
  func parts(_ size: Int) async throws {
    let whole = try await rendering(Checking.PartSizes(whole: inputs.count))
    let parts = try await rendering(Checking.PartSizes(whole: size, part: size))
    #expect(try await parted(size) > 3)
    #expect(parts.outcome.submission.files.count == whole.outcome.submission.files.count)
    let lines = (try json(whole).split(separator: "\n"), try json(parts).split(separator: "\n"))
    #expect(lines.0.count == lines.1.count)
    #expect(lines.0.count > 10_000)
    if let first = zip(lines.0, lines.1).first(where: { $0 != $1 }) {
      Issue.record("\(first.0) became \(first.1)")
    }
    let isSameText =
      whole.text(usesColor: false, showsSteps: true) == parts.text(usesColor: false, showsSteps: true)
    #expect(isSameText)
    let isSameList = try whole.workbook() == parts.workbook()
    #expect(isSameList)
    let isSamePage = whole.html() == parts.html()
    #expect(isSamePage)
  }
}
