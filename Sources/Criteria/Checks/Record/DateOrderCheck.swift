import Diagnostics
import Ledgers
import SpreadsheetModel

/// `order`: dates that may not run backwards. A list inside the list holds dates whose order among
/// themselves is free. With `gaps: forbidden` a step may not be filled while one before it is blank.
struct DateOrderCheck: Check {
  static let name = "order"
  static let keys = ["dates", "gaps", "strict"]
  static let message = Phrase(
    zh: "{field}（{value}）早于{other}（{limit}）", en: "{field} ({value}) is before {other} ({limit})")
  static let placeholders: Set<String> = ["field", "value", "other", "limit"]

  let steps: [[FieldID]]
  let forbidsGaps: Bool
  /// Whether the same day is too early as well.
  let isStrict: Bool

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    var steps: [[FieldID]] = []
    for item in try reader.required("dates").items { steps.append(try scope.fields(item)) }
    self.steps = steps
    switch try reader.text(ifAny: "gaps") {
    case nil, "allowed": forbidsGaps = false
    case "forbidden": forbidsGaps = true
    default:
      throw PackProblem(
        .wrongValue, at: reader.node("gaps")?.place,
        Phrase(zh: "gaps 只能是 allowed 或 forbidden", en: "gaps is allowed or forbidden"))
    }
    isStrict = try reader.flag("strict")
  }

  func evaluate(_ run: inout RuleRun) {
    let all = steps.flatMap { $0 }
    run.forEachRecord(fields: [], optional: all, blanks: .judged) { run, unit in
      judgeOrder(unit, in: &run)
      if forbidsGaps { judgeGaps(unit, in: &run) }
    }
  }

  private func judgeOrder(_ unit: RuleRun.Unit, in run: inout RuleRun) {
    let known = knownSteps(unit)
    for (index, later) in known.enumerated() {
      // The latest of what must come before; steps of one list are free among themselves.
      guard let earlier = known[..<index].filter({ $0.step < later.step }).max(by: { $0.first < $1.first }),
        isStrict ? later.last <= earlier.first : later.last < earlier.first
      else { continue }
      let blamesEarlier = stretch(before: earlier, known) > stretch(after: later, known)
      let (told, other) = blamesEarlier ? (earlier, later) : (later, earlier)
      run.report(
        unit, slot: told.slot,
        arguments: [
          "other": unit.table.definition.fields[unit.slots[other.slot]].title,
          "limit": Phrase(unit[other.slot].value.display ?? ""),
        ],
        message: blamesEarlier && run.clause.message == Self.message
          ? Phrase(
            zh: "{field}（{value}）晚于{other}（{limit}）", en: "{field} ({value}) is after {other} ({limit})")
          : nil,
        notes: [run.note(unit, slot: other.slot)])
      // One slip, one finding: what follows is out of order with the same date.
      return
    }
  }

  private struct KnownStep {
    var step: Int
    var slot: Int
    var first: CivilDate
    var last: CivilDate
  }

  private func knownSteps(_ unit: RuleRun.Unit) -> [KnownStep] {
    var known: [KnownStep] = []
    var slot = 0
    for (step, fields) in steps.enumerated() {
      for _ in fields {
        let value = unit.value(slot)
        if let first = value.day, let last = value.lastDay {
          known.append(KnownStep(step: step, slot: slot, first: first, last: last))
        }
        slot += 1
      }
    }
    return known
  }

  /// Days nobody can tell, where a step has no neighbour.
  private static let unknownStretch = 90

  /// Of two dates in the wrong order the one that was moved has left a wide gap on its other side.
  private func stretch(before step: KnownStep, _ known: [KnownStep]) -> Int {
    known.filter { $0.step < step.step }.map { $0.first.days(to: step.first) }.filter { $0 >= 0 }.min()
      ?? Self.unknownStretch
  }

  private func stretch(after step: KnownStep, _ known: [KnownStep]) -> Int {
    known.filter { $0.step > step.step }.map { step.first.days(to: $0.first) }.filter { $0 >= 0 }.min()
      ?? Self.unknownStretch
  }

  private func judgeGaps(_ unit: RuleRun.Unit, in run: inout RuleRun) {
    // The last step filled; every blank one before it is a step skipped.
    var slot = 0
    var filled: [Int] = []
    var blank: [(slot: Int, step: Int)] = []
    var lastFilledStep = -1
    var firstOfLast = 0
    for (index, step) in steps.enumerated() {
      for _ in step {
        defer { slot += 1 }
        let index0 = unit.slots[slot]
        guard index0 >= 0, unit.table.hasField[index0] else { continue }
        switch unit.value(slot) {
        case .missing: blank.append((slot, index))
        case .unreadable, .none, .notApplicable, .openEnd: break
        default:
          filled.append(slot)
          if index > lastFilledStep {
            lastFilledStep = index
            firstOfLast = slot
          }
        }
      }
    }
    for entry in blank where entry.step < lastFilledStep {
      run.report(
        unit, slot: entry.slot,
        arguments: ["other": unit.table.definition.fields[unit.slots[firstOfLast]].title],
        message: Phrase(
          zh: "{field}未填写，而其后的{other}已填写",
          en: "{field} is blank although {other}, which comes later, is filled in"),
        notes: [run.note(unit, slot: firstOfLast)], discriminator: "gap")
    }
  }
}
