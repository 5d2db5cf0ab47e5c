import Foundation
import Ledgers
import SpreadsheetModel

/// What counts for one organisation or person.
struct Tally {
  /// The sums by period; `nil` where no periods are told apart.
  var amounts: [Period?: Decimal] = [:]
  /// The sum of what lies in no known period.
  var undated: Decimal = 0
  /// The periods in which some amount is not known.
  var unsure: Set<Period?> = []
  /// Whether an amount in no known period is not known.
  var isUndatedUnsure = false

  mutating func add(_ amount: Decimal?, in period: Period?, isDated: Bool) {
    switch amount {
    case let amount? where isDated: amounts[period, default: 0] += amount
    case let amount?: undated += amount
    case nil where isDated: unsure.insert(period)
    case nil: isUndatedUnsure = true
    }
  }

  /// Whether the sum of a period may be any, for an amount in it is not known.
  func isUnsure(in period: Period?) -> Bool { isUndatedUnsure || unsure.contains(period) }
}

/// What counts for each organisation or person.
struct Tallies {
  enum Subject: Hashable {
    case organisation(Int)
    case person(RecordPosition)
  }

  private var bySubject: [Subject: Tally] = [:]
  /// Organisations whose tables lack what is needed for counting.
  var unknown: Set<Int> = []

  subscript(subject: Subject) -> Tally { bySubject[subject] ?? Tally() }

  /// Adds an amount, `nil` for one that is not known.
  ///
  /// - Parameters:
  ///   - period: the period; `nil` where no periods are told apart.
  ///   - isDated: whether the period is known.
  mutating func add(_ amount: Decimal?, in period: Period?, isDated: Bool, to subject: Subject) {
    bySubject[subject, default: Tally()].add(amount, in: period, isDated: isDated)
  }
}

extension TallyCheck {
  /// What counts for each, and the organisations whose tables lack a column to count by.
  func tallies(_ run: inout RuleRun) -> Tallies {
    let context = run.context
    var tallies = Tallies()
    for source in sources {
      for table in context.tables(source.ledger) { count(source, table, &tallies, &run) }
    }
    return tallies
  }

  private func count(
    _ source: Source, _ table: IndexedTable, _ tallies: inout Tallies, _ run: inout RuleRun
  ) {
    let context = run.context
    let definition = table.definition
    let bound = source.condition.map { BoundCondition($0, definition: definition, context: context) }
    let dateIndex = table.column(ofFirst: source.dates)
    let personIndex = person.flatMap { definition.index(of: $0) }
    let numberIndex = run.pack.subjects.person?.number.flatMap { definition.index(of: $0) }
    let sumIndex = table.column(ofFirst: sums)
    var slips = NameSlips()
    if coverage > 0, let personIndex { tallies.unknown.formUnion(thinlyNamed(table, personIndex)) }
    if let bound, let missing = bound.usedFields.first(where: { !table.hasField[$0] }),
      source.ledger == ledger
    {
      tallies.unknown.formUnion(table.organisations)
      return run.noteGap(RuleRun.Phrases.noColumn(table, definition.fields[missing].id), table: table)
    }
    // A table that does not say who took part says nothing about anybody.
    let needed = (subject == .person ? [personIndex] : []) + (every == nil ? [] : [dateIndex])
    if let missing = needed.lazy.compactMap({ $0 }).first(where: { !table.hasField[$0] }) {
      guard source.ledger == ledger else { return }
      tallies.unknown.formUnion(table.organisations)
      return run.noteGap(RuleRun.Phrases.noColumn(table, definition.fields[missing].id), table: table)
    }
    for (row, record) in table.table.records.enumerated() {
      let organisation = table.organisations[row]
      if let bound, !bound.holds(for: record, organisation: organisation, in: context) { continue }
      let period = every.flatMap { length in
        dateIndex.flatMap { Period(length, of: table.field($0, ofRecord: row).value) }
      }
      let isDated = every == nil || period != nil
      let amount = sumIndex.map { Self.amount(table.field($0, ofRecord: row).value) } ?? 1
      if subject == .organisation {
        if organisation >= 0 {
          tallies.add(amount, in: period, isDated: isDated, to: .organisation(organisation))
        }
        continue
      }
      guard let personIndex else { continue }
      let names = table.field(personIndex, ofRecord: row).value.words
      if !names.isEmpty { tallies.add(1, in: period, isDated: isDated, to: .organisation(organisation)) }
      for name in names {
        let number = numberIndex.flatMap { table.field($0, ofRecord: row).value.text }
        // Of namesakes nobody can tell which is meant, so none of them is found wanting; a name that is a
        // letter away from only one is a slip with a finding of its own.
        var found = context.persons.persons(number: number, name: name, organisation: organisation)
        if found.isEmpty, let meant = slips.name(like: name, in: organisation, context) {
          found = context.persons.name(meant, in: organisation)
        }
        for position in found { tallies.add(amount, in: period, isDated: isDated, to: .person(position)) }
      }
    }
  }

  /// Organisations too few of whose records name anybody: their lists of persons are not kept.
  private func thinlyNamed(_ table: IndexedTable, _ personIndex: Int) -> Set<Int> {
    var counts: [Int: (named: Int, all: Int)] = [:]
    for row in table.table.records.indices {
      counts[table.organisations[row], default: (0, 0)].all += 1
      if table.field(personIndex, ofRecord: row).value.isPresent {
        counts[table.organisations[row]]?.named += 1
      }
    }
    return Set(counts.filter { Decimal($0.value.named) < coverage * Decimal($0.value.all) }.keys)
  }

  /// What a cell adds to a sum; `nil` where it is blank or cannot be read.
  private static func amount(_ value: FieldValue) -> Decimal? {
    switch value {
    case .none, .notApplicable: 0
    default: value.number
    }
  }
}
