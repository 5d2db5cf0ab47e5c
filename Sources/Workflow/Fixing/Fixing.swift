import Criteria
import Foundation
import Ledgers
import Reports
import SpreadsheetModel
import Spreadsheets
import XLSX

/// Corrects workbooks: what is safe is mended, what is not is marked, until nothing is left to mend.
public struct Fixing: Sendable {
  /// How files are read and what they are checked against.
  public var checking: Checking
  /// What is corrected and how it is told.
  public var options: CorrectedWorkbook.Options
  /// One fix may make way for another; after so many rounds what remains is left to a person.
  private static let roundLimit = 5

  /// Creates the job.
  public init(checking: Checking, options: CorrectedWorkbook.Options) {
    self.checking = checking
    self.options = options
  }

  /// A corrected file.
  public struct Corrected: Sendable {
    /// The input.
    public var input: InputFile
    /// The corrections made in this run.
    public var corrections: [Correction]
    /// Problems that remain.
    public var problems: [Finding]
    /// The content with the corrections made, without marks.
    public var workbook: Workbook
    /// The ending Excel asks of the corrected workbook's name.
    public var workbookExtension: String
    /// Whether the corrected workbook opens with the input's password only.
    public var isEncrypted: Bool
    /// Whether the input has a password and the corrected workbook has none, as it is of another format.
    public var losesEncryption: Bool
    /// The content as it came.
    fileprivate var content: Workbook
    fileprivate var password: String?
    var facts: Spreadsheet.Facts
    fileprivate var ledgers: LedgerFile
    fileprivate var report: CheckReport
  }

  /// What came of correcting many files.
  public struct Outcome: Sendable {
    /// The files read, corrected, in order.
    public var files: [Corrected]
    /// The inputs that could not be read.
    public var failures: [InputFailure]
    /// What the check found once everything was mended.
    public var report: CheckReport
    /// The ledgers as mended.
    public var submission: Submission
  }

  /// Reads, checks and mends; nothing is written yet.
  public func run(
    _ inputs: [InputFile], jobs: Int, progress: (@Sendable (Int) -> Void)? = nil
  ) async -> Outcome {
    var loaded: [LedgerLoading.Loaded] = []
    var failures: [InputFailure] = []
    for result in await checking.loading.load(inputs, jobs: jobs, progress: progress) {
      switch result {
      case .success(let file): loaded.append(file)
      case .failure(let failure): failures.append(failure)
      }
    }
    return await run(loaded, failures: failures)
  }

  /// Checks and mends files that were read before; nothing is written yet.
  public func run(_ loaded: [LedgerLoading.Loaded], failures: [InputFailure] = []) async -> Outcome {
    await run(loaded, failures: failures, check: check)
  }

  /// Mends files that were read before.
  ///
  /// - Parameter check: checks their ledgers.
  func run(
    _ loaded: [LedgerLoading.Loaded], failures: [InputFailure],
    check: ([LedgerFile]) async -> CheckReport
  ) async -> Outcome {
    let loaded = loaded.map(namedForExcel)
    var ledgers = loaded.map(\.ledgers)
    var report = await check(ledgers)
    var plans: [CorrectionPlan] = []
    for file in loaded {
      let workbook = file.spreadsheet.workbook
      let cells = CorrectedWorkbook.cellsToLookAt(in: workbook, file: file.ledgers, report: report)
      plans.append(
        CorrectionPlan(
          workbook, surroundings: surroundings(of: file.input, file.spreadsheet.format, file.password, cells))
      )
    }
    for _ in 0..<Self.roundLimit {
      let findings = Dictionary(grouping: report.findings) { $0.diagnostic.location.file }
      var changed = 0
      for index in plans.indices {
        let path = loaded[index].input.path
        let count = plans[index].apply(
          findings[path] ?? [], suggested: options.appliesSuggested, chosen: options.chosen)
        if count > 0 {
          emptyStaleResults(of: &plans[index], loaded[index])
          ledgers[index] = checking.loading.reader.read(workbook: plans[index].workbook, path: path)
        }
        changed += count
      }
      if changed == 0 { break }
      report = await check(ledgers)
    }
    let remaining = Dictionary(grouping: report.findings) { $0.diagnostic.location.file }
    let files = loaded.indices.map { index in
      Corrected(
        input: loaded[index].input, corrections: plans[index].corrections,
        problems: remaining[loaded[index].input.path] ?? [], workbook: plans[index].workbook,
        workbookExtension: loaded[index].spreadsheet.facts.workbookExtension,
        isEncrypted: loaded[index].isEncrypted && loaded[index].spreadsheet.format == .xlsx,
        losesEncryption: loaded[index].isEncrypted && loaded[index].spreadsheet.format != .xlsx,
        content: loaded[index].spreadsheet.workbook, password: loaded[index].password,
        facts: loaded[index].spreadsheet.facts,
        ledgers: ledgers[index], report: report)
    }
    return Outcome(
      files: files, failures: failures, report: report, submission: Submission(files: ledgers))
  }

  /// Formulas over what was corrected have no result until an application computes them anew.
  private func emptyStaleResults(of plan: inout CorrectionPlan, _ file: LedgerLoading.Loaded) {
    guard file.spreadsheet.format == .xlsx, plan.workbook.hasFormula else { return }
    // What cannot be edited is told when it is written.
    try? plan.emptyStaleResults(by: file.input.edit(password: file.password))
  }

  /// A file that becomes a new workbook, its sheets under names that Excel takes: a CSV file's sheet has
  /// the file's name, however long.
  private func namedForExcel(_ file: LedgerLoading.Loaded) -> LedgerLoading.Loaded {
    guard file.spreadsheet.format != .xlsx else { return file }
    var file = file
    var names: Set<String> = []
    let wanted = file.spreadsheet.workbook.sheets.map(\.name)
    let allowed = wanted.map { SheetTitle.unique($0, avoiding: &names) }
    guard allowed != wanted else { return file }
    for (position, name) in allowed.enumerated() { file.spreadsheet.workbook.sheets[position].name = name }
    file.ledgers = checking.loading.reader.read(
      workbook: file.spreadsheet.workbook, path: file.input.path)
    return file
  }

  /// What a workbook says about cells beside their values; nothing where it has no such thing or cannot
  /// be read again, as the editor will say when it is opened.
  private func surroundings(
    of input: InputFile, _ format: SpreadsheetFormat, _ password: String?,
    _ cells: [String: Set<CellReference>]
  ) -> CellSurroundings {
    guard format == .xlsx else { return CellSurroundings() }
    do throws(XLSXError) {
      return try CellSurroundings(input.reader(password: password), cells: cells)
    } catch {
      return CellSurroundings()
    }
  }

  private func check(_ ledgers: [LedgerFile]) async -> CheckReport {
    await checking.pack.check(
      concurrently: Submission(files: ledgers), asOf: checking.asOf, options: checking.options)
  }

  /// Writes the corrected workbook of one file: an Excel workbook is edited in place of a copy, any
  /// other format becomes a new workbook, unless the output is to be delimited text again.
  public func write(_ file: Corrected, to output: Output) throws(WorkbookFailure) {
    do throws(OutputFailure) {
      try file.checkEnding(of: output)
      try output.check()
    } catch { throw .output(error) }
    let bytes = output.ending == "csv" ? try file.delimitedText() : try bytes(of: file)
    do throws(OutputFailure) { try output.write(bytes) } catch { throw .output(error) }
  }

  /// The corrected workbook of one file; the same file and corrections give the same bytes.
  public func bytes(of file: Corrected) throws(WorkbookFailure) -> [UInt8] {
    let cells = CorrectedWorkbook.cellsToLookAt(
      in: file.content, file: file.ledgers, report: file.report)
    let corrected = CorrectedWorkbook(
      file.content, file: file.ledgers, corrections: file.corrections, report: file.report,
      pack: checking.pack,
      surroundings: surroundings(of: file.input, file.facts.format, file.password, cells), options: options)
    do {
      var editor =
        file.facts.format == .xlsx
        ? try file.input.edit(password: file.password)
        : try XLSXEditor(bytes: RawWorkbook(file.content, tables: file.ledgers.tables).bytes())
      try corrected.apply(to: &editor)
      return try editor.save().bytes
    } catch let error as EditError {
      throw .input(InputFailure(SpreadsheetError(error, path: file.input.path)))
    } catch let error as XLSXWriteError {
      throw .input(InputFailure(error, path: file.input.path))
    } catch {
      throw .output(OutputFailure(path: file.input.path, notMade: error))
    }
  }
}

extension Workbook {
  fileprivate var hasFormula: Bool {
    sheets.contains { sheet in sheet.rows.contains { row in row.cells.contains { $0.formula != nil } } }
  }
}
