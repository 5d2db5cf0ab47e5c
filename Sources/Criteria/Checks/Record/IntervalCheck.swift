import Diagnostics
import Ledgers
import SpreadsheetModel

/// `interval`: how long after one date another may or must come. With `overdue: true` a step still
/// missing when its time is up is told as well, as seen from the day of the check.
struct IntervalCheck: Check {
  static let name = "interval"
  static let keys = ["from", "to", "atLeast", "atMost", "overdue", "onlyOverdue", "blame"]
  static let message = Phrase(
    zh: "{field}（{value}）距{other}（{start}）{expected}",
    en: "{field} ({value}) comes {expected} of {other} ({start})")
  static let placeholders: Set<String> = [
    "field", "value", "other", "start", "expected", "limit", "span", "end",
  ]

  let from: FieldID
  /// `nil` for the day of the check.
  let to: FieldID?
  let atLeast: CalendarSpan?
  let atMost: CalendarSpan?
  let tellsOverdue: Bool
  /// Whether a step that did come, only late, is another rule's.
  let onlyOverdue: Bool
  /// Which of the two dates is marked.
  let blame: Blame

  enum Blame: String, CaseIterable { case from, to }

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    from = try scope.field(try reader.required("from"))
    let to = try reader.required("to")
    self.to = to.scalar == "asOf" ? nil : try scope.field(to)
    atLeast = if let node = reader.node("atLeast") { try CalendarSpan(node) } else { nil }
    atMost = if let node = reader.node("atMost") { try CalendarSpan(node) } else { nil }
    if atLeast == nil, atMost == nil { _ = try reader.required("atMost") }
    onlyOverdue = try reader.flag("onlyOverdue")
    tellsOverdue = try reader.flag("overdue", default: onlyOverdue)
    blame = try reader.word(ifAny: "blame", as: Blame.self) ?? .to
  }

  func evaluate(_ run: inout RuleRun) {
    let fields = [from] + (to.map { [$0] } ?? [])
    run.forEachRecord(fields: fields, blanks: .judged) { run, unit in
      let start = unit.value(0)
      guard let first = start.day, let last = start.lastDay else { return }
      let calendar = run.context.calendar
      let end = to == nil ? FieldValue.date(run.context.asOf) : unit.value(1)
      guard let endFirst = end.day, let endLast = end.lastDay else {
        if tellsOverdue, end == .missing, let atMost, let limit = atMost.after(last, calendar: calendar),
          run.context.asOf > limit
        {
          report(
            unit, atMost, limit,
            Phrase(
              zh: "{other}（{start}）后{span}内应有{field}，至 {limit} 仍为空",
              en: "{field} is still blank; it was due within {span} of {other} ({start}), by {limit}"),
            severity: run.absence, in: &run)
        }
        return
      }
      if onlyOverdue { return }
      if let atMost, let limit = atMost.after(last, calendar: calendar), endFirst > limit {
        report(
          unit, atMost, limit,
          Phrase(
            zh: "{field}（{value}）超过{other}（{start}）后{span}的期限 {limit}",
            en: "{field} ({value}) is later than {span} after {other} ({start}), {limit}"),
          in: &run)
      } else if let atLeast, let limit = atLeast.after(first, calendar: calendar), endLast < limit {
        if atLeast.unit == .workingDays, !calendar.isCertain(from: first, to: limit) {
          report(
            unit, atLeast, limit,
            Phrase(
              zh: "{other}（{start}）至{field}（{value}）似不满{span}；该年放假安排未列入，请核对",
              en:
                "{other} ({start}) to {field} ({value}) seems shorter than {span}; the year's holidays are not listed, please check"
            ),
            severity: .info, in: &run)
        } else {
          report(
            unit, atLeast, limit,
            Phrase(
              zh: "{other}（{start}）至{field}（{value}）不满{span}，最早应为 {limit}",
              en: "{other} ({start}) to {field} ({value}) is shorter than {span}; the earliest day is {limit}"
            ),
            in: &run)
        }
      }
    }
  }

  private func report(
    _ unit: RuleRun.Unit, _ span: CalendarSpan, _ limit: CivilDate, _ message: Phrase,
    severity: Severity? = nil, in run: inout RuleRun
  ) {
    let slot = to == nil || blame == .from ? 0 : 1
    run.report(
      unit, slot: slot,
      arguments: [
        "other": unit.table.definition.fields[unit.slots[0]].title,
        "start": Phrase(unit.value(0).display ?? ""),
        "end": Phrase(to == nil ? "" : unit.value(1).display ?? ""),
        "limit": Phrase(limit.description),
        "span": span.phrase, "expected": span.phrase,
      ],
      message: usesDefaultWords(run) ? message : nil,
      notes: to == nil ? [] : [run.note(unit, slot: 1 - slot)], severity: severity)
  }

  /// A rule's own words win over the detailed ones here.
  private func usesDefaultWords(_ run: RuleRun) -> Bool { run.clause.message == Self.message }
}
