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
  /// Notes beyond this many on one sheet are left to the list: Excel grows slow, and the slips' shape
  /// ids come in blocks of 1,024.
  static let noteLimit = 500

  private let workbook: Workbook
  private let pack: CriteriaPack
  private let report: CheckReport
  private let options: Options
  private let earlier: EarlierMarks
  private let listTitle: String
  private let recordTitle: String
  /// What was put right in earlier runs and in this one.
  public let corrections: [Correction]
  /// What remains to be put right.
  public let problems: [Finding]

  /// Plans the corrected workbook.
  ///
  /// - Parameters:
  ///   - workbook: the content as it came.
  ///   - path: its path, as the findings name it.
  ///   - corrections: what is to be put right in this run.
  ///   - report: what the check found once that was done.
  public init(
    _ workbook: Workbook, path: String, corrections: [Correction], report: CheckReport,
    pack: CriteriaPack, options: Options
  ) {
    self.workbook = workbook
    self.pack = pack
    self.report = report
    self.options = options
    let earlier = EarlierMarks(workbook)
    self.earlier = earlier
    self.corrections = earlier.corrections + corrections
    problems = report.findings(in: path)
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
  }

  private var list: ProblemListSheet {
    ProblemListSheet(
      language: options.language, preface: preface,
      rows: problems.map {
        ProblemRow($0, pack: pack, language: options.language, showsPersonal: options.showsPersonal)
      }, linksToCells: true, showsFile: false)
  }

  private func text(_ zh: String, _ en: String) -> String {
    Phrase(zh: zh, en: en).template(options.language)
  }

  private var preface: [String] {
    var lines = [
      text(
        "绿底：已更正（批注里有原值）；红底：必须改；黄底：请核对。改好后把这个文件再交上来即可，本表和批注不会当作数据。",
        "Green: corrected (the note has the old value); red: must be put right; yellow: please check. This sheet and the notes are never read as data."
      )
    ]
    let errors = problems.filter { $0.diagnostic.severity == .error }.count
    let warnings = problems.filter { $0.diagnostic.severity == .warning }.count
    lines.append(
      text(
        "检查日期 \(report.asOf)；尚有错误 \(errors) 处、提醒 \(warnings) 处，已更正 \(corrections.count) 处（见更正记录）。",
        "As of \(report.asOf): \(errors) errors and \(warnings) warnings remain, \(corrections.count) values corrected."
      ))
    let names = Set(problems.compactMap(\.organisation))
    for organisation in report.organisations
    where organisation.score != nil && (names.contains(organisation.name) || report.organisations.count == 1)
    {
      lines.append(standing(of: organisation))
      if lines.count >= 6 { break }
    }
    return lines
  }

  private func standing(of organisation: OrganisationResult) -> String {
    let tier: String =
      switch organisation.tier {
      case .basic: text("基本标准", "basic")
      case .standard: text("规范标准", "standard")
      case .innovative: text("创新标准", "innovative")
      case nil: text("未达基本标准", "no tier")
      }
    let stars =
      organisation.stars == 0 ? text("未定星", "no star") : String(repeating: "★", count: organisation.stars)
    let score = organisation.score.map { "\($0)" } ?? "—"
    let provisional = organisation.isProvisional ? text("（暂定：部分台账未报）", " (provisional)") : ""
    return text(
      "\(organisation.name)：得分 \(score)，\(tier)，\(stars)\(provisional)",
      "\(organisation.name): score \(score), \(tier), \(stars)\(provisional)")
  }

  // MARK: Writing

  /// Whether the workbook already says all there is to say, so that it is passed on as it is.
  private var isUnchanged: Bool {
    guard corrections.count == earlier.corrections.count, !earlier.sheets.isEmpty else { return false }
    let lines = list.rows.enumerated().map { index, row in
      [
        "\(index + 1)", SummaryWords.severity(row.severity).template(options.language), row.sheet,
        row.cell?.description ?? "—", row.key, row.header, row.value, row.problem, row.advice,
        row.basis, row.rule,
      ]
    }
    return lines == earlier.problemLines
  }

  /// Makes the planned changes to the workbook being edited; without any, it stays as it is.
  public func apply(to editor: inout XLSXEditor) throws {
    if isUnchanged { return }
    try removeEarlierMarks(from: &editor)
    for correction in corrections {
      guard let value = correction.value else { continue }
      // Text runs over a narrow column's edge where a day would show ####: it is shrunk instead.
      let shrunk = correction.format.map { _ in Alignment(shrinksToFit: true) }
      let style = CellStyle(
        fill: MarkStyles.corrected, alignment: shrunk, numberFormat: correction.format)
      try editor[correction.sheet].set(correction.cell, to: CellContent(value), style: .overlay(style))
    }
    try markCells(in: &editor)
    try addSheets(to: &editor)
  }

  private func removeEarlierMarks(from editor: inout XLSXEditor) throws {
    guard !earlier.sheets.isEmpty else { return }
    for sheet in earlier.sheets { try editor.removeSheet(sheet) }
    for sheet in workbook.sheets where !earlier.sheets.contains(sheet.name) {
      try editor[sheet.name].removeNotes(by: Self.author)
    }
    for (name, cells) in earlier.problems where workbook.sheet(named: name) != nil {
      for cell in cells {
        try editor[name].restyle(cell, with: CellStyle(fill: Fill(pattern: "none")))
        try editor[name].unlink(cell)
      }
    }
  }

  /// Fills, notes and links of every cell that has a problem or was corrected.
  private func markCells(in editor: inout XLSXEditor) throws {
    let list = list
    var problems: [String: [CellReference: [Int]]] = [:]
    for (position, row) in list.rows.enumerated() {
      guard let cell = row.cell, let sheet = workbook.sheet(named: row.sheet) else { continue }
      // Under a merged range only its first cell is seen.
      let merged = sheet.mergedRanges.first { $0.contains(cell) }
      problems[sheet.name, default: [:]][merged?.first ?? cell, default: []].append(position)
    }
    var notes: [String: [CellReference: [String]]] = [:]
    for correction in corrections where workbook.sheet(named: correction.sheet) != nil {
      notes[correction.sheet, default: [:]][correction.cell, default: []].append(note(for: correction))
    }
    for sheet in workbook.sheets where !earlier.sheets.contains(sheet.name) {
      let marked = problems[sheet.name] ?? [:]
      for (cell, positions) in marked {
        notes[sheet.name, default: [:]][cell, default: []].append(
          note(for: positions.map { list.rows[$0] }))
      }
      for cell in marked.keys.sorted() {
        try mark(cell, of: sheet.name, positions: marked[cell] ?? [], list: list, in: &editor)
      }
      let slips = notes[sheet.name] ?? [:]
      for cell in slips.keys.sorted().prefix(Self.noteLimit) {
        let text = (slips[cell] ?? []).joined(separator: "\n\n")
        try editor[sheet.name].note(cell, Note(text, author: Self.author))
      }
    }
  }

  private func mark(
    _ cell: CellReference, of sheet: String, positions: [Int], list: ProblemListSheet,
    in editor: inout XLSXEditor
  ) throws {
    let severities = positions.map { list.rows[$0].severity }
    if severities.contains(.error) {
      try editor[sheet].restyle(cell, with: CellStyle(fill: MarkStyles.error))
    } else if severities.contains(.warning) {
      try editor[sheet].restyle(cell, with: CellStyle(fill: MarkStyles.warning))
    }
    guard let first = positions.first else { return }
    try editor[sheet].link(
      cell,
      Hyperlink(
        sheet: listTitle, cell: CellReference(row: list.row(of: first), column: 0),
        tip: text("问题清单第 \(first + 1) 条", "Problem \(first + 1)")))
  }

  private func note(for correction: Correction) -> String {
    text(
      "【已更正】\(shown(correction.reason.zh))\n原值：\(shown(correction.before))\n规则：\(correction.rule)",
      "[Corrected] \(shown(correction.reason.en))\nWas: \(shown(correction.before))\nRule: \(correction.rule)"
    )
  }

  private func note(for rows: [ProblemRow]) -> String {
    rows.map { row in
      var lines = ["【\(SummaryWords.severity(row.severity).template(options.language))】\(row.problem)"]
      if !row.advice.isEmpty { lines.append(text("怎么办：", "What to do: ") + row.advice) }
      if !row.basis.isEmpty { lines.append(text("依据：", "Basis: ") + row.basis) }
      lines.append(text("规则：", "Rule: ") + row.rule)
      return lines.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private func shown(_ text: String) -> String {
    options.showsPersonal ? text : PersonalData.maskingNumbers(in: text)
  }

  private func addSheets(to editor: inout XLSXEditor) throws {
    let list = list
    try editor.addSheet(listTitle) { sheet in list.write(to: &sheet) }
    let record = CorrectionRecordSheet(
      language: options.language, corrections: corrections, showsPersonal: options.showsPersonal)
    try editor.addSheet(recordTitle) { sheet in record.write(to: &sheet) }
  }
}
