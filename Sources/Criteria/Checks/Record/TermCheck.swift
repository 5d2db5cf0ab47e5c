import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel

/// `term`: terms of office. One of: the stated length, the stated end, being overdue, being due soon.
struct TermCheck: Check {
  static let name = "term"
  static let keys = ["start", "end", "years", "terms", "tells", "months", "renewal"]
  static let message = Phrase(zh: "{field}：{expected}", en: "{field}: {expected}")
  static let placeholders: Set<String> = ["field", "value", "expected", "start", "end", "years", "limit"]

  enum Subject: String, CaseIterable { case length, end, overdue, reminder }

  struct Length: Sendable {
    var condition: Condition?
    /// The kinds of organisation it is for; empty for any.
    var kinds: [String]
    var years: Int
  }

  /// Where later elections and extensions are recorded.
  struct Renewal: Sendable {
    var ledger: LedgerID
    var held: FieldID
    var postponed: FieldID?
    var reminded: FieldID?
  }

  let start: FieldID
  let end: FieldID
  let years: FieldID?
  /// Empty where only the stated number of years counts.
  let terms: [Length]
  let subject: Subject
  let months: Int
  let renewal: Renewal?

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    start = try scope.field(try reader.required("start"))
    end = try scope.field(try reader.required("end"))
    years = if let node = reader.node("years") { try scope.field(node) } else { nil }
    subject = try reader.required("tells").word(as: Subject.self)
    months = try reader.integer(ifAny: "months") ?? 6
    var terms: [Length] = []
    for item in reader.node("terms")?.items ?? [] {
      let term = try NodeReader(item, allowing: ["when", "kinds", "years"])
      let condition = try ConditionParser(scope: scope).parse(ifAny: term.node("when"), scope.ledger)
      terms.append(
        Length(
          condition: condition, kinds: try term.texts("kinds"),
          years: try term.required("years").integer()))
    }
    self.terms = terms
    if let node = reader.node("renewal") {
      let renewal = try NodeReader(node, allowing: ["ledger", "held", "postponed", "reminded"])
      let ledger = try scope.definition(of: try renewal.required("ledger"))
      self.renewal = Renewal(
        ledger: ledger.id, held: try scope.field(try renewal.required("held"), of: ledger),
        postponed: try renewal.node("postponed").map { node throws(PackProblem) in
          try scope.field(node, of: ledger)
        },
        reminded: try renewal.node("reminded").map { node throws(PackProblem) in
          try scope.field(node, of: ledger)
        })
    } else {
      renewal = nil
    }
  }

  func evaluate(_ run: inout RuleRun) {
    let renewals = latestRenewals(run.context)
    run.forEachRecord(fields: [start], optional: [end] + (years.map { [$0] } ?? [])) { run, unit in
      guard let from = unit.value(0).day, let fromLast = unit.value(0).lastDay else { return }
      let kind = unit.organisation >= 0 ? run.context.organisations[unit.organisation].kind : nil
      let bound = terms.first { term in
        guard term.kinds.isEmpty || kind.map(term.kinds.contains) ?? false else { return false }
        return term.condition.map {
          BoundCondition($0, definition: unit.table.definition, context: run.context)
            .holds(for: unit.record, organisation: unit.organisation, in: run.context)
        } ?? true
      }
      let writtenYears = years == nil ? nil : unit.value(2).number
      guard let expectedYears = bound?.years ?? (terms.isEmpty ? writtenYears.map(Self.whole) : nil) else {
        return
      }
      let termYears = writtenYears.map(Self.whole) ?? expectedYears
      guard (1...20).contains(termYears), let computedEnd = fromLast.adding(years: termYears) else {
        if subject == .length, writtenYears != nil { tellLength(unit, expectedYears, in: &run) }
        return
      }
      switch subject {
      case .length:
        if let writtenYears, writtenYears != Decimal(expectedYears) {
          tellLength(unit, expectedYears, in: &run)
        }
      case .end:
        tellEnd(unit, from: from, computed: computedEnd, years: termYears, in: &run)
      case .overdue, .reminder:
        // An end before the beginning is a slip with a finding of its own.
        let ends = unit.value(1).lastDay.flatMap { $0 > from ? $0 : nil } ?? computedEnd
        let renewed = renewals[unit.organisation]
        // A later election, or leave to postpone, moves the end.
        if let held = renewed?.held, held > fromLast { return }
        let effective = max(ends, renewed?.postponed ?? ends)
        tellDue(unit, ends: effective, reminded: renewed?.reminded, in: &run)
      }
    }
  }

  private static func whole(_ years: Decimal) -> Int { NSDecimalNumber(decimal: years).intValue }

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
    _ unit: RuleRun.Unit, ends: CivilDate, reminded: CivilDate?, in run: inout RuleRun
  ) {
    let slot = unit[1].cell == nil ? 0 : 1
    if subject == .overdue {
      guard run.context.asOf > ends else { return }
      run.report(
        unit, slot: slot, arguments: ["end": Phrase(ends.description)],
        message: Phrase(
          zh: "任期已于 {end} 届满，未见换届或延期批复",
          en: "the term ended on {end}; no election or leave to postpone is recorded"))
    } else {
      guard run.context.asOf <= ends, let opens = ends.adding(months: -months), run.context.asOf >= opens
      else { return }
      if let reminded, reminded >= (opens.adding(months: -1) ?? opens) { return }
      run.report(
        unit, slot: slot, arguments: ["end": Phrase(ends.description), "limit": Phrase(String(months))],
        message: Phrase(
          zh: "任期将于 {end} 届满，应提前 {limit} 个月提醒换届",
          en: "the term ends on {end}; a reminder is due {limit} months before"))
    }
  }

  private struct Latest {
    var held: CivilDate?
    var postponed: CivilDate?
    var reminded: CivilDate?
  }

  private func latestRenewals(_ context: CheckContext) -> [Int: Latest] {
    guard let renewal else { return [:] }
    var latest: [Int: Latest] = [:]
    for table in context.tables(renewal.ledger) {
      let held = table.definition.index(of: renewal.held)
      let postponed = renewal.postponed.flatMap { table.definition.index(of: $0) }
      let reminded = renewal.reminded.flatMap { table.definition.index(of: $0) }
      for row in table.table.records.indices {
        func day(_ index: Int?) -> CivilDate? {
          index.flatMap { table.field($0, ofRecord: row).value.lastDay }
        }
        func later(_ left: CivilDate?, _ right: CivilDate?) -> CivilDate? {
          guard let left else { return right }
          return right.map { max(left, $0) } ?? left
        }
        var entry = latest[table.organisations[row]] ?? Latest()
        entry.held = later(entry.held, day(held))
        entry.postponed = later(entry.postponed, day(postponed))
        entry.reminded = later(entry.reminded, day(reminded))
        latest[table.organisations[row]] = entry
      }
    }
    return latest
  }
}

extension FieldValue {
  fileprivate var isMonth: Bool {
    if case .month = self { true } else { false }
  }
}
