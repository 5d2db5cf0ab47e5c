import Diagnostics

/// What changed from one pack to another, rule by rule.
public struct PackDifference: Sendable, Hashable {
  /// One change.
  public struct Change: Sendable, Hashable {
    /// What happened to a rule.
    public enum Kind: String, Sendable, CaseIterable {
      /// The rule is new.
      case added
      /// The rule is gone.
      case removed
      /// It is now checked.
      case turnedOn
      /// It is no longer checked.
      case turnedOff
      /// A finding matters more or less than before.
      case severity
      /// What it checks, or when it applies, is different: findings may change.
      case check
      /// Only words, notes or examples differ.
      case wording
    }
    /// The rule.
    public var rule: String
    /// What happened.
    public var kind: Kind
  }

  /// The changes, in the order of rule ids.
  public var changes: [Change]

  /// Whether a score can differ for unchanged data.
  public var canChangeScores: Bool { changes.contains { $0.kind != .wording } }
}

extension CriteriaPack {
  /// What this pack changes against an earlier one.
  public func difference(from earlier: CriteriaPack) -> PackDifference {
    let old = Dictionary(earlier.rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let new = Dictionary(rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var changes: [PackDifference.Change] = []
    for id in Set(old.keys).union(new.keys).sorted() {
      switch (old[id], new[id]) {
      case (nil, .some): changes.append(.init(rule: id, kind: .added))
      case (.some, nil): changes.append(.init(rule: id, kind: .removed))
      case (.some(let before), .some(let after)):
        if before.isEnabled != after.isEnabled {
          changes.append(.init(rule: id, kind: after.isEnabled ? .turnedOn : .turnedOff))
        }
        if before.clauses.map(\.severity) != after.clauses.map(\.severity) {
          changes.append(.init(rule: id, kind: .severity))
        }
        let (left, right) = (earlier.node(of: id), node(of: id))
        if Self.substance(left) != Self.substance(right) {
          changes.append(.init(rule: id, kind: .check))
        } else if Self.words(left) != Self.words(right) {
          changes.append(.init(rule: id, kind: .wording))
        }
      case (nil, nil): break
      }
    }
    return PackDifference(changes: changes)
  }

  private func node(of rule: String) -> PackNode? {
    document["rules"]?.items.first { $0["id"]?.scalar == rule }
  }

  /// What decides findings and points, places left out.
  private static func substance(_ node: PackNode?) -> [String] {
    [
      "when", "inForce", "check", "checks", "ledger", "indicator", "tier", "fix", "after", "yieldsTo",
      "onePerRecord", "review",
    ]
    .map { node?[$0]?.withoutMessages ?? "" }
  }

  private static func words(_ node: PackNode?) -> String { node?.flat ?? "" }
}

extension PackNode {
  /// The content as text, without places.
  var flat: String {
    switch content {
    case .scalar(let text): text
    case .list(let items): "[" + items.map(\.flat).joined(separator: ",") + "]"
    case .map(let entries): "{" + entries.map { "\($0.key):\($0.value.flat)" }.joined(separator: ",") + "}"
    }
  }

  /// The same without what only people read.
  var withoutMessages: String {
    switch content {
    case .scalar(let text): text
    case .list(let items): "[" + items.map(\.withoutMessages).joined(separator: ",") + "]"
    case .map(let entries):
      "{"
        + entries.filter { $0.key != "message" && $0.key != "advice" && $0.key != "severity" }
        .map { "\($0.key):\($0.value.withoutMessages)" }.joined(separator: ",") + "}"
    }
  }
}
