import Diagnostics
import Foundation
import Ledgers

/// `rank`: places follow scores: who scored more stands before who scored less. Of the records of a table that agree
/// in `within` (and belong to one organisation, with `per: organisation`) the fewest are told that, left out,
/// leave the rest in order.
struct RankCheck: Check {
  static let name = "rank"
  static let keys = ["rank", "score", "within", "per"]
  static let message = Phrase(
    zh: "{field}为 {value}，与{other} {score} 的高低不符",
    en: "{field} is {value}, which a {other} of {score} does not bear out")
  static let placeholders: Set<String> = ["field", "value", "other", "score"]

  enum Reach: String, CaseIterable { case table, organisation }

  let rank: FieldID
  let score: FieldID
  let within: [FieldID]
  let reach: Reach

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    rank = try scope.field(try reader.required("rank"))
    score = try scope.field(try reader.required("score"))
    within = try scope.fields(reader.node("within"))
    reach = try reader.word(ifAny: "per", as: Reach.self) ?? .table
  }

  private struct Group: Hashable {
    var table: Int
    var organisation: Int
    var values: [FieldValue]
  }
  private struct Entry {
    var unit: RuleRun.Unit
    var rank: Decimal
    var score: Decimal
  }

  func evaluate(_ run: inout RuleRun) {
    var groups: [Group: [Entry]] = [:]
    var order: [Group] = []
    run.forEachRecord(fields: [rank, score], optional: within) { run, unit in
      guard let rank = unit.value(0).number, let score = unit.value(1).number, !unit[1].isUncalculated else {
        return
      }
      let group = Group(
        table: unit.table.order, organisation: reach == .organisation ? unit.organisation : -1,
        values: within.indices.map { unit.value($0 + 2) })
      if groups[group] == nil { order.append(group) }
      groups[group, default: []].append(Entry(unit: unit, rank: rank, score: score))
    }
    for group in order { judge(groups[group] ?? [], in: &run) }
  }

  private func judge(_ entries: [Entry], in run: inout RuleRun) {
    // From the last to the first, so that of two in the wrong order the better placed is believed.
    let sorted = entries.sorted { ($0.rank, $1.score) > ($1.rank, $0.score) }
    let kept = Self.longestRising(sorted.map(\.score))
    for (index, entry) in sorted.enumerated() where !kept.contains(index) {
      run.report(
        entry.unit, slot: 0,
        arguments: [
          "other": entry.unit.table.definition.fields[entry.unit.slots[1]].title,
          "score": Phrase(entry.score.plain),
        ], notes: [run.note(entry.unit, slot: 1)])
    }
  }

  /// The positions of the longest run of numbers, picked in order, that never falls.
  private static func longestRising(_ numbers: [Decimal]) -> Set<Int> {
    // The ends of the best runs by length, each with the one before it (patience sorting).
    var ends: [Int] = []
    var previous = [Int?](repeating: nil, count: numbers.count)
    for (index, number) in numbers.enumerated() {
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if numbers[ends[middle]] <= number { low = middle + 1 } else { high = middle }
      }
      previous[index] = low > 0 ? ends[low - 1] : nil
      if low == ends.count { ends.append(index) } else { ends[low] = index }
    }
    var kept: Set<Int> = []
    var next = ends.last
    while let index = next {
      kept.insert(index)
      next = previous[index]
    }
    return kept
  }
}
