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
    var latest: (day: CivilDate, slot: Int)?
    var slot = 0
    for step in steps {
      let before = latest
      for _ in step {
        defer { slot += 1 }
        let value = unit[slot].value
        guard let first = value.day, let last = value.lastDay else { continue }
        if let before, isStrict ? last <= before.day : last < before.day {
          run.report(
            unit, slot: slot,
            arguments: [
              "other": unit.table.definition.fields[unit.slots[before.slot]].title,
              "limit": Phrase(unit[before.slot].value.display ?? ""),
            ], notes: [run.note(unit, slot: before.slot)])
          // What follows is measured from this step again: one slip, one finding.
          latest = nil
          return
        }
        if latest.map({ first > $0.day }) ?? true { latest = (first, slot) }
      }
    }
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
        switch unit[slot].value {
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
