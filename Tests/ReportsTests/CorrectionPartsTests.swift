import Criteria
import Foundation
import Ledgers
import SpreadsheetModel
import Spreadsheets
import TestSupport
import Testing
import Workflow

@testable import Reports

@Suite("Corrections of many files, part by part")
struct CorrectionPartsTests {
  private let inputs = InputSearch(paths: SampleFiles.workbooks).files

  private func fixing(_ sizes: Checking.PartSizes) throws -> Fixing {
    let reader = LedgerReader(catalog: try .standard)
    var checking = Checking(
      loading: LedgerLoading(reading: ReadingOptions(), reader: reader), pack: try .standard,
      asOf: try #require(CivilDate(iso: "2025-12-31")))
    checking.sizes = sizes
    return Fixing(
      checking: checking,
      options: CorrectedWorkbook.Options(language: .zh, appliesSuggested: false, showsPersonal: false))
  }

  /// The corrected files, the errors that remain, and how many parts were checked.
  private func corrected(
    _ sizes: Checking.PartSizes, done: [Int: Fixing.PartState] = [:]
  ) async throws -> (files: [String: [UInt8]], errors: Int, states: [Int: Fixing.PartState]) {
    let fixing = try fixing(sizes)
    var files: [String: [UInt8]] = [:]
    var states: [Int: Fixing.PartState] = [:]
    let errors = await fixing.run(inputs, jobs: 2) {
      done[$0]
    } use: { outcome in
      for file in outcome.files { files[file.input.path] = try? fixing.bytes(of: file) }
      return outcome.files.map(\.input.path)
    } note: {
      states[$0] = $1
    }
    return (files, errors, states)
  }

  @Test("Three files at a time give the bytes of all at once, and parts that are done need no second check")
  func parts() async throws {
    let whole = try await corrected(Checking.PartSizes(whole: inputs.count))
    #expect(whole.files.count == inputs.count)
    #expect(whole.states.count == 1)
    #expect(whole.errors > 0)
    let sizes = Checking.PartSizes(whole: 3, part: 3)
    let parts = try await corrected(sizes)
    #expect(parts.states.count > 3)
    #expect(parts.errors == whole.errors)
    for (path, bytes) in whole.files {
      #expect(try difference(of: bytes, and: parts.files[path]) == nil, "\(path)")
    }
    // An interrupted run had done the first two, which the next one takes from what they left.
    let kept = try JSONDecoder().decode(
      [Int: Fixing.PartState].self, from: JSONEncoder().encode(parts.states.filter { $0.key < 2 }))
    let rest = try await corrected(sizes, done: kept)
    #expect(rest.states.count == parts.states.count - 2)
    #expect(rest.errors == whole.errors)
    #expect(!rest.files.isEmpty)
    for (path, bytes) in rest.files {
      #expect(try difference(of: bytes, and: whole.files[path]) == nil, "\(path)")
    }
  }
}
