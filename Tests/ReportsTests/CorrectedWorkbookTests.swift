import Foundation
import Reports
import SpreadsheetModel
import TestSupport
import Testing
import Workflow
import XLSX

@Suite("Corrected workbooks")
struct CorrectedWorkbookTests {
  private func fixing(suggested: Bool = false, password: String? = nil) throws -> Fixing {
    let catalog = try LedgerCatalog.standard
    let day = try #require(CivilDate(year: 2025, month: 12, day: 31))
    return Fixing(
      checking: Checking(
        loading: LedgerLoading(
          reading: ReadingOptions(password: password), reader: LedgerReader(catalog: catalog)),
        pack: try CriteriaPack.standard, asOf: day),
      options: CorrectedWorkbook.Options(language: .zh, appliesSuggested: suggested))
  }

  private func correct(
    _ path: String, to target: String, suggested: Bool = false, password: String? = nil
  ) async throws -> Fixing.Outcome {
    let fixing = try fixing(suggested: suggested, password: password)
    let input = InputFile(path: path, source: .file(URL(fileURLWithPath: path)))
    let outcome = await fixing.run([input], jobs: 1)
    let file = try #require(outcome.files.first)
    try fixing.write(file, to: Output(path: target, replaces: true))
    return outcome
  }

  @Test(
    "Correcting twice gives the same bytes, and nothing safe is left",
    arguments: SampleFiles.workbooks + SampleFiles.otherSubmissions)
  func settles(path: String) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("settle-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let once = folder.appendingPathComponent("once.xlsx").path
    let twice = folder.appendingPathComponent("twice.xlsx").path
    _ = try await correct(path, to: once)
    let second = try await correct(once, to: twice)
    #expect(second.files.first?.corrections.isEmpty == true)
    #expect(second.report.findings.allSatisfy { $0.diagnostic.fix?.safety != .safe })
    #expect(try Data(contentsOf: URL(fileURLWithPath: once)) == Data(contentsOf: URL(fileURLWithPath: twice)))
  }

  @Test(
    "What a correction leaves is what a check of the corrected workbook finds, and so is the score",
    arguments: SampleFiles.workbooks)
  func tellsWhatRemains(path: String) async throws {
    // In a folder of its own: four digits of a name made at random might be a year.
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("remain-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let target = folder.appendingPathComponent("remain.xlsx")
    let outcome = try await correct(path, to: target.path, suggested: true)
    let input = InputFile(path: target.path, source: .file(target))
    let checked = await (try fixing()).checking.run([input], jobs: 1)
    func told(_ report: CheckReport) -> [String] {
      report.findings.map { "\($0.diagnostic.rule) \($0.diagnostic.location.cell?.description ?? "")" }
    }
    #expect(told(outcome.report) == told(checked.report))
    #expect(outcome.report.organisations.map(\.score) == checked.report.organisations.map(\.score))
  }

  @Test("Past a limit that a caller sets, notes are left to the list")
  func noteLimit() async throws {
    let path = SampleFiles.workbooks[2]
    var fixing = try fixing()
    let input = InputFile(path: path, source: .file(URL(fileURLWithPath: path)))
    let file = try #require(await fixing.run([input], jobs: 1).files.first)
    func notes() throws -> [Int] {
      let workbook = try Spreadsheet(bytes: try fixing.bytes(of: file), name: path).workbook
      return workbook.sheets.map(\.notes.count)
    }
    let all = try notes()
    fixing.options.noteLimit = 1
    let fewer = try notes()
    #expect(all.contains { $0 > 2 })
    for (most, now) in zip(all, fewer) { #expect(now < most || most <= 1) }
  }

  @Test("Only cells that were corrected hold another value", arguments: SampleFiles.workbooks)
  func changesNothingElse(path: String) async throws {
    let target = FileManager.default.temporaryDirectory.appendingPathComponent(
      "fix-\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: target) }
    let outcome = try await correct(path, to: target.path)
    let corrected = Set(
      (outcome.files.first?.corrections ?? []).map {
        SourceLocation(file: "", sheet: $0.sheet, cell: $0.cell)
      })
    let before = try Spreadsheet(path: path).workbook
    let after = try Spreadsheet(path: target.path).workbook
    for sheet in before.sheets {
      let other = try #require(after.sheet(named: sheet.name))
      #expect(other.mergedRanges == sheet.mergedRanges)
      for row in sheet.rows {
        for cell in row.cells {
          let reference = CellReference(row: row.index, column: cell.column)
          if corrected.contains(SourceLocation(file: "", sheet: sheet.name, cell: reference)) { continue }
          #expect(other[reference]?.value == cell.value, "\(sheet.name)!\(reference)")
          #expect(other[reference]?.formula == cell.formula, "\(sheet.name)!\(reference)")
        }
      }
    }
  }

  @Test("An encrypted workbook is corrected and stays encrypted")
  func staysEncrypted() async throws {
    let path = SampleFiles.folder.appendingPathComponent("broken/加密.xlsx").path
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("locked-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let once = folder.appendingPathComponent("once.xlsx").path
    let twice = folder.appendingPathComponent("twice.xlsx").path
    let outcome = try await correct(path, to: once, password: "123456")
    #expect(outcome.files.first?.isEncrypted == true)
    #expect(throws: SpreadsheetError.self) { try Spreadsheet(path: once) }
    let workbook = try Spreadsheet(path: once, options: ReadingOptions(password: "123456")).workbook
    #expect(workbook.sheets.map(\.name).suffix(2) == ["问题清单", "更正记录"])
    _ = try await correct(once, to: twice, password: "123456")
    #expect(try Data(contentsOf: URL(fileURLWithPath: once)) == Data(contentsOf: URL(fileURLWithPath: twice)))
  }

  @Test(
    "Another program decrypts a corrected workbook and finds its checksums right",
    .enabled(if: Judges.has("msoffcrypto"), Judges.missing))
  func decryptedElsewhere() async throws {
    let path = SampleFiles.folder.appendingPathComponent("broken/加密.xlsx").path
    let target = FileManager.default.temporaryDirectory.appendingPathComponent(
      "locked-\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: target) }
    _ = try await correct(path, to: target.path, password: "123456")
    let program = """
      import io, sys, msoffcrypto, zipfile
      file = msoffcrypto.OfficeFile(open(sys.argv[1], 'rb'))
      file.load_key(password='123456', verify_password=True)
      plain = io.BytesIO()
      file.decrypt(plain, verify_integrity=True)
      print(zipfile.ZipFile(plain).testzip())
      """
    let run = Judges.python(program, target.path)
    #expect(run.output.contains("None"), "\(run.output)\(run.errors)")
  }

  @Test(
    "openpyxl opens a corrected workbook and finds the list, the record and the notes",
    .enabled(if: Judges.hasOpenpyxl, Judges.missing))
  func otherReadersAgree() async throws {
    let path = try #require(SampleFiles.workbooks.dropFirst(2).first)
    let target = FileManager.default.temporaryDirectory.appendingPathComponent(
      "judge-\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: target) }
    _ = try await correct(path, to: target.path)
    let program = """
      import sys, openpyxl
      book = openpyxl.load_workbook(sys.argv[1])
      notes = sum(1 for s in book for row in s.iter_rows() for c in row if c.comment and '台账工具' in (c.comment.author or ''))
      print(book.sheetnames[-2:], notes > 0, book['问题清单'].freeze_panes is not None)
      """
    let run = Judges.python(program, target.path)
    #expect(run.output.contains("['问题清单', '更正记录'] True True"), "\(run.output)\(run.errors)")
  }
}
