import Diagnostics
import Ledgers
import SpreadsheetModel

/// One rule at work on a submission: hands its checks the records that apply, and takes their findings.
struct RuleRun {
  let rule: Rule
  private let job: CheckJob
  private(set) var clauseIndex = 0
  private(set) var findings: [FindingDraft] = []
  /// Records or subjects judged, by organisation; the last slot is for those of none.
  private(set) var units: [Int]
  /// Organisations the rule had a say about without judging a unit.
  private(set) var notApplicableUnits = 0
  private(set) var gaps: [Phrase] = []
  /// Organisations something could not be judged for.
  private(set) var gapOrganisations: Set<Int> = []
  private(set) var reviews: [Phrase] = []
  private(set) var errors: [Phrase] = []

  init(rule: Rule, job: CheckJob) {
    self.rule = rule
    self.job = job
    units = [Int](repeating: 0, count: job.context.organisations.count + 1)
  }

  var context: CheckContext { job.context }
  var pack: CriteriaPack { job.pack }

  var wantsStandardTerms: Bool { job.options.wantsStandardTerms }

  var clause: Clause { rule.clauses[clauseIndex] }

  /// How much it matters that something is not there: less than a contradiction, for it may only not have been
  /// handed in or written down.
  var absence: Severity { min(clause.severity, .warning) }

  /// The ledger the clause at work judges; `nil` for every ledger.
  var ledger: LedgerID? { clause.ledger ?? rule.ledger }

  /// The ledgers the clause at work judges, in a fixed order.
  var ledgers: [LedgerID] {
    ledger.map { [$0] } ?? context.ledgers.keys.sorted { $0.rawValue < $1.rawValue }
  }

  mutating func evaluate() {
    for index in rule.clauses.indices {
      clauseIndex = index
      if let window = rule.inForce, window.field == nil, !window.contains(context.asOf) { continue }
      if let window = clause.inForce, window.field == nil, !window.contains(context.asOf) { continue }
      clause.check.evaluate(&self)
    }
    if rule.isOnePerRecord { keepFirstPerRecord() }
  }

  private mutating func keepFirstPerRecord() {
    var taken: [RecordPlace: Int] = [:]
    findings.removeAll { draft in
      guard let table = draft.table, let row = draft.row else { return false }
      let place = RecordPlace(table: table.order, row: row)
      if let clause = taken[place] { return clause != draft.clause }
      taken[place] = draft.clause
      return false
    }
  }

  // MARK: Records

  /// A record that applies, with the positions of the fields the check asked for.
  struct Unit {
    let table: IndexedTable
    let row: Int
    let slots: [Int]

    subscript(_ index: Int) -> RecordField { table.field(slots[index], ofRecord: row) }
    func value(_ index: Int) -> FieldValue { table.value(slots[index], ofRecord: row) }
    var organisation: Int { table.organisations[row] }
    var record: LedgerRecord { table.table.records[row] }
  }

  /// What becomes of a record one of whose fields is blank.
  enum Blanks {
    /// It is not judged.
    case skipped
    /// The check looks at blanks itself.
    case judged
  }

  /// Hands over every record of the rule's ledger that the rule applies to and whose fields can be read.
  ///
  /// A table without one of the columns is told as a gap; an unreadable field has its own finding
  /// elsewhere, so its record is passed over here.
  mutating func forEachRecord(
    of ledger: LedgerID? = nil, fields: [FieldID], optional: [FieldID] = [], blanks: Blanks = .skipped,
    _ body: (inout RuleRun, Unit) -> Void
  ) {
    guard let ledger = ledger ?? self.ledger else { return }
    let tables = context.tables(ledger)
    guard context.isHandedIn(ledger) else { return noteMissing(ledger) }
    for table in tables {
      let slots = (fields + optional).map { table.definition.index(of: $0) ?? -1 }
      if let missing = fields.indices.first(where: { slots[$0] < 0 || !table.hasField[slots[$0]] }) {
        noteGap(Phrases.noColumn(table, fields[missing]), table: table)
        continue
      }
      guard let applies = applicability(to: table) else { continue }
      for row in table.table.records.indices {
        guard applies(row) else {
          notApplicableUnits += 1
          continue
        }
        var usable = true
        for index in slots.indices {
          let value = table.value(slots[index], ofRecord: row)
          if value == .unreadable || (index < fields.count && blanks == .skipped && !value.isPresent) {
            usable = false
            break
          }
        }
        guard usable else { continue }
        countUnit(organisation: table.organisations[row])
        body(&self, Unit(table: table, row: row, slots: slots))
      }
    }
  }

  /// Whether the rule applies to a record of a table: its condition and the days it is in force;
  /// `nil` (and a gap) where the table lacks a column the condition needs.
  mutating func applicability(to table: IndexedTable) -> ((Int) -> Bool)? {
    let context = context
    let condition = clause.condition.map {
      BoundCondition($0, definition: table.definition, context: context)
    }
    if let condition, let missing = condition.neededFields.first(where: { !table.hasField[$0] }) {
      noteGap(Phrases.noColumn(table, table.definition.fields[missing].id), table: table)
      return nil
    }
    let windows = [rule.inForce, clause.inForce].compactMap { $0 }.compactMap { window in
      window.field.map { (window, table.definition.index(of: $0) ?? -1) }
    }
    return { row in
      for (window, index) in windows {
        guard let day = table.value(index, ofRecord: row).day, window.contains(day) else {
          return false
        }
      }
      guard let condition else { return true }
      return condition.holds(
        for: table.table.records[row], organisation: table.organisations[row], in: context)
    }
  }

  // MARK: Organisations

  /// Hands over every organisation the rule applies to.
  ///
  /// An organisation that no list describes is judged by its kind alone: a condition on other fields
  /// of its record does not hold.
  mutating func forEachOrganisation(_ body: (inout RuleRun, Int) -> Void) {
    let subject = pack.subjects.organisation
    guard let definition = pack.ledgers[subject.ledger] else { return }
    let condition = clause.condition.map { BoundCondition($0, definition: definition, context: context) }
    let kindIndex = subject.kind.flatMap { definition.index(of: $0) }
    let nameIndex = definition.index(of: subject.name)
    for index in context.organisations.indices where context.isJudged(index) {
      var record = context.record(of: index).map { $0.table.table.records[$0.row] }
      if record == nil {
        var fields = [RecordField](repeating: .absent, count: definition.fields.count)
        if let kindIndex, let kind = context.organisations[index].kind {
          fields[kindIndex].value = .text(kind)
        }
        if let nameIndex { fields[nameIndex].value = .text(context.organisations[index].name) }
        record = LedgerRecord(row: 0, fields: fields)
      }
      if let condition, let record, !condition.holds(for: record, organisation: index, in: context) {
        notApplicableUnits += 1
        continue
      }
      if let condition, let (table, row) = context.record(of: index),
        let missing = condition.neededFields.first(where: { !table.hasField[$0] }),
        condition.verdict(on: row, of: table, in: context) != true
      {
        noteGap(Phrases.noColumn(table, definition.fields[missing].id), organisation: index)
        continue
      }
      body(&self, index)
    }
  }

  // MARK: What checks tell

  mutating func countUnit(organisation: Int) {
    guard context.isJudged(organisation) else { return }
    units[organisation >= 0 && organisation < units.count - 1 ? organisation : units.count - 1] += 1
  }

  /// Takes back a unit that turned out not to be assessable.
  mutating func uncountUnit(organisation: Int) {
    guard context.isJudged(organisation) else { return }
    let slot = organisation >= 0 && organisation < units.count - 1 ? organisation : units.count - 1
    units[slot] = max(0, units[slot] - 1)
  }

  mutating func noteGap(_ gap: Phrase, organisation: Int? = nil, table: IndexedTable? = nil) {
    if let organisation { gapOrganisations.insert(organisation) }
    if let table { gapOrganisations.formUnion(table.organisations) }
    // A few of a kind say it all; 240 organisations without a ledger need not each be named.
    if gaps.count < Self.mostGaps, !gaps.contains(gap) { gaps.append(gap) }
  }

  static let mostGaps = 20

  /// Notes a ledger that no file holds.
  mutating func noteMissing(_ ledger: LedgerID) {
    noteGap(Phrases.noLedger(pack.ledgers[ledger]?.title ?? Phrase(ledger.rawValue)))
  }

  mutating func askReview(_ question: Phrase) { reviews.append(question) }

  mutating func noteError(_ error: Phrase) { errors.append(error) }

  mutating func countNotApplicable() { notApplicableUnits += 1 }

  /// Reports a field of a record.
  mutating func report(
    _ unit: Unit, slot: Int, arguments: [String: Phrase] = [:], message: Phrase? = nil,
    notes: [Diagnostic.Note] = [], fix: Diagnostic.Fix? = nil, severity: Severity? = nil,
    discriminator: String = "", basis: [FindingBasis] = []
  ) {
    report(
      table: unit.table, row: unit.row, field: unit.slots[slot], arguments: arguments, message: message,
      notes: notes, fix: fix, severity: severity, discriminator: discriminator, basis: basis)
  }

  /// Reports a field of a record, by its place in the definition.
  mutating func report(
    table: IndexedTable, row: Int, field: Int?, organisation: Int? = nil,
    arguments: [String: Phrase] = [:], message: Phrase? = nil, notes: [Diagnostic.Note] = [],
    fix: Diagnostic.Fix? = nil, severity: Severity? = nil, discriminator: String = "",
    basis: [FindingBasis] = [], occurrences: Int = 1
  ) {
    let field = field.flatMap { $0 >= 0 ? $0 : nil }
    let recordField = field.map { table.field($0, ofRecord: row) } ?? .absent
    findings.append(
      FindingDraft(
        clause: clauseIndex, severity: severity ?? clause.severity, table: table, row: row, field: field,
        organisation: organisation ?? table.organisations[row],
        location: table.location(recordField, row: row),
        value: recordField.original.isEmpty ? nil : recordField.original, discriminator: discriminator,
        arguments: arguments, message: message, notes: notes,
        fix: recordField.isFormula ? nil : allowed(fix), occurrences: occurrences, basis: basis))
  }

  /// Reports a field of a row of totals.
  mutating func report(
    footer: RecordField, table: IndexedTable, field: Int, arguments: [String: Phrase],
    message: Phrase? = nil, fix: Diagnostic.Fix? = nil, discriminator: String
  ) {
    findings.append(
      FindingDraft(
        clause: clauseIndex, severity: clause.severity, table: table, row: nil, field: field,
        organisation: soleOwner(of: table),
        location: SourceLocation(file: table.table.file, sheet: table.table.sheet, cell: footer.cell),
        value: footer.original, discriminator: discriminator, arguments: arguments, message: message,
        notes: [],
        fix: footer.isFormula ? nil : allowed(fix), occurrences: 1))
  }

  /// Reports a whole column by its header.
  mutating func report(
    header table: IndexedTable, field: Int?, arguments: [String: Phrase] = [:], message: Phrase? = nil,
    severity: Severity? = nil, occurrences: Int = 1, discriminator: String = ""
  ) {
    findings.append(
      FindingDraft(
        clause: clauseIndex, severity: severity ?? clause.severity, table: table, row: nil, field: field,
        organisation: soleOwner(of: table), location: table.headerLocation(field),
        value: field.flatMap { table.headers[$0] }, discriminator: discriminator, arguments: arguments,
        message: message, notes: [], fix: nil, occurrences: occurrences))
  }

  /// Reports an organisation: at a field of its record, or where it is first named.
  mutating func report(
    organisation: Int, field: FieldID? = nil, arguments: [String: Phrase] = [:], message: Phrase? = nil,
    notes: [Diagnostic.Note] = [], fix: Diagnostic.Fix? = nil, severity: Severity? = nil,
    discriminator: String = ""
  ) {
    if let (table, row) = context.record(of: organisation) {
      let subject = pack.subjects.organisation
      let index = field.flatMap { table.definition.index(of: $0) }
      // A field without a cell cannot be marked; the name stands for the record.
      let marked =
        index.flatMap { table.field($0, ofRecord: row).cell == nil ? nil : $0 }
        ?? table.definition.index(of: subject.name)
      return report(
        table: table, row: row, field: marked, organisation: organisation, arguments: arguments,
        message: message, notes: notes, fix: fix, severity: severity, discriminator: discriminator)
    }
    findings.append(
      FindingDraft(
        clause: clauseIndex, severity: severity ?? clause.severity, table: nil, row: nil, field: nil,
        organisation: organisation, location: context.organisations[organisation].place,
        value: nil, discriminator: discriminator, arguments: arguments, message: message, notes: notes,
        fix: nil, occurrences: 1))
  }

  /// Reports what an organisation lacks in a ledger: at the sheet that holds its records of it.
  mutating func report(
    organisation: Int, ledgerSheet ledger: LedgerID, arguments: [String: Phrase], message: Phrase? = nil,
    severity: Severity? = nil, notes: [Diagnostic.Note] = [], discriminator: String = ""
  ) {
    let tables = context.tables(ledger)
    guard let table = tables.first(where: { $0.organisations.contains(organisation) }) ?? tables.first else {
      return report(
        organisation: organisation, arguments: arguments, message: message, notes: notes,
        severity: severity, discriminator: discriminator)
    }
    findings.append(
      FindingDraft(
        clause: clauseIndex, severity: severity ?? clause.severity, table: table, row: nil, field: nil,
        organisation: organisation,
        location: SourceLocation(file: table.table.file, sheet: table.table.sheet),
        value: nil, discriminator: discriminator, arguments: arguments, message: message, notes: notes,
        fix: nil, occurrences: 1))
  }

  /// A fix within what the rule allows.
  private func allowed(_ fix: Diagnostic.Fix?) -> Diagnostic.Fix? {
    guard var fix else { return nil }
    switch rule.fix {
    case .none: return nil
    case .suggested: fix.safety = .suggested
    case .safe: break
    }
    return fix
  }

  private func soleOwner(of table: IndexedTable) -> Int {
    guard let first = table.organisations.first(where: { $0 >= 0 }) else { return -1 }
    return table.organisations.allSatisfy { $0 == first || $0 < 0 } ? first : -1
  }
}

extension RuleRun {
  enum Phrases {
    static func noLedger(_ title: Phrase) -> Phrase {
      Phrase(zh: "没有“\(title.zh)”台账", en: "no ledger '\(title.en)'")
    }
    static func noColumn(_ table: IndexedTable, _ field: FieldID) -> Phrase {
      let title = table.definition[field]?.title ?? Phrase(zh: field.rawValue, en: field.rawValue)
      return Phrase(
        zh: "\(table.table.file) › \(table.table.sheet) 没有“\(title.zh)”列",
        en: "\(table.table.file) › \(table.table.sheet) has no column '\(title.en)'")
    }
    /// An organisation has nothing in a ledger.
    static func noRecords(_ name: String, _ ledger: LedgerID, _ run: RuleRun) -> Phrase {
      let title = run.pack.ledgers[ledger]?.title ?? Phrase(ledger.rawValue)
      return Phrase(zh: "\(name)没有“\(title.zh)”记录", en: "\(name) has no record in '\(title.en)'")
    }
    /// A day or number of an organisation that is counted is blank or unreadable.
    static func unreadable(_ name: String, _ ledger: LedgerID, _ run: RuleRun) -> Phrase {
      let title = run.pack.ledgers[ledger]?.title ?? Phrase(ledger.rawValue)
      return Phrase(
        zh: "\(name)在“\(title.zh)”里有日期或数量空着或无法识别",
        en: "\(name) has a day or number in '\(title.en)' that is blank or cannot be read")
    }
    /// A ledger has an organisation's records, but not of the whole period in question.
    static func uncovered(_ name: String, _ ledger: LedgerID, _ run: RuleRun) -> Phrase {
      let title = run.pack.ledgers[ledger]?.title ?? Phrase(ledger.rawValue)
      return Phrase(
        zh: "\(name)的“\(title.zh)”没有写明是哪个时段的，记录也不足四分之三的月份",
        en: "'\(title.en)' of \(name) does not say what period it is of and has records of too few months")
    }
    /// A ledger names some of an organisation's persons only.
    static func partialList(_ name: String, _ ledger: LedgerID, _ run: RuleRun) -> Phrase {
      let title = run.pack.ledgers[ledger]?.title ?? Phrase(ledger.rawValue)
      return Phrase(
        zh: "\(name)的“\(title.zh)”只有部分党员，不作为全体名单",
        en: "'\(title.en)' of \(name) names some members only and is no list of all")
    }
    /// Nothing tells when an organisation's term ends.
    static func unknownTerm(_ name: String) -> Phrase {
      Phrase(
        zh: "\(name)没有填清楚本届选举时间、任期或届满时间",
        en: "nothing says for certain when the term of \(name) ends")
    }
    static let notEnded = Phrase(zh: "周期尚未结束", en: "the period has not ended")
  }
}
