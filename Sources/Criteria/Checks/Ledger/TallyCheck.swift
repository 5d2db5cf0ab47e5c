import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel

/// `tally`: for each organisation or person, the records of a ledger counted (or a number summed) in
/// each period, against a least and a most.
///
/// Only periods that have ended on the day of the check are judged, and only those that lie wholly
/// after the organisation was founded or the person joined, unless the pack asks for a share
/// (`partial: prorate`). Who has no record at all in the ledger is not judged: that the ledger was not
/// handed in is another rule's finding. `date` and `sum` may name several fields: in each table the first
/// counts that it has a column for. A year stands for a day where whole years are counted. A day or number that is
/// blank or cannot be read is a finding of its own: who might have enough with it is not found wanting.
///
/// Too few are found only in a period that the ledger covers, and too few is a warning at most: what nobody handed
/// in is unknown. A table that lacks a column of the condition says nothing, and takes nothing from what others
/// say. Of persons those a ledger does not name at all are found wanting only where it names nearly everybody.
struct TallyCheck: Check {
  static let name = "tally"
  static let keys = [
    "of", "where", "date", "per", "person", "every", "sum", "atLeast", "atMost", "partial", "evenIfNone",
    "also", "onlyIfAny", "coverage", "inARow",
  ]
  static let message = Phrase(
    zh: "{subject}：{periods}{expected}，实有 {actual}", en: "{subject}: {periods}: {expected}, found {actual}")
  static let placeholders: Set<String> = [
    "subject", "periods", "expected", "actual", "limit", "organisation",
  ]

  enum Subject: String, CaseIterable { case organisation, person }
  enum Partial: String, CaseIterable { case skip, prorate }

  /// A least or most: a number, or a field of the subject's record.
  enum Limit: Sendable {
    case number(Decimal)
    case field(FieldID)
  }

  /// A ledger counted.
  struct Source: Sendable {
    var ledger: LedgerID
    var condition: Condition?
    var dates: [FieldID]
  }

  let ledger: LedgerID
  /// The ledger, and others whose records count as well.
  let sources: [Source]
  let subject: Subject
  /// The field of the counted ledger that names the person.
  let person: FieldID?
  let every: PeriodLength?
  let sums: [FieldID]
  let atLeast: Limit?
  let atMost: Limit?
  let partial: Partial
  let evenIfNone: Bool
  /// Whether who has nothing at all that counts is not judged.
  let onlyIfAny: Bool
  /// The share of an organisation's records that must name persons at all.
  let coverage: Decimal
  /// How many periods one after the other must fall short before anything is told.
  let inARow: Int

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    let counted = try scope.definition(of: try reader.required("of"))
    ledger = counted.id
    let parser = ConditionParser(scope: scope)
    let condition = try parser.parse(ifAny: reader.node("where"), counted)
    every = try reader.word(ifAny: "every", as: PeriodLength.self)
    let dates = try scope.fields(reader.node("date"), of: counted)
    if every != nil, dates.isEmpty { _ = try reader.required("date") }
    var sources = [Source(ledger: counted.id, condition: condition, dates: dates)]
    for item in reader.node("also")?.items ?? [] {
      let part = try NodeReader(item, allowing: ["of", "where", "date"])
      let other = try scope.definition(of: try part.required("of"))
      sources.append(
        Source(
          ledger: other.id, condition: try parser.parse(ifAny: part.node("where"), other),
          dates: try scope.fields(part.node("date"), of: other)))
    }
    self.sources = sources
    let subject = try reader.word(ifAny: "per", as: Subject.self) ?? .organisation
    self.subject = subject
    person = if let node = reader.node("person") { try scope.field(node, of: counted) } else { nil }
    if subject == .person, person == nil { _ = try reader.required("person") }
    sums = try scope.fields(reader.node("sum"), of: counted)
    func limit(_ key: String) throws(PackProblem) -> Limit? {
      guard let node = reader.node(key) else { return nil }
      if let text = node.scalar, text.first?.isLetter == true {
        let own =
          subject == .organisation ? scope.subjects.organisation.ledger : scope.subjects.person?.ledger
        return .field(try scope.field(node, of: own.flatMap { scope.ledgers[$0] }))
      }
      return .number(try node.decimal())
    }
    atLeast = try limit("atLeast")
    atMost = try limit("atMost")
    if atLeast == nil, atMost == nil { _ = try reader.required("atLeast") }
    partial = try reader.word(ifAny: "partial", as: Partial.self) ?? .skip
    evenIfNone = try reader.flag("evenIfNone")
    onlyIfAny = try reader.flag("onlyIfAny")
    coverage = try reader.decimal(ifAny: "coverage") ?? 0
    inARow = max(1, try reader.integer(ifAny: "inARow") ?? 1)
  }

  func evaluate(_ run: inout RuleRun) {
    let context = run.context
    guard context.isHandedIn(ledger) else { return run.noteMissing(ledger) }
    let tallies = tallies(&run)
    let periods: [Period?] = every.map { Period.ended($0, years: context.years, asOf: context.asOf) } ?? [nil]
    if periods.isEmpty { return run.noteGap(RuleRun.Phrases.notEnded) }
    switch subject {
    case .organisation:
      run.forEachOrganisation { run, organisation in
        guard evenIfNone || context.organisations[organisation].records[ledger, default: 0] > 0 else {
          return run.noteGap(
            RuleRun.Phrases.noRecords(context.organisations[organisation].name, ledger, run),
            organisation: organisation)
        }
        guard !tallies.unknown.contains(organisation) else { return }
        let record = context.record(of: organisation)
        judge(
          Judged(
            name: context.organisations[organisation].name, organisation: organisation,
            since: context.organisations[organisation].founded, table: record?.table, row: record?.row),
          tallies[.organisation(organisation)], periods, tallies.coverage[organisation], in: &run)
      }
    case .person: judgePersons(tallies, periods, in: &run)
    }
  }

  // MARK: Judging

  private func judgePersons(_ tallies: Tallies, _ periods: [Period?], in run: inout RuleRun) {
    guard let person = run.pack.subjects.person else { return }
    // Persons are told by position, so the tables are walked in the index's order.
    let tables = run.context.tables(person.ledger)
    let partial = partialLists(tallies, tables, &run)
    let sinceField = person.since
    run.forEachRecord(of: person.ledger, fields: [person.name], optional: sinceField + person.until) {
      run, unit in
      let judged = judgePerson(unit, tables, tallies, periods, partial, in: &run)
      if !judged { run.uncountUnit(organisation: unit.organisation) }
    }
  }

  /// Judges one person; `false` where that cannot be done.
  private func judgePerson(
    _ unit: RuleRun.Unit, _ tables: [IndexedTable], _ tallies: Tallies, _ periods: [Period?],
    _ partial: Set<Int>, in run: inout RuleRun
  ) -> Bool {
    let context = run.context
    guard let person = run.pack.subjects.person, unit.organisation >= 0,
      !tallies.unknown.contains(unit.organisation)
    else { return false }
    let organisation = context.organisations[unit.organisation]
    guard evenIfNone || organisation.records[ledger, default: 0] > 0 else {
      run.noteGap(
        RuleRun.Phrases.noRecords(organisation.name, ledger, run), organisation: unit.organisation)
      return false
    }
    guard let tableIndex = tables.firstIndex(where: { $0 === unit.table }),
      !context.persons.isRepeated(RecordPosition(table: tableIndex, row: unit.row))
    else { return false }
    let tally = tallies[.person(RecordPosition(table: tableIndex, row: unit.row))]
    // A list of some says nothing of the others.
    if tally.isEmpty, partial.contains(unit.organisation) {
      run.noteGap(
        RuleRun.Phrases.partialList(organisation.name, ledger, run), organisation: unit.organisation)
      return false
    }
    let since = person.since.indices.compactMap { unit[$0 + 1].value.lastDay }.max()
    let until = person.until.indices.compactMap { unit[$0 + 1 + person.since.count].value.day }.min()
    return judge(
      Judged(
        name: unit.value(0).text ?? "", organisation: unit.organisation, since: since, until: until,
        table: unit.table, row: unit.row),
      tally, periods, tallies.coverage[unit.organisation],
      kept: tallies[.organisation(unit.organisation)].amounts, in: &run)
  }

  /// The organisations of whose persons the counted ledger names nobody, or lacks several and more than a quarter of
  /// those that the rule is about.
  private func partialLists(_ tallies: Tallies, _ tables: [IndexedTable], _ run: inout RuleRun) -> Set<Int> {
    var shares: [Int: (named: Int, missing: Int, all: Int)] = [:]
    for (index, table) in tables.enumerated() {
      guard let applies = run.applicability(to: table) else { continue }
      for (row, organisation) in table.organisations.enumerated() {
        let position = RecordPosition(table: index, row: row)
        if run.context.persons.isRepeated(position) { continue }
        let isNamed = !tallies[.person(position)].isEmpty
        shares[organisation, default: (0, 0, 0)].named += isNamed ? 1 : 0
        guard applies(row) else { continue }
        shares[organisation]?.all += 1
        shares[organisation]?.missing += isNamed ? 0 : 1
      }
    }
    return Set(
      shares.filter { _, share in
        share.named == 0 || share.missing > 1 && share.missing * 4 > share.all
      }.keys)
  }

  private struct Judged {
    var name: String
    var organisation: Int
    var since: CivilDate?
    var until: CivilDate?
    var table: IndexedTable?
    var row: Int?
  }

  /// Judges an organisation or person; `false` where nothing could be.
  @discardableResult
  private func judge(
    _ judged: Judged, _ tally: Tally, _ periods: [Period?], _ coverage: LedgerCoverage?,
    kept: [Period?: Decimal]? = nil, in run: inout RuleRun
  ) -> Bool {
    func value(_ limit: Limit?) -> Decimal? {
      switch limit {
      case nil: return nil
      case .number(let number): return number
      case .field(let field):
        guard let table = judged.table, let row = judged.row, let index = table.definition.index(of: field)
        else { return nil }
        return table.field(index, ofRecord: row).value.number
      }
    }
    let least = value(atLeast)
    let most = value(atMost)
    guard least != nil || most != nil, !onlyIfAny || !tally.amounts.isEmpty else {
      run.countNotApplicable()
      return true
    }
    var short: [(period: Period?, actual: Decimal)] = []
    var over: [(period: Period?, actual: Decimal)] = []
    var lacking: Decimal = 0
    var (judgedAny, isUnread, isUncovered) = (false, false, false)
    for period in periods {
      var share: Decimal = 1
      if let period, let since = judged.since, let first = period.first, let last = period.last, since > first
      {
        guard partial == .prorate, since <= last else { continue }
        let whole = first.days(to: last) + 1
        share = Decimal(since.days(to: last) + 1) / Decimal(whole)
      }
      // Who has left was here for part of the period only.
      if let period, let until = judged.until, let last = period.last, until < last { continue }
      let actual = tally.amounts[period] ?? 0
      if let least, actual < least, let period, !(coverage?.covers(period) ?? false) {
        isUncovered = true
        continue
      }
      judgedAny = true
      if let least {
        let due = (least * share).rounded(places: 2)
        if actual < due {
          if tally.isUnsure(in: period) {
            isUnread = true
          } else {
            short.append((period, actual))
            lacking += due - actual
          }
        }
      }
      if let most, actual > most { over.append((period, actual)) }
    }
    if isUncovered {
      run.noteGap(
        RuleRun.Phrases.uncovered(run.context.organisations[judged.organisation].name, ledger, run),
        organisation: judged.organisation)
    }
    guard judgedAny else {
      if !isUncovered { run.countNotApplicable() }
      return !isUncovered
    }
    // What lies in no known period may be all that is lacking.
    if !short.isEmpty, lacking <= tally.undated {
      isUnread = true
      short = []
    }
    if isUnread {
      run.noteGap(
        RuleRun.Phrases.unreadable(run.context.organisations[judged.organisation].name, ledger, run),
        organisation: judged.organisation)
      guard !short.isEmpty || !over.isEmpty else { return false }
    }
    if inARow > 1 { short = inLongRuns(short, of: periods, kept: kept) }
    if subject == .organisation { run.countUnit(organisation: judged.organisation) }
    if let least, !short.isEmpty {
      report(
        judged, short, Phrase(zh: "应不少于 \(least.plain)", en: "at least \(least.plain) due"), least,
        severity: run.absence, in: &run)
    }
    if let most, !over.isEmpty {
      report(
        judged, over, Phrase(zh: "应不多于 \(most.plain)", en: "at most \(most.plain) allowed"), most, in: &run)
    }
    return true
  }

  /// The misses that lie in a run long enough, in some period of which the organisation recorded anything.
  private func inLongRuns(
    _ misses: [(period: Period?, actual: Decimal)], of periods: [Period?], kept: [Period?: Decimal]?
  ) -> [(period: Period?, actual: Decimal)] {
    var runs: [[(period: Period?, actual: Decimal)]] = []
    var last: Int?
    for miss in misses {
      let position = periods.firstIndex(of: miss.period)
      if let last, position == last + 1, !runs.isEmpty {
        runs[runs.count - 1].append(miss)
      } else {
        runs.append([miss])
      }
      last = position
    }
    return runs.filter { run in
      run.count >= inARow && (kept.map { kept in run.contains { kept[$0.period] != nil } } ?? true)
    }.flatMap { $0 }
  }

  private func report(
    _ judged: Judged, _ misses: [(period: Period?, actual: Decimal)], _ expected: Phrase, _ limit: Decimal,
    severity: Severity? = nil, in run: inout RuleRun
  ) {
    let periods = misses.compactMap(\.period)
    let actual = Set(misses.map(\.actual)).sorted().map(\.plain).joined(separator: "、")
    let arguments: [String: Phrase] = [
      "subject": Phrase(judged.name), "periods": Period.list(periods), "expected": expected,
      "limit": Phrase(limit.plain), "actual": Phrase(actual),
    ]
    let discriminator = Period.list(periods).en
    if subject == .person, let table = judged.table, let row = judged.row {
      run.report(
        table: table, row: row,
        field: run.pack.subjects.person.flatMap { table.definition.index(of: $0.name) },
        arguments: arguments, severity: severity, discriminator: discriminator)
    } else {
      run.report(
        organisation: judged.organisation, ledgerSheet: ledger, arguments: arguments, severity: severity,
        discriminator: discriminator)
    }
  }
}
