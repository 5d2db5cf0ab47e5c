import Criteria
import Foundation
import Ledgers
import SpreadsheetModel
import Spreadsheets
import TestSupport
import Testing

@testable import Reports
@testable import Workflow

@Suite("The office's words stay")
struct WordsStayTests {
  private func fixing(_ change: (inout Fixing) -> Void = { _ in }) throws -> Fixing {
    let reader = LedgerReader(catalog: try .standard)
    let checking = Checking(
      loading: LedgerLoading(reading: ReadingOptions(), reader: reader), pack: try .standard,
      asOf: try #require(CivilDate(iso: "2025-12-31")))
    var fixing = Fixing(
      checking: checking,
      options: CorrectedWorkbook.Options(language: .zh, appliesSuggested: false, showsPersonal: false))
    change(&fixing)
    return fixing
  }

  /// Corrects one text file of a new folder.
  private func corrected(_ text: String, _ fixing: Fixing) async throws -> Fixing.Corrected {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("党员花名册.csv").path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return try #require(await fixing.run(InputSearch(paths: [path]).files, jobs: 1).files.first)
  }

  private static let roster = """
    姓名,性别,民族,身份证号,人员类别,学历,入党时间,联系电话,是否流动党员
    李建国,女性,汉,11010519491231002x,正式,本科,2010.7.1,+86 138 0013 8000,√
    王 明,男性,满族,440524188001010014,正式党员,党校研究生,2010-07-01 14:30,13900139000,否
    赵小军,男,汉,,中共党员,大专,约2010年7月,13700137000,○
    """

  @Test("every safe fix of every sample says what the cell said")
  func samples() async throws {
    let inputs = InputSearch(paths: SampleFiles.workbooks).files
    let outcome = try await fixing().run(inputs, jobs: 2)
    let made = outcome.files.flatMap(\.corrections).filter { $0.safety == .safe }
    #expect(made.count > 10)
    for correction in made {
      #expect(
        SameWords.same(correction.before, correction.after.replacing(",", with: "")),
        "\(correction.sheet)!\(correction.cell): \(correction.before) became \(correction.after)")
    }
  }

  @Test("words that mean the same are left, and told once a column")
  func left() async throws {
    let file = try await corrected(Self.roster, fixing())
    #expect(Set(file.corrections.map(\.cell.description)) == ["D2", "G2", "H2", "A3"])
    let hints = file.problems.filter { $0.field == "gender" }
    #expect(hints.count == 1)
    #expect(hints.first?.diagnostic.severity == .info && hints.first?.occurrences == 2)
    #expect(hints.first?.diagnostic.fix == nil)
    #expect(file.problems.filter { $0.field == "ethnicity" }.map(\.occurrences) == [2])
    // What does not decide is told where it stands.
    for (field, cell) in [("category", "E4"), ("mobile", "I4"), ("joined", "G4")] as [(FieldID, String)] {
      let found = file.problems.filter { $0.field == field }.map { $0.diagnostic.location.cell?.description }
      #expect(found.contains(cell))
    }
  }

  @Test("an office that wants standard terms has exactly those rewritten")
  func standardTerms() async throws {
    let file = try await corrected(
      Self.roster, fixing { $0.checking.options.wantsStandardTerms = true })
    let written = Dictionary(uniqueKeysWithValues: file.corrections.map { ($0.cell.description, $0.after) })
    #expect(written["B2"] == "女" && written["B3"] == "男" && written["C2"] == "汉族" && written["E2"] == "正式党员")
    #expect(written["F4"] == "大学专科" && written["I2"] == "是")
    #expect(written["F2"] == nil && written["F3"] == nil && written["E4"] == nil && written["I4"] == nil)
    #expect(written["G3"] == nil && written["G4"] == nil)
  }

  @Test("a workbook to hand in has the corrections and nothing else")
  func final() async throws {
    let fixing = try fixing { $0.options.isFinal = true }
    let file = try await corrected(Self.roster, fixing)
    let book = try Spreadsheet(bytes: try fixing.bytes(of: file), name: "a.xlsx").workbook
    #expect(book.sheets.map(\.name) == ["党员花名册"])
    let sheet = try #require(book.sheets.first)
    #expect(sheet[try #require(CellReference(a1: "D2"))]?.value == .text("11010519491231002X"))
    #expect(sheet[try #require(CellReference(a1: "B2"))]?.value == .text("女性"))
  }

  @Test("a text file is given back in its own encoding and dialect, its words untouched")
  func delimitedText() async throws {
    let text = Self.roster.replacing(",", with: ";")
    let file = try await corrected(text, fixing())
    let written = String(decoding: try file.delimitedText(), as: UTF8.self)
    let lines = written.split(separator: "\n").map(String.init)
    #expect(lines.first == text.split(separator: "\n").first.map(String.init))
    #expect(
      lines.dropFirst().first == "李建国;女性;汉;11010519491231002X;正式;本科;2010-07-01;13800138000;√")
    #expect(
      lines.dropFirst(2).first
        == "王明;男性;满族;440524188001010014;正式党员;党校研究生;2010-07-01 14:30;13900139000;否")
  }
}
