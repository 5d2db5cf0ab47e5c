import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel

/// Reads conditions: `{kind: [党支部, 联合党支部], approval_ref: blank, members_full: {atLeast: 7}}`.
///
/// All entries must hold; `any:` takes a list of which one is enough, `not:` turns one round,
/// `measure:` asks a number of the organisation, `person:` the record of the person.
struct ConditionParser {
  let scope: CheckScope

  func parse(ifAny node: PackNode?, _ definition: LedgerDefinition?) throws(PackProblem) -> Condition? {
    guard let node else { return nil }
    return try parse(node, definition)
  }

  func parse(_ node: PackNode, _ definition: LedgerDefinition?) throws(PackProblem) -> Condition {
    guard let entries = node.entries else {
      throw PackProblem(
        .wrongValue, at: node.place,
        Phrase(zh: "条件应写成 {字段: 值}", en: "a condition is written as {field: value}"))
    }
    var parts: [Condition] = []
    for entry in entries {
      switch entry.key {
      case "any":
        var options: [Condition] = []
        for item in entry.value.items { options.append(try parse(item, definition)) }
        parts.append(.any(options))
      case "all":
        var options: [Condition] = []
        for item in entry.value.items { options.append(try parse(item, definition)) }
        parts.append(.all(options))
      case "not":
        parts.append(.not(try parse(entry.value, definition)))
      case "person":
        let ledger = scope.subjects.person.flatMap { scope.ledgers[$0.ledger] }
        parts.append(.person(try parse(entry.value, ledger)))
      case "formula":
        let owner = if let definition { definition } else { try scope.ownLedger(entry.value) }
        parts.append(
          .formula(try RecordFormula(entry.value, over: owner, ledgers: scope.ledgers)))
      case "measure":
        for measure in entry.value.entries ?? [] {
          let name = PackNode(content: .scalar(measure.key), place: measure.keyPlace)
          parts.append(.measure(try scope.measure(name), try matcher(measure.value)))
        }
      default:
        let name = PackNode(content: .scalar(entry.key), place: entry.keyPlace)
        parts.append(.field(try scope.field(name, of: definition), try matcher(entry.value)))
      }
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private func matcher(_ node: PackNode) throws(PackProblem) -> Matcher {
    switch node.content {
    case .scalar("present"): return .present
    case .scalar("blank"): return .blank
    case .scalar(let text): return .oneOf([text])
    case .list(let items):
      var terms: [String] = []
      for item in items { terms.append(try item.text()) }
      return .oneOf(terms)
    case .map:
      return try relations(node)
    }
  }

  private static let keys = [
    "oneOf", "present", "atLeast", "above", "atMost", "below", "onOrAfter", "onOrBefore", "contains",
    "endsWith", "startsWith", "not",
  ]

  private func relations(_ node: PackNode) throws(PackProblem) -> Matcher {
    let reader = try NodeReader(node, allowing: Self.keys)
    var matchers: [Matcher] = []
    if reader.node("oneOf") != nil { matchers.append(.oneOf(try reader.texts("oneOf"))) }
    if reader.node("present") != nil { matchers.append(try reader.flag("present") ? .present : .blank) }
    if let value = try reader.decimal(ifAny: "atLeast") { matchers.append(.atLeast(value)) }
    if let value = try reader.decimal(ifAny: "above") { matchers.append(.above(value)) }
    if let value = try reader.decimal(ifAny: "atMost") { matchers.append(.atMost(value)) }
    if let value = try reader.decimal(ifAny: "below") { matchers.append(.below(value)) }
    if let value = try reader.date(ifAny: "onOrAfter") { matchers.append(.onOrAfter(value)) }
    if let value = try reader.date(ifAny: "onOrBefore") { matchers.append(.onOrBefore(value)) }
    if reader.node("contains") != nil { matchers.append(.contains(try reader.texts("contains"))) }
    if reader.node("endsWith") != nil { matchers.append(.endsWith(try reader.texts("endsWith"))) }
    if reader.node("startsWith") != nil { matchers.append(.startsWith(try reader.texts("startsWith"))) }
    if let node = reader.node("not") {
      var parts: [Matcher] = []
      if case .list(let items) = node.content, items.contains(where: { $0.entries != nil }) {
        for item in items { parts.append(try matcher(item)) }
      } else {
        parts = [try matcher(node)]
      }
      matchers.append(.not(parts))
    }
    return matchers.count == 1 ? matchers[0] : .all(matchers)
  }
}
