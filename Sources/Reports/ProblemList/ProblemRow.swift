import Criteria
import Diagnostics
import Ledgers
import SpreadsheetModel

/// One line of a problem list, in words.
struct ProblemRow: Hashable, Sendable {
  var severity: Severity
  var organisation: String
  var file: String
  var sheet: String
  var cell: CellReference?
  /// What tells the record from others, such as a person's name.
  var key: String
  /// The column's header.
  var header: String
  var value: String
  var problem: String
  var advice: String
  /// Regulation and article.
  var basis: String
  var rule: String

  /// A finding in words; numbers of persons are masked unless they may be shown.
  init(_ finding: Finding, pack: CriteriaPack, language: Language, showsPersonal: Bool) {
    let diagnostic = finding.diagnostic
    func shown(_ text: String) -> String {
      showsPersonal ? text : PersonalData.maskingNumbers(in: text)
    }
    let isPersonal = finding.isPersonal(in: pack)
    severity = diagnostic.severity
    organisation = finding.organisation ?? ""
    file = diagnostic.location.file
    sheet = diagnostic.location.sheet ?? ""
    cell = diagnostic.location.cell
    key = shown(finding.key ?? "")
    header = finding.header ?? ""
    let raw = diagnostic.value ?? ""
    value = !showsPersonal && isPersonal ? PersonalData.masked(raw) : shown(raw)
    problem = shown(diagnostic.message.template(language))
    advice = shown(diagnostic.advice?.template(language) ?? "")
    rule = diagnostic.rule
    basis = pack.basis(of: diagnostic.rule, language: language)
  }
}

extension Finding {
  /// Whether the value is an ID or telephone number, which reports mask.
  func isPersonal(in pack: CriteriaPack) -> Bool {
    guard let ledger, let field, let definition = pack.ledgers[ledger]?[field] else { return false }
    return definition.kind == .idNumber || definition.kind == .phone
  }
}

extension CriteriaPack {
  /// The regulations and articles a rule rests on, in one line.
  func basis(of rule: String, language: Language) -> String {
    guard let rule = self.rule(rule) else { return "" }
    return rule.citations.compactMap { citation -> String? in
      guard let source = sources[citation.source] else { return nil }
      // The toolkit's own data rules cite no regulation.
      guard rule.scope != .data || !source.title.isEmpty, citation.source != "DATA" else { return nil }
      let article = citation.article
      switch language {
      case .zh:
        return article.isEmpty ? "《\(source.title)》" : "《\(source.title)》第\(article)条"
      case .en: return article.isEmpty ? source.title : "\(source.title), article \(article)"
      }
    }.joined(separator: language == .zh ? "；" : "; ")
  }
}
