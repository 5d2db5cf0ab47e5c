import Criteria
import Diagnostics
import Ledgers
import SpreadsheetModel

/// One line of a problem list, in words.
public struct ProblemRow: Hashable, Sendable {
  /// How much it matters.
  public var severity: Severity
  /// The organisation concerned, empty where none is known.
  public var organisation: String
  /// The file's path as the user gave it.
  public var file: String
  /// The sheet, empty where the problem is about no one sheet.
  public var sheet: String
  /// The cell, `nil` where no one cell is to blame.
  public var cell: CellReference?
  /// What tells the record from others, such as a person's name.
  public var key: String
  /// The column's header.
  public var header: String
  /// What the cell shows.
  public var value: String
  /// What is wrong.
  public var problem: String
  /// What to do about it.
  public var advice: String
  /// Regulation and article.
  public var basis: String
  /// The rule.
  public var rule: String
  /// What the clerk entered in an earlier list; `nil` for a new problem.
  var status: String?
  /// How the cell looked before it was marked; `nil` where no cell is.
  var former: FormerLook?

  /// The file without its folders.
  var fileName: String { file.split(separator: "/").last.map(String.init) ?? file }

  /// Sheet and cell.
  var place: String {
    [sheet, cell?.description ?? ""].filter { !$0.isEmpty }.joined(separator: "!")
  }

  /// What the list says of it, up to the status: what makes it the same line in a later run.
  func line(number: Int, _ language: Language) -> [String] {
    [
      "\(number)", SummaryWords.severity(severity).template(language), sheet,
      cell?.description ?? "—", key, header, value, problem, advice, basis, rule,
    ]
  }

  /// A finding in words; numbers of persons are masked unless they may be shown.
  public init(_ finding: Finding, pack: CriteriaPack, language: Language, showsPersonal: Bool) {
    let diagnostic = finding.diagnostic
    let mask = PersonalMask(showsPersonal: showsPersonal)
    severity = diagnostic.severity
    organisation = finding.organisation ?? ""
    file = diagnostic.location.file
    sheet = diagnostic.location.sheet ?? ""
    cell = diagnostic.location.cell
    key = mask.text(finding.shownKey)
    header = finding.header ?? ""
    value = mask.value(diagnostic.value ?? "", isPersonal: finding.isPersonal(in: pack))
    problem = mask.text(diagnostic.message.template(language))
    advice = mask.text(diagnostic.advice?.template(language) ?? "")
    rule = diagnostic.rule
    basis = pack.basis(of: diagnostic.rule, in: finding.ledger, language: language)
  }
}

extension Finding {
  /// What tells the record from others, without the organisation where that is only its beginning.
  var shownKey: String {
    guard let key else { return "" }
    guard let organisation, key.hasPrefix(organisation + " ") else { return key }
    return String(key.dropFirst(organisation.count + 1))
  }
}
