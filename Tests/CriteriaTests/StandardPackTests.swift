import Criteria
import Diagnostics
import Testing

@Suite("The standard pack")
struct StandardPackTests {
  @Test("reads without a fault and has seven areas and 41 indicators")
  func reads() throws {
    let pack = try CriteriaPack.standard
    #expect(pack.areas.count == 7)
    #expect(pack.areas.reduce(0) { $0 + $1.indicators.count } == 41)
    #expect(Set(pack.rules.map(\.id)).count == pack.rules.count)
  }

  @Test("every example of every rule holds")
  func examples() throws {
    let pack = try CriteriaPack.standard
    for result in pack.runExamples() where !result.holds {
      let text = result.problems.map(\.zh).joined(separator: "\n  ")
      Issue.record("\(result.rule) \(result.example.title) (\(result.example.place)):\n  \(text)")
    }
  }

  @Test("every rule has a case that passes and one that fails")
  func bothSides() throws {
    for rule in try CriteriaPack.standard.rules {
      #expect(rule.examples.contains { $0.expectation == .pass }, "\(rule.id)")
      #expect(
        rule.examples.contains { if case .fail = $0.expectation { true } else { false } }, "\(rule.id)")
    }
  }

  @Test("the examples notice every threshold, direction and check that is changed")
  func pinned() async throws {
    for change in try await CriteriaPack.standard.unpinnedChanges() {
      Issue.record("\(change.rule): \(change.change)")
    }
  }
}
