import Diagnostics
import Foundation
import Ledgers

/// A change to a rule that none of its examples notices: they do not pin the rule down there.
public struct UnpinnedChange: Sendable, Hashable {
  /// The rule.
  public var rule: String
  /// What was changed, such as `atLeast: 3 → 4`.
  public var change: String
}

extension CriteriaPack {
  /// Changes every threshold, direction and clause of every rule, one at a time, and runs the rule's
  /// examples against each: the changes that no example notices.
  ///
  /// A change that makes the rule unreadable counts as noticed.
  public func unpinnedChanges() async -> [UnpinnedChange] {
    let nodes = document["rules"]?.items ?? []
    let reader = ExampleReader(pack: self)
    return await withTaskGroup(of: (Int, [UnpinnedChange]).self) { group in
      for (index, node) in nodes.enumerated() {
        group.addTask { (index, self.unpinnedChanges(of: node, reader)) }
      }
      var found: [Int: [UnpinnedChange]] = [:]
      for await (index, changes) in group { found[index] = changes }
      return found.sorted { $0.key < $1.key }.flatMap(\.value)
    }
  }

  private func unpinnedChanges(of node: PackNode, _ reader: ExampleReader) -> [UnpinnedChange] {
    guard let id = node["id"]?.scalar else { return [] }
    return RuleMutants(node).all.compactMap { mutant in
      guard let pack = pack(of: mutant.node), let rule = pack.rules.first else { return nil }
      let isNoticed = rule.examples.contains { !pack.run($0, of: rule, reader).holds }
      return isNoticed ? nil : UnpinnedChange(rule: id, change: mutant.change)
    }
  }

  /// A pack of one rule, which knows no other.
  private func pack(of rule: PackNode) -> CriteriaPack? {
    let others: Set<String> = ["rules", "profiles", "defaultProfile", "waivers", "extends", "include"]
    let kept = (document.entries ?? []).filter { !others.contains($0.key) }
    let alone = (rule.entries ?? []).filter { $0.key != "after" && $0.key != "yieldsTo" }
    let rules = PackNode(
      content: .list([PackNode(content: .map(alone), place: rule.place)]), place: rule.place)
    let whole = PackNode(
      content: .map(kept + [PackNode.Entry(key: "rules", keyPlace: rule.place, value: rules)]),
      place: document.place)
    var parser = PackParser(whole, ledgers: Array(ledgers.values), codeLists: codeLists)
    return try? parser.parse(profile: nil)
  }
}

/// The rules that differ from one in a single threshold, direction or clause.
struct RuleMutants {
  /// A changed rule and what was changed.
  struct Mutant {
    var node: PackNode
    var change: String
  }

  let all: [Mutant]

  init(_ rule: PackNode) {
    var mutants: [Mutant] = []
    for key in ["check", "when", "checks"] {
      guard let node = rule[key] else { continue }
      for mutant in Self.mutants(of: node, key) {
        mutants.append(Mutant(node: rule.replacing(key, with: mutant.node), change: mutant.change))
      }
      guard key == "checks", case .list(let clauses) = node.content, clauses.count > 1 else { continue }
      for (index, clause) in clauses.enumerated() {
        var rest = clauses
        rest.remove(at: index)
        mutants.append(
          Mutant(
            node: rule.replacing(key, with: PackNode(content: .list(rest), place: node.place)),
            change: "without \(clause["id"]?.scalar ?? String(index))"))
      }
    }
    all = mutants
  }

  /// What a tolerance or a rounding is set to is no threshold of the rule.
  private static let passedOver: Set<String> = [
    "tolerance", "places", "coverage", "id", "message", "advice", "severity", "ledger", "terms",
  ]
  private static let turned = ["atLeast": "atMost", "atMost": "atLeast", "above": "below", "below": "above"]
  private static let edged = ["atLeast": "above", "above": "atLeast", "atMost": "below", "below": "atMost"]

  private static func mutants(of node: PackNode, _ key: String) -> [Mutant] {
    switch node.content {
    case .scalar(let text):
      return nudged(text).map {
        Mutant(node: PackNode(content: .scalar($0), place: node.place), change: "\(key): \(text) → \($0)")
      }
    case .list(let items):
      return items.indices.flatMap { index in
        mutants(of: items[index], key).map { mutant in
          var changed = items
          changed[index] = mutant.node
          let name = items[index]["id"]?.scalar.map { "\($0) " } ?? ""
          return Mutant(
            node: PackNode(content: .list(changed), place: node.place), change: name + mutant.change)
        }
      }
    case .map(let entries):
      var found: [Mutant] = []
      for (index, entry) in entries.enumerated() where !passedOver.contains(entry.key) {
        for other in [turned[entry.key], edged[entry.key]].compactMap({ $0 }) where node[other] == nil {
          var changed = entries
          changed[index].key = other
          found.append(
            Mutant(
              node: PackNode(content: .map(changed), place: node.place), change: "\(entry.key) → \(other)"))
        }
        for mutant in entry.key == "ledgers" ? fewer(entry.value) : mutants(of: entry.value, entry.key) {
          var changed = entries
          changed[index].value = mutant.node
          found.append(
            Mutant(node: PackNode(content: .map(changed), place: node.place), change: mutant.change))
        }
      }
      return found
    }
  }

  /// A list of ledgers with each of them left out.
  private static func fewer(_ node: PackNode) -> [Mutant] {
    let items = node.items
    guard items.count > 1 else { return [] }
    return items.indices.map { index in
      var rest = items
      rest.remove(at: index)
      return Mutant(
        node: PackNode(content: .list(rest), place: node.place),
        change: "without \(items[index].scalar ?? String(index))")
    }
  }

  /// A number one step of its last digit up and down; a fraction by one part.
  private static func nudged(_ text: String) -> [String] {
    let isPercent = text.hasSuffix("%")
    let parts = text.split(separator: "/")
    if parts.count == 2, let part = Int(parts[0]), Int(parts[1]) != nil {
      return ["\(part + 1)/\(parts[1])", "\(part - 1)/\(parts[1])"]
    }
    let digits = isPercent ? String(text.dropLast()) : text
    guard let first = digits.utf8.first, first >= 0x30, first <= 0x39, digits.utf8.count < 9,
      digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == UInt8(ascii: ".") }),
      let number = Decimal(string: digits, locale: Locale(identifier: "en_US_POSIX"))
    else { return [] }
    let step = Decimal(sign: .plus, exponent: digits.contains(".") ? number.exponent : 0, significand: 1)
    let suffix = isPercent ? "%" : ""
    return [number + step, number - step].map { "\($0)\(suffix)" }
  }
}

extension PackNode {
  /// This map with the value of a key replaced, not merged.
  fileprivate func replacing(_ key: String, with value: PackNode) -> PackNode {
    guard case .map(var entries) = content, let index = entries.firstIndex(where: { $0.key == key }) else {
      return self
    }
    entries[index].value = value
    return PackNode(content: .map(entries), place: place)
  }
}
