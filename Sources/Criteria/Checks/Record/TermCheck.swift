import Diagnostics
import Foundation
import Ledgers
import Registers
import SpreadsheetModel

/// `term`: terms of office. One of: the stated length, the stated end, being overdue, being due soon.
struct TermCheck: Check {
  static let name = "term"
  static let keys = ["start", "end", "years", "terms", "tells", "months", "renewal"]
  static let message = Phrase(zh: "{field}：{expected}", en: "{field}: {expected}")
  static let placeholders: Set<String> = ["field", "value", "expected", "start", "end", "years", "limit"]

  enum Subject: String, CaseIterable { case length, end, overdue, reminder }

  let reading: TermReading
  let subject: Subject
  /// How long before its end a term is to be reminded of.
  let months: Int

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    reading = try TermReading(reader, in: scope)
    subject = try reader.required("tells").word(as: Subject.self)
    months = try reader.integer(ifAny: "months") ?? 6
  }

  func evaluate(_ run: inout RuleRun) {
    switch subject {
    case .length, .end: judgeStated(&run)
    case .overdue, .reminder: judgeDue(&run)
    }
  }

  private func judgeStated(_ run: inout RuleRun) {
    let years = reading.years.map { [$0] } ?? []
    let own = run.pack.termReading
    run.forEachRecord(fields: [reading.start], optional: [reading.end] + years) { run, unit in
      guard let from = unit.value(0).day else { return }
      let written = years.isEmpty ? nil : unit.value(2).number
      let expected = reading.expectedYears(ofRecord: unit.row, in: unit.table, run.context, own: own)
      guard let expected = expected ?? (reading.terms.isEmpty ? written.map(TermReading.whole) : nil) else {
        return
      }
      if subject == .length {
        if let written, written != Decimal(expected) { tellLength(unit, expected, in: &run) }
      } else if let term = reading.term(ofRecord: unit.row, in: unit.table, run.context),
        let computed = term.computedEnd, let years = term.years
      {
        tellEnd(unit, from: from, computed: computed, years: years, in: &run)
      }
    }
  }

  private func judgeDue(_ run: inout RuleRun) {
    guard let ledger = run.ledger else { return }
    guard run.context.isHandedIn(ledger) else { return run.noteMissing(ledger) }
    let renewals = reading.renewals(run.context)
    for table in run.context.tables(ledger) {
      let slots = [reading.start, reading.end].map { table.definition.index(of: $0) ?? -1 }
      let known = slots.contains { $0 >= 0 && table.hasField[$0] }
      if !known { run.noteGap(RuleRun.Phrases.noColumn(table, reading.start), table: table) }
      guard let applies = run.applicability(to: table) else { continue }
      for row in table.table.records.indices {
        guard applies(row) else {
          run.countNotApplicable()
          continue
        }
        let organisation = table.organisations[row]
        guard let term = reading.term(ofRecord: row, in: table, run.context, renewals: renewals),
          let end = term.end
        else {
          if known, run.context.organisations.indices.contains(organisation) {
            let name = run.context.organisations[organisation].name
            run.noteGap(RuleRun.Phrases.unknownTerm(name), organisation: organisation)
          }
          continue
        }
        run.countUnit(organisation: organisation)
        tellDue(
          RuleRun.Unit(table: table, row: row, slots: slots), term, end: end,
          reminded: renewals[organisation]?.reminded, in: &run)
      }
    }
  }

  private func tellLength(_ unit: RuleRun.Unit, _ expected: Int, in run: inout RuleRun) {
    run.report(
      unit, slot: 2, arguments: ["years": Phrase(String(expected))],
      message: Phrase(
        zh: "{field}为 {value}，一般应为 {years} 年", en: "{field} is {value}; as a rule it is {years} years"))
  }

  private func tellEnd(
    _ unit: RuleRun.Unit, from: CivilDate, computed: CivilDate, years: Int, in run: inout RuleRun
  ) {
    guard let last = unit.value(1).lastDay, let first = unit.value(1).day,
      let earliest = from.adding(years: years)
    else { return }
    // The day before the anniversary is as common a reading as the anniversary; a month either way is
    // how far offices round.
    guard let low = earliest.adding(months: -1), let high = computed.adding(months: 1) else { return }
    guard last < low || first > high else { return }
    run.report(
      unit, slot: 1,
      arguments: [
        "start": Phrase(unit.value(0).display ?? ""), "years": Phrase(String(years)),
        "expected": Phrase(computed.description),
      ],
      message: Phrase(
        zh: "{field}为 {value}，自 {start} 起任期 {years} 年应至 {expected}",
        en: "{field} is {value}; {years} years from {start} end on {expected}"),
      notes: [run.note(unit, slot: 0)],
      fix: FieldFix.make(
        unit.value(0).isMonth ? .month(CivilMonth(computed)) : .date(computed), safety: .suggested,
        field: unit[1]))
  }

  private func tellDue(
    _ unit: RuleRun.Unit, _ term: Term, end: CivilDate, reminded: CivilDate?, in run: inout RuleRun
  ) {
    let slot = unit[1].cell == nil ? 0 : 1
    switch (subject, term.state(on: run.context.asOf, months: months)) {
    case (.overdue, .overdue):
      run.report(
        unit, slot: slot, arguments: ["end": Phrase(end.description)],
        message: Phrase(
          zh: "任期已于 {end} 届满，未见换届或延期批复",
          en: "the term ended on {end}; no election or leave to postpone is recorded"))
    case (.reminder, .dueSoon):
      guard let opens = end.adding(months: -months) else { return }
      if let reminded, reminded >= (opens.adding(months: -1) ?? opens) { return }
      run.report(
        unit, slot: slot, arguments: ["end": Phrase(end.description), "limit": Phrase(String(months))],
        message: Phrase(
          zh: "任期将于 {end} 届满，应提前 {limit} 个月提醒换届",
          en: "the term ends on {end}; a reminder is due {limit} months before"))
    default: break
    }
  }
}

extension FieldValue {
  fileprivate var isMonth: Bool {
    if case .month = self { true } else { false }
  }
}
