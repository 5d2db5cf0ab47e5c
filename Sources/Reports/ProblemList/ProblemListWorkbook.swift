import Criteria
import Diagnostics
import Ledgers
import SpreadsheetModel
import XLSX

/// A workbook with the problems of many files: all of them on one sheet, and a letter of its own for
/// each organisation to send back.
public struct ProblemListWorkbook {
  private let report: CheckReport
  private let pack: CriteriaPack
  private let language: Language
  private let showsPersonal: Bool
  /// Organisations beyond this many share the first sheet only.
  private static let letterLimit = 300

  /// Takes what a check found.
  public init(_ report: CheckReport, pack: CriteriaPack, language: Language, showsPersonal: Bool) {
    self.report = report
    self.pack = pack
    self.language = language
    self.showsPersonal = showsPersonal
  }

  private func text(_ zh: String, _ en: String) -> String {
    Phrase(zh: zh, en: en).template(language)
  }

  /// The workbook; the same report gives the same bytes.
  public func bytes() throws -> [UInt8] {
    var book = XLSXWriter()
    let findings = report.findings.filter { !$0.isKnown }
    let rows = findings.map {
      ProblemRow($0, pack: pack, language: language, showsPersonal: showsPersonal)
    }
    // What a person must see to stands first; what can be mended by itself has a sheet of its own.
    let asked = rows.filter { $0.severity != .info }
    let list = ProblemListSheet(
      language: language, preface: preface(asked: asked.count, others: rows.count - asked.count),
      rows: asked, scope: .folder)
    book.sheet(ProblemListSheet.title(language)) { sheet in list.write(to: &sheet) }
    let byOrganisation = Dictionary(
      grouping: rows.indices.filter { !rows[$0].organisation.isEmpty }, by: { rows[$0].organisation })
    let notes = text("书写提示", "Notes on spelling")
    var names: Set<String> = [ProblemListSheet.title(language).lowercased(), notes.lowercased()]
    for organisation in byOrganisation.keys.sorted().prefix(Self.letterLimit) {
      let own = (byOrganisation[organisation] ?? []).map { rows[$0] }
      // What can be mended by itself is counted, not listed: a letter asks for what a person must do.
      let asked = own.filter { $0.severity != .info }
      let letter = ProblemListSheet(
        language: language,
        preface: preface(of: organisation, count: asked.count, others: own.count - asked.count),
        rows: asked, title: text("检查反馈单", "Letter on the check"), closing: [day], scope: .letter)
      book.sheet(SheetTitle.unique(organisation, avoiding: &names)) { sheet in
        letter.write(to: &sheet)
      }
    }
    let spelling = rows.filter { $0.severity == .info }
    if !spelling.isEmpty {
      let sheet = ProblemListSheet(
        language: language,
        preface: [
          text(
            "日期、代码、空格等书写上的提示，不影响检查结论，多数可以自动更正（taizhang fix）。",
            "Notes on how dates, codes and the like are written; most can be mended automatically (taizhang fix)."
          )
        ], rows: spelling, title: notes, scope: .folder)
      book.sheet(notes) { sheet.write(to: &$0) }
    }
    return try book.bytes()
  }

  /// The lines above the list of all files.
  private func preface(asked: Int, others: Int) -> [String] {
    var lines = [
      text(
        "检查日期 \(report.asOf)　规则 \(pack.title.zh) \(report.packVersion)　错误 \(report.totals.errors) 处（红底，必须改），提醒 \(report.totals.warnings) 处（黄底，请核对）。",
        "As of \(report.asOf), \(pack.title.en) \(report.packVersion): \(report.totals.errors) errors (red, to be put right), \(report.totals.warnings) warnings (yellow, to be checked)."
      )
    ]
    if asked == 0 { lines.append(ProblemListSheet.nothingAsked.template(language)) }
    if others > 0 {
      lines.append(
        text(
          "另有书写规范方面的提示 \(others) 处，列在最后一张表“书写提示”。",
          "\(others) notes on spelling are on the last sheet."))
    }
    return lines
  }

  private func preface(of organisation: String, count: Int, others: Int) -> [String] {
    var lines = [text("\(organisation)：", "\(organisation):")]
    if count > 0 {
      lines.append(
        text(
          "　　经检查，你单位报送的台账有以下 \(count) 处需要整改或核对。请对照原始材料逐条处理，在状态栏注明，并连同更正后的台账一并报回。",
          "The check of your ledgers found \(count) items to put right or to verify. Please go through them with your records, note the status, and return this list with the corrected ledgers."
        ))
    } else {
      lines.append(
        text(
          "　　经检查，你单位报送的台账没有必须整改或核对的问题。",
          "The check of your ledgers found nothing that must be put right or verified."))
    }
    if others > 0 {
      lines.append(
        text(
          "　　另有书写规范方面的提示 \(others) 处（日期、代码、空格等），多数可以自动更正，不在此列出。",
          "There are also \(others) notes on spelling (dates, codes, blanks); most can be mended automatically and are not listed."
        ))
    }
    return lines
  }

  /// The day of the check as a letter writes it.
  private var day: String {
    let day = report.asOf
    return text("\(day.year)年\(day.month)月\(day.day)日", "\(day)")
  }
}
