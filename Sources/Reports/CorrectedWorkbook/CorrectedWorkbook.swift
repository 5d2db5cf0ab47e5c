import Criteria
import Diagnostics
import Ledgers
import SpreadsheetModel
import XLSX

/// The clerk's own workbook, with what is safe to mend mended, what is not marked on its cell, and a
/// list of both; nothing else in the file changes.
public struct CorrectedWorkbook {
  /// What is done and how it is told.
  public struct Options: Sendable {
    /// Language of notes and lists.
    public var language: Language
    /// Whether fixes that need a person's eye are applied as well.
    public var appliesSuggested: Bool
    /// Single suggested fixes that a person has chosen, applied whatever `appliesSuggested` says.
    public var chosen: Set<FixChoice>
    /// Whether numbers of persons are shown whole in notes and lists.
    public var showsPersonal: Bool
    /// Whether the workbook is to be handed in: corrected, without marks, notes and added sheets.
    public var isFinal = false
    /// Notes beyond this many on one sheet are left to the list: Excel grows slow, and the slips' shape
    /// ids come in blocks of 1,024.
    public var noteLimit = 500

    /// Creates options.
    public init(
      language: Language, appliesSuggested: Bool = false, chosen: Set<FixChoice> = [],
      showsPersonal: Bool = false
    ) {
      self.language = language
      self.appliesSuggested = appliesSuggested
      self.chosen = chosen
      self.showsPersonal = showsPersonal
    }
  }

  /// Who the notes are by; notes of others are never touched.
  static let author = "台账工具"

  let workbook: Workbook
  let pack: CriteriaPack
  let report: CheckReport
  let options: Options
  let earlier: EarlierMarks
  let surroundings: CellSurroundings
  let tables: [LedgerTable]
  let listTitle: String
  let recordTitle: String
  /// The problem list's lines.
  let rows: [ProblemRow]
  /// What was put right in earlier runs and in this one.
  public let corrections: [Correction]
  /// What remains to be put right.
  public let problems: [Finding]

  /// Plans the corrected workbook.
  ///
  /// - Parameters:
  ///   - workbook: the content as it came.
  ///   - file: the ledgers found in it, under the path that findings name.
  ///   - corrections: what is to be put right in this run.
  ///   - report: what the check found once that was done.
  ///   - pack: the criteria it was checked against.
  ///   - surroundings: what the workbook says about the cells of `cellsToLookAt`.
  ///   - options: what is done and how it is told.
  public init(
    _ workbook: Workbook, file: LedgerFile, corrections: [Correction], report: CheckReport,
    pack: CriteriaPack, surroundings: CellSurroundings = CellSurroundings(), options: Options
  ) {
    self.workbook = workbook
    self.pack = pack
    self.report = report
    self.options = options
    self.surroundings = surroundings
    tables = file.tables
    let earlier = EarlierMarks(workbook)
    self.earlier = earlier
    self.corrections = earlier.corrections + corrections
    problems = report.findings(in: file.path)
    func free(_ title: String) -> String {
      let names = Set(
        workbook.sheets.map(\.name).filter { !earlier.sheets.contains($0) }.map { $0.lowercased() })
      var name = title
      var number = 2
      while names.contains(name.lowercased()) {
        name = "\(title)(\(number))"
        number += 1
      }
      return name
    }
    listTitle = free(ProblemListSheet.title(options.language))
    recordTitle = free(CorrectionRecordSheet.title(options.language))
    rows = problems.map { finding in
      var row = ProblemRow(
        finding, pack: pack, language: options.language, showsPersonal: options.showsPersonal)
      row.status = earlier.status(of: row)
      guard let cell = row.cell, let sheet = workbook.sheet(named: row.sheet) else { return row }
      if surroundings.isLocked(cell, of: sheet.name) {
        row.advice += Self.lockedAdvice.template(options.language)
      }
      row.former = Self.former(of: cell, on: sheet, earlier: earlier, surroundings: surroundings)
      return row
    }
  }

  /// The cells of which `CellSurroundings` should know: those of a ledger's lists, those with findings
  /// and those marked before.
  public static func cellsToLookAt(
    in workbook: Workbook, file: LedgerFile, report: CheckReport
  ) -> [String: Set<CellReference>] {
    var cells = DropDowns.candidates(for: file.tables)
    for finding in report.findings(in: file.path) {
      guard let name = finding.diagnostic.location.sheet, let cell = finding.diagnostic.location.cell,
        let sheet = workbook.sheet(named: name)
      else { continue }
      cells[sheet.name, default: []].formUnion([cell, sheet.seenCell(for: cell)])
    }
    return cells
  }

  /// How a cell looked before we ever marked it.
  private static func former(
    of cell: CellReference, on sheet: Sheet, earlier: EarlierMarks, surroundings: CellSurroundings
  ) -> FormerLook {
    let seen = sheet.seenCell(for: cell)
    if let known = earlier.looks[sheet.name]?[seen] { return known }
    let known = surroundings[sheet.name]
    return FormerLook(
      cell: seen, fill: known.fills[seen] ?? Fill(pattern: .none),
      isLinked: !known.linked.contains { $0.contains(seen) })
  }

  // MARK: Writing

  /// Whether the workbook already says all there is to say, so that it is passed on as it is.
  private var isUnchanged: Bool {
    corrections.count == earlier.corrections.count && !earlier.sheets.isEmpty
      && rows.enumerated().map { $1.line(number: $0 + 1, options.language) } == earlier.problemLines
  }

  /// Makes the planned changes to the workbook being edited; without any, it stays as it is.
  public func apply(to editor: inout XLSXEditor) throws {
    if options.isFinal {
      try removeEarlierMarks(from: &editor)
      try editor.enter(
        corrections,
        styled: { $0.format.map { .overlay(CellStyle(numberFormat: $0)) } ?? .keep }, widensColumns: true)
      return
    }
    if isUnchanged { return }
    try removeEarlierMarks(from: &editor)
    // Text runs over a narrow column's edge where a day in its place would show as ####.
    let made = try editor.enter(
      corrections,
      styled: { .overlay(CellStyle(fill: MarkStyles.corrected, numberFormat: $0.format)) },
      widensColumns: true)
    try markCells(corrected: made, in: &editor)
    try addDropDowns(to: &editor)
    try addSheets(corrected: made, to: &editor)
  }

  private func addDropDowns(to editor: inout XLSXEditor) throws {
    let planned = DropDowns.planned(
      for: tables, of: workbook, codeLists: pack.codeLists, surroundings: surroundings,
      language: options.language)
    for list in planned where !earlier.sheets.contains(list.sheet) {
      var validation = list.validation
      guard let last = validation.ranges.popLast() else { continue }
      try editor[list.sheet].validate(last, validation)
    }
  }

  private func addSheets(corrected: [Correction], to editor: inout XLSXEditor) throws {
    let list = list
    try editor.addSheet(listTitle) { sheet in list.write(to: &sheet) }
    let record = CorrectionRecordSheet(
      language: options.language, corrections: corrected, showsPersonal: options.showsPersonal)
    try editor.addSheet(recordTitle) { sheet in record.write(to: &sheet) }
  }

  var list: ProblemListSheet {
    ProblemListSheet(
      language: options.language, preface: preface, rows: rows, scope: .workbook)
  }
}

extension Sheet {
  /// The cell that is seen where a cell is: under a merged range its first one.
  func seenCell(for cell: CellReference) -> CellReference {
    mergedRanges.first { $0.contains(cell) }?.first ?? cell
  }
}
