import Diagnostics
import Ledgers
import SpreadsheetModel

/// Reads one rule of a pack.
struct RuleParser {
  let ledgers: [LedgerID: LedgerDefinition]
  let measures: [String]
  let subjects: Subjects
  let sources: Set<String>
  let indicators: Set<String>

  static let keys = [
    "id", "title", "indicator", "tier", "scope", "source", "proof", "severity", "ledger", "when", "inForce",
    "after", "yieldsTo", "onePerRecord", "check", "checks", "message", "advice", "fix", "note", "review",
    "enabled", "examples",
  ]
  static let clauseKeys = [
    "id", "ledger", "ledgers", "when", "inForce", "check", "severity", "message", "advice", "review",
  ]

  func parse(_ node: PackNode) throws(PackProblem) -> Rule {
    let reader = try NodeReader(node, allowing: Self.keys)
    let ledgerNode = reader.node("ledger")
    var ledger: LedgerDefinition?
    if let ledgerNode, ledgerNode.scalar != "any" { ledger = try baseScope(nil).definition(of: ledgerNode) }
    let scope = baseScope(ledger)
    let severity = try reader.required("severity").word(as: Severity.self)
    let indicator = reader.node("indicator")
    if let indicator, let id = indicator.scalar, !indicators.contains(id) {
      throw PackProblem(
        .unknownName, at: indicator.place, Phrase(zh: "没有指标“\(id)”", en: "no indicator '\(id)'"),
        suggestion: nearestName(to: id, among: indicators.sorted()))
    }
    var citations: [Citation] = []
    for item in reader.node("source")?.items ?? [] { citations.append(try citation(item)) }
    var rule = Rule(
      id: try reader.text("id"), title: try reader.phrase("title"), indicator: indicator?.scalar,
      tier: try reader.word(ifAny: "tier", as: Tier.self) ?? .basic,
      scope: try reader.word(ifAny: "scope", as: Rule.Scope.self) ?? .national, citations: citations,
      proof: try reader.text(ifAny: "proof") ?? "-", severity: severity, ledger: ledger?.id,
      advice: try reader.phrase(ifAny: "advice"),
      fix: try reader.word(ifAny: "fix", as: Rule.FixPolicy.self) ?? .none,
      note: try reader.phrase(ifAny: "note"), inForce: try window(reader.node("inForce"), scope),
      isEnabled: try reader.flag("enabled", default: true), after: try reader.texts("after"),
      yieldsTo: try reader.texts("yieldsTo"), isOnePerRecord: try reader.flag("onePerRecord"), examples: [],
      place: node.place, clauses: [])
    rule.clauses = try clauses(reader, rule, scope)
    for item in reader.node("examples")?.items ?? [] {
      rule.examples.append(try ExampleParser(ledgers: ledgers).parse(item))
    }
    return rule
  }

  private func baseScope(_ ledger: LedgerDefinition?) -> CheckScope {
    CheckScope(ledger: ledger, ledgers: ledgers, measures: measures, subjects: subjects)
  }

  private func citation(_ node: PackNode) throws(PackProblem) -> Citation {
    let reader = try NodeReader(node, allowing: ["ref", "article", "ledgers"])
    let ref = try reader.required("ref")
    let id = try ref.text()
    guard sources.contains(id) else {
      throw PackProblem(
        .unknownName, at: ref.place, Phrase(zh: "没有依据“\(id)”", en: "no source '\(id)'"),
        suggestion: nearestName(to: id, among: sources.sorted()))
    }
    var ledgers: Set<LedgerID> = []
    for item in reader.node("ledgers")?.items ?? [] {
      ledgers.insert(try baseScope(nil).definition(of: item).id)
    }
    return Citation(source: id, article: try reader.text(ifAny: "article") ?? "-", ledgers: ledgers)
  }

  private func window(_ node: PackNode?, _ scope: CheckScope) throws(PackProblem) -> Window? {
    guard let node else { return nil }
    let reader = try NodeReader(node, allowing: ["by", "from", "to"])
    let field: FieldID? = if let by = reader.node("by") { try scope.field(by) } else { nil }
    return Window(field: field, from: try reader.date(ifAny: "from"), to: try reader.date(ifAny: "to"))
  }

  private func clauses(_ reader: NodeReader, _ rule: Rule, _ scope: CheckScope) throws(PackProblem)
    -> [Clause]
  {
    let shared = try ConditionParser(scope: scope).parse(ifAny: reader.node("when"), conditionLedger(scope))
    let isReview = try reader.flag("review")
    if let check = reader.node("check") {
      return [
        try clause(
          check, id: nil, ledger: nil, condition: shared, window: nil, severity: rule.severity,
          message: try reader.phrase(ifAny: "message"), messageNode: reader.node("message"), advice: nil,
          isReview: isReview, scope: scope)
      ]
    }
    var clauses: [Clause] = []
    for item in try reader.required("checks").items {
      let part = try NodeReader(item, allowing: Self.clauseKeys)
      guard let ledgers = part.node("ledgers") else {
        clauses.append(try clause(part, of: part.node("ledger"), in: reader, rule, scope, isReview))
        continue
      }
      for ledger in ledgers.items {
        clauses.append(try clause(part, of: ledger, in: reader, rule, scope, isReview))
      }
    }
    return clauses
  }

  /// One of several checks, for a ledger of its own where it has one.
  private func clause(
    _ part: NodeReader, of node: PackNode?, in reader: NodeReader, _ rule: Rule, _ ruleScope: CheckScope,
    _ isReview: Bool
  ) throws(PackProblem) -> Clause {
    var scope = ruleScope
    if let node { scope = baseScope(try ruleScope.definition(of: node)) }
    let parser = ConditionParser(scope: scope)
    let shared = try parser.parse(ifAny: reader.node("when"), conditionLedger(scope))
    let own = try parser.parse(ifAny: part.node("when"), conditionLedger(scope))
    let condition: Condition? = if let shared, let own { .all([shared, own]) } else { own ?? shared }
    let ownMessage = try part.phrase(ifAny: "message")
    let sharedMessage = try reader.phrase(ifAny: "message")
    return try clause(
      try part.required("check"), id: try part.text(ifAny: "id"),
      ledger: node == nil ? nil : scope.ledger?.id,
      condition: condition, window: try window(part.node("inForce"), scope),
      severity: try part.word(ifAny: "severity", as: Severity.self) ?? rule.severity,
      message: ownMessage ?? sharedMessage, messageNode: part.node("message") ?? reader.node("message"),
      advice: try part.phrase(ifAny: "advice"), isReview: try part.flag("review", default: isReview),
      scope: scope)
  }

  /// Conditions of rules without a ledger of their own speak about organisations.
  private func conditionLedger(_ scope: CheckScope) -> LedgerDefinition? {
    scope.ledger ?? ledgers[subjects.organisation.ledger]
  }

  private func clause(
    _ node: PackNode, id: String?, ledger: LedgerID?, condition: Condition?, window: Window?,
    severity: Severity,
    message: Phrase?, messageNode: PackNode?, advice: Phrase?, isReview: Bool, scope: CheckScope
  ) throws(PackProblem) -> Clause {
    guard let entry = node.entries?.first, node.entries?.count == 1 else {
      throw PackProblem(
        .wrongValue, at: node.place,
        Phrase(zh: "check 下应有且只有一种检查", en: "exactly one kind of check is due under `check`"))
    }
    guard let kind = CheckKinds.kind(entry.key) else {
      let names = CheckKinds.all.map { $0.name }
      throw PackProblem(
        .unknownName, at: entry.keyPlace,
        Phrase(
          zh: "没有检查“\(entry.key)”，可用：\(names.joined(separator: "、"))",
          en: "no check '\(entry.key)'; known: \(names.joined(separator: ", "))"),
        suggestion: nearestName(to: entry.key, among: names))
    }
    let check = try kind.init(
      try NodeReader(entry.value.keyed(kind.shorthand), allowing: kind.keys), in: scope)
    let words = message ?? kind.message
    let placeholders = MessageTemplate.placeholders(words)
    let known = kind.placeholders.union([
      "title", "asOf", "organisation", "field", "value", "row", "expectedKind",
    ])
    for name in placeholders.sorted()
    where !known.contains(name) && scope.ledger?[FieldID(rawValue: name)] == nil {
      let fields = scope.ledger?.fields.map(\.id.rawValue) ?? []
      throw PackProblem(
        .placeholder, at: messageNode?.place ?? node.place,
        Phrase(zh: "提示语中的 {\(name)} 没有来处", en: "nothing fills {\(name)} in the message"),
        suggestion: nearestName(to: name, among: known.sorted() + fields))
    }
    return Clause(
      id: id, ledger: ledger, condition: condition, inForce: window, check: check, severity: severity,
      message: words,
      advice: advice, isReview: isReview, placeholders: placeholders)
  }
}

/// The `{name}` places of a message.
enum MessageTemplate {
  static func placeholders(_ phrase: Phrase) -> Set<String> {
    placeholders(phrase.zh).union(placeholders(phrase.en))
  }

  private static func placeholders(_ text: String) -> Set<String> {
    var names: Set<String> = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      names.insert(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return names
  }
}
