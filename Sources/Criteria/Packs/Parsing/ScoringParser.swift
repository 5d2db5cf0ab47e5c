import Diagnostics
import Foundation
import Ledgers

/// Reads how a pack scores.
struct ScoringParser {
  let ledgers: [LedgerID: LedgerDefinition]
  let measures: [String]
  let subjects: Subjects

  func parse(_ node: PackNode?) throws(PackProblem) -> ScoringModel {
    var model = ScoringModel(
      total: 100, lossByError: 1, lossByWarning: 0.5, lossByInfo: 0, tiers: [], stars: [60, 70, 80, 90, 95],
      ranking: [], completeness: 1, leastShare: 0, occasionalLedgers: [])
    guard let node else { return model }
    let reader = try NodeReader(
      node,
      allowing: [
        "total", "loss", "tiers", "stars", "ranking", "completeness", "leastShare", "occasionalLedgers",
      ])
    model.total = try reader.decimal(ifAny: "total") ?? model.total
    model.completeness = try reader.decimal(ifAny: "completeness") ?? model.completeness
    model.leastShare = try reader.decimal(ifAny: "leastShare") ?? model.leastShare
    if let loss = reader.node("loss") {
      let part = try NodeReader(loss, allowing: ["error", "warning", "info"])
      model.lossByError = try part.decimal(ifAny: "error") ?? model.lossByError
      model.lossByWarning = try part.decimal(ifAny: "warning") ?? model.lossByWarning
      model.lossByInfo = try part.decimal(ifAny: "info") ?? model.lossByInfo
    }
    if let stars = reader.node("stars") {
      model.stars = []
      for item in stars.items { model.stars.append(try item.decimal()) }
    }
    for item in reader.node("ranking")?.items ?? [] { model.ranking.append(try item.decimal()) }
    let scope = CheckScope(ledger: nil, ledgers: ledgers, measures: measures, subjects: subjects)
    for item in reader.node("occasionalLedgers")?.items ?? [] {
      model.occasionalLedgers.insert(try scope.definition(of: item).id)
    }
    for item in reader.node("tiers")?.items ?? [] {
      let part = try NodeReader(item, allowing: ["tier", "freeOfErrors", "score", "ledgers", "evidence"])
      var required: [LedgerID] = []
      for ledger in part.node("ledgers")?.items ?? [] { required.append(try scope.definition(of: ledger).id) }
      var evidence: ScoringModel.Evidence?
      if let node = part.node("evidence") {
        let proof = try NodeReader(node, allowing: ["ledger", "where"])
        let definition = try scope.definition(of: try proof.required("ledger"))
        evidence = ScoringModel.Evidence(
          ledger: definition.id,
          condition: try ConditionParser(scope: scope).parse(ifAny: proof.node("where"), definition))
      }
      model.tiers.append(
        ScoringModel.TierCondition(
          tier: try part.required("tier").word(as: Tier.self), freeOfErrors: try part.flag("freeOfErrors"),
          score: try part.decimal(ifAny: "score"), ledgers: required, evidence: evidence))
    }
    return model
  }
}

/// Reads which ledgers list organisations and persons.
struct SubjectParser {
  let ledgers: [LedgerID: LedgerDefinition]

  func parse(_ node: PackNode) throws(PackProblem) -> Subjects {
    let reader = try NodeReader(node, allowing: ["organisation", "person"])
    let placeholder = Subjects(
      organisation: Subjects.OrganisationSubject(
        ledger: "", name: "", kind: nil, parent: nil, code: nil, founded: nil, scoredKinds: [],
        kindBySuffix: []),
      person: nil)
    let scope = CheckScope(ledger: nil, ledgers: ledgers, measures: [], subjects: placeholder)
    let part = try NodeReader(
      try reader.required("organisation"),
      allowing: ["ledger", "name", "kind", "parent", "code", "founded", "scoredKinds", "kindBySuffix"])
    let definition = try scope.definition(of: try part.required("ledger"))
    func field(_ reader: NodeReader, _ key: String, _ definition: LedgerDefinition) throws(PackProblem)
      -> FieldID?
    {
      guard let node = reader.node(key) else { return nil }
      return try scope.field(node, of: definition)
    }
    var suffixes: [(suffix: String, kind: String)] = []
    for entry in part.node("kindBySuffix")?.entries ?? [] {
      suffixes.append((entry.key, try entry.value.text()))
    }
    let organisation = Subjects.OrganisationSubject(
      ledger: definition.id, name: try scope.field(try part.required("name"), of: definition),
      kind: try field(part, "kind", definition), parent: try field(part, "parent", definition),
      code: try field(part, "code", definition), founded: try field(part, "founded", definition),
      scoredKinds: try part.texts("scoredKinds"), kindBySuffix: suffixes)
    var person: Subjects.PersonSubject?
    if let node = reader.node("person") {
      let part = try NodeReader(
        node, allowing: ["ledger", "name", "number", "organisation", "since", "until"])
      let definition = try scope.definition(of: try part.required("ledger"))
      person = Subjects.PersonSubject(
        ledger: definition.id, name: try scope.field(try part.required("name"), of: definition),
        number: try field(part, "number", definition),
        organisation: try field(part, "organisation", definition),
        since: try scope.fields(part.node("since"), of: definition),
        until: try scope.fields(part.node("until"), of: definition))
    }
    return Subjects(organisation: organisation, person: person)
  }
}
