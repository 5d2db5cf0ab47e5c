import Diagnostics
import Ledgers

/// A kind of check with its parameters, as a pack gives them.
///
/// A check looks at data and reports; it never throws for what the data hold. What cannot work at all
/// (an unknown field, a pattern that does not compile) is refused when the pack loads.
protocol Check: Sendable {
  /// The kind's name in a pack.
  static var name: String { get }
  /// The keys of its parameters.
  static var keys: [String] { get }
  /// The words of a finding where the pack gives none.
  static var message: Phrase { get }
  /// The placeholders a message may use besides the record's fields.
  static var placeholders: Set<String> { get }

  /// Whether most of a column failing means that the column was taken for another.
  static var collapsesColumns: Bool { get }
  /// The key that a lone value stands for: `formula: "=…"` is short for `formula: {test: "=…"}`.
  static var shorthand: String? { get }

  /// Whether a record may be judged by those of any other file, so that files cannot be checked part by part.
  var looksAtAllFiles: Bool { get }

  /// Reads the parameters.
  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem)

  /// Judges what the rule applies to.
  func evaluate(_ run: inout RuleRun)
}

extension Check {
  static var collapsesColumns: Bool { false }
  static var shorthand: String? { nil }
  var looksAtAllFiles: Bool { false }
}

/// What a check's parameters may refer to.
struct CheckScope {
  /// The rule's ledger.
  let ledger: LedgerDefinition?
  let ledgers: [LedgerID: LedgerDefinition]
  let measures: [String]
  let subjects: Subjects

  func definition(of node: PackNode) throws(PackProblem) -> LedgerDefinition {
    let text = try node.text()
    guard let definition = ledgers[LedgerID(rawValue: text)] else {
      throw PackProblem(
        .unknownName, at: node.place, Phrase(zh: "没有台账“\(text)”", en: "no ledger '\(text)'"),
        suggestion: nearestName(to: text, among: ledgers.keys.map(\.rawValue).sorted()))
    }
    return definition
  }

  /// The rule's own ledger, which the check needs.
  func ownLedger(_ node: PackNode) throws(PackProblem) -> LedgerDefinition {
    guard let ledger else {
      throw PackProblem(
        .missingKey, at: node.place,
        Phrase(zh: "此检查需要规则写明台账（ledger）", en: "this check needs the rule's `ledger`"))
    }
    return ledger
  }

  func field(_ node: PackNode, of definition: LedgerDefinition? = nil) throws(PackProblem) -> FieldID {
    let definition = if let definition { definition } else { try ownLedger(node) }
    let text = try node.text()
    let id = FieldID(rawValue: text)
    guard definition[id] != nil else {
      throw PackProblem(
        .unknownName, at: node.place,
        Phrase(
          zh: "台账“\(definition.id)”没有字段“\(text)”",
          en: "ledger '\(definition.id)' has no field '\(text)'"),
        suggestion: nearestName(to: text, among: definition.fields.map(\.id.rawValue)))
    }
    return id
  }

  func fields(_ node: PackNode?, of definition: LedgerDefinition? = nil) throws(PackProblem) -> [FieldID] {
    var fields: [FieldID] = []
    for item in node?.items ?? [] { fields.append(try field(item, of: definition)) }
    return fields
  }

  func measure(_ node: PackNode) throws(PackProblem) -> String {
    let text = try node.text()
    guard measures.contains(text) else {
      throw PackProblem(
        .unknownName, at: node.place, Phrase(zh: "没有度量“\(text)”", en: "no measure '\(text)'"),
        suggestion: nearestName(to: text, among: measures))
    }
    return text
  }
}

/// The kinds of checks there are.
enum CheckKinds {
  static let all: [any Check.Type] = [
    CleaningCheck.self, RequiredCheck.self, CodeListCheck.self, PatternCheck.self, ChecksumCheck.self,
    RangeCheck.self, LengthCheck.self, BlankCheck.self, DamageCheck.self,
    AgreementCheck.self, DateOrderCheck.self, IntervalCheck.self, SumCheck.self, ProductCheck.self,
    PairCheck.self, AbsenteeCheck.self, CadenceCheck.self,
    ShareCheck.self, BandedCheck.self, ListCheck.self,
    TermCheck.self, FormulaCheck.self,
    UniqueCheck.self, SequenceCheck.self, TallyCheck.self, RatioCheck.self, StreakCheck.self,
    TotalsCheck.self, BalanceCheck.self, RankCheck.self, RepeatCheck.self,
    MeasureCheck.self, ReferenceCheck.self, MatchCheck.self, CompletenessCheck.self, HierarchyCheck.self,
    SamePersonCheck.self,
    ReviewCheck.self,
  ]

  static func kind(_ name: String) -> (any Check.Type)? { all.first { $0.name == name } }
}
