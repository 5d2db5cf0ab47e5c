import Diagnostics
import Ledgers

extension CriteriaPack {
  /// What is doubtful about the pack although it loads: rules without authority, without examples of
  /// both kinds, sources that nothing cites, indicators that nothing decides, messages that run on.
  public func lint() -> [PackProblem] {
    var problems: [PackProblem] = []
    let start = PackPlace(file: "pack.yaml", line: 1, column: 1)
    func add(_ code: PackProblem.Code, _ place: PackPlace, _ zh: String, _ en: String) {
      problems.append(PackProblem(code, at: place, Phrase(zh: zh, en: en)))
    }
    for rule in rules {
      if rule.citations.isEmpty, rule.scope != .data {
        add(.missingKey, rule.place, "规则 \(rule.id) 没有依据", "rule \(rule.id) cites nothing")
      }
      if !rule.examples.contains(where: { $0.expectation == .pass || $0.expectation == .review }) {
        add(.example, rule.place, "规则 \(rule.id) 没有通过的示例", "rule \(rule.id) has no passing example")
      }
      if !rule.examples.contains(where: {
        if case .fail = $0.expectation { true } else { $0.expectation == .review }
      }) {
        add(.example, rule.place, "规则 \(rule.id) 没有不通过的示例", "rule \(rule.id) has no failing example")
      }
      if rule.severity == .error, rule.advice == nil, rule.clauses.allSatisfy({ $0.advice == nil }) {
        add(.missingKey, rule.place, "规则 \(rule.id) 没有说明怎么办", "rule \(rule.id) does not say what to do")
      }
      for clause in rule.clauses where clause.message.zh.count > Self.longestMessage {
        add(.wrongValue, rule.place, "规则 \(rule.id) 的提示语过长", "a message of rule \(rule.id) is too long")
      }
    }
    let cited = Set(rules.flatMap { $0.citations.map(\.source) })
    for id in sources.keys.sorted() where !cited.contains(id) {
      add(.unknownName, start, "依据 \(id) 没有被引用", "source \(id) is cited by no rule")
    }
    let used = Set(rules.compactMap(\.indicator))
    for indicator in areas.flatMap(\.indicators) where !used.contains(indicator.id) {
      add(.unknownName, start, "指标 \(indicator.id) 没有规则", "no rule decides indicator \(indicator.id)")
    }
    return problems
  }

  /// Characters a message may have before its arguments are filled in.
  static let longestMessage = 80
}
